"""Writing a document as JSON: the same document always gives the same bytes.

Keys stand in the order of the model. What has its default value is left out, so that a file
shows what somebody has stated. Numbers keep their digits: 73.10 is not written as 73.1.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from pydantic import BaseModel

from guankao.documents.kinds import AnyDocument

_ALWAYS_WRITTEN = frozenset({"format", "format_version", "kind"})


def write_document(document: AnyDocument) -> str:
    """Write a document of any kind as JSON text, ending in a line break.

    >>> from guankao.documents import Guidelines
    >>> print(write_document(Guidelines(fiscal_year=107)), end="")
    {
     "format": "guankao",
     "format_version": "1.0",
     "kind": "guidelines",
     "fiscal_year": 107
    }
    """
    return f"{_value(document, 0)}\n"


def _value(value: object, depth: int) -> str:
    if isinstance(value, BaseModel):
        members = [f"{json.dumps(key)}: {_value(item, depth + 1)}" for key, item in _stated(value)]
        return _spread("{", members, "}", depth)
    if isinstance(value, tuple):
        items = [_value(item, depth + 1) for item in value]
        if all(isinstance(item, str | int | Decimal) for item in value):
            return f"[{', '.join(items)}]"
        return _spread("[", items, "]", depth)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return json.dumps(value.isoformat())
    return json.dumps(value, ensure_ascii=False)


def _stated(model: BaseModel) -> Iterator[tuple[str, object]]:
    fields = type(model).model_fields
    # A document introduces itself before anything else, so that a person sees what it is.
    for name in sorted(fields, key=lambda name: name not in _ALWAYS_WRITTEN):
        value = getattr(model, name)
        field = fields[name]
        if name in _ALWAYS_WRITTEN or field.is_required() or value != field.default:
            yield name, value


def _spread(opening: str, pieces: list[str], closing: str, depth: int) -> str:
    if not pieces:
        return opening + closing
    margin = "\n" + " " * (depth + 1)
    return f"{opening}{margin}{f',{margin}'.join(pieces)}\n{' ' * depth}{closing}"
