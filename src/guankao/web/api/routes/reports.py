"""Reports for agencies' own systems: what is expected, stating it, submitting it."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Body, Query, Schema

from guankao.documents import Indicator
from guankao.results import ReportProblem, definition_of
from guankao.results.statements import (
    FIGURE,
    MONEY,
    PERCENTAGES,
    THOUSANDS,
    empty_report,
    fields_of,
    stated_in,
)
from guankao.web.api.actions import Answered
from guankao.web.api.paging import PageOfRows, page
from guankao.web.api.parameters import ReportFilters
from guankao.web.api.private import actor_for, once, route_for_programs
from guankao.web.api.schemas import reports as schemas
from guankao.web.api.schemas.values import Page, plain_digits
from guankao.web.ledger.actors import Actor
from guankao.web.organizations.permissions import Permission, rights_of
from guankao.web.reporting.actions import state_many, submit_report
from guankao.web.reporting.actions.recording import NotExpected
from guankao.web.reporting.actions.stating import OutsideWindow
from guankao.web.reporting.actions.steps import Hindered, WithoutAnswer
from guankao.web.reporting.actions.taking import ChangedSince, WithoutReason
from guankao.web.reporting.models import ExpectedReport
from guankao.web.reporting.outcomes import NotInPlan, as_columns, element_of
from guankao.web.reporting.queries import (
    expected_at,
    last_values,
    plan_at,
    preview,
    report_at,
    report_of,
    unanswered_return,
)
from guankao.web.reporting.sources import provided_inputs
from guankao.web.reporting.statements import Answer, Becomes, Statement
from guankao.web.reporting.states import NotNow

TAG = "Reports"
CONFLICT, UNPROCESSABLE = 409, 422


@route_for_programs("GET", "/reports", Page[schemas.ReportRow], tag=TAG, filters=ReportFilters)
def reports(request: HttpRequest, filters: Query[ReportFilters]) -> PageOfRows:
    """Reports that are expected of the agencies whose reports the person may read, by due time."""
    by = actor_for(request)
    rows = expected_at(rights_of(by).agencies(Permission.READ_REPORT))
    if filters.fiscal_year is not None:
        rows = rows.filter(plan__fiscal_year=filters.fiscal_year)
    if filters.agency is not None:
        rows = rows.filter(plan__agency__name=filters.agency)
    if filters.period is not None:
        rows = rows.filter(period=filters.period)
    found = page(request, rows.prefetch_related("exceptions"), filters)
    found["results"] = [_row(one) for one in found["results"]]
    return found


@route_for_programs("POST", "/reports/statements", schemas.StatedMany, tag=TAG, writes=True)
def state_reports(request: HttpRequest, statements: Body[schemas.ManyStatements]) -> HttpResponse:
    """State many reports by one call.

    Nothing is stored while one field is wrong, unless only_right asks for the right ones. The same
    statements again change nothing.
    """
    by = actor_for(request, Permission.FILL_REPORT)

    def work() -> Answered:
        wanted = _statements([(one.identifier, one) for one in statements.reports])
        done = state_many(by=by, statements=wanted, only_right=statements.only_right)
        names = [one.identifier for one in statements.reports]
        told = schemas.StatedMany(
            stored=done.stored,
            **{one.value: done.count(one) for one in Becomes},
            reports=[
                _stated(name, answer) for name, answer in zip(names, done.answers, strict=True)
            ],
        )
        return Answered(200 if done.stored else UNPROCESSABLE, _json(told, stored=done.stored))

    return once(request, by, work)


@route_for_programs(
    "POST", "/reports/{path:identifier}/submit", schemas.Submitted, tag=TAG, writes=True
)
def submit_one_report(
    request: HttpRequest, identifier: str, submission: Body[schemas.Submission]
) -> HttpResponse:
    """Hand a report in as it stands.

    Refused with 422 where something still hinders it, with 409 where the state or the time does not
    allow it.
    """
    by = actor_for(request, Permission.SUBMIT_REPORT)
    row = _readable(by, identifier)
    report = report_of(row)
    if report is None:
        raise ExpectedReport.DoesNotExist

    def work() -> Answered:
        try:
            done = submit_report(
                by=by, report=report.pk, version=submission.version, answer=submission.answer
            )
        except (WithoutAnswer, WithoutReason) as problem:
            return _refusal(UNPROCESSABLE, str(problem), "answer")
        except Hindered as problem:
            return _refusal(UNPROCESSABLE, str(problem), problems=problem.problems)
        except (ChangedSince, NotNow, OutsideWindow, NotExpected) as problem:
            return _refusal(CONFLICT, str(problem))
        told = schemas.Submitted(identifier=identifier, state=done.state, version=done.version)
        return Answered(200, _json(told))

    return once(request, by, work)


@route_for_programs("GET", "/reports/{path:identifier}", schemas.ReportDetail, tag=TAG)
def report(request: HttpRequest, identifier: str) -> Any:
    """One report by its identifier: what is asked, what stands, what follows from it."""
    row = _readable(actor_for(request), identifier)
    plan = plan_at(row.plan.content_digest)
    try:
        element = element_of(plan, row.element)
    except NotInPlan:
        raise ExpectedReport.DoesNotExist from None
    stored = report_of(row)
    document = (
        report_at(stored.digest)
        if stored is not None
        else empty_report(
            element,
            fiscal_year=plan.fiscal_year,
            agency=plan.agency,
            period=row.period,
            fictional=plan.fictional,
        )
    )
    stands, last = stated_in(document), last_values(row)
    provided = {one.field: one for one in provided_inputs(row) if one.value is not None}
    outcome = preview(row, document)
    columns = as_columns(outcome)
    returned = unanswered_return(stored) if stored is not None else None
    return {
        **_row(row),
        "fields": [
            {
                "field": name,
                "unit": _unit(element, plan.fiscal_year, name),
                "value": _text(provided[name].value) if name in provided else stands.get(name, ""),
                "provided": provided[name].origin if name in provided else "",
                "last": last.get(name.removeprefix("inputs."), "")
                or (last.get("", "") if name == FIGURE else ""),
            }
            for name in fields_of(element, plan.fiscal_year)
        ],
        "opinion": returned.words if returned is not None else "",
        "outcome": {
            "value": _text(columns.get("value")),
            "unit": columns.get("unit", ""),
            "achievement": _text(columns.get("achievement")),
            "light": columns.get("light", ""),
            "risk": columns.get("risk", ""),
            "problems": [_problem(one) for one in outcome.problems],
        },
    }


@route_for_programs("PUT", "/reports/{path:identifier}", schemas.Stated, tag=TAG, writes=True)
def state_one_report(
    request: HttpRequest, identifier: str, statement: Body[schemas.StatementBody]
) -> HttpResponse:
    """State one report.

    The same statement again changes nothing and says so. It is not submitted by this.
    """
    by = actor_for(request, Permission.FILL_REPORT)

    def work() -> Answered:
        done = state_many(by=by, statements=_statements([(identifier, statement)]))
        told = _stated(identifier, done.answers[0])
        return Answered(200 if done.stored else UNPROCESSABLE, _json(told, stored=done.stored))

    return once(request, by, work)


def _statements(sent: list[tuple[str, schemas.StatementBody]]) -> list[Statement]:
    """For the verb; a report that nobody expects has a key of none."""
    names = {name for name, _one in sent}
    keys = dict(ExpectedReport.objects.filter(identifier__in=names).values_list("identifier", "pk"))
    return [Statement(keys.get(name, 0), one.version, one.fields) for name, one in sent]


def _readable(by: Actor, identifier: str) -> ExpectedReport:
    """The report that is expected, where the person may read it; else there is none."""
    found = expected_at(rights_of(by).agencies(Permission.READ_REPORT))
    return found.get(identifier=identifier)


def _row(row: ExpectedReport) -> dict[str, Any]:
    stored = report_of(row)
    until = next((one.until for one in row.exceptions.all() if one.ended_at is None), None)
    window = row.window(until)
    return {
        "identifier": row.identifier,
        "agency": row.plan.agency.name,
        "fiscal_year": row.plan.fiscal_year,
        "element": row.element,
        "title": row.title,
        "period": row.period,
        "opens_at": row.opens_at,
        "due_at": row.due_at,
        "closes_at": row.closes_at,
        "stage": window.stage_at(timezone.now()).value,
        "state": stored.state if stored is not None else "not-begun",
        "version": stored.version if stored is not None else 0,
    }


def _unit(element: Any, fiscal_year: int, name: str) -> str:
    if name in MONEY:
        return THOUSANDS
    if name in PERCENTAGES:
        return "%"
    if name == FIGURE and isinstance(element, Indicator):
        return definition_of(element, fiscal_year).unit
    return ""


def _stated(identifier: str, answer: Answer) -> schemas.Stated:
    return schemas.Stated(
        identifier=identifier,
        outcome=answer.becomes,
        version=answer.version,
        changed=[one.field for one in answer.changes],
        faults=[
            schemas.FieldFault(
                field=one.field,
                code=one.code.value,
                message=one.message.en,
                message_zh=one.message.zh,
            )
            for one in answer.faults
        ],
    )


def _problem(one: ReportProblem) -> dict[str, str]:
    return {
        "code": one.code.value,
        "level": one.level.value,
        "field": one.field,
        "message": one.message.en,
        "message_zh": one.message.zh,
    }


def _refusal(
    status: int, message: str, parameter: str | None = None, *, problems: Any = ()
) -> Answered:
    error: dict[str, Any] = {"status": status, "message": message, "parameter": parameter}
    body: dict[str, Any] = {"error": error}
    if problems:
        body["problems"] = [_problem(one) for one in problems]
    return Answered(status, json.dumps(body, ensure_ascii=False))


def _json(told: Schema, *, stored: bool = True) -> str:
    """The answer as JSON; where nothing was stored, with an error beside what was found."""
    content = told.model_dump(mode="json")
    if not stored:
        words = "Nothing was stored: see the faults of each report."
        content["error"] = {"status": UNPROCESSABLE, "message": words, "parameter": None}
    return json.dumps(content, ensure_ascii=False)


def _text(value: Any) -> str | None:
    return None if value is None else plain_digits(value)
