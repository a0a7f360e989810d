"""An agency's goals whose tables were copied cell by cell, broken in the middle of words."""

from __future__ import annotations

from pathlib import Path

import pytest

from guankao.documents import Plan
from guankao.documents.formats.plain_text.reader import read_paper
from guankao.documents.interpretation import Interpretation, UnknownPaper, interpret
from guankao.documents.interpretation.agency_goals import interpret as interpret_goals
from guankao.documents.interpretation.agency_goals.cells import (
    Line,
    cells_of,
    lines_of,
    names_spelled_by,
    usual_step,
)
from guankao.documents.interpretation.agency_goals.tables import (
    CATEGORIES,
    KpiRow,
    Unplaced,
    kpi_rows,
)
from guankao.documents.marks import Mark
from guankao.documents.official import plan_paper

TEXT = """
 交通部示範航港局 108年度施政目標與重點

壹、年度施政目標
  確保航行安全，提升港埠服務

（一）加強船舶檢查：落實船員訓練，

維護航道。

（二）簡化申辦：推動線上服務。

貳、年度關鍵績效指標

關鍵策略目標

關鍵績效指標

評估

體制

評估

方式

衡量標準 年度目標值

確保航行安全，

提升港埠服務

1 提升船舶檢查合

格率

1 統計

數據

（合格艘次【註】÷檢

查艘次）×100％【註】

合格艘次：經複查改善

者亦計入，以 100 艘為

上限

93.5%

2 縮短申辦

時間

2 問卷

調查

申辦案件平均日數

3日

參、交通部示範航港局年度重要施政計畫

工作計畫名

稱

重要計畫項

目

計畫

類別

實施內容 與 KPI關聯

航務管理

加強船舶檢

查及訓練

其它 一、辦理船舶抽查，並追蹤改善情形及公布結果。

二、訓練船員。

提升船舶檢

查合格率

工作計畫名

稱

重要計畫項

目

計畫

類別

實施內容 與 KPI關聯

三、更新設備。

建 置 線 上

服務平台

社會

發展

一、開發平台，提供民眾線上查詢及申辦各項業務。

縮短申辦時

間
"""


@pytest.fixture(name="read", scope="module")
def fixture_read() -> Interpretation:
    return interpret(read_paper(TEXT.encode(), "航港.txt"))


@pytest.fixture(name="plan", scope="module")
def fixture_plan(read: Interpretation) -> Plan:
    [plan] = read.documents
    assert isinstance(plan, Plan)
    return plan


def test_the_agency_stands_under_another(plan: Plan) -> None:
    assert (plan.agency, plan.parent_agency) == ("交通部示範航港局", "交通部")
    assert plan.fiscal_year == 108


def test_a_single_goal_needs_no_number(plan: Plan) -> None:
    [goal] = plan.goals
    assert (goal.no, goal.title) == (1, "確保航行安全，提升港埠服務")
    assert [one.text for one in goal.strategies] == [
        "加強船舶檢查：落實船員訓練，維護航道。",
        "簡化申辦：推動線上服務。",
    ]


def test_kpis_with_all_fields(plan: Plan) -> None:
    first, second = plan.indicators
    assert (first.name, first.evaluation_arrangement) == ("提升船舶檢查合格率", 1)
    assert first.evaluation_method == "統計數據"
    assert first.standard == "（合格艘次【註】÷檢查艘次）×100％"
    # The note speaks of figures, and none of its lines is taken for the target.
    assert first.standard_remark == "合格艘次：經複查改善者亦計入，以100艘為上限"
    assert first.target == "93.5%"
    assert (second.key, second.name, second.target) == ("1-2", "縮短申辦時間", "3日")


def test_projects_with_work_plan_category_contents_and_links(plan: Plan) -> None:
    first, second = plan.projects
    assert (first.work_plan, first.title) == ("航務管理", "加強船舶檢查及訓練")
    assert (first.category, first.indicators) == ("其它", ("1-1",))
    # The third item stands behind the link, on the next page.
    assert first.content_items == 3
    assert (second.work_plan, second.title) == ("航務管理", "建置線上服務平台")
    assert (second.category, second.indicators) == ("社會發展", ("1-2",))


def test_contents_are_kept_item_by_item(plan: Plan) -> None:
    assert plan.projects[0].contents == (
        "辦理船舶抽查，並追蹤改善情形及公布結果。",
        "訓練船員。",
        "更新設備。",
    )


