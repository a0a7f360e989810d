"""Records: an annual plan as one JSON object with projects linked to KPIs by name.

The shape in which plans were transcribed by hand before there was an interchange format, and which
is easier to write for people. It has no keys: they follow from the numbers.
"""

from guankao.documents.formats.records.reader import are_records, read_records
from guankao.documents.formats.records.writer import write_records

__all__ = ["are_records", "read_records", "write_records"]
