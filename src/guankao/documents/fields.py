"""The kinds of value that documents are made of: text, names, keys, years, numbers and days.

Text is normalised (NFC) on the way in, because the sources mix CJK compatibility ideographs with
the ordinary ones and two spellings of one word would never be found together. Characters that a
reader cannot see but that change what is shown or compared are refused rather than removed: a
document should not differ from what its author sent without anybody being told.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from guankao.figures.text import normalise

RESERVED_NAMES = frozenset(
    {
        "action-plan",
        "api",
        "data",
        "desk",
        "findings",
        "goal",
        "guidelines",
        "indicators",
        "kpi",
        "programme",
        "project",
        "projects",
        "results",
        "rules",
        "search",
    }
)
"""Words that mean something in a public address, so that no agency can be called so."""

MOST_DIGITS = 30
"""A number of more digits than this is a mistake; the sum of all budgets has fourteen."""

MOST_WHOLE_DIGITS, MOST_DECIMALS = 20, 10
"""Of these at most so many before and after the point, which is what any database keeps exactly."""

_KEY = re.compile(r"[0-9A-Za-z](?:[0-9A-Za-z.-]{0,30}[0-9A-Za-z])?")
_CODE = re.compile(r"[a-z](?:[a-z0-9-]{0,38}[a-z0-9])?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_OUT_OF_ADDRESSES = re.compile(r"[/\\?#%]")
_LINE_BREAKS = ("\n", "\t")
# Marks, overrides and isolates of the bidirectional algorithm: they make a line show another text
# than it holds, and no plan in Chinese needs one.
_BIDIRECTIONAL = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


def _clean(text: str) -> str:
    """Normalise, strip and refuse what cannot be seen; the same text again gives the same.

    >>> _clean("  有效結案\\uf961 ")
    '有效結案率'
    >>> _clean("率\\x00")
    Traceback (most recent call last):
    ValueError: contains the control character U+0000 at position 2
    """
    for place, character in enumerate(text, start=1):
        if fault := _fault_of(character):
            raise ValueError(f"contains {fault} U+{ord(character):04X} at position {place}")
    cleaned = normalise(text).strip()
    if not cleaned:
        raise ValueError("must not be empty")
    return cleaned


def visible(text: str) -> str:
    """What a person said beside a document, without what cannot be seen and outer white space.

    A document refuses such characters, for its text is compared to the letter. In a reason or a
    comment they come along with what is pasted, and PostgreSQL cannot hold NUL.

    >>> visible(" 請\\u202e補\\x00充\\r\\n資料 ")
    '請補充\\n資料'
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(one for one in lines if _fault_of(one) is None).strip()


def _fault_of(character: str) -> str | None:
    if character in _BIDIRECTIONAL:
        return "the text direction mark"
    category = unicodedata.category(character)
    if category == "Cc" and character not in _LINE_BREAKS:
        return "the control character"
    if category == "Cs":
        return "half of a surrogate pair"
    if category in {"Zl", "Zp"}:
        return "the separator"
    return None


def _one_line(text: str) -> str:
    if any(character in _LINE_BREAKS for character in text):
        raise ValueError("must stand on one line, without line breaks or tabs")
    for character in text:
        if unicodedata.category(character) == "Cf":
            # A zero-width space in a name makes two names that look the same.
            raise ValueError(f"contains the invisible character U+{ord(character):04X}")
    return text


def _agency_name(name: str) -> str:
    """Refuse a name that could not stand in a public address.

    >>> _agency_name("內政部")
    '內政部'
    >>> _agency_name("API")
    Traceback (most recent call last):
    ValueError: 'API' is a reserved word of public addresses and cannot name an agency
    """
    if found := _OUT_OF_ADDRESSES.search(name):
        raise ValueError(f"an agency name may not contain {found.group()!r}")
    if name.lower() in RESERVED_NAMES:
        raise ValueError(
            f"{name!r} is a reserved word of public addresses and cannot name an agency"
        )
    if name.strip(".") == "":
        raise ValueError("an agency name may not consist of dots")
    return name


def _key(key: str) -> str:
    if not _KEY.fullmatch(key):
        raise ValueError(
            "a key is up to 32 letters, digits, dots and hyphens, such as 1-2, "
            "beginning and ending with a letter or digit"
        )
    return key


def _code(code: str) -> str:
    if not _CODE.fullmatch(code):
        raise ValueError(
            "a code is up to 40 small letters, digits and hyphens, such as integrity, "
            "beginning with a letter"
        )
    return code