def test_nothing_is_left_over(read: Interpretation) -> None:
    assert (read.missing, read.uncertain) == ((), ())


def test_a_stretched_line_was_full() -> None:
    lines = lines_of([("建 置 線 上 ", None), ("服務平台", None), ("推廣", None)])
    assert cells_of(lines, 5) == ["建置線上服務平台", "推廣"]


def test_rows_that_cannot_be_told_apart_are_listed() -> None:
    lines = [Line("看不懂的一行"), Line("1提升合格率"), Line("1統計"), Line("數據"), Line("比率")]
    unplaced = list(kpi_rows(lines, []))
    assert all(isinstance(one, Unplaced) for one in unplaced)
    assert [one.text for one in unplaced if isinstance(one, Unplaced)] == [
        line.text for line in lines
    ]


def test_a_goal_holds_for_the_rows_below_it() -> None:
    lines = [Line(text) for text in ("甲目標", "1指標一", "1統計", "數據", "件數", "5件")]
    [row] = kpi_rows(lines, ["甲目標"])
    assert isinstance(row, KpiRow)
    assert (row.goal, row.name, row.standard) == ("甲目標", "指標一", "件數")


def test_the_categories_are_those_of_the_model() -> None:
    assert set(CATEGORIES) == {"公共建設", "社會發展", "科技發展", "其它", "其他"}


def test_a_paper_without_a_title_is_refused() -> None:
    with pytest.raises(UnknownPaper, match="施政目標與重點"):
        interpret_goals(read_paper("壹、年度施政目標\n".encode()))


def test_the_same_goals_in_tables_are_the_same_plan(plan: Plan) -> None:
    [again] = interpret(plan_paper(plan)).documents
    assert isinstance(again, Plan)
    assert (again.agency, again.parent_agency) == (plan.agency, plan.parent_agency)
    assert [one.title for one in again.projects] == [one.title for one in plan.projects]
    assert [one.indicators for one in again.projects] == [one.indicators for one in plan.projects]
    assert [(one.name, one.standard, one.standard_remark) for one in again.indicators] == [
        (one.name, one.standard, one.standard_remark) for one in plan.indicators
    ]


def test_the_published_goals_are_complete(shared: Path) -> None:
    [path] = (shared / "documents" / "plain").glob("*施政目標與重點.txt")
    read = interpret(read_paper(path.read_bytes(), path.name))
    [plan] = read.documents
    assert isinstance(plan, Plan)
    assert (len(plan.goals), len(plan.indicators), len(plan.projects)) == (1, 1, 6)
    assert [one.content_items for one in plan.projects] == [2, 2, 2, 2, 2, 3]
    assert (read.missing, read.uncertain) == ((), ())


def test_several_links_stand_in_one_cell() -> None:
    names = ["提升辦案率", "縮短申辦、核准時間"]
    lines = [Line("縮短申辦、"), Line("核准時間、"), Line("提升辦案"), Line("率"), Line("其餘")]
    assert names_spelled_by(lines, 0, names) == (4, ("縮短申辦、核准時間", "提升辦案率"))
    assert names_spelled_by(lines, 1, names) is None


def test_a_standard_may_hold_lines_that_read_as_targets_or_as_numbers() -> None:
    texts = ("1指標一", "1統計", "數據", "甲項權重", "50%", "2.乙項權重", "50%", "98%", "2指標二")
    rest = ("1問卷", "調查", "滿意度", "85分")
    rows = list(kpi_rows([Line(text) for text in texts + rest], []))
    assert [(one.no, one.standard, one.target) for one in rows if isinstance(one, KpiRow)] == [
        (1, "甲項權重50%2.乙項權重50%", "98%"),
        (2, "滿意度", "85分"),
    ]


def test_what_stands_a_little_farther_is_another_cell() -> None:
    def at(line: int, text: str) -> Line:
        return Line(text, Mark(line=line))

    lines = [at(1, "港埠業務費"), at(5, "建設計畫與"), at(7, "推廣")]
    assert cells_of(lines, 5) == ["港埠業務費建設計畫與推廣"]
    assert cells_of(lines, 5, usual_step([*lines, at(9, "其它")])) == [
        "港埠業務費",
        "建設計畫與推廣",
    ]
