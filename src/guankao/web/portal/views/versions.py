"""What was published of a plan, version by version, and what differs between any two texts."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from pydantic import Field

from guankao.documents.comparison import ElementChange, PlanComparison, compare
from guankao.web.planning.models import Plan
from guankao.web.portal import representation as shown
from guankao.web.portal.difference_terms import BREAKS, CHANGES
from guankao.web.portal.errors import BadParameter
from guankao.web.portal.files import downloads_of
from guankao.web.portal.pages import Content, PublicPage, Table
from guankao.web.portal.parameters import Parameters
from guankao.web.portal.queries import versions as queries
from guankao.web.portal.queries.versions import PublishedText
from guankao.web.portal.trail import trail_to_plan
from guankao.web.portal.views.agency import plan_or_404

TextName = Annotated[str, Field(max_length=12)]

MOST_NAMED = 12
COLUMNS = ("element", "was", "title", "kind", "field", "before", "after", "definition_changed")


class DifferenceParameters(Parameters):
    """Which two texts are compared: a year's plan (`107`), or an earlier version (`107v1`)."""

    before: TextName = ""
    after: TextName = ""


class PlanVersions(PublicPage):
    """The published versions of a plan: when, why, how to read them, and what they changed."""

    template_name = "portal/versions.html"

    def content(self, request: HttpRequest, **address: Any) -> Content:
        Parameters.of(request)
        plan = plan_or_404(address["year"], address["agency"])
        texts = [
            one for one in queries.texts_of(plan.agency) if one.fiscal_year == plan.fiscal_year
        ]
        return Content(
            context={
                **_context(plan),
                "texts": texts,
                "downloads": downloads_of("plan"),
            },
            data=lambda: {
                **shown.plan_data(plan),
                "versions": [_version_data(one) for one in texts],
            },
            table=lambda: Table(
                name=f"{plan.identifier.replace('/', '-')}-versions",
                columns=("identifier", "version", "published_at", "reason", "content_digest"),
                rows=(
                    (
                        plan.identifier,
                        one.version.number,
                        one.version.published_at.isoformat(timespec="seconds"),
                        one.version.reason,
                        one.version.digest,
                    )
                    for one in texts
                ),
            ),
        )


class PlanDifferences(PublicPage):
    """Two published texts of an agency, of two years or of one, element by element."""

    template_name = "portal/differences.html"

    def content(self, request: HttpRequest, **address: Any) -> Content:
        parameters = DifferenceParameters.of(request)
        plan = plan_or_404(address["year"], address["agency"])
        texts = queries.texts_of(plan.agency)
        after = _text(texts, "after", parameters.after or str(plan.fiscal_year))
        before = (
            _text(texts, "before", parameters.before)
            if parameters.before
            else queries.text_before(texts, after)
        )
        comparison = compare(before.plan, after.plan) if before else PlanComparison(())
        return Content(
            context={
                **_context(plan),
                "texts": texts,
                "before": before,
                "after": after,
                "counts": [(CHANGES[kind], count) for kind, count in comparison.counts.items()],
                "broken": sum(bool(one.breaks) for one in comparison.changes),
                "changes": [
                    (CHANGES[one.kind], one, [BREAKS[reason] for reason in one.breaks])
                    for one in comparison.changes
                ],
            },
            data=lambda: {
                **shown.plan_data(plan),
                "before": _version_data(before) if before else None,
                "after": _version_data(after),
                "changes": [_change_data(one) for one in comparison.changes],
            },
            table=lambda: Table(
                name=f"{plan.identifier.replace('/', '-')}-differences",
                columns=COLUMNS,
                rows=(row for one in comparison.changes for row in _rows(one)),
            ),
        )


def _context(plan: Plan) -> dict[str, Any]:
    return {
        "plan": plan,
        "agency": plan.agency,
        "year": plan.fiscal_year,
        "fictional": plan.fictional,
        "trail": trail_to_plan(plan),
    }


def _text(texts: list[PublishedText], parameter: str, name: str) -> PublishedText:
    try:
        return queries.text_called(texts, name)
    except queries.NoSuchVersion:
        known = ", ".join(one.name for one in texts[:MOST_NAMED])
        raise BadParameter(parameter, _("It can be: %(expected)s.") % {"expected": known}) from None


def _version_data(one: PublishedText) -> shown.Data:
    return {
        **shown.year_data(one.fiscal_year),
        "identifier": one.identifier,
        "name": one.name,
        "version": one.version.number,
        "newest": one.newest,
        "published_at": one.version.published_at.isoformat(timespec="seconds"),
        "reason": one.version.reason,
        "content_digest": one.version.digest,
    }


def _change_data(one: ElementChange) -> shown.Data:
    return {
        "element": one.element,
        "was": one.was,
        "title": one.title,
        "kind": one.kind.value,
        "moved": one.moved,
        "definition_changed": [reason.value for reason in one.breaks],
        "fields": [
            {"field": field.field, "before": field.before, "after": field.now}
            for field in one.fields
        ],
    }


def _rows(one: ElementChange) -> list[tuple[object, ...]]:
    told = (one.element, one.was, one.title, one.kind.value)
    breaks = [reason.value for reason in one.breaks]
    if not one.fields:
        return [(*told, "", "", "", breaks)]
    return [(*told, field.field, field.before, field.now, breaks) for field in one.fields]
