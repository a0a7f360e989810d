"""Say where an input comes from, so that nobody types it again, and end that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from guankao.documents import Indicator
from guankao.figures.formulas.evaluate import key
from guankao.results import definition_of
from guankao.results.accumulating import FIGURE
from guankao.web.ledger.actions import record
from guankao.web.ledger.events import Event
from guankao.web.organizations.permissions import Permission, require
from guankao.web.planning.models import Plan
from guankao.web.reporting.actions.recording import stream_of
from guankao.web.reporting.models import (
    ComputedFigure,
    ExpectedReport,
    InputSource,
    SourceKind,
)
from guankao.web.reporting.outcomes import element_of
from guankao.web.reporting.queries import plan_at
from guankao.web.reporting.sources import OF_PROJECTS, Origin

if TYPE_CHECKING:
    from guankao.web.ledger.actors import Actor


class RefusedSource(ValueError):
    """An input that cannot come from there, with the reason."""


@transaction.atomic
def set_source(*, by: Actor, plan: str, element: str, name: str, origin: Origin) -> InputSource:
    """Let an input of a KPI come from somewhere, from the next save of its reports on.

    The same again changes nothing; another takes its place. Raises RefusedSource, NotInPlan, and
    Plan.DoesNotExist.
    """
    rows = _locked({plan, origin.plan or plan})
    row = rows[plan]
    require(by, Permission.FILL_REPORT, at=row.agency)
    source = rows[origin.plan or plan] if origin.kind is SourceKind.REPORT else None
    if source is not None:
        require(by, Permission.READ_REPORT, at=source.agency)
    wanted = _input_called(row, element, name)
    from_name = _checked(row, element, wanted, source, origin)
    standing = InputSource.objects.filter(
        plan=row, element=element, name=wanted, ended_at__isnull=True
    ).first()
    new = InputSource(
        plan=row,
        element=element,
        name=wanted,
        kind=origin.kind.value,
        from_plan=source,
        from_element=origin.element if source is not None else "",
        from_name=from_name,
        person=by.code,
        person_name=by.name,
        set_at=timezone.now(),
    )
    if standing is not None and facts_of(standing) == facts_of(new):
        return standing
    before = facts_of(standing) if standing is not None else {}
    if standing is not None:
        _end(standing, by=by)
    new.save()
    _record(Event.SOURCE_SET, row, by=by, before=before, after=facts_of(new))
    return new


@transaction.atomic
def end_source(*, by: Actor, plan: str, element: str, name: str) -> None:
    """Let an input be typed again; where it had no source nothing happens.

    What the reports say stays; at their next save it is a figure that a person vouches for.
    """
    row = _locked({plan})[plan]
    require(by, Permission.FILL_REPORT, at=row.agency)
    standing = [
        one
        for one in InputSource.objects.filter(plan=row, element=element, ended_at__isnull=True)
        if key(one.name) == key(name)
    ]
    for one in standing:
        _end(one, by=by)
        _record(Event.SOURCE_ENDED, row, by=by, before=facts_of(one), after={})


def facts_of(source: InputSource) -> dict[str, object]:
    """A source as the ledger tells it."""
    return {
        "element": source.element,
        "input": source.name,
        "kind": source.kind,
        "from": "/".join(
            part
            for part in (
                source.from_plan.identifier if source.from_plan else "",
                source.from_element,
                source.from_name,
            )
            if part
        ),
    }


def _locked(identifiers: set[str]) -> dict[str, Plan]:
    """The plans, locked in one order; Plan.DoesNotExist."""
    rows = {
        row.identifier: row
        for row in Plan.objects.select_for_update(of=("self",))
        .filter(identifier__in=identifiers)
        .select_related("agency")
        .order_by("pk")
    }
    if set(rows) != identifiers:
        raise Plan.DoesNotExist(min(identifiers - set(rows)))
    return rows


def _inputs_of(plan: Plan, element: str) -> tuple[str, ...]:
    """What a KPI or project states, by name; NotInPlan."""
    found = element_of(plan_at(plan.content_digest), element)
    if not isinstance(found, Indicator):
        return tuple(OF_PROJECTS)
    return definition_of(found, plan.fiscal_year).asked or (FIGURE,)


def _input_called(plan: Plan, element: str, name: str) -> str:
    """The input in the formula's own words; only what a KPI states can be provided."""
    if element.startswith("kpi/"):
        for one in _inputs_of(plan, element):
            if key(one) == key(name):
                return one
    raise RefusedSource(_("There is no input of this name to provide."))


def _checked(plan: Plan, element: str, name: str, source: Plan | None, origin: Origin) -> str:
    """What the source is called there, or RefusedSource."""
    if origin.kind is SourceKind.COMPUTED:
        if origin.name not in set(ComputedFigure):
            raise RefusedSource(_("The system computes no such figure."))
        return origin.name
    if origin.kind is SourceKind.FILE:
        if not key(origin.name):
            raise RefusedSource(_("Say which figure of the files it is."))
        return key(origin.name)[:300]
    if source is None:
        raise RefusedSource(_("Say which report states it."))
    found = [one for one in _inputs_of(source, origin.element) if key(one) == key(origin.name)]
    if not found:
        raise RefusedSource(_("That report states nothing of this name."))
    if (source.pk, origin.element, found[0]) == (plan.pk, element, name):
        raise RefusedSource(_("An input cannot come from itself."))
    _refuse_chain((plan, element, name), (source, origin.element, found[0]))
    _require_same_time(plan, element, source, origin.element)
    return found[0]


def _refuse_chain(here: tuple[Plan, str, str], there: tuple[Plan, str, str]) -> None:
    """One step only: a figure is typed in one place, which everybody can name."""
    standing = InputSource.objects.filter(ended_at__isnull=True)
    plan, element, name = there
    if standing.filter(plan=plan, element=element, name=name).exists():
        raise RefusedSource(
            _("That input comes from elsewhere itself. Name the report where it is typed.")
        )
    plan, element, name = here
    if standing.filter(from_plan=plan, from_element=element, from_name=name).exists():
        raise RefusedSource(_("Other inputs come from this one, so it has to be typed here."))


def _require_same_time(plan: Plan, element: str, source: Plan, from_element: str) -> None:
    of_kpi = from_element.startswith("kpi/")
    names = ("period", "period_end") if of_kpi else ("period_end",)

    def times(row: Plan, one: str) -> set[tuple[object, ...]]:
        asked = ExpectedReport.objects.filter(plan=row, element=one, withdrawn_at__isnull=True)
        return set(asked.values_list(*names))

    if not times(plan, element) & times(source, from_element):
        raise RefusedSource(_("The two are never reported for the same period."))


def _end(source: InputSource, *, by: Actor) -> None:
    source.ended_at = timezone.now()
    source.ended_by = by.code
    source.save()


def _record(
    event: Event,
    plan: Plan,
    *,
    by: Actor,
    before: dict[str, object],
    after: dict[str, object],
) -> None:
    record(
        event,
        by=by,
        stream=stream_of(plan.identifier),
        subject=plan.identifier,
        words=f"{plan.agency.name} {plan.fiscal_year}",
        before=before,
        after=after,
    )
