"""A draft as its pages show it: the plan, last year's beside it, and what the linter says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from django.utils import timezone
from django.utils.functional import Promise

from guankao.documents import Indicator, Plan
from guankao.documents.comparison.pairs import pairs
from guankao.documents.copying import ToChange, what_must_change
from guankao.figures import Target, UnreadableFigure, read_target
from guankao.figures.formulas import RefusalCode, RefusedFormula, read_formula, to_text
from guankao.figures.formulas.nodes import Node
from guankao.rules import Finding, Waived, apply_waivers, check_plan
from guankao.web.archive.actions import written
from guankao.web.archive.memory import Memory
from guankao.web.importing.review import PlanReview, review_of
from guankao.web.planning.actions.drafts import plan_of
from guankao.web.planning.draft_queries import digest_of_year_before, waivers_of
from guankao.web.planning.models import Draft
from guankao.web.planning.states import DraftState
from guankao.web.portal import terms


@dataclass(frozen=True)
class DraftView:
    """One draft with all that stands beside it."""

    draft: Draft
    plan: Plan
    before: Plan | None
    waived: Waived
    review: PlanReview
    to_change: Sequence[ToChange]


UNDECIDED: Final = frozenset(DraftState) - {DraftState.APPROVED, DraftState.PUBLISHED}
"""The states in which it helps somebody to see what still stands as it was copied."""


class Only(StrEnum):
    """Which elements of a draft are shown; the code stands in addresses."""

    FINDINGS = "findings"
    TO_CHANGE = "to-change"
    COMMENTS = "comments"


@dataclass(frozen=True)
class KpiReading:
    """What Guankao makes of the texts of a KPI, and what last year's plan had in its place.

    Attributes:
        formula: the formula as it was read, in one line; empty where the standard is none.
        expression: the same as a tree, for mathematics; None where the standard is none.
        inputs: the figures that it is computed from.
        refusal: why it was not read, where it calculates and was refused.
        target: the target as it was read; None where it was not.
        last_target: what last year's plan promised.
    """

    formula: str
    expression: Node | None
    inputs: Sequence[str]
    refusal: str | Promise
    target: Target | None
    last_target: str


def view_of(draft: Draft, typed: Plan | None = None) -> DraftView:
    """The draft as it stands now, or as it would stand with what somebody types.

    Five questions to the database at most.
    """
    plan = typed or plan_of(draft.digest)
    digest = digest_of_year_before(draft)
    before = plan_of(digest) if digest else None
    found = findings_of(written(typed).digest if typed else draft.digest, plan, digest)
    waived = apply_waivers(found, waivers_of(draft), on=timezone.localdate())
    return DraftView(
        draft,
        plan,
        before,
        waived,
        review_of(plan, waived.open, {}),
        what_must_change(plan, before) if before and draft.state in UNDECIDED else (),
    )


_linted: Final = Memory[tuple[Finding, ...]](20_000)
"""What the linter said, by the digests of a text and of last year's; weighed by findings."""


def findings_of(digest: str, plan: Plan, digest_before: str) -> tuple[Finding, ...]:
    """What the linter says of a text; the same two texts have the same findings for ever.

    What was said of a text while it was typed is not asked again when it is saved.
    """
    key = digest, digest_before
    found = _linted.get(key)
    if found is None:
        found = check_plan(plan, plan_of(digest_before) if digest_before else None)
        _linted.put(key, found, weight=len(found) + 1)
    return found


def elements_of(shown: DraftView, open_comments: Iterable[str]) -> Mapping[Only, frozenset[str]]:
    """The elements that somebody should look at, by why."""
    review = shown.review
    reviewed = [one for goal in review.goals for one in (goal.goal, *goal.indicators)]
    found = {one.element for one in (*reviewed, *review.projects) if one.findings}
    return {
        Only.FINDINGS: frozenset(found | ({"plan"} if review.whole else set())),
        Only.TO_CHANGE: frozenset(one.element for one in shown.to_change),
        Only.COMMENTS: frozenset(open_comments),
    }


def narrowed(review: PlanReview, elements: frozenset[str]) -> PlanReview:
    """The review of these elements alone, each KPI still under its goal."""
    goals = []
    for goal in review.goals:
        kept = [one for one in goal.indicators if one.element in elements]
        if kept or goal.goal.element in elements:
            goals.append(replace(goal, indicators=kept))
    projects = [one for one in review.projects if one.element in elements]
    return replace(review, goals=goals, projects=projects)


def reading_of(name: str, standard: str, target: str, last_target: str = "") -> KpiReading:
    """Read the texts of a KPI as they stand, or as they are being typed."""
    formula = ""
    expression: Node | None = None
    inputs: tuple[str, ...] = ()
    refusal: str | Promise = ""
    try:
        read = read_formula(standard, target=target, name=name)
        formula, inputs = to_text(read.expression), tuple(each.name for each in read.inputs)
        expression = read.expression
    except RefusedFormula as refused:
        if refused.code is not RefusalCode.NO_ARITHMETIC:
            refusal = terms.REFUSALS[refused.code]
    read_as: Target | None
    try:
        read_as = read_target(target, name=name, standard=standard)
    except UnreadableFigure:
        read_as = None
    return KpiReading(formula, expression, inputs, refusal, read_as, last_target)


def last_target_of(one: Indicator, shown: DraftView) -> str:
    """What last year's plan promised of the same KPI; empty where it had none."""
    if shown.before is None:
        return ""
    found = [pair.before for pair in pairs(shown.before, shown.plan) if pair.now == one]
    return found[0].target if found else ""
