"""ODS: the open workbook of spreadsheet programs."""

from guankao.documents.formats.ods.writer import write_ods

__all__ = ["write_ods"]
