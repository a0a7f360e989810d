"""What is typed into fields, read into a report: numbers, days, milestones, texts, and faults."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guankao.documents import Evidence, Indicator, Milestone, Project, Report, ReportedInput
from guankao.results import Provided
from guankao.results.faults import FaultCode
from guankao.results.statements import (
    UnusableText,
    empty_report,
    fields_of,
    restated,
    stated_in,
    typed_day,
    typed_number,
)

SHARED = {"goal": "1", "evaluation_arrangement": 1, "evaluation_method": "統計數據", "no": 1}
RATE = Indicator(
    key="1-1", name="及格率", standard="及格人數÷到考人數×100%", target="90%", **SHARED
)
COUNT = Indicator(key="1-2", name="宣導場次", standard="辦理宣導場次", target="100場", **SHARED)
PROJECT = Project(
    key="1-1",
    work_plan="示範業務",
    title="示範系統",
    category="其它",
    milestones=(Milestone(due=dt.date(2023, 3, 1), title="決標"),),
)


def empty(element: Indicator | Project) -> Report:
    return empty_report(
        element, fiscal_year=112, agency="示範署", period="quarter-1", fictional=True
    )


def codes(element: Indicator | Project, typed: dict[str, str], base: Report | None = None):
    found = restated(element, base or empty(element), typed)
    return [(one.field, one.code) for one in found.faults]


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("1,234", "", "1234"),
        ("１２３．５", "", "123.5"),
        ("-3", "", "-3"),
        ("90%", "", "90"),
        ("3萬", "", "30000"),
        ("3億4,093萬6千元", "千元", "340936"),
        ("100場", "場", "100"),
    ],
)
def test_numbers_as_people_type_them(text, unit, value):
    assert typed_number(text, unit) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "unit", "code"),
    [
        ("約100", "", FaultCode.NOT_A_NUMBER),
        ("1,23", "", FaultCode.NOT_A_NUMBER),
        ("=1+1", "", FaultCode.NOT_A_NUMBER),
        ("1e9", "", FaultCode.NOT_A_NUMBER),
        ("12人", "", FaultCode.ANOTHER_UNIT),
        ("12人", "場", FaultCode.ANOTHER_UNIT),
        ("9" * 21, "", FaultCode.TOO_MANY_DIGITS),
        ("0.12345678901", "", FaultCode.TOO_MANY_DIGITS),
    ],
)
def test_what_is_no_number_is_refused_with_its_reason(text, unit, code):
    with pytest.raises(UnusableText) as refused:
        typed_number(text, unit)
    assert refused.value.code is code


@pytest.mark.parametrize("text", ["2023-03-01", "112/3/1", "112年3月1日", "１１２．３．１"])
def test_days_of_both_calendars(text):
    assert typed_day(text) == dt.date(2023, 3, 1)


@pytest.mark.parametrize("text", ["2023-02-30", "3/1", "明天", "0/1/1"])
def test_what_is_no_day(text):
    with pytest.raises(UnusableText):
        typed_day(text)


@given(st.text(max_size=40))
def test_no_text_breaks_the_readers(text):
    for reader in (typed_number, typed_day):
        with suppress(UnusableText):
            reader(text)


def test_the_fields_are_those_of_the_form():
    assert fields_of(RATE, 112)[:2] == ("inputs.及格人數", "inputs.到考人數")
    assert fields_of(COUNT, 112)[0] == "figure"
    assert fields_of(PROJECT, 112)[:3] == ("planned", "actual", "milestones.2023-03-01 決標")


def test_a_kpi_is_stated_and_stands_as_it_was_typed():
    typed = {"inputs.到考人數": "1,000", "inputs.及格人數": "900", "reason": " 考試延期。 "}
    found = restated(RATE, empty(RATE), typed)
    assert found.faults == ()
    assert found.report.indicator.inputs == (
        ReportedInput(name="及格人數", value=Decimal(900)),
        ReportedInput(name="到考人數", value=Decimal(1000)),
    )
    assert stated_in(found.report) == {
        "reason": "考試延期。",
        "inputs.及格人數": "900",
        "inputs.到考人數": "1000",
    }
    assert restated(RATE, found.report, typed).report == found.report


def test_what_is_not_named_stays_and_what_is_empty_goes():
    base = restated(RATE, empty(RATE), {"inputs.及格人數": "9", "inputs.到考人數": "10"}).report
    found = restated(RATE, base, {"inputs.及格人數": ""})
    assert stated_in(found.report) == {"inputs.到考人數": "10"}


def test_a_project_with_its_milestone():
    typed = {
        "planned": "20",
        "actual": "15.5",
        "spent": "95",
        "milestones.2023-03-01 決標": "112/2/15",
    }
    found = restated(PROJECT, empty(PROJECT), typed)
    assert found.faults == ()
    assert stated_in(found.report)["milestones.2023-03-01 決標"] == "2023-02-15"
    undone = restated(PROJECT, found.report, {"milestones.2023-03-01 決標": ""})
    assert undone.report.project.milestones == ()


def test_each_fault_names_its_field():
    assert codes(RATE, {"inputs.報名人數": "1", "figure": "3"}) == [
        ("inputs.報名人數", FaultCode.UNKNOWN_INPUT),
        ("figure", FaultCode.UNKNOWN_FIELD),
    ]
    assert codes(
        PROJECT, {"actual": "120", "spent": "-1", "milestones.2023-03-02 決標": "112/3/1"}
    ) == [
        ("actual", FaultCode.NO_PERCENTAGE),
        ("spent", FaultCode.NEGATIVE),
        ("milestones.2023-03-02 決標", FaultCode.UNKNOWN_MILESTONE),
    ]
    assert codes(COUNT, {"reason": "看不見\x00"}) == [("reason", FaultCode.NO_TEXT)]


def test_what_comes_from_elsewhere_is_not_typed():
    provided = (Provided("到考人數", Decimal(10), "report", "106 年考選統計"),)
    base = restated(RATE, empty(RATE), {"inputs.到考人數": "10"}).report
    same = restated(RATE, base, {"inputs.到考人數": "10"}, provided)
    other = restated(RATE, base, {"inputs.到考人數": "11"}, provided)
    assert same.faults == ()
    assert same.report.indicator.inputs[0].origin == "106 年考選統計"
    assert [one.code for one in other.faults] == [FaultCode.PROVIDED]
    assert "106 年考選統計" in other.faults[0].message.zh


def test_a_figure_that_a_file_proves_does_not_vanish_beneath_it():
    base = restated(RATE, empty(RATE), {"inputs.到考人數": "10"}).report
    proof = Evidence(
        name="名冊.pdf", digest="0" * 64, size=1, media_type="application/pdf", proves="到考人數"
    )
    base = base.model_copy(update={"evidence": (proof,)})
    assert codes(RATE, {"inputs.到考人數": " "}, base) == [("inputs.到考人數", FaultCode.PROVED)]
