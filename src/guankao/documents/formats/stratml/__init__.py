"""StratML Part 2 (ISO 17469-2): plans and reports as XML that other governments exchange."""

from guankao.documents.formats.stratml.reader import read_stratml
from guankao.documents.formats.stratml.writer import write_stratml

__all__ = ["read_stratml", "write_stratml"]
