"""What the linter says: of one plan, of one action plan, and of a year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from pydantic import Field

from guankao.documents import Mark, Subject, parse_identifier
from guankao.rules import FAMILIES, UnknownRule, find_rule
from guankao.web.planning.queries import years as years_of_plans
from guankao.web.portal import representation as shown
from guankao.web.portal import terms
from guankao.web.portal.addresses import address_of
from guankao.web.portal.filtered import FilteredPage
from guankao.web.portal.pages import Content, PublicPage, Table
from guankao.web.portal.pagination import page_of
from guankao.web.portal.parameters import PageNumber, Parameters
from guankao.web.portal.queries import action_plans as action_plan_queries
from guankao.web.portal.queries import findings as queries
from guankao.web.portal.queries import indicators as indicator_queries
from guankao.web.portal.queries.waivers import (
    SortedFindings,
    WaivedFinding,
    sorted_findings,
    waivers_of,
)
from guankao.web.portal.trail import Crumb, trail_to_plan, trail_to_year
from guankao.web.portal.views.agency import plan_or_404
from guankao.web.publishing.models import Finding
from guankao.web.tracking.models import ActionPlan

ROWS_A_PAGE = 100
MOST_CHOICES = 200
ROWS_AT_A_TIME = 500
COLUMNS = ("document", "code", "level", "element", "field", "message", "quote", "mark")
WAIVED_COLUMNS = (*COLUMNS, "waived_because", "waived_until", "waived_by")

Level = Literal["error", "warning", "note"]


class FindingParameters(Parameters):
    """How the findings of a year are narrowed."""

    level: Level | None = None
    code: Annotated[str, Field(max_length=12)] = ""
    agency: Annotated[str, Field(max_length=100)] = ""
    page: PageNumber = 1


@dataclass(frozen=True)
class ElementFindings:
    """The findings of one element, with its name and the page that shows it."""

    identifier: str
    name: str
    subject: str
    address: str
    findings: list[Finding]


class PlanFindings(PublicPage):
    """The findings of one agency's plan."""

    template_name = "portal/findings.html"

    def content(self, request: HttpRequest, **address: Any) -> Content:
        Parameters.of(request)
        plan = plan_or_404(address["year"], address["agency"])
        found = queries.findings_of_document(plan.identifier)
        waivers = waivers_of(plan.identifier, timezone.localdate())
        return _content(
            plan.identifier,
            sorted_findings(found, waivers),
            {
                "agency": plan.agency,
                "year": plan.fiscal_year,
                "fictional": plan.fictional,
                "trail": trail_to_plan(plan),
            },
        )


class ActionPlanFindings(PublicPage):
    """The findings of one action plan and of what was reported."""

    template_name = "portal/findings.html"

    def content(self, request: HttpRequest, **address: Any) -> Content:
        Parameters.of(request)
        try:
            plan = action_plan_queries.action_plan_of(address["year"], address["code"])
        except ActionPlan.DoesNotExist:
            raise Http404 from None
        found = queries.findings_of_document(plan.identifier)
        title = plan.label
        crumb = Crumb(title, address_of(plan.identifier), chinese=title == plan.title)
        return _content(
            plan.identifier,
            sorted_findings(found, ()),
            {
                "action_plan": plan,
                "year": plan.fiscal_year,
                "trail": [*trail_to_year(plan.fiscal_year), crumb],
            },
        )


class YearFindings(FilteredPage):
    """All findings of a year, narrowed by filters, and how they spread over rules and agencies."""

    template_name = "portal/year_findings.html"

    def content(self, request: HttpRequest, **address: Any) -> Content:
        year: int = address["year"]
        parameters = FindingParameters.of(request)
        if all(one.fiscal_year != year for one in years_of_plans()):
            raise Http404
        plan = indicator_queries.plan_to_narrow(year, parameters.agency)
        found = queries.findings_of_year(
            queries.FindingFilter(
                year, parameters.agency, parameters.level, parameters.code.upper()
            )
        )
        rows = page_of(found, parameters.page, size=ROWS_A_PAGE)
        by_rule = queries.counts_by_rule(queries.findings_of_year(queries.FindingFilter(year)))
        return Content(
            context={
                "year": year,
                "plan": plan,
                "fictional": plan.fictional if plan else False,
                "rows": rows,
                "elements": _by_element(rows.rows),
                "by_rule": [(one, _rule_words(one.code)) for one in by_rule],
                "by_agency": queries.counts_by_agency(year)[:MOST_CHOICES],
                "agency_choices": indicator_queries.agencies_to_choose(year, most=MOST_CHOICES),
                "chosen": parameters.model_dump(),
                "menus": [
                    ("level", _("Level"), list(terms.LEVELS.items())),
                    (
                        "code",
                        _("Rule"),
                        [(one.code, f"{one.code} {_rule_words(one.code)}") for one in by_rule],
                    ),
                ],
                "trail": trail_to_year(year),
            },
            data=lambda: {
                **shown.year_data(year),
                "count": rows.count,
                "page": rows.number,
                "pages": rows.last,
                "findings": [finding_data(one) for one in rows.rows],
            },
            table=lambda: Table(
                name=f"{year}-findings",
                columns=COLUMNS,
                rows=(_row(one) for one in found.iterator(ROWS_AT_A_TIME)),
            ),
        )


