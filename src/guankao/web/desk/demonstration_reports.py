"""The reports of the demonstration: a year that passes within a month, begun by its people.

Windows lie around the day on which the demonstration is made, so that whoever tries it finds what
is due, returned, accepted, published, and one period that was missed. The figures are made up.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils import timezone

from guankao import documents
from guankao.calendars import TAIPEI, MovedWindow, calendar_for
from guankao.documents import (
    Report,
    ReportedIndicator,
    ReportedInput,
    ReportedMilestone,
    ReportedProject,
)
from guankao.scoring.schemes import Source
from guankao.web.ledger.actors import COMMAND_LINE, Actor
from guankao.web.organizations.actors import as_actor
from guankao.web.organizations.models import Person
from guankao.web.reporting.actions import (
    Review,
    accept_report,
    adopt_calendar,
    expect_reports,
    publish_report,
    return_report,
    save_report,
    submit_report,
)
from guankao.web.reporting.models import ExpectedReport

YEAR = 107
MINISTRY, AGENCY = "示範部", "示範署"
WINDOWS = {
    "half-1": (-20, -10, -3),
    "quarter-1": (-5, 3, 6),
    "quarter-2": (-3, 7, 14),
    "quarter-3": (-2, 14, 21),
    "quarter-4": (-1, 30, 45),
    "half-2": (-1, 30, 45),
}
"""Days from today at which a period opens, is due and closes. The first half-year was missed."""
OPINION = "分母與衡量標準不一致：應答復件數尚含上期未結案件，請說明後重新填報。"


@dataclass(frozen=True)
class Stated:
    """What somebody states, and how far it went.

    Attributes:
        steps: in their order: submit, return, accept, accept-finally, publish.
    """

    agency: str
    element: str
    period: str
    inputs: dict[str, int] = field(default_factory=dict)
    figure: str | None = None
    project: dict[str, object] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    steps: tuple[str, ...] = ()


ON_TIME = ("submit", "accept", "publish")
REPORTS = (
    Stated(
        AGENCY,
        "kpi/1-1",
        "quarter-1",
        inputs={"期限內答復件數": 912, "當年度結案件數": 1004},
        steps=ON_TIME,
    ),
    Stated(AGENCY, "kpi/1-2", "quarter-1", figure="131", steps=ON_TIME),
    Stated(
        AGENCY,
        "project/1-1",
        "quarter-1",
        project={
            "actual": Decimal(22),
            "allotted": Decimal(2400),
            "spent": Decimal(2260),
            "milestones": (
                ReportedMilestone(
                    due=dt.date(2018, 2, 28), title="完成流程盤點", done_on=dt.date(2018, 2, 26)
                ),
            ),
        },
        steps=("submit", "accept", "accept-finally", "publish"),
    ),
    Stated(
        AGENCY,
        "kpi/1-1",
        "quarter-2",
        inputs={"期限內答復件數": 871, "當年度結案件數": 1120},
        words={
            "reason": "五月系統改版，三週內無法登錄答復日期。",
            "countermeasure": "已補登錄，並自六月起每週檢視逾期清單。",
        },
        steps=("submit", "return"),
    ),
    Stated(AGENCY, "kpi/1-2", "quarter-2", figure="118", steps=("submit",)),
    Stated(
        AGENCY,
        "project/1-1",
        "quarter-2",
        project={
            "actual": Decimal(38),
            "allotted": Decimal(4800),
            "spent": Decimal(3100),
            "milestones": (
                ReportedMilestone(
                    due=dt.date(2018, 2, 28), title="完成流程盤點", done_on=dt.date(2018, 2, 26)
                ),
            ),
        },
        words={
            "reason": "作業要點修正草案預告期間收到多項意見，尚在研議。",
            "countermeasure": "七月召開第二次研商會議，八月發布。",
        },
        steps=("submit", "accept"),
    ),
    Stated(
        MINISTRY,
        "kpi/1-1",
        "quarter-1",
        inputs={"期限內答復件數": 2310, "應答復件數": 2480},
        steps=ON_TIME,
    ),
    Stated(MINISTRY, "kpi/1-2", "quarter-1", figure="88.6", steps=ON_TIME),
    Stated(MINISTRY, "kpi/2-1", "quarter-1", figure="7", steps=ON_TIME),
    Stated(MINISTRY, "kpi/2-2", "quarter-1", figure="10.8", steps=ON_TIME),
    Stated(
        MINISTRY,
        "kpi/3-1",
        "quarter-1",
        inputs={"當年度紙張用量": 5220, "前一年度紙張用量": 5160},
        words={
            "reason": "第一季辦理普查，紙本問卷用量較高。",
            "countermeasure": "下半年改採線上問卷。",
        },
        steps=ON_TIME,
    ),
    Stated(
        MINISTRY,
        "project/2-1",
        "quarter-1",
        project={
            "actual": Decimal(21),
            "allotted": Decimal(4000),
            "spent": Decimal(3900),
            "milestones": (
                ReportedMilestone(
                    due=dt.date(2018, 3, 31), title="完成需求訪談", done_on=dt.date(2018, 3, 29)
                ),
            ),
        },
        steps=ON_TIME,
    ),
)


def make_reports(today: dt.date | None = None) -> None:
    """Adopt the calendar of the demonstration and report by it; a second time changes nothing."""
    if ExpectedReport.objects.filter(plan__fictional=True, plan__fiscal_year=YEAR).exists():
        return
    adopt_calendar(by=COMMAND_LINE, content=_calendar(today or timezone.localdate()))
    for agency in (MINISTRY, AGENCY):
        expect_reports(by=COMMAND_LINE, identifier=f"{YEAR}/{agency}")
    people = {one.account: as_actor(one) for one in Person.objects.select_related("agency")}
    for stated in REPORTS:
        _report(stated, people)


def _calendar(today: dt.date) -> str:
    """The calendar that ships, with the windows of this year moved to around a day."""
    shipped = calendar_for("plan", YEAR)
    changed = {
        "code": "demonstration",
        "version": 1,
        "first_year": YEAR,
        "last_year": YEAR,
        "source": Source(
            title="示範用的虛構行事曆：一年的填報期間集中在一個月內", issuer="", date=""
        ),
        "example": True,
        "moved": tuple(_moved(today)),
    }
    return shipped.model_copy(update=changed).model_dump_json()


def _moved(today: dt.date) -> Iterator[MovedWindow]:
    midnight = dt.datetime.combine(today, dt.time(), tzinfo=TAIPEI)
    for period, (opens, due, closes) in WINDOWS.items():
        yield MovedWindow(
            fiscal_year=YEAR,
            period=period,
            opens=midnight + dt.timedelta(days=opens),
            due=midnight + dt.timedelta(days=due),
            closes=midnight + dt.timedelta(days=closes),
        )


def _report(stated: Stated, people: dict[str, Actor]) -> None:
    ministry = stated.agency == MINISTRY
    states = people["reporter2" if ministry else "reporter"]
    first = people["controller" if ministry else "reviewer"]
    expected = ExpectedReport.objects.get(
        plan__identifier=f"{YEAR}/{stated.agency}", element=stated.element, period=stated.period
    )
    report = save_report(
        by=states, expected=expected.pk, version=0, document=_document(stated)
    ).report
    key, version = report.pk, report.version
    for step in stated.steps:
        match step:
            case "submit":
                submit_report(by=states, report=key, version=version)
            case "return":
                return_report(
                    by=first, review=Review.FIRST, opinion=OPINION, report=key, version=version
                )
            case "accept":
                accept_report(by=first, review=Review.FIRST, report=key, version=version)
            case "accept-finally":
                accept_report(
                    by=people["controller"], review=Review.FINAL, report=key, version=version
                )
            case "publish":
                publish_report(by=first, report=key, version=version)


def _document(stated: Stated) -> Report:
    kind, _, key = stated.element.partition("/")
    indicator = project = None
    if kind == "kpi":
        indicator = ReportedIndicator(
            key=key,
            inputs=tuple(
                ReportedInput(name=name, value=Decimal(value))
                for name, value in stated.inputs.items()
            ),
            figure=Decimal(stated.figure) if stated.figure else None,
        )
    else:
        project = ReportedProject.model_validate({"key": key, **stated.project})
    return documents.Report(
        fiscal_year=YEAR,
        agency=stated.agency,
        fictional=True,
        period=stated.period,
        indicator=indicator,
        project=project,
        reason=stated.words.get("reason"),
        countermeasure=stated.words.get("countermeasure"),
    )
