"""Action plans with results: as lines of key and value, as one table, and as a table a measure."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from guankao.documents import ActionPlan, read_document, write_document
from guankao.documents.formats.plain_text.reader import read_paper
from guankao.documents.interpretation import Interpretation, UnknownPaper, interpret, place_key
from guankao.documents.interpretation.action_plan.interpreter import (
    interpret as interpret_action_plan,
)
from guankao.documents.papers import Cell, Paper, Paragraph, Row, Table

RECORDS = """
行政院 110 年 3 月 2 日院臺水字第 1100001234 號函核定
節約用水行動方案 109 年執行情形

序次\t1
具體策略\t一、降低漏水。
執行措施\t(一) 汰換老舊管線，並公布進度。
績效目標\t每年提報進度。
辦理機關\t主辦機關：經濟部（水利署、台水公司） 協辦機關：內政部、各縣市政府
績效衡量指標\t1. 汰換公里數。 2. 檢漏次數。
109年績效目標值\t1. 汰換管線 800 公里。 2. 檢漏至少 60 次。
109年度(1月至12月)績效目標達成情形\t<p>1. 汰換管線 812.5 公里，已達標。</p> <p>2. 檢漏 66 次。</p>
列管說明\t持續列管。
110年績效目標值\t1. 汰換管線 900 公里。 2. 檢漏 70 次。

序次\t2
具體策略\t一、降低漏水。
執行措施\t(二) 宣導節水。
績效目標\t提高認知。
辦理機關\t經濟部、教育部
績效衡量指標\t宣導場次。
109 年績效目標值\t30 場。
109 年度(1 月至 12 月)績效目標達成情形\t1. 經濟部辦理宣導 12 場。 2. 教育部辦理宣導 25 場。

