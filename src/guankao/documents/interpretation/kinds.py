"""The kinds of paper that can be interpreted, in the order in which they are tried.

A new kind is a module with `recognise` and `interpret`, and one line here. What has the narrower
signs stands first: a book of plans holds all that one plan has.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from guankao.documents.interpretation import (
    action_plan,
    agency_goals,
    annual_plan,
    collected_plans,
    programme,
)
from guankao.documents.interpretation.progress import Progress
from guankao.documents.interpretation.results import Interpretation
from guankao.documents.papers import Paper


@dataclass(frozen=True, slots=True)
class PaperKind:
    """One kind of paper: what shows it, and how its documents are found.

    `signs` says in words what `recognise` looks for; it stands in the refusal of a paper that is
    of no kind.
    """

    name: str
    signs: str
    recognise: Callable[[Paper], bool]
    interpret: Callable[[Paper, Progress], Interpretation]


PAPER_KINDS: tuple[PaperKind, ...] = (
    PaperKind(
        "collected plans",
        collected_plans.SIGNS,
        collected_plans.recognise,
        collected_plans.interpret,
    ),
    PaperKind("action plan", action_plan.SIGNS, action_plan.recognise, action_plan.interpret),
    PaperKind("agency goals", agency_goals.SIGNS, agency_goals.recognise, agency_goals.interpret),
    PaperKind("programme", programme.SIGNS, programme.recognise, programme.interpret),
    PaperKind(
        "annual plan",
        "an annual plan (施政計畫) with a table of 關鍵績效指標 or 重要計畫項目",
        annual_plan.recognise,
        annual_plan.interpret,
    ),
)
