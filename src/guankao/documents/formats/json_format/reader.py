"""Reading a document from JSON: everything that is wrong with it is said at once, with its path."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from guankao.documents.element import FORMAT, FORMAT_VERSION, Path
from guankao.documents.fields import MOST_DIGITS
from guankao.documents.kinds import KINDS, AnyDocument

LARGEST_DOCUMENT = 16 * 1024 * 1024
"""Bytes. The longest annual plan of fiscal year 107 is a three-hundredth of this."""

DEEPEST_NESTING = 16
"""Levels. The model needs seven; a bomb of brackets has thousands."""

MOST_PROBLEMS = 100
"""A document with more problems than this is of another kind; the rest would not help."""


_HALF_PAIR = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a document.

    `path` is the place of the value, such as `indicators[3].target`, and empty for the whole
    document; `found` is what stands there, shortened, and empty where nothing does.
    """

    path: str
    reason: str
    found: str = ""

    def __str__(self) -> str:
        place = f"{self.path}: " if self.path else ""
        found = f" (found {self.found})" if self.found else ""
        return f"{place}{self.reason}{found}"


class UnreadableDocument(ValueError):
    """A file that is no valid document, with every problem found in it."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("; ".join(map(str, problems)))


def read_document(source: bytes | str) -> AnyDocument:
    """Read a document of any kind, or raise UnreadableDocument with all its problems.

    >>> text = '{"format": "guankao", "format_version": "1.0", "kind": "plan", "agency": 7}'
    >>> read_document(text)
    Traceback (most recent call last):
    guankao.documents.formats.json_format.reader.UnreadableDocument: fiscal_year: is required \
