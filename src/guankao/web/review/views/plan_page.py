"""What the page of a plan, and each piece of it that is shown anew, is made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from guankao.documents.copying import ToChange
from guankao.web.planning import draft_queries
from guankao.web.planning.models import Draft
from guankao.web.planning.version_groups import VersionGroup, grouped
from guankao.web.review.drafts import DraftView, Only, elements_of, narrowed
from guankao.web.review.terms import ONLY
from guankao.web.review.views.element_page import ElementView

LOOKED_BACK = 60
"""Versions among which the change is found that a person may want back at once."""


def plan_context(
    view: ElementView, row: Draft, shown: DraftView, only: Only | None = None
) -> dict[str, Any]:
    """The elements of a plan with what is said of each, and how many there are of what."""
    comments = _open_comments(row)
    marked = elements_of(shown, comments)
    review = shown.review if only is None else narrowed(shown.review, marked[only])
    open_ = view.may_write(row)
    return {
        "draft": row,
        "shown": shown,
        "review": review,
        "only": only,
        "filters": [(each, ONLY[each], len(marked[each])) for each in Only],
        "open": open_,
        "ordered": open_ and only is None,
        "to_change": _changes(shown),
        "open_comments": comments,
        "comments": sum(comments.values()),
    }


def undoable(row: Draft, number: int) -> VersionGroup | None:
    """The change that ended in this version, where it is one of the latest."""
    latest = list(row.versions.order_by("-number")[:LOOKED_BACK])
    for group in grouped(latest):
        if group.newest.number == number and group.before:
            return group
    return None


def _open_comments(row: Draft) -> Mapping[str, int]:
    """How many comments are open on each element that has some."""
    return {
        element: number
        for element, found in draft_queries.comments_of(row).items()
        if (number := sum(one.resolved_at is None for one in found))
    }


def _changes(shown: DraftView) -> Mapping[str, list[ToChange]]:
    changes: dict[str, list[ToChange]] = defaultdict(list)
    for one in shown.to_change:
        changes[one.element].append(one)
    return changes
