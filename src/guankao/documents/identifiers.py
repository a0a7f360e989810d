"""Stable identifiers: the public address of a document and of each of its pieces.

An identifier is readable, unique over all years and agencies, and equal to the path of the page
that shows the piece. It is built from keys that the document stores, not from positions, so it
stays the same when something is inserted before it next month.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from pydantic import TypeAdapter, ValidationError

from guankao.documents.fields import AgencyName, Code, Key, PeriodCode
from guankao.figures.text import normalise

LONGEST_IDENTIFIER = 200

_YEAR = re.compile(r"[1-9][0-9]{0,2}")
_AGENCY: TypeAdapter[str] = TypeAdapter(AgencyName)
_CODE: TypeAdapter[str] = TypeAdapter(Code)
_KEY: TypeAdapter[str] = TypeAdapter(Key)
_PERIOD: TypeAdapter[str] = TypeAdapter(PeriodCode)


class UnreadableIdentifier(ValueError):
    """A text that is no identifier, with the piece at fault and what would be accepted."""

    def __init__(self, text: str, piece: str, expected: str) -> None:
        self.text = text
        self.piece = piece
        self.expected = expected
        super().__init__(f"{_shown(text)} is not an identifier: {_shown(piece)} {expected}")


class Subject(StrEnum):
    """What an identifier can point at."""

    PLAN = "plan"
    GOAL = "goal"
    INDICATOR = "indicator"
    PROJECT = "project"
    PERFORMANCE_REPORT = "performance-report"
    INDICATOR_REPORT = "kpi-report"
    PROJECT_REPORT = "project-report"
    ACTION_PLAN = "action-plan"
    MEASURE = "measure"
    PROGRAMME = "programme"
    GUIDELINES = "guidelines"
    SECTION = "section"


_REPORT = "report"
"""The word after a plan that leads to the report on it; a plan has one report, without a key."""

_PIECES_OF_A_PLAN = {
    "goal": Subject.GOAL,
    "kpi": Subject.INDICATOR,
    "project": Subject.PROJECT,
    _REPORT: Subject.PERFORMANCE_REPORT,
}
_REPORT_ON = {
    Subject.INDICATOR: Subject.INDICATOR_REPORT,
    Subject.PROJECT: Subject.PROJECT_REPORT,
}
"""What is reported on period by period, and the report on it."""

_REMEMBERED = 4096
"""Identifiers of each kind that are kept once written: a linter names each a dozen times."""

_WORD_OF = {
    Subject.GOAL: "goal",
    Subject.INDICATOR: "kpi",
    Subject.PROJECT: "project",
    Subject.INDICATOR_REPORT: "kpi",
    Subject.PROJECT_REPORT: "project",
    Subject.MEASURE: "measure",
    Subject.SECTION: "section",
}


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier taken apart.

    `holder` is the agency of a plan or the code of an action plan or programme; the guidelines of
    a year have none. `key` is the key of the piece within its document, `period` the code of the
    period of a report on it.
    """

    subject: Subject
    fiscal_year: int
    holder: str | None = None
    key: str | None = None
    period: str | None = None

    def __str__(self) -> str:
        pieces = [str(self.fiscal_year)]
        if self.subject in {Subject.ACTION_PLAN, Subject.MEASURE}:
            pieces.append("action-plan")
        elif self.subject is Subject.PROGRAMME:
            pieces.append("programme")
        elif self.subject in {Subject.GUIDELINES, Subject.SECTION}:
            pieces.append("guidelines")
        if self.holder is not None:
            pieces.append(self.holder)
        if self.key is not None:
            pieces += [_WORD_OF[self.subject], self.key]
        if self.subject is Subject.PERFORMANCE_REPORT:
            pieces.append(_REPORT)
        if self.period is not None:
            pieces += [_REPORT, self.period]
        return "/".join(pieces)


