"""What follows from a report, as a page shows it: from what was just computed, or was stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise

from guankao.figures import Target
from guankao.results import IndicatorOutcome, ReportProblem
from guankao.scoring import Light
from guankao.web.filing import sentences
from guankao.web.portal import terms as portal_terms
from guankao.web.portal.formulas.figures import LARGEST_SHOWN, rounded, shortened, written
from guankao.web.portal.formulas.outcome import FEWEST_DECIMALS, MORE_DECIMALS, Line
from guankao.web.reporting.outcomes import Outcome, as_content


@dataclass(frozen=True)
class CurveRow:
    """A month of the S-curve: progress in percent; None where nobody has said."""

    month: int
    planned: Decimal | None
    actual: Decimal | None


@dataclass(frozen=True)
class Trigger:
    """What puts a project at risk: its level, and the sentence with figure and threshold."""

    level: str
    sentence: str


@dataclass(frozen=True)
class Shown:
    """An outcome by its stored facts (`reporting.outcomes.as_content`)."""

    content: Mapping[str, Any]
    target: Target | None = None

    @property
    def of_kpi(self) -> bool:
        """Whether it is of a KPI, and not of a project."""
        return "light" in self.content

    @property
    def value(self) -> str:
        """The figure of the year to date, a little finer than the target is written; or ''."""
        value = _decimal(self.content.get("value"))
        return "" if value is None else written(value, self._decimals)

    @property
    def exact(self) -> bool:
        """Whether nothing was rounded away in showing it."""
        value = _decimal(self.content.get("value"))
        return value is None or rounded(value, self._decimals) == value

    @property
    def unit(self) -> str:
        return str(self.content.get("unit", ""))

    @property
    def ratio(self) -> str:
        """The achievement of the year's target in percent, or '' where it is no ratio."""
        ratio = _decimal(self.content.get("achievement"))
        return "" if ratio is None else written(ratio * 100, 1)

    @property
    def met(self) -> bool | None:
        met: bool | None = self.content.get("met")
        return met

    @property
    def why_unknown(self) -> str | Promise:
        """Why there is no achievement."""
        return portal_terms.NO_ACHIEVEMENT.get(str(self.content.get("unknown") or ""), "")

    @property
    def light(self) -> Light:
        return Light(self.content["light"])

    @property
    def against(self) -> str:
        """What the light was given for: the target, its share of the months gone by, or nothing."""
        return str(self.content["against"])

    @property
    def example(self) -> bool:
        """Whether the thresholds are our example and nobody's rule."""
        return bool(self.content["example"])

    @property
    def lines(self) -> list[Line]:
        """The working."""
        return [
            Line(
                name=name,
                text=text,
                figures=shortened(figures),
                value=_shown_step(Decimal(value)),
            )
            for name, text, figures, value in self.content.get("steps", ())
        ]

    @property
    def values(self) -> list[tuple[str, str]]:
        """The inputs of the year to date."""
        values: Mapping[str, str] = self.content.get("values", {})
        return [(name, written(Decimal(value))) for name, value in values.items() if name]

    @property
    def planned(self) -> Decimal | None:
        return _decimal(self.content.get("planned"))

    @property
    def actual(self) -> Decimal | None:
        return _decimal(self.content.get("actual"))

    @property
    def variance(self) -> str:
        """Actual less planned progress in percentage points, with its sign; or ''."""
        variance = _decimal(self.content.get("variance"))
        if variance is None:
            return ""
        return f"+{written(variance, 2)}" if variance > 0 else written(variance, 2)

    @property
    def spent_share(self) -> str:
        """Percent of the allotted budget that was spent, or ''."""
        share = _decimal(self.content.get("spent_share"))
        return "" if share is None else written(share, 1)

    @property
    def curve(self) -> list[CurveRow]:
        """The S-curve of the year so far."""
        return [
            CurveRow(month, _decimal(planned), _decimal(actual))
            for month, planned, actual in self.content.get("curve", ())
        ]

    @property
    def risk(self) -> str:
        return str(self.content.get("risk", ""))

    @property
    def triggers(self) -> list[Trigger]:
        """What triggered the risk, each with its figure."""
        return [
            Trigger(level, _trigger_words(code, figure, threshold))
            for code, level, figure, threshold in self.content.get("triggered", ())
        ]

    @property
    def _decimals(self) -> int:
        if self.target is None or self.target.quantity is None:
            return FEWEST_DECIMALS
        exponent = self.target.quantity.value.as_tuple().exponent
        decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
        return max(FEWEST_DECIMALS, decimals + MORE_DECIMALS)


def shown_of(outcome: Outcome, target: Target | None) -> Shown:
    """What was just computed, as a page shows it."""
    return Shown(as_content(outcome), target if isinstance(outcome, IndicatorOutcome) else None)


def by_field(
    problems: Sequence[ReportProblem],
) -> dict[str, list[ReportProblem]]:
    """The problems of a report by the field that they are about."""
    found: dict[str, list[ReportProblem]] = {}
    for one in problems:
        found.setdefault(one.field, []).append(one)
    return found


def _trigger_words(code: str, figure: str | None, threshold: str | None) -> str:
    words = str(sentences.TRIGGERS[code])
    if figure is None or threshold is None:
        return words
    return words % {
        "figure": written(Decimal(figure), 2),
        "threshold": written(Decimal(threshold), 2),
    }


def _shown_step(value: Decimal) -> str:
    return shortened(f"{value:,f}") if value.adjusted() < LARGEST_SHOWN else written(value)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
