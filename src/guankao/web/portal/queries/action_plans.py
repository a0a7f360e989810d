"""What the pages of an action plan and of its measures ask."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from guankao.web.planning.models import Plan
from guankao.web.tracking.models import (
    ActionPlan,
    ActionPlanStrategy,
    Measure,
    ResponsibleAgency,
)
from guankao.web.tracking.queries import whole
from guankao.web.tracking.verdicts import MeasureVerdict


@dataclass(frozen=True)
class StrategyBlock:
    strategy: ActionPlanStrategy
    measures: list[Measure]


def action_plan_of(fiscal_year: int, code: str) -> ActionPlan:
    return ActionPlan.objects.get(fiscal_year=fiscal_year, code=code)


def measures_of(plan: ActionPlan) -> list[Measure]:
    """All measures: an action plan is one document, so its size is bounded by what one can read."""
    return list(whole(Measure.objects.filter(action_plan=plan).order_by("number")))


def measure_of(fiscal_year: int, code: str, key: str) -> Measure:
    """One measure with everything, or Measure.DoesNotExist."""
    return whole(Measure.objects.all()).get(
        action_plan__fiscal_year=fiscal_year, action_plan__code=code, key=key
    )


def measures_beside(measure: Measure) -> list[Measure]:
    around = (measure.number - 1, measure.number + 1)
    return list(
        Measure.objects.filter(action_plan=measure.action_plan, number__in=around).order_by(
            "number"
        )
    )


def agencies_with_plans(fiscal_year: int, measures: list[Measure]) -> set[int]:
    """Which of the responsible agencies have a page for the year."""
    agencies = {one.agency_id for measure in measures for one in measure.agencies.all()}
    return set(
        Plan.objects.filter(fiscal_year=fiscal_year, agency__in=agencies - {None}).values_list(
            "agency_id", flat=True
        )
    )


def narrowed(measures: list[Measure], *, agency: str = "", verdict: str = "") -> list[Measure]:
    """The measures that an agency answers for and that have a verdict."""
    return [
        measure
        for measure in measures
        if (not verdict or measure.verdict == verdict)
        and (not agency or any(one.name == agency for one in measure.agencies.all()))
    ]


def by_strategy(measures: list[Measure]) -> list[StrategyBlock]:
    blocks: dict[int, StrategyBlock] = {}
    for measure in measures:
        block = blocks.setdefault(measure.strategy.number, StrategyBlock(measure.strategy, []))
        block.measures.append(measure)
    return [blocks[number] for number in sorted(blocks)]


def verdicts_of_measures(measures: list[Measure]) -> dict[str, int]:
    """How many measures have each verdict, in the order of the verdicts, none left out."""
    counted = Counter(measure.verdict for measure in measures)
    return {verdict.value: counted[verdict.value] for verdict in MeasureVerdict}


def verdicts_of_targets(measures: list[Measure]) -> dict[str, int]:
    """The same of their targets; a target always has one, so NO_TARGET is left out."""
    counted = Counter(target.verdict for measure in measures for target in measure.targets.all())
    return {
        verdict.value: counted[verdict.value]
        for verdict in MeasureVerdict
        if verdict is not MeasureVerdict.NO_TARGET
    }


def responsible_agencies(measures: list[Measure]) -> list[ResponsibleAgency]:
    """Each responsible agency once, the busiest first: the choices of the filter."""
    first: dict[str, ResponsibleAgency] = {}
    counted: Counter[str] = Counter()
    for measure in measures:
        for one in measure.agencies.all():
            first.setdefault(one.name, one)
            counted[one.name] += 1
    return [first[name] for name, _number in counted.most_common()]
