"""The annual plan in its official layout: every field stands where the form has it."""

from __future__ import annotations

import pytest

from documents.plans_of_tests import as_printed
from guankao.documents import Goal, HistoryValue, Indicator, Plan, Project, Strategy
from guankao.documents.interpretation import interpret
from guankao.documents.official import plan_paper
from guankao.documents.official.words import FICTIONAL_NOTICE, link_names
from guankao.documents.papers import COVERED, Paper, Style, Table
from guankao.sample import documents as sample_documents


def indicator(key: str, goal: str, **changed: object) -> Indicator:
    values: dict[str, object] = {
        "key": key,
        "goal": goal,
        "no": int(key.rpartition("-")[2]),
        "name": f"指標{key}",
        "evaluation_arrangement": 2,
        "evaluation_method": "統計數據",
        "standard": "完成件數÷應辦件數×100%",
        "target": "80%",
    }
    return Indicator(**(values | changed))


PLAN = Plan(
    fiscal_year=110,
    agency="海濱委員會",
    parent_agency="行政院",
    chapter=12,
    introduction=("本會護沙護礁。", "以下為本年度計畫。"),
    goals=(
        Goal(
            key="1", no=1, title="護沙灘", strategies=(Strategy(text="植樹"), Strategy(text="清潔"))
        ),
        Goal(key="2", no=2, title="無指標之目標"),
        Goal(key="3", no=3, title="護礁石"),
    ),
    indicators=(
        indicator(
            "1-1",
            "1",
            linkage=("公共建設", "科技發展"),
            history=(
                HistoryValue(fiscal_year=108, value="70%"),
                HistoryValue(fiscal_year=109, value="75%"),
            ),
            standard_remark="颱風日不計",
            note="新增指標",
        ),
        indicator("1-2", "1", standard_remark="以季計"),
        indicator("3-1", "3", goal_no_in_table=2),
    ),
    projects=(
        Project(
            key="1-1",
            work_plan="海岸業務",
            title="植栽",
            category="社會發展",
            content_items=4,
            indicators=("1-1", "3-1"),
        ),
        Project(key="1-2", work_plan="海岸業務", title="巡查", category="其它"),
        Project(
            key="2-1",
            work_plan="一般行政",
            title="修繕",
            category="公共建設",
            contents=("換窗。", "補漏。"),
        ),
    ),
)


def texts(paper: Paper, style: Style) -> list[str]:
    return [paragraph.text for paragraph in paper.paragraphs if paragraph.style is style]


def tables(paper: Paper) -> list[Table]:
    return list(paper.tables)


def test_headings_stand_in_their_order_with_chinese_numbers() -> None:
    paper = plan_paper(PLAN)
    assert paper.title == "海濱委員會 110 年度施政計畫"
    assert texts(paper, Style.TITLE) == [paper.title]
    assert texts(paper, Style.SECTION) == [
        "壹、年度施政目標及策略",
        "貳、年度關鍵績效指標",
        "參、年度重要計畫",
    ]
    assert texts(paper, Style.HEADING) == ["一、護沙灘", "二、無指標之目標", "三、護礁石"]
    assert texts(paper, Style.ITEM) == ["（一）植樹", "（二）清潔"]
    assert texts(paper, Style.TEXT) == ["本會護沙護礁。", "以下為本年度計畫。"]


def test_each_row_of_the_table_of_kpis_has_a_cell_for_every_column() -> None:
    table = tables(plan_paper(PLAN))[0]
    assert {len(row.cells) for row in table.rows} == {len(table.widths)}
    assert [row.heading for row in table.rows] == [True, False, False, False]
    assert table.rows[0].cells[1].columns == 2
    assert table.rows[0].cells[2] == COVERED
    assert table.rows[1].texts == (
        "一 護沙灘",
        "1",
        "指標1-1",
        "2",
        "統計數據",
        "完成件數÷應辦件數×100%\n"
        "【備註：本指標過去年度實際值為：108年：70%，109年：75%。颱風日不計】\n"
        "【說明：新增指標】",
        "80%",
        "公共建設/科技發展",
    )
    assert table.rows[2].texts[5] == "完成件數÷應辦件數×100%\n【備註：以季計】"
    assert table.rows[2].texts[7] == "無"


def test_a_goal_spans_its_kpis_and_is_counted_as_the_table_counts_it() -> None:
    table = tables(plan_paper(PLAN))[0]
    assert table.rows[1].cells[0].rows == 2
    assert table.rows[2].cells[0] == COVERED
    assert table.rows[3].cells[0].text == "二 護礁石"
    assert table.rows[3].cells[0].rows == 1


