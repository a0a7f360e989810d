"""What can be asked about the steps of a draft."""

from __future__ import annotations

from guankao.web.planning.models import Draft, PlanStep
from guankao.web.planning.rounds import authors_of_round
from guankao.web.planning.states import Step


def last_step(draft: Draft) -> PlanStep | None:
    """The step that was taken last, or None."""
    return draft.steps.order_by("-number").first()


def steps_of(draft: Draft) -> list[PlanStep]:
    """All steps, the first first."""
    return list(draft.steps.order_by("number"))


def submitters(draft: Draft) -> set[str]:
    """The codes of all who wrote or submitted since the plan was last published."""
    written = draft.versions.filter(number__gt=draft.published_version or 0)
    return authors_of_round(draft, draft.steps.all(), written.only("number", "kind", "person"))


def unanswered_return(draft: Draft) -> PlanStep | None:
    """The last return, where no submission answered it yet."""
    for step in draft.steps.order_by("-number"):
        if step.step == Step.SUBMIT:
            return None
        if step.step == Step.RETURN:
            return step
    return None
