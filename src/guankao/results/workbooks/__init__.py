"""Workbooks in which reports are filled in: written for a person, read back cell by cell. Pure."""

from guankao.results.workbooks.layout import VERSION, Blank, Workbook
from guankao.results.workbooks.reading import Filled, FilledReport, NotOurs, read_filled
from guankao.results.workbooks.writing import write_workbook

__all__ = [
    "VERSION",
    "Blank",
    "Filled",
    "FilledReport",
    "NotOurs",
    "Workbook",
    "read_filled",
    "write_workbook",
]
