"""Reports of the fictional agency on their way: one waits, one is accepted, one is published."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

YEAR = 139
"""No journey walks through it."""
WORDS = "名冊於期末更正，數值隨之調整。"


def furnish_reports(people: Any) -> dict[str, str]:
    """The keys of what is expected, by what became of it."""
    from guankao.web.reporting.actions import accept_report, publish_report, return_report

    rows = _open_rows(people)
    reporter, reviewer = people["reporter"], people["reviewer"]
    waiting, accepted, published = (hand_in(one, reporter) for one in rows[:3])
    return_report(by=reviewer, report=waiting.pk, version=1, opinion="請附名冊，並說明差異。")
    hand_in(rows[0], reporter, version=1, figure=2, answer="名冊已附，數值已更正。")
    for one in (accepted, published):
        accept_report(by=reviewer, report=one.pk, version=1, words="同意。")
    publish_report(by=reviewer, report=published.pk, version=1)
    keys = zip(("expected", "accepted", "published", "due"), rows, strict=True)
    return {name: str(row.pk) for name, row in keys}


def _open_rows(people: Any) -> Any:
    """Three reports on a KPI that are open, and one that was missed and has leave to come late."""
    from django.utils import timezone
    from furnish_year import begin

    from guankao.web.reporting.actions import give_exception
    from guankao.web.reporting.models import ExpectedReport

    begin(YEAR, people)
    rows = list(
        ExpectedReport.objects.filter(plan__identifier=f"{YEAR}/示範署", element="kpi/1-2")
        .select_related("plan__agency")
        .order_by("period_end")
    )
    until = timezone.now() + dt.timedelta(days=20)
    controller = people["controller"]
    give_exception(by=controller, expected=rows[3].pk, until=until, reason="颱風停班，資料遲延。")
    return rows


def hand_in(row: Any, reporter: Any, *, version: int = 0, figure: int = 1, answer: str = "") -> Any:
    """State one figure for whatever is asked, with its words, and submit it."""
    from guankao.documents import Report
    from guankao.web.reporting.actions import save_report, submit_report

    document = Report(
        fiscal_year=row.plan.fiscal_year,
        agency=row.plan.agency.name,
        fictional=True,
        period=row.period,
        **_stated(row, Decimal(figure)),
        reason=WORDS,
        countermeasure="下期起按月勾稽。",
        data_quality="以名冊為準。",
    )
    saved = save_report(by=reporter, expected=row.pk, version=version, document=document)
    number = saved.report.version
    return submit_report(by=reporter, report=saved.report.pk, version=number, answer=answer)


def _stated(row: Any, figure: Decimal) -> dict[str, Any]:
    from guankao.documents import ReportedIndicator, ReportedInput, ReportedProject
    from guankao.results import definition_of
    from guankao.web.reporting.outcomes import element_of
    from guankao.web.reporting.queries import plan_at

    found = element_of(plan_at(row.plan.content_digest), row.element)
    if row.element.startswith("project/"):
        money = {"allotted": Decimal(100), "spent": Decimal(90)}
        return {"project": ReportedProject(key=found.key, actual=figure, **money)}
    asked = definition_of(found, row.plan.fiscal_year).asked
    stated = ReportedIndicator(
        key=found.key,
        inputs=tuple(ReportedInput(name=name, value=figure) for name in asked),
        figure=None if asked else figure,
    )
    return {"indicator": stated}
