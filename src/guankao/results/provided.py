"""Inputs that need not be typed: another report, a file or the system states them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from guankao.documents import Report, ReportedInput
from guankao.documents.report import FigureSource
from guankao.figures.formulas.evaluate import key
from guankao.results.accumulating import FIGURE
from guankao.results.problems import ReportProblem, ReportProblemCode, problem, shown


@dataclass(frozen=True, slots=True)
class Provided:
    """What is known of an input that comes from elsewhere.

    Attributes:
        name: of the input, as the formula calls it; "" is the figure of a KPI without a formula.
        value: None where it is not stated there yet; it may be typed until then.
        source: report, file or computed.
        origin: where it comes from, in words that are kept with the figure.
    """

    name: str
    value: Decimal | None
    source: FigureSource
    origin: str

    @property
    def field(self) -> str:
        """The name of its field in a report."""
        return f"inputs.{self.name}" if self.name != FIGURE else "figure"


def with_provided(report: Report, provided: Iterable[Provided]) -> Report:
    """The report with what is provided put over what was typed.

    A figure that says that it came from another report or was computed, and that nothing provides
    any more, is one that a person vouches for from now on: it becomes a typed one.
    """
    if report.indicator is None:
        return report
    known = {key(one.name): one for one in provided if one.value is not None}
    # First what is provided, so that the text is the same whether it was typed as well or not.
    inputs = [
        ReportedInput(name=one.name, value=one.value, source=one.source, origin=one.origin)
        for name, one in known.items()
        if name != FIGURE and one.value is not None
    ]
    inputs += [_vouched(one) for one in report.indicator.inputs if key(one.name) not in known]
    changes: dict[str, object] = {"inputs": tuple(inputs)}
    whole = known.get(FIGURE)
    if whole is not None:
        changes |= {"figure": whole.value, "source": whole.source, "origin": whole.origin}
        changes |= {"unit": None}
    elif report.indicator.source in {"report", "computed"}:
        changes |= {"source": "typed", "origin": None}
    return report.model_copy(update={"indicator": report.indicator.model_copy(update=changes)})


def outdated(report: Report, provided: Iterable[Provided]) -> Iterator[ReportProblem]:
    """Figures of a report that are provided, and by now stand elsewhere as others."""
    stated = stated_figures(report)
    for one in provided:
        now = stated.get(key(one.name))
        if one.value is not None and now != one.value:
            yield problem(
                ReportProblemCode.PROVIDED_CHANGED,
                one.field,
                origin=one.origin,
                before="—" if now is None else shown(now),
                now=shown(one.value),
            )


def stated_figures(report: Report) -> Mapping[str, Decimal]:
    """What a report on a KPI states, by folded names; "" is the figure itself."""
    if report.indicator is None:
        return {}
    found = {key(one.name): one.value for one in report.indicator.inputs}
    if report.indicator.figure is not None:
        found[FIGURE] = report.indicator.figure
    return found


def _vouched(one: ReportedInput) -> ReportedInput:
    if one.source in {"report", "computed"}:
        return one.model_copy(update={"source": "typed", "origin": None})
    return one
