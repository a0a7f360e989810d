"""The pages of an action plan and of its measures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from pydantic import Field

from guankao.web.portal import representation as shown
from guankao.web.portal import terms
from guankao.web.portal.addresses import address_of
from guankao.web.portal.errors import BadParameter
from guankao.web.portal.files import downloads_of
from guankao.web.portal.filtered import FilteredPage
from guankao.web.portal.pages import Content, PublicPage, Table
from guankao.web.portal.parameters import Parameters
from guankao.web.portal.queries import action_plans as queries
from guankao.web.portal.trail import Crumb, trail_to_year
from guankao.web.tracking.models import ActionPlan, Measure, ResponsibleAgency
from guankao.web.tracking.verdicts import MeasureVerdict


class ActionPlanParameters(Parameters):
    agency: Annotated[str, Field(max_length=100)] = ""
    verdict: MeasureVerdict | None = None


class ActionPlanPage(FilteredPage):
    template_name = "portal/action_plan.html"

    def content(self, request: HttpRequest, **address: Any) -> Content:
        year: int = address["year"]
        parameters = ActionPlanParameters.of(request)
        try:
            plan = queries.action_plan_of(year, address["code"])
        except ActionPlan.DoesNotExist:
            raise Http404 from None
        measures = queries.measures_of(plan)
        agencies = queries.responsible_agencies(measures)
        if parameters.agency and parameters.agency not in {one.name for one in agencies}:
            raise BadParameter("agency", _("No measure of the plan names it."))
        of_agency = queries.narrowed(measures, agency=parameters.agency)
        chosen = queries.narrowed(of_agency, verdict=parameters.verdict or "")
        return Content(
            context={
                "action_plan": plan,
                "downloads": downloads_of("action-plan"),
                "year": year,
                "measures": chosen,
                "all_measures": len(measures),
                "strategies": queries.by_strategy(chosen),
                "verdicts": queries.verdicts_of_measures(of_agency),
                "target_verdicts": queries.verdicts_of_targets(of_agency),
                "agencies": agencies,
                "planned": queries.agencies_with_plans(year, chosen),
                "chosen": parameters,
                "verdict_choices": list(terms.VERDICTS.items()),
                "trail": trail_to_year(year),
            },
            data=lambda: {
                **shown.action_plan_data(plan),
                "verdicts": queries.verdicts_of_measures(of_agency),
                "verdicts_of_targets": queries.verdicts_of_targets(of_agency),
                "measures": [shown.measure_data(measure) for measure in chosen],
            },
            table=lambda: _table(plan, chosen),
        )


class MeasurePage(PublicPage):
    template_name = "portal/measure.html"

    def content(self, request: HttpRequest, **address: Any) -> Content:
        Parameters.of(request)
        try:
            measure = queries.measure_of(address["year"], address["code"], address["key"])
        except Measure.DoesNotExist:
            raise Http404 from None
        plan = measure.action_plan
        beside = queries.measures_beside(measure)
        title = plan.label
        return Content(
            context={
                "measure": measure,
                "action_plan": plan,
                "year": plan.fiscal_year,
                "lead": _with_role(measure, ResponsibleAgency.LEAD),
                "co": _with_role(measure, ResponsibleAgency.CO),
                "planned": queries.agencies_with_plans(plan.fiscal_year, [measure]),
                "previous": next((m for m in beside if m.number < measure.number), None),
                "next": next((m for m in beside if m.number > measure.number), None),
                "trail": [
                    *trail_to_year(plan.fiscal_year),
                    Crumb(title, address_of(plan.identifier), chinese=title == plan.title),
                ],
            },
            data=lambda: {
                **shown.measure_data(measure),
                "action_plan": shown.action_plan_data(plan),
            },
            table=lambda: _table(plan, [measure]),
        )


def _with_role(measure: Measure, role: str) -> list[ResponsibleAgency]:
    return [one for one in measure.agencies.all() if one.role == role]


COLUMNS = (
    "identifier",
    "fiscal_year",
    "ce_year",
    "number",
    "strategy_number",
    "strategy",
    "short_title",
    "short_title_en",
    "lead_agencies",
    "co_agencies",
    "measure_verdict",
    "target_number",
    "target_part",
    "target",
    "subject",
    "comparator",
    "target_value",
    "target_unit",
    "target_verdict",
    "reported_value",
    "reported_unit",
    "reported_by",
    "reported_basis",
    "reported_computed",
    "reported_text",
)


def _table(plan: ActionPlan, measures: list[Measure]) -> Table:
    """One row for each reported figure; what has none keeps its row with empty cells."""
    return Table(
        name=plan.identifier.replace("/", "-"), columns=COLUMNS, rows=_rows(plan, measures)
    )


def _rows(plan: ActionPlan, measures: list[Measure]) -> Iterator[tuple[object, ...]]:
    for measure in measures:
        of_measure = (
            measure.identifier,
            *shown.year_data(plan.fiscal_year).values(),
            measure.number,
            measure.strategy.number,
            measure.strategy.title,
            measure.short_title,
            measure.short_title_en,
            [one.name for one in _with_role(measure, ResponsibleAgency.LEAD)],
            [one.name for one in _with_role(measure, ResponsibleAgency.CO)],
            measure.verdict,
        )
        if not measure.targets.all():
            yield (*of_measure, *[None] * (len(COLUMNS) - len(of_measure)))
        for target in measure.targets.all():
            of_target = (
                target.number,
                target.part,
                target.text,
                target.subject,
                target.comparator,
                target.value,
                target.unit,
                target.verdict,
            )
            for one in target.reported.all() or (None,):
                yield (
                    *of_measure,
                    *of_target,
                    *(
                        (None,) * 6
                        if one is None
                        else (
                            one.value,
                            one.unit,
                            one.agency_name,
                            one.basis,
                            one.computed,
                            one.text,
                        )
                    ),
                )
