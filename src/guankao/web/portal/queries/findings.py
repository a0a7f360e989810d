"""What the pages of findings ask."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from guankao.web.planning.models import Goal, Indicator, Project
from guankao.web.publishing.models import Finding, PlanFigures
from guankao.web.tracking.models import Measure

LEVELS = ("error", "warning", "note")


@dataclass(frozen=True)
class FindingFilter:
    """Which findings of a year are wanted; what is None does not narrow."""

    fiscal_year: int
    agency: str | None = None
    level: str | None = None
    code: str | None = None


@dataclass(frozen=True)
class RuleCount:
    """How many findings of one rule there are, and in how many documents."""

    code: str
    level: str
    findings: int
    documents: int


def findings_of_document(identifier: str) -> list[Finding]:
    """The findings of one document, in its order."""
    return list(
        Finding.objects.filter(linted__document=identifier)
        .select_related("linted")
        .order_by("position")
    )


def findings_of_element(identifier: str) -> list[Finding]:
    """The findings of one KPI, project or measure."""
    return list(Finding.objects.filter(element=identifier).order_by("position"))


def findings_of_year(wanted: FindingFilter) -> QuerySet[Finding]:
    """The findings of a year's plans and action plans, fictional agencies left out."""
    found = Finding.objects.filter(fiscal_year=wanted.fiscal_year).select_related("linted")
    if wanted.agency:
        found = found.filter(linted__document=f"{wanted.fiscal_year}/{wanted.agency}")
    else:
        found = found.filter(linted__fictional=False)
    if wanted.level:
        found = found.filter(level=wanted.level)
    if wanted.code:
        found = found.filter(code=wanted.code)
    return found.order_by("linted_id", "position")


def counts_by_rule(found: QuerySet[Finding]) -> list[RuleCount]:
    """One row for each rule that found something, in the order of the codes."""
    rows = (
        found.order_by()
        .values("code", "level")
        .annotate(findings=Count("id"), documents=Count("linted", distinct=True))
        .order_by("code", "level")
    )
    return [RuleCount(**row) for row in rows]


def counts_by_agency(fiscal_year: int) -> QuerySet[PlanFigures]:
    """The plans of a year with how many findings each has, in the order of the book."""
    return (
        PlanFigures.objects.filter(plan__fiscal_year=fiscal_year, plan__fictional=False)
        .filter(Q(errors__gt=0) | Q(warnings__gt=0) | Q(notes__gt=0))
        .select_related("plan__agency")
        .order_by("plan__chapter", "plan_id")
    )


def names_of_elements(findings: list[Finding]) -> dict[str, str]:
    """What each element is called, by its identifier: at most four queries, whatever the number."""
    wanted = {finding.element for finding in findings}
    kinds = (
        ("/kpi/", Indicator, "name"),
        ("/project/", Project, "title"),
        ("/goal/", Goal, "title"),
        ("/measure/", Measure, "short_title"),
    )
    names: dict[str, str] = {}
    for piece, model, field in kinds:
        of_kind = [identifier for identifier in wanted if piece in identifier]
        if of_kind:
            names.update(
                model._default_manager.filter(identifier__in=of_kind).values_list(
                    "identifier", field
                )
            )
    return names


def findings_by_rule_and_year(code: str) -> Counter[int]:
    """How many findings of a rule the years have, fictional agencies counted in none."""
    rows = (
        Finding.objects.filter(code=code, linted__fictional=False)
        .values_list("fiscal_year")
        .annotate(findings=Count("id"))
    )
    return Counter(dict(rows))
