"""Reading files: the one door for bytes of strangers, whatever their format."""

from guankao.documents.formats.errors import UnreadableFile
from guankao.documents.formats.limits import DEFAULT_LIMITS, Limits
from guankao.documents.formats.obstacles import Obstacle
from guankao.documents.formats.recognition import FileFormat
from guankao.documents.formats.sheets import Place, Sheet, address
from guankao.documents.reading.in_process import paper_of, read_here, sheets_of
from guankao.documents.reading.parent_process import (
    read_file,
    read_paper_of_file,
    read_sheets_of_file,
)
from guankao.documents.reading.progress import Progress
from guankao.documents.reading.results import Reading, Stopped

__all__ = [
    "DEFAULT_LIMITS",
    "FileFormat",
    "Limits",
    "Obstacle",
    "Place",
    "Progress",
    "Reading",
    "Sheet",
    "Stopped",
    "UnreadableFile",
    "address",
    "paper_of",
    "read_file",
    "read_here",
    "read_paper_of_file",
    "read_sheets_of_file",
    "sheets_of",
]
