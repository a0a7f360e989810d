"""What a report states, field by field, and how two or three of its texts differ: pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise

from guankao.documents import Report
from guankao.documents.comparison import Piece, words_between
from guankao.web.filing.terms import FIELDS

_FIGURES = ("planned", "actual", "allotted", "spent")
_TEXTS = ("milestones", "reason", "countermeasure", "data_quality", "evidence")


@dataclass(frozen=True)
class Stated:
    """One figure of a report.

    Attributes:
        name: `inputs.到考人數`, `figure` or `spent`, as problems name their fields.
        words: what it is called; the name of an input is Chinese and stays as it is.
        value: None where it was not stated.
        origin: where it came from; empty where it was typed.
    """

    name: str
    words: str | Promise
    value: Decimal | None
    origin: str = ""

    @property
    def is_input(self) -> bool:
        return self.name.startswith("inputs.")


@dataclass(frozen=True)
class ComparedFigure:
    """One figure beside that of the period before and that of the version that was returned."""

    now: Stated
    last: Decimal | None
    returned: Decimal | None
    touched: bool
    """Whether it is another than in the version that was returned."""

    @property
    def change(self) -> Decimal | None:
        """More than last time by so much."""
        if self.now.value is None or self.last is None:
            return None
        return self.now.value - self.last


@dataclass(frozen=True)
class ComparedText:
    """One text of a report, with what was taken out and put in since it was returned."""

    name: str
    words: str | Promise
    pieces: tuple[Piece, ...]
    text: str
    touched: bool


def figures_of(report: Report) -> Sequence[Stated]:
    """All figures that a report states, in the order in which it asks for them."""
    return list(_figures(report))


def _figures(report: Report) -> Iterator[Stated]:
    stated = report.indicator
    if stated is not None:
        for one in stated.inputs:
            yield Stated(f"inputs.{one.name}", one.name, one.value, one.origin or "")
        if stated.figure is not None or not stated.inputs:
            yield Stated("figure", FIELDS["figure"], stated.figure, stated.origin or "")
    project = report.project
    if project is not None:
        for name in _FIGURES:
            value = getattr(project, name)
            if value is not None or name != "planned":
                yield Stated(name, FIELDS[name], value)


def text_of(report: Report, name: str) -> str:
    """One of the texts of a report; '' where it has none."""
    if name == "milestones":
        done = report.project.milestones if report.project is not None else ()
        return "\n".join(f"{one.done_on} {one.title}" for one in done)
    if name == "evidence":
        return "\n".join(one.name for one in report.evidence)
    return getattr(report, name) or ""


def compare_figures(
    now: Report, last: Report | None, returned: Report | None
) -> Sequence[ComparedFigure]:
    """The figures of a report beside those of last time and of the version that was returned.

    One that was stated before and is not any more stands at the end, without a value.
    """
    stated = list(figures_of(now))
    before = {one.name: one for one in figures_of(last)} if last else {}
    given_back = {one.name: one for one in figures_of(returned)} if returned else {}
    known = {one.name for one in stated}
    gone = [one for name, one in given_back.items() if name not in known]
    stated += [Stated(one.name, one.words, None) for one in gone]
    return [
        ComparedFigure(
            one,
            before[one.name].value if one.name in before else None,
            given_back[one.name].value if one.name in given_back else None,
            returned is not None
            and one.value != (given_back[one.name].value if one.name in given_back else None),
        )
        for one in stated
    ]


def compare_texts(now: Report, returned: Report | None) -> Sequence[ComparedText]:
    """The texts of a report that are not empty, with what changed since it was returned."""
    found = []
    for name in _TEXTS:
        text = text_of(now, name)
        before = text_of(returned, name) if returned is not None else text
        if text or before:
            pieces = words_between(before, text)
            found.append(ComparedText(name, FIELDS[name], pieces, text, text != before))
    return found
