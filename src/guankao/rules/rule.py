"""A rule: one fault that the linter looks for, and how it speaks of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.subjects import ActionPlanSubject, PlanSubject

RuleStatus = Literal["preview", "stable", "deprecated"]


@dataclass(frozen=True, slots=True)
class Explanation:
    """The rule's page in Chinese; the English one is the module's docstring."""

    finds: str
    matters: str
    instead: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What every rule says of itself.

    Attributes:
        code: such as GK104; never used again for another fault.
        name: the fault, such as goal-without-kpi; its module has the same name.
        level: how much its findings weigh, where the fault does not say otherwise.
        title: the fault in a few words.
        sentence: what a finding says, with the facts of the fault in braces.
        chinese: the page in Chinese.
        status: a preview or deprecated rule runs only where its whole code is selected.
    """

    code: str
    name: str
    level: Level
    title: Words
    sentence: Words
    chinese: Explanation
    status: RuleStatus = "stable"

    @property
    def family(self) -> str:
        """The family of rules that it belongs to, such as GK1."""
        return self.code[:3]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRule(Rule):
    """A rule over annual plans.

    Attributes:
        check: the faults that it finds.
        needs_whole_plan: whether it looks at what is not there, so that a row that could not be
            read would be a false alarm.
    """

    check: Callable[[PlanSubject], Iterator[Fault]]
    needs_whole_plan: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionPlanRule(Rule):
    """A rule over action plans with their results."""

    check: Callable[[ActionPlanSubject], Iterator[Fault]]