def plan_identifier(fiscal_year: int, agency: str) -> str:
    """The identifier of an annual plan.

    >>> plan_identifier(107, "內政部")
    '107/內政部'
    """
    return str(Identifier(Subject.PLAN, fiscal_year, agency))


@lru_cache(maxsize=_REMEMBERED)
def goal_identifier(fiscal_year: int, agency: str, key: str) -> str:
    """The identifier of a goal.

    >>> goal_identifier(107, "內政部", "1")
    '107/內政部/goal/1'
    """
    return str(Identifier(Subject.GOAL, fiscal_year, agency, key))


@lru_cache(maxsize=_REMEMBERED)
def indicator_identifier(fiscal_year: int, agency: str, key: str) -> str:
    """The identifier of a KPI.

    >>> indicator_identifier(107, "內政部", "1-2")
    '107/內政部/kpi/1-2'
    """
    return str(Identifier(Subject.INDICATOR, fiscal_year, agency, key))


@lru_cache(maxsize=_REMEMBERED)
def project_identifier(fiscal_year: int, agency: str, key: str) -> str:
    """The identifier of a project.

    >>> project_identifier(107, "法務部", "3-2")
    '107/法務部/project/3-2'
    """
    return str(Identifier(Subject.PROJECT, fiscal_year, agency, key))


def performance_report_identifier(fiscal_year: int, agency: str) -> str:
    """The identifier of the performance report on an annual plan.

    >>> performance_report_identifier(107, "內政部")
    '107/內政部/report'
    """
    return str(Identifier(Subject.PERFORMANCE_REPORT, fiscal_year, agency))


def report_identifier(fiscal_year: int, agency: str, element: str, period: str) -> str:
    """The identifier of the report on a KPI or project for a period.

    >>> report_identifier(107, "內政部", "kpi/1-2", "quarter-1")
    '107/內政部/kpi/1-2/report/quarter-1'
    """
    return f"{plan_identifier(fiscal_year, agency)}/{element}/{_REPORT}/{period}"


def action_plan_identifier(fiscal_year: int, code: str) -> str:
    """The identifier of an action plan.

    >>> action_plan_identifier(107, "integrity")
    '107/action-plan/integrity'
    """
    return str(Identifier(Subject.ACTION_PLAN, fiscal_year, code))


def measure_identifier(fiscal_year: int, code: str, key: str) -> str:
    """The identifier of a measure of an action plan.

    >>> measure_identifier(107, "integrity", "12")
    '107/action-plan/integrity/measure/12'
    """
    return str(Identifier(Subject.MEASURE, fiscal_year, code, key))


def programme_identifier(fiscal_year: int, code: str) -> str:
    """The identifier of a programme.

    >>> programme_identifier(107, "service")
    '107/programme/service'
    """
    return str(Identifier(Subject.PROGRAMME, fiscal_year, code))


def guidelines_identifier(fiscal_year: int) -> str:
    """The identifier of the policy guidelines of a year.

    >>> guidelines_identifier(107)
    '107/guidelines'
    """
    return str(Identifier(Subject.GUIDELINES, fiscal_year))


def section_identifier(fiscal_year: int, key: str) -> str:
    """The identifier of a section of the policy guidelines.

    >>> section_identifier(107, "3")
    '107/guidelines/section/3'
    """
    return str(Identifier(Subject.SECTION, fiscal_year, None, key))