def test_a_goal_that_is_counted_in_two_ways_stands_twice() -> None:
    twice = PLAN.model_copy(
        update={
            "indicators": (
                indicator("1-1", "1", goal_no_in_table=4),
                indicator("1-2", "1", goal_no_in_table=5),
            ),
            "projects": (),
        }
    )
    [table] = plan_paper(twice).tables
    assert [row.texts[0] for row in table.rows[1:]] == ["四 護沙灘", "五 護沙灘"]


def test_projects_name_their_kpis_and_say_how_many_contents_there_are() -> None:
    table = tables(plan_paper(PLAN))[1]
    assert [row.texts for row in table.rows] == [
        ("工作計畫名稱", "重要計畫項目", "計畫類別", "實施內容", "與KPI關聯"),
        ("海岸業務", "植栽", "社會發展", "共4項", "指標1-1、指標3-1"),
        ("", "巡查", "其它", "", ""),
        ("一般行政", "修繕", "公共建設", "一、換窗。\n二、補漏。", ""),
    ]
    assert table.rows[1].cells[0].rows == 2


def test_two_kpis_of_one_name_are_told_apart_by_their_goals_in_the_table() -> None:
    named = (
        indicator("1-1", "1", name="成效"),
        indicator("1-2", "1", name="成效"),
        indicator("3-1", "3", name="成效", goal_no_in_table=2),
        indicator("3-2", "3", name="準時率"),
    )
    plan = PLAN.model_copy(update={"indicators": named, "projects": ()})
    assert link_names(plan) == {
        "1-1": "成效（施政目標一）1",
        "1-2": "成效（施政目標一）2",
        "3-1": "成效（施政目標二）",
        "3-2": "準時率",
    }


def test_an_agency_under_a_ministry_has_the_form_of_goals_and_priorities() -> None:
    below = PLAN.model_copy(update={"agency": "海濱委員會礁石署", "parent_agency": "海濱委員會"})
    paper = plan_paper(below)
    assert paper.title == "海濱委員會礁石署 110 年度施政目標與重點"
    assert texts(paper, Style.SECTION)[::2] == [
        "壹、年度施政目標",
        "參、海濱委員會礁石署年度重要施政計畫",
    ]
    assert tables(paper)[0].rows[0].texts[0] == "關鍵策略目標"


def test_the_closing_notes_say_what_the_form_has_no_place_for() -> None:
    notes = texts(plan_paper(PLAN), Style.NOTE)
    assert notes[-2:] == ["上級機關：行政院", "彙編章次：12"]
    alone = PLAN.model_copy(update={"parent_agency": None, "chapter": None})
    assert texts(plan_paper(alone), Style.NOTE)[-1] == "5.其它。"


@pytest.mark.parametrize("fictional", [True, False])
def test_what_was_made_up_says_so_under_its_title_and_on_every_page(fictional: bool) -> None:
    paper = plan_paper(PLAN.model_copy(update={"fictional": fictional}))
    assert (paper.notice == FICTIONAL_NOTICE) is fictional
    assert (paper.blocks[1].text == FICTIONAL_NOTICE) is fictional


def test_the_plan_that_is_printed_is_the_plan_that_is_read() -> None:
    without_remark = PLAN.indicators[0].model_copy(update={"standard_remark": None})
    plan = PLAN.model_copy(update={"indicators": (without_remark, *PLAN.indicators[1:])})
    assert interpret(plan_paper(plan)).documents == (plan,)


def test_every_plan_of_the_sample_is_read_again_as_it_was() -> None:
    shipped = [*sample_documents(), *sample_documents(fictional=True)]
    plans = [document for document in shipped if isinstance(document, Plan)]
    assert len(plans) == 36
    for plan in plans:
        assert interpret(plan_paper(plan)).documents == (as_printed(plan),)


def test_an_empty_plan_is_a_paper_without_tables() -> None:
    paper = plan_paper(Plan(fiscal_year=110, agency="海濱委員會"))
    assert tables(paper) == []
    assert len(texts(paper, Style.SECTION)) == 3


def test_every_plan_of_the_sample_has_each_kpi_and_project_in_a_row_of_its_own() -> None:
    for document in sample_documents():
        if not isinstance(document, Plan):
            continue
        rows = [len(table.rows) - 1 for table in plan_paper(document).tables]
        assert rows == [len(document.indicators), len(document.projects)]
