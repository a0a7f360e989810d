"""The linter: faults of plans found before a person reads them, one module for each rule."""

from guankao.rules.findings import Finding, Language, Level, Words
from guankao.rules.linter import check_action_plan, check_document, check_plan
from guankao.rules.registry import FAMILIES, RULES, UnknownRule, find_rule
from guankao.rules.rule import ActionPlanRule, Explanation, PlanRule, Rule
from guankao.rules.waivers import Waived, Waiver, apply_waivers

__all__ = [
    "FAMILIES",
    "RULES",
    "ActionPlanRule",
    "Explanation",
    "Finding",
    "Language",
    "Level",
    "PlanRule",
    "Rule",
    "UnknownRule",
    "Waived",
    "Waiver",
    "Words",
    "apply_waivers",
    "check_action_plan",
    "check_document",
    "check_plan",
    "find_rule",
]
