"""A workbook of reports: written, opened in a spreadsheet program, filled in, read back."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal

import openpyxl
import pytest

from guankao.documents import Indicator, Milestone, PlannedProgress, Project
from guankao.documents.reading import UnreadableFile, address, sheets_of
from guankao.results import Provided
from guankao.results.statements import empty_report, restated
from guankao.results.workbooks import Blank, NotOurs, Workbook, read_filled, write_workbook

SHARED = {"goal": "1", "evaluation_arrangement": 1, "evaluation_method": "統計數據", "no": 1}
RATE = Indicator(
    key="1-1", name="=HYPERLINK(1)", standard="及格人數÷到考人數×100%", target="90%", **SHARED
)
COUNT = Indicator(key="1-2", name="宣導場次", standard="辦理宣導場次", target="100場", **SHARED)
PROJECT = Project(
    key="3-1",
    work_plan="示範業務",
    title="示範系統",
    category="其它",
    planned_progress=(PlannedProgress(month=3, percent=20),),
    milestones=(Milestone(due=dt.date(2023, 3, 1), title="決標"),),
)
FIRST, SECOND, THIRD = (
    f"112/示範署/{one}/report/quarter-1" for one in ("kpi/1-1", "kpi/1-2", "project/3-1")
)


PROVIDED = (Provided("到考人數", Decimal(1000), "report", "教育部"),)


def book(language: str = "zh-Hant", **changed: object) -> Workbook:
    empty = empty_report(RATE, fiscal_year=112, agency="示範署", period="quarter-1", fictional=True)
    stands = restated(
        RATE, empty, {"inputs.及格人數": "12345678901234567.5", "reason": "=1+1"}
    ).report
    blanks = (
        Blank(FIRST, 2, RATE, stands, {"inputs.到考人數": "9"}, PROVIDED),
        Blank(SECOND, 0, COUNT),
        Blank(THIRD, 0, PROJECT, planned="20"),
    )
    values = {
        "plan": "112/示範署",
        "agency": "示範署",
        "fiscal_year": 112,
        "period": "quarter-1",
        "title": "112年第1季 示範署",
        "due": "4月10日",
        "left_out": 3,
        "blanks": blanks,
        "language": language,
    }
    return Workbook(**(values | changed))


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def saved(workbook: openpyxl.Workbook) -> bytes:
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


def filled(data: bytes):
    return read_filled(sheets_of(data))


def by_identifier(found):
    return {one.identifier: one for one in found.reports}


def test_what_was_not_touched_says_what_stands():
    found = filled(write_workbook(book()))
    assert (found.plan, found.period) == ("112/示範署", "quarter-1")
    reports = by_identifier(found)
    assert [*reports] == [FIRST, SECOND, THIRD]
    assert reports[FIRST].version == 2
    assert reports[FIRST].fields == {
        "inputs.及格人數": "12345678901234567.5",
        "inputs.到考人數": "1000",
        "reason": "=1+1",
        "countermeasure": "",
        "data_quality": "",
    }
    assert reports[SECOND].fields["figure"] == ""


@pytest.mark.parametrize("language", ["zh-Hant", "en"])
def test_what_was_typed_comes_back_with_its_cell(language):
    made = opened(write_workbook(book(language)))
    figures, remarks, progress, milestones = made.worksheets[1:5]
    figures["J3"], figures["J5"] = "1,234", 30
    remarks["F4"] = "因為\n下雨"
    progress["I3"], progress["K3"] = 0.155, 95
    progress["I3"].number_format = "0.0%"
    milestones["H3"] = dt.date(2023, 2, 15)
    reports = by_identifier(filled(saved(made)))
    assert reports[FIRST].fields["inputs.及格人數"] == "1,234"
    assert reports[SECOND].fields["figure"] == "30"
    assert reports[SECOND].fields["reason"] == "因為\n下雨"
    project = reports[THIRD]
    assert (project.fields["actual"], project.fields["spent"]) == ("15.5%", "95")
    assert project.fields["milestones.2023-03-01 決標"] == "2023-02-15"
    sheet, place = project.cells["actual"]
    assert (sheet, address(place)) == (progress.title, "I3")


def test_nothing_in_it_runs_and_only_what_is_asked_can_be_typed():
    made = opened(write_workbook(book()))
    cells = [cell for sheet in made for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells), "a text that begins with = stays text"
    figures, remarks, progress, milestones = made.worksheets[1:5]
    assert figures["E3"].value == "=HYPERLINK(1)"
    assert [figures[cell].protection.locked for cell in ("J3", "J4", "G3")] == [False, True, True]
    assert figures["I4"].value == "教育部", "provided, and told where from"
    assert progress["G3"].protection.locked, "the plan has this figure"
    assert progress["F3"].value == 20 or progress["F3"].value == "20"
    assert all(sheet.protection.sheet for sheet in (figures, remarks, progress, milestones))
    assert figures.column_dimensions["A"].hidden
    assert figures.row_dimensions[1].hidden
    assert made["guankao"].sheet_state == "veryHidden"


def test_the_same_reports_give_the_same_bytes():
    assert write_workbook(book()) == write_workbook(book())


def test_one_of_another_layout_or_none_of_ours_is_refused():
    made = opened(write_workbook(book()))
    made["guankao"]["B1"] = "7"
    with pytest.raises(NotOurs) as other:
        filled(saved(made))
    assert "（7）" in other.value.message.zh
    with pytest.raises(NotOurs):
        filled(saved(openpyxl.Workbook()))
    del made["guankao"]
    with pytest.raises(NotOurs):
        filled(saved(made))


def test_a_sheet_that_was_removed_states_nothing():
    made = opened(write_workbook(book()))
    del made[made.worksheets[1].title]
    reports = by_identifier(filled(saved(made)))
    assert "inputs.及格人數" not in reports[FIRST].fields


@pytest.mark.parametrize("data", [b"", b"a,b\n", b"%PDF-1.4", b"PK\x03\x04" + b"x" * 99])
def test_what_is_no_workbook_is_refused_in_words(data):
    with pytest.raises(UnreadableFile) as refused:
        sheets_of(data)
    assert refused.value.said("zh-Hant")
