"""A published plan of the fictional agency, people around its reports, and a clock to turn."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from guankao.calendars import TAIPEI
from guankao.documents import (
    Goal,
    Indicator,
    Milestone,
    Plan,
    PlannedProgress,
    Project,
    Report,
    ReportedIndicator,
    ReportedInput,
    ReportedProject,
)
from guankao.web.ledger.actors import COMMAND_LINE, Actor
from guankao.web.ledger.models import Entry
from guankao.web.organizations.actors import as_actor
from guankao.web.organizations.queries import agency_called
from guankao.web.planning.actions import load_plan
from guankao.web.reporting.actions import expect_reports, save_report, submit_report
from guankao.web.reporting.models import ExpectedReport
from guankao.web.reporting.models import Report as StoredReport

AGENCY, MINISTRY = "示範署", "示範部"
YEAR = 112
PLAN = f"{YEAR}/{AGENCY}"
STREAM = f"{PLAN}/reports"
IN_JANUARY = dt.datetime(2023, 1, 3, 9, tzinfo=TAIPEI)
IN_APRIL = dt.datetime(2023, 4, 5, 9, tzinfo=TAIPEI)
IN_JULY = dt.datetime(2023, 7, 5, 9, tzinfo=TAIPEI)


def the_plan(**changed: object) -> Plan:
    """One KPI with a formula, one that is counted, a project of the cabinet and one of its own."""
    kpis = (
        {
            "key": "1-1",
            "no": 1,
            "name": "及格率",
            "standard": "及格人數÷到考人數×100%",
            "target": "90%",
            "accumulation": "sum",
        },
        {
            "key": "1-2",
            "no": 2,
            "name": "宣導場次",
            "standard": "辦理宣導場次",
            "target": "100場",
            "accumulation": "latest",
        },
    )
    shared = {"goal": "1", "evaluation_arrangement": 1, "evaluation_method": "統計數據"}
    planned = tuple(
        PlannedProgress(month=month, percent=Decimal(percent))
        for month, percent in ((3, 20), (6, 50), (9, 80), (12, 100))
    )
    cabinet = Project(
        key="1-1",
        work_plan="示範業務",
        title="示範系統",
        category="社會發展",
        budget=Decimal(1000),
        control_level="行政院",
        planned_progress=planned,
        milestones=(Milestone(due=dt.date(2023, 3, 1), title="決標"),),
    )
    own = Project(key="1-2", work_plan="示範業務", title="示範訓練", category="其它")
    values = {
        "fiscal_year": YEAR,
        "agency": AGENCY,
        "parent_agency": MINISTRY,
        "fictional": True,
        "goals": (Goal(key="1", no=1, title="示範目標"),),
        "indicators": tuple(Indicator(**(shared | kpi)) for kpi in kpis),
        "projects": (cabinet, own),
    }
    return Plan(**(values | changed))


def published(plan: Plan) -> None:
    """Put a plan into the portal as a load does, with the reports that it brings."""
    # A reviewed plan comes by the same verb; its way there is not the subject here.
    agency = agency_called(AGENCY)
    assert agency.fictional
    load_plan(plan, by=COMMAND_LINE)
    expect_reports(by=COMMAND_LINE, identifier=plan.identifier)


@pytest.fixture
def clock(monkeypatch):
    """Turn the clock: `clock(IN_JULY)`; it stands in April, when the first quarter is open."""

    def turn(moment: dt.datetime) -> None:
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment.astimezone(dt.UTC))

    turn(IN_APRIL)
    return turn


@pytest.fixture
def actor(make_person):
    """Make somebody of some roles and give the actor that they are."""

    def make(account: str, *roles: str, at: str = AGENCY) -> Actor:
        return as_actor(make_person(*roles, at=at, account=account))

    return make


@pytest.fixture
def people(actor, clock) -> dict[str, Actor]:
    """One for each role around a report, all in office since January."""
    clock(IN_JANUARY)
    found = {
        "reporter": actor("states", "reporter"),
        "head": actor("signs", "approver"),
        "reviewer": actor("reviews", "reviewer", at=MINISTRY),
        "controller": actor("controls", "controller", at=MINISTRY),
    }
    clock(IN_APRIL)
    return found


@pytest.fixture
def plan(people) -> Plan:
    published(the_plan())
    return the_plan()


def expected(element: str = "kpi/1-1", period: str = "quarter-1") -> ExpectedReport:
    return ExpectedReport.objects.select_related("plan__agency").get(
        plan__identifier=PLAN, element=element, period=period
    )


def passes(numerator: int, denominator: int, period: str = "quarter-1", **more: object) -> Report:
    """A report on the pass rate."""
    names = ("及格人數", "到考人數")
    inputs = tuple(
        ReportedInput(name=name, value=Decimal(value))
        for name, value in zip(names, (numerator, denominator), strict=True)
    )
    return of(ReportedIndicator(key="1-1", inputs=inputs), period, **more)


def sessions(figure: int, period: str = "quarter-1", **more: object) -> Report:
    """A report on the number of sessions since January."""
    return of(ReportedIndicator(key="1-2", figure=Decimal(figure)), period, **more)


def progress(period: str = "quarter-1", key: str = "1-1", **figures: object) -> Report:
    values = {"actual": Decimal(20), "allotted": Decimal(100), "spent": Decimal(95)}
    return Report(
        fiscal_year=YEAR,
        agency=AGENCY,
        fictional=True,
        period=period,
        project=ReportedProject(key=key, **(values | figures)),
    )


def of(indicator: ReportedIndicator, period: str, **more: object) -> Report:
    return Report(
        fiscal_year=YEAR, agency=AGENCY, fictional=True, period=period, indicator=indicator, **more
    )


def save(by: Actor, document: Report) -> StoredReport:
    """Save over whatever stands."""
    row = expected(document.element, document.period)
    standing = StoredReport.objects.filter(expected=row).first()
    version = standing.version if standing else 0
    return save_report(by=by, expected=row.pk, version=version, document=document).report


def submit(by: Actor, document: Report, answer: str = "") -> StoredReport:
    report = save(by, document)
    return submit_report(by=by, report=report.pk, version=report.version, answer=answer)


def events(stream: str = STREAM) -> list[str]:
    return list(
        Entry.objects.filter(stream=stream).order_by("number").values_list("event", flat=True)
    )