def _exact(value: Any) -> Any:
    """Take whole numbers as decimals, and never a float: it has lost its digits already."""
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    return value


def _bounded(value: Decimal) -> Decimal:
    if not value.is_finite():
        raise ValueError("must be a finite number")
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int):  # pragma: no cover - only NaN and infinity have letters
        raise ValueError("must be a finite number")
    if value.adjusted() >= MOST_WHOLE_DIGITS or -exponent > MOST_DECIMALS:
        raise ValueError(
            f"must not have more than {MOST_WHOLE_DIGITS} digits before the point "
            f"and {MOST_DECIMALS} after it"
        )
    return value


def _day(value: Any) -> Any:
    if isinstance(value, str):
        if not _DAY.fullmatch(value):
            raise ValueError("must be a day written like 2018-03-31")
        return date.fromisoformat(value)
    return value


def _within(longest: int) -> Callable[[str], str]:
    """Normalising can lengthen a text; what is written must be readable again."""

    def check(text: str) -> str:
        if len(text) > longest:
            raise ValueError(f"must not be longer than {longest} characters")
        return text

    return check


Text = Annotated[
    str,
    Field(min_length=1, max_length=20_000),
    AfterValidator(_clean),
    AfterValidator(_within(20_000)),
]
"""Prose: NFC, without outer white space, line breaks allowed, never empty."""

Title = Annotated[
    str,
    Field(min_length=1, max_length=300),
    AfterValidator(_clean),
    AfterValidator(_one_line),
    AfterValidator(_within(300)),
]
"""A name or title: NFC, on one line, without invisible characters."""

AgencyName = Annotated[
    str,
    Field(min_length=1, max_length=60),
    AfterValidator(_clean),
    AfterValidator(_one_line),
    AfterValidator(_agency_name),
    AfterValidator(_within(60)),
]
"""The full official name of an agency (機關), which is also its public address."""

Key = Annotated[
    str,
    Field(min_length=1, max_length=32, json_schema_extra={"pattern": f"^{_KEY.pattern}$"}),
    AfterValidator(_key),
]
"""What tells an element from its neighbours within one document, such as 1-2; never reused."""

Code = Annotated[
    str,
    Field(min_length=1, max_length=40, json_schema_extra={"pattern": f"^{_CODE.pattern}$"}),
    AfterValidator(_code),
]
"""The short name of an action plan or programme in its address, such as integrity."""

FiscalYear = Annotated[int, Field(ge=1, le=999)]
"""A fiscal year (年度) of the Republic of China: 107 is 2018."""

Ordinal = Annotated[int, Field(ge=1, le=9_999)]
"""The printed number of a goal, a KPI, a section, a measure."""

Number = Annotated[
    Decimal,
    BeforeValidator(_exact),
    AfterValidator(_bounded),
    WithJsonSchema({"type": "number"}),
]
"""An exact number; in JSON a number with the digits as written, never a binary fraction."""

Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
"""A day of the common calendar, written 2018-03-31."""

PeriodCode = Annotated[
    str,
    Field(pattern=r"^(?:month-(?:[1-9]|1[0-2])|quarter-[1-4]|half-[12]|year)$"),
]
"""A period of a fiscal year by its code: month-3, quarter-1, half-2, year."""

Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
"""A SHA-256 in small hexadecimal letters."""

# Not a Literal: that would take true for 1, even where types are strict.
Arrangement = Annotated[int, Field(ge=1, le=5)]
"""評估體制: 1 own organisation, 2 task force, 3 third party, 4 own with third party, 5 other."""

Category = Literal["公共建設", "社會發展", "科技發展", "其它"]
"""計畫類別: public construction, social development, science and technology, other."""

Comparator = Literal[">=", "<=", "=", "milestone"]
"""How a target is to be compared; a milestone (里程碑) is reached or not."""

ResultLevel = Literal["input", "process", "output", "outcome"]
"""指標層次: what goes in, what is done, what comes out, what becomes of it."""

AccumulationRule = Literal["sum", "latest", "average", "stock_at_end"]
InputRule = Literal["sum", "latest", "average", "stock_at_end", "ratio_of_sums"]
"""累計方式, by the codes of `figures.formulas.Accumulation`."""

ControlLevel = Literal["行政院", "部會", "自行"]
"""管制級別: controlled by the cabinet, by the ministry, or by the agency itself."""