序次\t3
具體策略\t二、修正法規。
執行措施\t(一) 檢討用水規定。
績效目標\t完成修法。
辦理機關\t經濟部
績效衡量指標\t修法進度。
109年績效目標值\t無。
110年績效目標值\t無。
"""


@pytest.fixture(name="read", scope="module")
def fixture_read() -> Interpretation:
    return interpret(read_paper(RECORDS.encode(), "節水.txt"))


@pytest.fixture(name="plan", scope="module")
def fixture_plan(read: Interpretation) -> ActionPlan:
    [plan] = read.documents
    assert isinstance(plan, ActionPlan)
    return plan


def test_title_year_and_approval_stand_before_the_measures(plan: ActionPlan) -> None:
    assert plan.title == "節約用水行動方案109年執行情形"
    assert plan.fiscal_year == 109
    assert plan.approved is not None
    assert plan.approved.date == date(2021, 3, 2)
    assert plan.approved.document_no == "院臺水字第1100001234號"


def test_strategies_keep_their_numbers(plan: ActionPlan) -> None:
    assert [(one.no, one.title) for one in plan.strategies] == [
        (1, "降低漏水。"),
        (2, "修正法規。"),
    ]
    assert [measure.strategy_no for measure in plan.measures] == [1, 1, 2]
    assert [measure.measure_no for measure in plan.measures] == [1, 2, 1]


def test_every_field_of_a_record_is_kept(plan: ActionPlan) -> None:
    measure = plan.measures[0]
    assert measure.text == "汰換老舊管線，並公布進度。"
    assert measure.goal == "每年提報進度。"
    assert measure.indicators == ("汰換公里數", "檢漏次數")
    assert measure.tracking_note == "持續列管。"
    assert measure.next_targets == "1. 汰換管線 900 公里。 2. 檢漏 70 次。"
    assert measure.report is not None
    assert "<p>" not in measure.report
    assert [(one.agency, one.units) for one in measure.lead_agencies] == [
        ("經濟部", ("水利署", "台水公司"))
    ]
    assert [one.agency for one in measure.co_agencies] == ["內政部", "各縣市政府"]


def test_targets_are_read_item_by_item(plan: ActionPlan) -> None:
    told = [(one.text, one.comparator, one.value, one.unit) for one in plan.measures[0].targets]
    assert told == [
        ("汰換管線 800 公里", ">=", Decimal(800), "公里"),
        ("檢漏至少 60 次", ">=", Decimal(60), "次"),
    ]
    assert plan.measures[2].targets == ()


def test_a_result_is_given_only_where_it_is_certain(read: Interpretation, plan: ActionPlan) -> None:
    found = [(one.target, one.value, one.unit) for one in plan.measures[0].actuals]
    assert found == [(1, Decimal("812.5"), "公里"), (2, Decimal(66), "次")]
    # Two agencies report, nobody adds up: neither figure is the result, and nor is their sum.
    assert plan.measures[1].actuals == ()
    assert [one.text for one in read.uncertain] == ["30 場"]


def test_what_is_not_there_is_told_with_its_measure(read: Interpretation) -> None:
    assert [(one.what, one.identifier) for one in read.missing] == [
        ("report (達成情形)", f"{read.documents[0].identifier}/measure/3")
    ]


def test_every_value_has_its_line(read: Interpretation) -> None:
    measure = f"{read.documents[0].identifier}/measure/1"
    lines = RECORDS.split("\n")
    for name, words in (("text", "汰換老舊管線"), ("report", "812.5"), ("next_targets", "900")):
        mark = read.places[place_key(measure, name)]
        assert mark.line is not None
        assert words in lines[mark.line - 1]


def test_what_was_read_can_be_written_and_read_again(plan: ActionPlan) -> None:
    assert read_document(write_document(plan)) == plan


HEADINGS = (
    "序次",
    "具體策略",
    "執行措施",
    "績效目標",
    "辦理機關",
    "績效衡量指標",
    "109年績效目標值",
)


def _table(*rows: tuple[str, ...]) -> Table:
    return Table(
        tuple(Row(tuple(Cell(text) for text in row), heading=row == HEADINGS) for row in rows)
    )


def test_one_table_with_headings_on_every_page_is_the_same() -> None:
    first = ("1", "一、降低漏水。", "(一) 汰換管線。", "", "經濟部", "公里數", "800 公里")
    # The page break cuts the first row, and the strategy's cell spans both.
    rest = ("", "", "", "每年提報。", "", "", "")
    second = ("2", "", "(二) 宣導節水。", "認知", "教育部", "場次", "30 場")
    paper = Paper(
        (
            Paragraph("節約用水行動方案109年執行情形"),
            _table(HEADINGS, first),
            _table(HEADINGS, rest, second),
        )
    )
    [plan] = interpret(paper).documents
    assert isinstance(plan, ActionPlan)
    assert [measure.text for measure in plan.measures] == ["汰換管線。", "宣導節水。"]
    assert plan.measures[0].goal == "每年提報。"
    assert [measure.strategy_no for measure in plan.measures] == [1, 1]
    assert [measure.targets[0].value for measure in plan.measures] == [Decimal(800), Decimal(30)]


def test_a_table_for_each_measure_is_the_same() -> None:
    pairs = (("序次", "1"), ("執行措施", "(一) 汰換管線。"), ("109年績效目標值", "800 公里"))
    other = (("序次", "2"), ("執行措施", "(二) 宣導節水。"), ("109年績效目標值", "30 場"))
    paper = Paper((Paragraph("節約用水行動方案"), _table(*pairs), _table(*other)))
    [plan] = interpret(paper).documents
    assert isinstance(plan, ActionPlan)
    assert [(one.no, one.targets[0].unit) for one in plan.measures] == [(1, "公里"), (2, "場")]


def test_lines_that_a_page_break_parted_from_their_field_go_on_with_it() -> None:
    text = (
        "節水行動方案109年\n執行措施\t汰換\n109年績效目標值\t8 公里\n"
        "109年達成情形\t前半說明，\n\n後半說明。\n\n另一段。\n"
    )
    [plan] = interpret(read_paper(text.encode())).documents
    assert isinstance(plan, ActionPlan)
    assert plan.measures[0].report == "前半說明，後半說明。\n另一段。"


def test_measures_of_no_year_are_refused_with_what_is_expected() -> None:
    text = "節水行動方案\n執行措施\t汰換\n績效目標值\t8 公里\n"
    with pytest.raises(UnknownPaper, match="107年績效目標值"):
        interpret_action_plan(read_paper(text.encode()))


def test_all_measures_of_the_published_plan(shared: Path) -> None:
    [path] = (shared / "documents" / "plain").glob("*行動方案*.txt")
    read = interpret(read_paper(path.read_bytes(), path.name))
    [plan] = read.documents
    assert isinstance(plan, ActionPlan)
    assert [measure.no for measure in plan.measures] == list(range(1, 47))
    assert len(plan.strategies) == 9
    assert all(measure.goal and measure.indicators for measure in plan.measures)
    assert [one.identifier.rpartition("/")[2] for one in read.missing if one.identifier] == [
        "29",
        "30",
    ]


def test_captions_between_the_tables_belong_to_no_measure() -> None:
    first = (("執行措施", "(一) 汰換管線。"), ("109年績效目標達成情形", "完成。"))
    second = (("執行措施", "(二) 宣導節水。"), ("109年績效目標達成情形", "辦竣。"))
    blocks = (
        Paragraph("節水行動方案109年"),
        Paragraph("執行措施 1"),
        _table(*first),
        Paragraph("執行措施 2"),
        _table(*second),
    )
    [plan] = interpret(Paper(blocks)).documents
    assert isinstance(plan, ActionPlan)
    assert [measure.report for measure in plan.measures] == ["完成。", "辦竣。"]
