"""What can be asked about guidelines and who answers them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, F, Max, QuerySet, Window
from django.db.models.functions import RowNumber

from guankao.documents import Guidelines
from guankao.web.organizations.matrix import Permission
from guankao.web.organizations.models import Agency
from guankao.web.organizations.permissions import Rights
from guankao.web.planning.actions.drafts import guidelines_of
from guankao.web.planning.kinds import DraftKind
from guankao.web.planning.models import Answer, Draft, DraftAnswer
from guankao.web.planning.models import Guidelines as StoredGuidelines
from guankao.web.planning.states import DraftState


def published_guidelines(fiscal_year: int) -> Guidelines | None:
    """The guidelines of a year as the public sees them, or None where there are none."""
    stored = StoredGuidelines.objects.filter(fiscal_year=fiscal_year).first()
    return guidelines_of(stored.content_digest) if stored else None


def digest_of_guidelines_before(fiscal_year: int) -> str:
    """Of the latest published guidelines of an earlier year; '' where there are none."""
    earlier = StoredGuidelines.objects.filter(fiscal_year__lt=fiscal_year).order_by("-fiscal_year")
    return earlier.values_list("content_digest", flat=True).first() or ""


def published_without_guideline_draft() -> list[StoredGuidelines]:
    """Guidelines that the public sees and nobody drafted here: they can be amended, or copied."""
    drafted = Draft.objects.filter(kind=DraftKind.GUIDELINES.value).values("identifier")
    return list(StoredGuidelines.objects.exclude(identifier__in=drafted).order_by("-fiscal_year"))


def guideline_writers(rights: Rights, *, own: str) -> list[str]:
    """The agencies at the top for which somebody may write; only the own where it is one."""
    keys = rights.agencies(Permission.DRAFT_GUIDELINES)
    at_top = Agency.objects.filter(pk__in=keys, parent=None).order_by("pk")
    names = list(at_top.values_list("name", flat=True))
    return [own] if own in names else names


def next_guideline_year() -> int | None:
    """The fiscal year after the newest guidelines, drafted or published; None: none."""
    drafted = Draft.objects.filter(kind=DraftKind.GUIDELINES.value)
    newest = [
        rows.aggregate(year=Max("fiscal_year"))["year"]
        for rows in (drafted, StoredGuidelines.objects.all())
    ]
    years = [year for year in newest if year is not None]
    return max(years) + 1 if years else None


@dataclass(frozen=True)
class Tally:
    """How many agencies answer a clause, and with how many goals."""

    agencies: int = 0
    goals: int = 0


ClauseName = tuple[str, str]
"""The keys of a section and of a clause within it."""


def tallies_of(fiscal_year: int) -> dict[ClauseName, Tally]:
    """What published plans answer, clause by clause; made-up agencies are not counted."""
    found = (
        Answer.objects.filter(goal__plan__fiscal_year=fiscal_year, goal__plan__fictional=False)
        .values("section_key", "clause_key")
        .annotate(agencies=Count("goal__plan", distinct=True), goals=Count("goal", distinct=True))
    )
    return {
        (row["section_key"], row["clause_key"]): Tally(row["agencies"], row["goals"])
        for row in found
    }


def first_answers(fiscal_year: int, most: int) -> dict[ClauseName, list[Answer]]:
    """The first answers of published plans to each clause, real agencies before made-up ones."""
    order = (
        F("goal__plan__fictional").asc(),
        F("goal__plan__chapter").asc(nulls_last=True),
        F("goal__plan_id").asc(),
        F("goal__number").asc(),
    )
    found = (
        Answer.objects.filter(goal__plan__fiscal_year=fiscal_year)
        .annotate(
            place=Window(
                RowNumber(), partition_by=[F("section_key"), F("clause_key")], order_by=order
            )
        )
        .filter(place__lte=most)
        .select_related("goal__plan__agency")
        .order_by("section_key", "clause_key", "place")
    )
    grouped: dict[ClauseName, list[Answer]] = defaultdict(list)
    for one in found:
        grouped[one.section_key, one.clause_key].append(one)
    return grouped


def first_draft_answers(
    fiscal_year: int, agencies: frozenset[int], most: int
) -> dict[ClauseName, list[DraftAnswer]]:
    """The same of drafts of these agencies that are not as published now."""
    found = (
        _of_drafts(fiscal_year, agencies)
        .annotate(
            place=Window(
                RowNumber(),
                partition_by=[F("section_key"), F("clause_key")],
                order_by=(F("draft__agency_id").asc(), F("goal_key").asc()),
            )
        )
        .filter(place__lte=most)
        .select_related("draft__agency")
        .order_by("section_key", "clause_key", "place")
    )
    grouped: dict[ClauseName, list[DraftAnswer]] = defaultdict(list)
    for one in found:
        grouped[one.section_key, one.clause_key].append(one)
    return grouped


def draft_tallies(fiscal_year: int, agencies: frozenset[int]) -> dict[ClauseName, Tally]:
    """How many drafts answer each clause; made-up agencies are not counted."""
    found = (
        _of_drafts(fiscal_year, agencies)
        .filter(draft__agency__fictional=False)
        .values("section_key", "clause_key")
        .annotate(agencies=Count("draft", distinct=True), goals=Count("pk"))
    )
    return {
        (row["section_key"], row["clause_key"]): Tally(row["agencies"], row["goals"])
        for row in found
    }


def _of_drafts(fiscal_year: int, agencies: frozenset[int]) -> QuerySet[DraftAnswer]:
    return DraftAnswer.objects.filter(
        draft__kind=DraftKind.PLAN.value,
        draft__fiscal_year=fiscal_year,
        draft__agency__in=agencies,
    ).exclude(draft__state=DraftState.PUBLISHED.value)