def finding_data(finding: Finding) -> shown.Data:
    """A finding as the linter's own JSON has it."""
    return {
        "code": finding.code,
        "level": finding.level,
        "element": finding.element,
        "field": finding.field or None,
        "message": message_of(finding),
        "mark": finding.mark or None,
    }


def message_of(finding: Finding) -> str:
    """The sentence in the language of the page."""
    return finding.message_en if get_language() == "en" else finding.message_zh


def _content(identifier: str, told: SortedFindings, context: dict[str, Any]) -> Content:
    found = told.open
    return Content(
        context={
            **context,
            "document": identifier,
            "waived": [(one, *_subject_and_address(one.waiver.element)) for one in told.waived],
            "count": len(found),
            "silenced": sum(one.finding is not None for one in told.waived),
            "levels": [
                (level, sum(one.level == level for one in found)) for level in queries.LEVELS
            ],
            "elements": _by_element(found),
        },
        data=lambda: {
            "document": identifier,
            "count": len(found),
            "findings": [finding_data(one) for one in found],
            "waived": [waived_data(one) for one in told.waived],
        },
        table=lambda: Table(
            name=f"{identifier.replace('/', '-')}-findings",
            columns=WAIVED_COLUMNS,
            rows=(
                *((*_row(one), "", "", "") for one in found),
                *(_waived_row(identifier, one) for one in told.waived),
            ),
        ),
    )


def waived_data(one: WaivedFinding) -> shown.Data:
    """A waiver with the finding that it lets stand; null where it silences nothing."""
    waiver = one.waiver
    return {
        "code": waiver.code,
        "element": waiver.element,
        "reason": waiver.reason,
        "until": waiver.until_day.isoformat(),
        "given_at": waiver.given_at.isoformat(timespec="seconds"),
        "person": waiver.person_name,
        "finding": finding_data(one.finding) if one.finding else None,
    }


def _waived_row(identifier: str, one: WaivedFinding) -> tuple[object, ...]:
    waiver = one.waiver
    told = (waiver.reason, waiver.until_day.isoformat(), waiver.person_name)
    if one.finding:
        return (*_row(one.finding), *told)
    return (identifier, waiver.code, "", waiver.element, "", "", "", "", *told)


def _row(finding: Finding) -> tuple[object, ...]:
    return (
        finding.linted.document,
        finding.code,
        finding.level,
        finding.element,
        finding.field,
        message_of(finding),
        finding.quote,
        str(Mark(**finding.mark)) if finding.mark else "",
    )


def _by_element(found: Iterable[Finding]) -> list[ElementFindings]:
    findings = list(found)
    names = queries.names_of_elements(findings)
    groups: dict[str, ElementFindings] = {}
    for finding in findings:
        group = groups.get(finding.element)
        if group is None:
            name = names.get(finding.element, "")
            group = groups[finding.element] = ElementFindings(
                finding.element, name, *_subject_and_address(finding.element), []
            )
        group.findings.append(finding)
    return list(groups.values())


def _subject_and_address(identifier: str) -> tuple[str, str]:
    subject = parse_identifier(identifier).subject
    words = {
        Subject.GOAL: _("Goal"),
        Subject.INDICATOR: _("KPI"),
        Subject.PROJECT: _("Project"),
        Subject.MEASURE: _("Measure"),
    }
    return str(words.get(subject, _("The whole document"))), address_of(identifier)


def _rule_words(code: str) -> str:
    try:
        title = find_rule(code).title
    except UnknownRule:
        return ""
    return title.en if get_language() == "en" else title.zh


__all__ = [
    "FAMILIES",
    "ActionPlanFindings",
    "FindingParameters",
    "PlanFindings",
    "YearFindings",
    "finding_data",
]
