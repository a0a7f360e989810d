"""Inputs that nobody types twice: from another report, from a file, or computed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from guankao.documents import ReportedIndicator, ReportedInput
from guankao.web.ledger.queries import verify
from guankao.web.organizations.permissions import NotPermitted
from guankao.web.reporting.actions import (
    Origin,
    RefusedSource,
    UnusableFigures,
    accept_report,
    end_source,
    provide_figures,
    set_source,
    submit_report,
)
from guankao.web.reporting.actions.stating_many import state_many
from guankao.web.reporting.actions.steps import Hindered
from guankao.web.reporting.models import InputSource, ProvidedFigure, SourceKind
from guankao.web.reporting.outcomes import NotInPlan
from guankao.web.reporting.queries import outdated_inputs, preview, report_at, report_of
from guankao.web.reporting.sources import provided_inputs, suggested_sources
from guankao.web.reporting.statements import Statement
from web.reports_of_tests import (
    AGENCY,
    PLAN,
    STREAM,
    YEAR,
    actor,
    clock,
    events,
    expected,
    of,
    passes,
    people,
    progress,
    published,
    save,
    sessions,
    submit,
    the_plan,
)

pytestmark = pytest.mark.django_db
__all__ = ["actor", "clock", "people"]

REPORT = Origin(SourceKind.REPORT, element="kpi/1-1", name="到考人數")


@pytest.fixture(autouse=True)
def place(settings, tmp_path):
    settings.KEPT_FILES = tmp_path / "files"


@pytest.fixture
def plan(people):
    """The usual plan, with a third KPI that asks for what the first one states."""
    third = {
        "key": "1-3",
        "no": 3,
        "name": "到考率",
        "standard": "到考人數÷報名人數×100%",
        "target": "80%",
        "accumulation": "sum",
        "goal": "1",
        "evaluation_arrangement": 1,
        "evaluation_method": "統計數據",
    }
    usual = the_plan()
    kpis = (*usual.indicators, type(usual.indicators[0])(**third))
    published(the_plan(indicators=kpis))
    return usual


def third(**figures: int):
    inputs = tuple(
        ReportedInput(name=name, value=Decimal(value)) for name, value in figures.items()
    )
    return of(ReportedIndicator(key="1-3", inputs=inputs), "quarter-1")


def put(by, origin=REPORT, name="到考人數", element="kpi/1-3"):
    return set_source(by=by, plan=PLAN, element=element, name=name, origin=origin)


def stated(report) -> dict[str, tuple[str, str]]:
    document = report_at(report.digest)
    return {one.name: (str(one.value), one.source) for one in document.indicator.inputs}


def test_the_same_words_are_suggested_and_taken_over(plan, people):
    [found] = suggested_sources(expected("kpi/1-3"))
    assert (found.name, found.element, found.from_name) == ("到考人數", "kpi/1-1", "到考人數")
    assert suggested_sources(expected("kpi/1-1")) == ()
    put(people["reporter"])
    assert suggested_sources(expected("kpi/1-3")) == ()
    save(people["reporter"], passes(9, 10))
    [one] = provided_inputs(expected("kpi/1-3"))
    assert (one.value, one.source) == (Decimal(10), "report")
    assert one.origin == f"{PLAN}/kpi/1-1/report/quarter-1 到考人數"
    # What is typed there does not count, and need not be typed.
    report = save(people["reporter"], third(到考人數=7, 報名人數=20))
    assert stated(report) == {"到考人數": ("10", "report"), "報名人數": ("20", "typed")}
    assert preview(expected("kpi/1-3"), third(報名人數=20)).value == Decimal(50)
    again = save(people["reporter"], third(報名人數=20))
    assert again.version == 1, "the same report, with or without what is provided"
    assert verify().breaks == ()


def test_until_it_is_stated_there_it_may_be_typed_here(plan, people):
    put(people["reporter"])
    report = save(people["reporter"], third(到考人數=7, 報名人數=20))
    assert stated(report)["到考人數"] == ("7", "typed")


def test_a_change_there_is_shown_and_hinders_until_it_is_taken_over(plan, people):
    put(people["reporter"])
    save(people["reporter"], passes(9, 10))
    report = save(people["reporter"], third(報名人數=12))
    save(people["reporter"], passes(9, 11))
    row = expected("kpi/1-3")
    [problem] = outdated_inputs(row, report_at(report.digest))
    assert problem.field == "inputs.到考人數"
    assert "現為 11，本填報為 10" in problem.message.zh
    with pytest.raises(Hindered) as hindered:
        submit_report(by=people["reporter"], report=report.pk, version=report.version)
    assert [one.code for one in hindered.value.problems] == ["provided-changed"]
    report = save(people["reporter"], third(報名人數=12))
    assert stated(report)["到考人數"] == ("11", "report")
    submit_report(by=people["reporter"], report=report.pk, version=report.version)


def test_what_was_handed_in_is_flagged_and_never_changed(plan, people):
    put(people["reporter"])
    save(people["reporter"], passes(9, 10))
    report = submit(people["reporter"], third(報名人數=12))
    digest = report.digest
    save(people["reporter"], passes(9, 11))
    report.refresh_from_db()
    assert report.digest == digest
    assert [one.code for one in outdated_inputs(expected("kpi/1-3"), report_at(digest))] == [
        "provided-changed"
    ]
    # A reviewer who was told may accept it all the same.
    accept_report(by=people["reviewer"], report=report.pk, version=report.version)


def test_a_source_is_set_once_replaced_and_ended(plan, people):
    first = put(people["reporter"])
    assert put(people["reporter"]) == first
    put(people["reporter"], Origin(SourceKind.FILE, name="到考 人數"))
    end_source(by=people["reporter"], plan=PLAN, element="kpi/1-3", name="到考人數")
    end_source(by=people["reporter"], plan=PLAN, element="kpi/1-3", name="到考人數")
    assert events(STREAM)[-3:] == ["source.set", "source.set", "source.ended"]
    assert InputSource.objects.filter(ended_at__isnull=True).count() == 0
    assert InputSource.objects.count() == 2


def test_what_it_said_stays_and_is_vouched_for_when_the_source_ended(plan, people):
    put(people["reporter"])
    save(people["reporter"], passes(9, 10))
    report = save(people["reporter"], third(報名人數=20))
    end_source(by=people["reporter"], plan=PLAN, element="kpi/1-3", name="到考人數")
    document = report_at(report.digest)
    assert outdated_inputs(expected("kpi/1-3"), document) == ()
    assert stated(save(people["reporter"], document))["到考人數"] == ("10", "typed")


@pytest.mark.parametrize(
    ("origin", "name", "element"),
    [
        (REPORT, "無此項", "kpi/1-3"),
        (REPORT, "", "kpi/1-3"),
        (REPORT, "actual", "project/1-1"),
        (Origin(SourceKind.REPORT, element="kpi/1-1", name="無此項"), "到考人數", "kpi/1-3"),
        (Origin(SourceKind.REPORT, element="kpi/1-3", name="到考人數"), "到考人數", "kpi/1-3"),
        (Origin(SourceKind.COMPUTED, name="anything"), "到考人數", "kpi/1-3"),
        (Origin(SourceKind.FILE, name=" "), "到考人數", "kpi/1-3"),
    ],
)
def test_what_no_source_can_be(plan, people, origin, name, element):
    with pytest.raises(RefusedSource):
        put(people["reporter"], origin, name, element)
    assert not InputSource.objects.exists()


def test_one_step_only(plan, people):
    put(people["reporter"])
    back = Origin(SourceKind.REPORT, element="kpi/1-3", name="報名人數")
    with pytest.raises(RefusedSource):
        put(people["reporter"], back, "到考人數", "kpi/1-1")
    chain = Origin(SourceKind.REPORT, element="kpi/1-3", name="到考人數")
    with pytest.raises(RefusedSource):
        put(people["reporter"], chain, "及格人數", "kpi/1-1")
    with pytest.raises(NotInPlan):
        put(people["reporter"], Origin(SourceKind.REPORT, element="kpi/9-9", name="甲"))


def test_only_whoever_fills_in_the_reports_sets_it(plan, people):
    for name in ("head", "reviewer", "controller"):
        with pytest.raises(NotPermitted):
            put(people[name])
        with pytest.raises(NotPermitted):
            end_source(by=people[name], plan=PLAN, element="kpi/1-3", name="到考人數")


def test_projects_provide_what_they_state_and_what_they_sum_to(plan, people):
    put(people["reporter"], Origin(SourceKind.REPORT, element="project/1-1", name="spent"))
    put(people["reporter"], Origin(SourceKind.COMPUTED, name="spent"), "報名人數")
    row = expected("kpi/1-3")
    assert [one.value for one in provided_inputs(row)] == [None, None]
    save(people["reporter"], progress(spent=Decimal("95.5")))
    spent, total = provided_inputs(row)
    assert spent.value == Decimal("95.5")
    # The other project states no money at this time, so what all spent is not known.
    assert total.value is None
    put(people["reporter"], Origin(SourceKind.COMPUTED, name="projects"), "報名人數")
    assert provided_inputs(row)[-1].value == Decimal(2)


def test_the_figure_of_a_kpi_without_a_formula_is_provided_too(plan, people):
    put(people["reporter"], Origin(SourceKind.FILE, name="場次"), "", "kpi/1-2")
    provide(people["reporter"], "quarter-1,場次,31")
    report = save(people["reporter"], sessions(5))
    document = report_at(report.digest)
    assert (document.indicator.figure, document.indicator.source) == (Decimal(31), "file")
    assert document.indicator.origin == "統計.csv 第 2 列"


def provide(by, *lines: str, name: str = "統計.csv", head: str = "機關,期間,項目,數值"):
    text = "\n".join([head, *(f"{AGENCY},{line}" for line in lines)])
    return provide_figures(by=by, agency=AGENCY, fiscal_year=YEAR, name=name, content=text.encode())


def test_a_file_is_taken_once_and_a_newer_figure_takes_the_place(plan, people):
    lines = ("quarter-1,到考人數,30", 'quarter-2,到考人數,"1,050.50"')
    done = provide(people["reporter"], *lines)
    assert (done.created, done.changed, done.unchanged) == (2, 0, 0)
    done = provide(people["reporter"], *lines)
    assert (done.created, done.changed, done.unchanged) == (0, 0, 2)
    done = provide(people["reporter"], "quarter-1,到考 人數,31.0")
    assert (done.created, done.changed, done.unchanged) == (0, 1, 0)
    stream = f"figures/{YEAR}/{AGENCY}"
    assert events(stream) == ["figures.provided"] * 2
    standing = ProvidedFigure.objects.filter(current=True).order_by("period")
    assert [one.value for one in standing] == ["31", "1050.5"]
    assert ProvidedFigure.objects.count() == 3


def test_faults_are_named_by_row_and_nothing_is_taken(plan, people):
    with pytest.raises(UnusableFigures) as unusable:
        provide(
            people["reporter"],
            "quarter-1,到考人數,30",
            "quarter-9,到考人數,30",
            "quarter-1,到考人數,三十x",
            "quarter-1,到考人數,31",
            "quarter-1,,31",
            "quarter-1,31",
        )
    assert [one.row for one in unusable.value.faults] == [3, 4, 4, 5, 6, 7]
    for wrong in ({"head": "甲,乙"}, {"name": "統計.pdf"}):
        with pytest.raises(UnusableFigures):
            provide(people["reporter"], "quarter-1,到考人數,30", **wrong)
    elsewhere = "機關,期間,項目,數值\n法務部,quarter-1,甲,1\n".encode("cp950")
    with pytest.raises(UnusableFigures, match="1"):
        provide_figures(
            by=people["reporter"],
            agency=AGENCY,
            fiscal_year=YEAR,
            name="統計.csv",
            content=elsewhere,
        )
    with pytest.raises(NotPermitted):
        provide(people["head"], "quarter-1,到考人數,30")
    assert not ProvidedFigure.objects.exists()


def test_many_statements_take_over_what_is_provided_and_refuse_another_figure(plan, people):
    put(people["reporter"])
    save(people["reporter"], passes(9, 10))
    row = expected("kpi/1-3")
    other = Statement(row.pk, 0, {"inputs.到考人數": "7", "inputs.報名人數": "20"})
    refused = state_many(by=people["reporter"], statements=[other])
    assert [one.field for one in refused.answers[0].faults] == ["inputs.到考人數"]
    assert f"{PLAN}/kpi/1-1" in refused.answers[0].faults[0].message.zh
    left_blank = Statement(row.pk, 0, {"inputs.到考人數": "", "inputs.報名人數": "20"})
    taken = state_many(by=people["reporter"], statements=[left_blank])
    assert taken.answers[0].becomes == "created"
    assert stated(report_of(expected("kpi/1-3")))["到考人數"] == ("10", "report")
    again = state_many(by=people["reporter"], statements=[left_blank])
    assert again.answers[0].becomes == "unchanged"
