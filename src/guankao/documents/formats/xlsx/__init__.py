"""XLSX: the workbook of spreadsheet programs."""

from guankao.documents.formats.xlsx.writer import write_xlsx

__all__ = ["write_xlsx"]
