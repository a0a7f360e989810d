"""A round of a draft: from its beginning, or its last publication, to the next."""

from __future__ import annotations

from collections.abc import Iterable

from guankao.web.planning.models import Draft, PlanStep, PlanVersion
from guankao.web.planning.states import Step
from guankao.web.planning.versions import WRITTEN


def authors_of_round(
    draft: Draft, steps: Iterable[PlanStep], versions: Iterable[PlanVersion]
) -> set[str]:
    """The codes of all who wrote or submitted since the plan was last published.

    Whoever submitted an earlier text of this round does not review a later one either, nor does
    the person in whose place it was submitted.
    """
    taken = sorted(steps, key=lambda one: one.number)
    published = [one for one in taken if one.step == Step.PUBLISH]
    number, version = published[-1].number if published else 0, draft.published_version or 0
    codes = {one.person for one in versions if one.number > version and one.kind in WRITTEN}
    for one in taken:
        if one.step == Step.SUBMIT and one.number > number:
            codes |= {one.person, *one.in_place_of}
    return codes


def last_submission(steps: Iterable[PlanStep]) -> PlanStep | None:
    """The latest submission among the steps."""
    found = [one for one in steps if one.step == Step.SUBMIT]
    return max(found, key=lambda one: one.number, default=None)
