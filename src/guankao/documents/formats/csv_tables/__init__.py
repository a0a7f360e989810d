"""CSV: data tables as plain text, which every program reads."""

from guankao.documents.formats.csv_tables.writer import write_csv, write_csv_package

__all__ = ["write_csv", "write_csv_package"]
