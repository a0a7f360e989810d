"""The risk of a project (高、中、低風險), with everything that triggered it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from guankao.results.triggers import Trigger
from guankao.results.warnings import WarningRules


class RiskLevel(StrEnum):
    """What is unknown stays unknown, and is never low."""

    HIGH = "high"
    MIDDLE = "middle"
    LOW = "low"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Triggered:
    """A trigger that reached a threshold: with the figure, and None where a person says so."""

    trigger: Trigger
    level: RiskLevel
    figure: Decimal | None
    threshold: Decimal | None


@dataclass(frozen=True, slots=True)
class Risk:
    """The highest of what was triggered, and all of it; `example`: the rules are our example."""

    level: RiskLevel
    triggered: tuple[Triggered, ...]
    example: bool


def risk_of(
    measures: Mapping[Trigger, Decimal],
    rules: WarningRules,
    stated: Collection[Trigger] = (),
) -> Risk:
    """The risk that figures and people speak of.

    Args:
        measures: what is known; a trigger that is not there is unknown.
        rules: the thresholds of the year.
        stated: what a person says, each of them a high risk.

    >>> from guankao.results.warnings import warning_rules_for
    >>> risk_of({Trigger.PROGRESS_GAP: Decimal(7)}, warning_rules_for(107)).level.value
    'middle'
    >>> risk_of({}, warning_rules_for(107)).level.value
    'unknown'
    """
    found = [Triggered(one, RiskLevel.HIGH, None, None) for one in sorted(stated) if one.is_stated]
    for threshold in rules.thresholds:
        figure = measures.get(threshold.trigger)
        if figure is None:
            continue
        if threshold.high is not None and figure >= threshold.high:
            found.append(Triggered(threshold.trigger, RiskLevel.HIGH, figure, threshold.high))
        elif threshold.middle is not None and figure >= threshold.middle:
            found.append(Triggered(threshold.trigger, RiskLevel.MIDDLE, figure, threshold.middle))
    levels = {one.level for one in found}
    if RiskLevel.HIGH in levels:
        level = RiskLevel.HIGH
    elif RiskLevel.MIDDLE in levels:
        level = RiskLevel.MIDDLE
    else:
        level = RiskLevel.LOW if measures else RiskLevel.UNKNOWN
    return Risk(level, tuple(found), rules.example)
