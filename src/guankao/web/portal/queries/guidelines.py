"""What the page of the policy guidelines asks."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber

from guankao.web.planning.models import Goal, Guidelines, Plan, Section
from guankao.web.publishing.models import SectionMatch

MOST_MATCHES = 60
"""So many agencies and goals stand under one section; the page says how many there are."""


@dataclass
class MatchedGoal:
    goal: Goal
    words: list[str] = field(default_factory=list)


@dataclass
class MatchedPlan:
    """An agency under a section: by its own name, by goals, or both."""

    plan: Plan
    words: list[str] = field(default_factory=list)
    goals: list[MatchedGoal] = field(default_factory=list)


@dataclass(frozen=True)
class SectionBlock:
    section: Section
    plans: list[MatchedPlan]
    agency_count: int
    goal_count: int
    shortened: bool


def guidelines_of(fiscal_year: int) -> Guidelines:
    return Guidelines.objects.get(fiscal_year=fiscal_year)


def sections_of(guidelines: Guidelines) -> list[SectionBlock]:
    """The sections in order, each with the first agencies and goals that stand under it."""
    real = SectionMatch.objects.filter(section__guidelines=guidelines, plan__fictional=False)
    counted = {
        row["section"]: row
        for row in real.values("section").annotate(
            agencies=Count("plan", distinct=True),
            goals=Count("goal", distinct=True),
            matches=Count("id"),
        )
    }
    found: dict[int, dict[int, MatchedPlan]] = {}
    for match in _first_matches(guidelines):
        plans = found.setdefault(match.section_id, {})
        under = plans.setdefault(match.plan_id, MatchedPlan(match.plan))
        if match.goal is None:
            under.words.append(match.word)
            continue
        known = next((one for one in under.goals if one.goal.id == match.goal_id), None)
        if known is None:
            known = MatchedGoal(match.goal)
            under.goals.append(known)
        known.words.append(match.word)
    nothing = {"agencies": 0, "goals": 0, "matches": 0}
    blocks = []
    for section in guidelines.sections.order_by("number"):
        row = counted.get(section.id, nothing)
        blocks.append(
            SectionBlock(
                section=section,
                plans=list(found.get(section.id, {}).values()),
                agency_count=row["agencies"],
                goal_count=row["goals"],
                shortened=row["matches"] > MOST_MATCHES,
            )
        )
    return blocks


def _first_matches(guidelines: Guidelines) -> list[SectionMatch]:
    """At most MOST_MATCHES of each section, in the order of the book of plans: one query."""
    order = (
        F("plan__chapter").asc(nulls_last=True),
        F("plan_id").asc(),
        F("goal__number").asc(nulls_first=True),
        F("id").asc(),
    )
    return list(
        SectionMatch.objects.filter(section__guidelines=guidelines, plan__fictional=False)
        .annotate(place=Window(RowNumber(), partition_by=F("section"), order_by=order))
        .filter(place__lte=MOST_MATCHES)
        .select_related("plan__agency", "goal")
        .order_by("section_id", "place")
    )
