"""What can be asked about drafts: which there are, what they say, what was said of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.db.models import Count, Max, Q, QuerySet

from guankao.rules import Waiver as RuleWaiver
from guankao.web.planning.kinds import DraftKind
from guankao.web.planning.models import Comment, Draft, Plan, PlanVersion

MOST_VERSIONS = 200


def drafts_at(agencies: frozenset[int], kind: DraftKind = DraftKind.PLAN) -> QuerySet[Draft]:
    """The drafts of some agencies, the latest changed first, with their open comments counted."""
    return (
        Draft.objects.filter(kind=kind.value, agency__in=agencies)
        .select_related("agency")
        .annotate(open_comments=Count("comments", filter=Q(comments__resolved_at__isnull=True)))
        .order_by("-changed_at", "pk")
    )


def draft_at(key: int, kind: DraftKind = DraftKind.PLAN) -> Draft:
    """One draft with its agency, or Draft.DoesNotExist; whether it may be read is not asked."""
    return Draft.objects.select_related("agency").get(kind=kind.value, pk=key)


def next_year(agencies: frozenset[int]) -> int | None:
    """The fiscal year after the newest plan of some agencies, drafted or published; None: none."""
    written = Draft.objects.filter(kind=DraftKind.PLAN.value, agency__in=agencies)
    public = Plan.objects.filter(agency__in=agencies)
    newest = [rows.aggregate(year=Max("fiscal_year"))["year"] for rows in (written, public)]
    years = [year for year in newest if year is not None]
    return max(years) + 1 if years else None


def published_without_draft(agencies: frozenset[int]) -> list[Plan]:
    """Plans that the portal shows and nobody drafted here: they can be amended, or copied."""
    drafted = Draft.objects.filter(agency__in=agencies).values("identifier")
    return list(
        Plan.objects.filter(agency__in=agencies)
        .exclude(identifier__in=drafted)
        .select_related("agency")
        .order_by("-fiscal_year", "pk")
    )


def versions_of(draft: Draft) -> list[PlanVersion]:
    """The latest versions, the newest first."""
    return list(draft.versions.order_by("-number")[:MOST_VERSIONS])


def numbers_of_versions(draft: Draft) -> list[int]:
    """The numbers of the latest versions, the newest first."""
    numbers = draft.versions.order_by("-number").values_list("number", flat=True)
    return list(numbers[:MOST_VERSIONS])


def version_of(draft: Draft, number: int) -> PlanVersion:
    """One version, or PlanVersion.DoesNotExist."""
    return draft.versions.get(number=number)


def comments_of(draft: Draft) -> Mapping[str, Sequence[Comment]]:
    """All comments by element, the oldest first."""
    by_element: dict[str, list[Comment]] = defaultdict(list)
    for comment in draft.comments.order_by("pk"):
        by_element[comment.element].append(comment)
    return by_element


def waivers_of(draft: Draft) -> list[RuleWaiver]:
    """The waivers that nobody ended, as the linter takes them."""
    return [
        RuleWaiver(one.code, one.element, one.reason, one.until_day, one.person_name)
        for one in draft.waivers.filter(ended_at__isnull=True).order_by("pk")
    ]


def waiver_on(draft: Draft, code: str, element: str) -> int | None:
    """The key of the waiver that holds on a finding, or None."""
    found = draft.waivers.filter(code=code, element=element, ended_at__isnull=True)
    return found.values_list("pk", flat=True).first()


def digest_of_year_before(draft: Draft) -> str:
    """Of the plan that the portal shows for the year before; '' where there is none."""
    found = Plan.objects.filter(agency=draft.agency_id, fiscal_year=draft.fiscal_year - 1)
    return found.values_list("content_digest", flat=True).first() or ""