def parse_identifier(text: str) -> Identifier:
    """Take an identifier apart, or raise one UnreadableIdentifier that names the piece at fault.

    >>> parse_identifier("107/內政部/kpi/1-2").key
    '1-2'
    >>> parse_identifier("107/內政部/kpi/")
    Traceback (most recent call last):
    guankao.documents.identifiers.UnreadableIdentifier: '107/內政部/kpi/' is not an identifier: \
'' is not a key: a key is up to 32 letters, digits, dots and hyphens, such as 1-2
    """
    if len(text) > LONGEST_IDENTIFIER:
        raise UnreadableIdentifier(
            text, text, f"is longer than the {LONGEST_IDENTIFIER} characters of the longest one"
        )
    pieces = iter(normalise(text).split("/"))
    year = next(pieces)
    if not _YEAR.fullmatch(year):
        raise UnreadableIdentifier(text, year, "is not a fiscal year between 1 and 999")
    identifier = _after_the_year(text, int(year), pieces)
    for surplus in pieces:
        raise UnreadableIdentifier(text, surplus, "stands after the end of the identifier")
    return identifier


def _after_the_year(text: str, year: int, pieces: Iterator[str]) -> Identifier:
    word = next(pieces, None)
    if word is None:
        raise UnreadableIdentifier(
            text, text, "is a year alone; an agency, guidelines, action-plan or programme follows"
        )
    if word == "guidelines":
        subject, key = _piece(text, pieces, Subject.GUIDELINES, {"section": Subject.SECTION})
        return Identifier(subject, year, None, key)
    if word == "action-plan":
        code = _code_of(text, pieces)
        subject, key = _piece(text, pieces, Subject.ACTION_PLAN, {"measure": Subject.MEASURE})
        return Identifier(subject, year, code, key)
    if word == "programme":
        return Identifier(Subject.PROGRAMME, year, _code_of(text, pieces))
    if not _is_exactly(_AGENCY, word):
        raise UnreadableIdentifier(text, word, "is not a name that an agency can have")
    subject, key = _piece(text, pieces, Subject.PLAN, _PIECES_OF_A_PLAN)
    period = _period_of(text, subject, pieces)
    if period is not None:
        return Identifier(_REPORT_ON[subject], year, word, key, period)
    return Identifier(subject, year, word, key)


def _period_of(text: str, subject: Subject, pieces: Iterator[str]) -> str | None:
    """The period of the report on a KPI or project; None where only the piece is named."""
    if subject not in _REPORT_ON:
        return None
    word = next(pieces, None)
    if word is None:
        return None
    if word != _REPORT:
        raise UnreadableIdentifier(text, word, "stands after the end of the identifier")
    period = next(pieces, "")
    if not _is_exactly(_PERIOD, period):
        raise UnreadableIdentifier(
            text, period, "is not a period: month-3, quarter-1, half-2 or year"
        )
    return period


def _piece(
    text: str, pieces: Iterator[str], whole: Subject, words: dict[str, Subject]
) -> tuple[Subject, str | None]:
    """The piece that follows its document, or the whole document where nothing follows."""
    word = next(pieces, None)
    if word is None:
        return whole, None
    if word not in words:
        accepted = " or ".join(words)
        raise UnreadableIdentifier(text, word, f"is not known here; {accepted} can follow")
    if words[word] is Subject.PERFORMANCE_REPORT:
        return Subject.PERFORMANCE_REPORT, None
    key = next(pieces, "")
    if not _is_exactly(_KEY, key):
        raise UnreadableIdentifier(
            text,
            key,
            "is not a key: a key is up to 32 letters, digits, dots and hyphens, such as 1-2",
        )
    return words[word], key


def _code_of(text: str, pieces: Iterator[str]) -> str:
    code = next(pieces, "")
    if not _is_exactly(_CODE, code):
        raise UnreadableIdentifier(
            text, code, "is not a code: a code is small letters, digits and hyphens"
        )
    return code


def _is_exactly(kind: TypeAdapter[str], text: str) -> bool:
    """Whether the text is a value of the kind as it stands, with nothing to strip."""
    try:
        return kind.validate_python(text) == text
    except ValidationError:
        return False


def _shown(text: str) -> str:
    """The text as it can be printed anywhere: short, with what is invisible written out."""
    short = text if len(text) <= 60 else f"{text[:59]}…"
    return ascii(short) if not short.isprintable() else repr(short)