but missing; agency: must be a text (found 7)
    """
    content = load_json(source)
    if not isinstance(content, dict):
        raise UnreadableDocument([Problem("", "must be a JSON object", _shown(content))])
    model = KINDS[_kind_of(content)]
    try:
        return model.model_validate(content)
    except ValidationError as error:
        raise UnreadableDocument(problems_of(error)) from None


def load_json(source: bytes | str) -> Any:
    """The value that a JSON text holds, with arrays as tuples and numbers exact.

    Raises:
        UnreadableDocument: not UTF-8, not JSON, too large, too deep, or with a key given twice.
    """
    return _parse(_decode(source))


def problems_of(error: ValidationError) -> list[Problem]:
    """What is wrong with a document, in words that speak of JSON; at most a hundred and a count."""
    details = error.errors(include_url=False)
    problems = [_problem(detail) for detail in details[:MOST_PROBLEMS]]
    if len(details) > MOST_PROBLEMS:
        problems.append(Problem("", f"and {len(details) - MOST_PROBLEMS} more problems"))
    return problems


def _decode(source: bytes | str) -> str:
    if len(source) > LARGEST_DOCUMENT:
        reason = f"is larger than {LARGEST_DOCUMENT // 1024 // 1024} MiB"
        raise UnreadableDocument([Problem("", reason, f"{len(source)} bytes")])
    if isinstance(source, str):
        return source.removeprefix("\ufeff")
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        reason = f"is not UTF-8: byte {error.start + 1} begins no character"
        raise UnreadableDocument([Problem("", reason, hex(source[error.start]))]) from None


class _Unusable(Exception):
    """Raised inside the JSON parser, which knows no paths, for what must not be read at all."""


class _Object(dict[str, Any]):
    """A JSON object that remembers the keys that were given twice."""

    repeated: list[str]


def _object(pairs: list[tuple[str, Any]]) -> _Object:
    made = _Object(pairs)
    seen: set[str] = set()
    made.repeated = [key for key, _ in pairs if key in seen or seen.add(key)]  # type: ignore[func-returns-value]
    return made


def _whole(digits: str) -> int:
    if len(digits) > MOST_DIGITS + 1:
        raise _Unusable(f"holds a number of {len(digits)} digits; {MOST_DIGITS} are allowed")
    return int(digits)


def _constant(word: str) -> Any:
    raise _Unusable(f"holds {word}, which is not a number")


def _parse(text: str) -> Any:
    try:
        content = json.loads(
            text,
            object_pairs_hook=_object,
            parse_float=Decimal,
            parse_int=_whole,
            parse_constant=_constant,
        )
    except json.JSONDecodeError as error:
        reason = f"is not JSON: {error.msg} in line {error.lineno}, column {error.colno}"
        raise UnreadableDocument([Problem("", reason)]) from None
    except _Unusable as error:
        raise UnreadableDocument([Problem("", str(error))]) from None
    except (RecursionError, ArithmeticError):
        # Brackets beyond the parser's own depth, or an exponent beyond what a decimal can hold.
        reason = "is nested too deeply or holds a number that is too large"
        raise UnreadableDocument([Problem("", reason)]) from None
    problems: list[Problem] = []
    frozen = _freeze(content, (), problems)
    if problems:
        raise UnreadableDocument(problems[:MOST_PROBLEMS])
    return frozen


def _freeze(value: Any, path: Path, problems: list[Problem]) -> Any:
    """Arrays become tuples, as the frozen models hold them; repeated keys are collected."""
    if not isinstance(value, dict | list):
        return value
    if len(path) >= DEEPEST_NESTING:
        problems.append(Problem(_written(path), f"is nested deeper than {DEEPEST_NESTING} levels"))
        return None
    if isinstance(value, list):
        return tuple(_freeze(item, (*path, place), problems) for place, item in enumerate(value))
    if isinstance(value, _Object):
        problems += [
            Problem(_written((*path, key)), "is given more than once") for key in value.repeated
        ]
    # Such a key cannot even be handed on: pydantic refuses it without saying where it stands.
    problems += [
        Problem(_written((*path, key)), "is not a known key here")
        for key in value
        if _HALF_PAIR.search(key)
    ]
    return {key: _freeze(item, (*path, key), problems) for key, item in value.items()}


def _kind_of(content: dict[str, Any]) -> str:
    """The kind of the document, once it is clear that its format is one that is known here."""
    if content.get("format") != FORMAT:
        reason = f'must be "{FORMAT}": this is no Guankao document'
        raise UnreadableDocument([Problem("format", reason, _found(content, "format"))])
    version = content.get("format_version")
    if version != FORMAT_VERSION:
        reason = (
            f"is not a version that this Guankao reads: it reads {FORMAT_VERSION}; "
            "a newer document needs a newer Guankao"
        )
        found = _found(content, "format_version")
        raise UnreadableDocument([Problem("format_version", reason, found)])
    kind = content.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        reason = f"must be one of {', '.join(KINDS)}"
        raise UnreadableDocument([Problem("kind", reason, _found(content, "kind"))])
    return kind


_REASONS = {
    "missing": "is required but missing",
    "extra_forbidden": "is not a known key here",
    "string_type": "must be a text",
    "string_unicode": "is not a text: it holds half of a surrogate pair",
    "int_type": "must be a whole number",
    "bool_type": "must be true or false",
    "tuple_type": "must be an array",
    "model_type": "must be an object",
    "is_instance_of": "must be a number",
    "decimal_type": "must be a number",
    "date_type": "must be a day written like 2018-03-31",
}
"""Pydantic's own sentences speak of Python types; these speak of JSON."""


def _problem(detail: ErrorDetails) -> Problem:
    reason = _REASONS.get(detail["type"])
    if reason is None:
        reason = detail["msg"].removeprefix("Value error, ").replace("Input should be", "must be")
    # What stands at a missing key is the object around it, which would say nothing.
    found = "" if detail["type"] == "missing" else _shown(detail["input"])
    return Problem(_written(detail["loc"]), reason, found)


def _written(path: Path) -> str:
    """A path as a person writes it.

    >>> _written(("indicators", 3, "target"))
    'indicators[3].target'
    """
    written = ""
    for step in path:
        if isinstance(step, int):
            written += f"[{step}]"
        else:
            name = step if step.isidentifier() and step.isascii() else _shown(step)
            written += f".{name}" if written else name
    return written


def _found(content: dict[str, Any], key: str) -> str:
    return _shown(content[key]) if key in content else ""


def _shown(value: object) -> str:
    """A value in a sentence: short, and with what is invisible written out."""
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list | tuple):
        return "an array"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    text = str(value)
    if len(text) > 60:
        text = f"{text[:59]}…"
    if not isinstance(value, str):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return quoted if quoted.isprintable() else json.dumps(text)
