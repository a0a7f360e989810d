"""A draft as its pages show it: the plan, last year's beside it, and what the linter says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils import timezone
from django.utils.functional import Promise

from guankao.documents import Indicator, Plan
from guankao.documents.comparison.pairs import pairs
from guankao.documents.copying import ToChange, what_must_change
from guankao.figures import Target, UnreadableFigure, read_target
from guankao.figures.formulas import RefusalCode, RefusedFormula, read_formula, to_text
from guankao.rules import Finding, Waived, apply_waivers, check_plan
from guankao.web.importing.review import PlanReview, review_of
from guankao.web.planning.actions.drafts import plan_of
from guankao.web.planning.draft_queries import digest_of_year_before, waivers_of
from guankao.web.planning.models import Draft
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


@dataclass(frozen=True)
class KpiReading:
    """What Guankao makes of the texts of a KPI, and what last year's plan had in its place.

    Attributes:
        formula: the formula as it was read, in one line; empty where the standard is none.
        inputs: the figures that it is computed from.
        refusal: why it was not read, where it calculates and was refused.
        target: the target as it was read; None where it was not.
        last_target: what last year's plan promised.
    """

    formula: str
    inputs: Sequence[str]
    refusal: str | Promise
    target: Target | None
    last_target: str


def view_of(draft: Draft) -> DraftView:
    """The draft as it stands now; five questions to the database at most."""
    plan = plan_of(draft.digest)
    digest = digest_of_year_before(draft)
    before = plan_of(digest) if digest else None
    found = findings_of(draft.digest, digest)
    waived = apply_waivers(found, waivers_of(draft), on=timezone.localdate())
    return DraftView(
        draft,
        plan,
        before,
        waived,
        review_of(plan, waived.open, {}),
        what_must_change(plan, before) if before else (),
    )


@lru_cache(maxsize=128)
def findings_of(digest: str, digest_before: str) -> tuple[Finding, ...]:
    """What the linter says of a text; the same two texts have the same findings for ever."""
    return check_plan(plan_of(digest), plan_of(digest_before) if digest_before else None)


def reading_of(one: Indicator, plan: Plan, before: Plan | None) -> KpiReading:
    """Read a KPI as it stands, and find it in last year's plan."""
    formula = ""
    inputs: tuple[str, ...] = ()
    refusal: str | Promise = ""
    try:
        read = read_formula(one.standard, target=one.target, name=one.name)
        formula, inputs = to_text(read.expression), tuple(each.name for each in read.inputs)
    except RefusedFormula as refused:
        if refused.code is not RefusalCode.NO_ARITHMETIC:
            refusal = terms.REFUSALS[refused.code]
    try:
        target = read_target(one.target, name=one.name, standard=one.standard)
    except UnreadableFigure:
        target = None
    found = [pair.before for pair in pairs(before, plan) if pair.now == one] if before else []
    return KpiReading(formula, inputs, refusal, target, found[0].target if found else "")
