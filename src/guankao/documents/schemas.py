"""The published JSON Schemas of the interchange format."""

from __future__ import annotations

from typing import Any

from guankao.documents.element import FORMAT_VERSION
from guankao.documents.kinds import KINDS

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_TITLES = {
    "plan": "Annual plan (施政計畫)",
    "guidelines": "Policy guidelines (施政方針)",
    "action-plan": "Action plan (行動方案)",
    "programme": "Programme or execution plan (實施計畫、執行計畫)",
    "performance-report": "Performance report (施政績效報告)",
    "report": "Report on a KPI or project (填報)",
}


class UnknownKind(ValueError):
    """A word that names no kind of document, with the words that do."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        super().__init__(f"{kind!r} is not a kind of document; choose {', '.join(KINDS)}")


def json_schema(kind: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of one kind of document, or UnknownKind.

    >>> json_schema("plan")["$id"]
    'urn:guankao:schema:plan:1.0'
    """
    if kind not in KINDS:
        raise UnknownKind(kind)
    described = KINDS[kind].model_json_schema()
    # In Python the three words that introduce a document have defaults; in a file they must stand.
    required = ["format", "format_version", "kind", *described.pop("required", [])]
    described.pop("title")
    return {
        "$schema": DIALECT,
        "$id": f"urn:guankao:schema:{kind}:{FORMAT_VERSION}",
        "title": _TITLES[kind],
        **described,
        "required": required,
    }
