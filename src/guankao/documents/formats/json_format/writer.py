"""Writing a document as JSON: the same document always gives the same bytes.

Keys stand in the order of the model. What has its default value is left out, so that a file
shows what somebody has stated. Numbers keep their digits: 73.10 is not written as 73.1.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache

from pydantic import BaseModel

from guankao.documents.kinds import AnyDocument

_quoted = json.JSONEncoder(ensure_ascii=False).encode
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
    # What most values are comes first: asking whether something is a model takes its time.
    if isinstance(value, str) or value is None:
        return _quoted(value)
    if isinstance(value, BaseModel):
        members = [f"{_quoted(key)}: {_value(item, depth + 1)}" for key, item in _stated(value)]
        return _spread("{", members, "}", depth)
    if isinstance(value, tuple):
        items = [_value(item, depth + 1) for item in value]
        if all(isinstance(item, str | int | Decimal) for item in value):
            return f"[{', '.join(items)}]"
        return _spread("[", items, "]", depth)
    if isinstance(value, Decimal):
        return f"{value:f}"
    return _quoted(value.isoformat() if isinstance(value, date) else value)


def _stated(model: BaseModel) -> Iterator[tuple[str, object]]:
    for name, always, default in _members(type(model)):
        value = getattr(model, name)
        if always or value != default:
            yield name, value


@cache
def _members(model: type[BaseModel]) -> tuple[tuple[str, bool, object], ...]:
    """Each field, whether it is written whatever it holds, and what it holds where it is not."""
    fields = model.model_fields
    return tuple(
        (name, name in _ALWAYS_WRITTEN or fields[name].is_required(), fields[name].default)
        # A document introduces itself before anything else, so that a person sees what it is.
        for name in sorted(fields, key=lambda name: name not in _ALWAYS_WRITTEN)
    )


def _spread(opening: str, pieces: list[str], closing: str, depth: int) -> str:
    if not pieces:
        return opening + closing
    margin = "\n" + " " * (depth + 1)
    return f"{opening}{margin}{f',{margin}'.join(pieces)}\n{' ' * depth}{closing}"
