"""Every rule of the linter, in the order of their codes; what is not listed here does not run."""

from __future__ import annotations

from typing import Final

from guankao.rules import (
    continuity,
    links,
    measurability,
    reports,
    rule_crashed,
    structure,
    targets,
    unused_waiver,
)
from guankao.rules.findings import Words
from guankao.rules.rule import ActionPlanRule, PlanRule, Rule

PLAN_RULES: Final[tuple[PlanRule, ...]] = (
    *structure.RULES,
    *measurability.RULES,
    *targets.RULES,
    *links.RULES,
    *continuity.RULES,
)
ACTION_PLAN_RULES: Final[tuple[ActionPlanRule, ...]] = reports.RULES
RULES: Final[tuple[Rule, ...]] = (
    rule_crashed.RULE,
    unused_waiver.RULE,
    *PLAN_RULES,
    *ACTION_PLAN_RULES,
)

FAMILIES: Final[dict[str, Words]] = {
    "GK0": Words("檢查程式", "The linter itself"),
    "GK1": Words("結構", "Structure"),
    "GK2": Words("可衡量性", "Measurability"),
    "GK3": Words("目標值", "Targets"),
    "GK4": Words("關聯", "Links"),
    "GK5": Words("延續性", "Continuity"),
    "GK6": Words("執行報告", "Reports"),
}


class UnknownRule(ValueError):
    """A code or name that no rule has."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(
            f"no rule is called {code!r}; expected a code such as {PLAN_RULES[0].code}, "
            f"a name such as {PLAN_RULES[0].name}, or a family such as {PLAN_RULES[0].family}"
        )


def find_rule(code: str) -> Rule:
    """The rule with this code or name, whatever its letters' case.

    Raises:
        UnknownRule: no rule has it.

    >>> find_rule("gk000").name
    'rule-crashed'
    """
    wanted = code.strip()
    for rule in RULES:
        if wanted.upper() == rule.code or wanted.lower() == rule.name:
            return rule
    raise UnknownRule(code)
