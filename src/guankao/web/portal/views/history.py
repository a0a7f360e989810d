"""What was done to a document, as the ledger has it: who, what, when, from what to what."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from pydantic import Field

from guankao.web.ledger.chain import canonical
from guankao.web.planning.models import Guidelines
from guankao.web.portal import representation as shown
from guankao.web.portal.addresses import address_of
from guankao.web.portal.pages import Content, PublicPage, Table
from guankao.web.portal.parameters import Parameters
from guankao.web.portal.queries import action_plans as action_plan_queries
from guankao.web.portal.queries import guidelines as guidelines_queries
from guankao.web.portal.queries import history as queries
from guankao.web.portal.queries.history import Step
from guankao.web.portal.trail import Crumb, trail_to_plan, trail_to_year
from guankao.web.portal.views.agency import plan_or_404
from guankao.web.portal.views.kpi import indicator_or_404
from guankao.web.tracking.models import ActionPlan

COLUMNS = (
    "document",
    "number",
    "event",
    "recorded_at",
    "actor",
    "agency",
    "before",
    "after",
    "digest",
)


class HistoryParameters(Parameters):
    """Which page of a long history."""

    before: Annotated[int, Field(ge=1, le=2**63 - 1)] | None = None


class History(PublicPage):
    """The shape of the four pages: subclasses say whose history it is."""

    template_name = "portal/history.html"

    def document(self, **address: Any) -> tuple[str, dict[str, Any]]:
        """The identifier of the document, and what its page needs besides its steps."""
        raise NotImplementedError

    def content(self, request: HttpRequest, **address: Any) -> Content:
        parameters = HistoryParameters.of(request)
        document, context = self.document(**address)
        page = queries.steps_of(document, before=parameters.before)
        return Content(
            context={
                "year": address["year"],
                "document": document,
                "steps": page.steps,
                "older": page.older,
                "newest": parameters.before is None,
                **context,
            },
            data=lambda: {
                "document": document,
                "entries": [_step_data(step) for step in page.steps],
                "older": page.older,
            },
            table=lambda: Table(
                name=f"{document.replace('/', '-')}-history",
                columns=COLUMNS,
                rows=(_row(document, step) for step in queries.all_steps_of(document)),
            ),
        )


class PlanHistory(History):
    """What was done to an agency's annual plan."""

    def document(self, **address: Any) -> tuple[str, dict[str, Any]]:
        plan = plan_or_404(address["year"], address["agency"])
        return plan.identifier, {
            "agency": plan.agency,
            "fictional": plan.fictional,
            "trail": trail_to_plan(plan),
        }


class KpiHistory(History):
    """What was done to the plan that a KPI stands in."""

    def document(self, **address: Any) -> tuple[str, dict[str, Any]]:
        indicator = indicator_or_404(address["year"], address["agency"], address["key"])
        plan = indicator.plan
        return plan.identifier, {
            "indicator": indicator,
            "fictional": plan.fictional,
            "trail": [
                *trail_to_plan(plan),
                Crumb(indicator.name, address_of(indicator.identifier), chinese=True),
            ],
        }


class GuidelinesHistory(History):
    """What was done to the policy guidelines of a year."""

    def document(self, **address: Any) -> tuple[str, dict[str, Any]]:
        try:
            guidelines = guidelines_queries.guidelines_of(address["year"])
        except Guidelines.DoesNotExist:
            raise Http404 from None
        crumb = Crumb(_("Policy guidelines"), address_of(guidelines.identifier))
        return guidelines.identifier, {
            "guidelines": guidelines,
            "made_up_guidelines": guidelines.fictional,
            "trail": [*trail_to_year(guidelines.fiscal_year), crumb],
        }


class ActionPlanHistory(History):
    """What was done to an action plan."""

    def document(self, **address: Any) -> tuple[str, dict[str, Any]]:
        try:
            plan = action_plan_queries.action_plan_of(address["year"], address["code"])
        except ActionPlan.DoesNotExist:
            raise Http404 from None
        title = plan.label
        crumb = Crumb(title, address_of(plan.identifier), chinese=title == plan.title)
        return plan.identifier, {
            "action_plan": plan,
            "trail": [*trail_to_year(plan.fiscal_year), crumb],
        }


def _step_data(step: Step) -> shown.Data:
    return {
        "number": step.entry.number,
        "event": step.entry.event,
        "words": str(step.words),
        "recorded_at": step.entry.recorded_at.isoformat(timespec="microseconds"),
        "actor": step.entry.public_name or None,
        "agency": step.entry.actor_agency or None,
        "before": step.before,
        "after": step.after,
        "digest": step.entry.digest,
    }


def _row(document: str, step: Step) -> tuple[object, ...]:
    return (
        document,
        step.entry.number,
        step.entry.event,
        step.entry.recorded_at.isoformat(timespec="microseconds"),
        step.entry.public_name,
        step.entry.actor_agency,
        canonical(step.before),
        canonical(step.after),
        step.entry.digest,
    )
