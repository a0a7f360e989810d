"""Annual plans: what comes out of a paper, where each value stood, and what is said of the rest."""

from __future__ import annotations

import pytest

from documents.interpretation.plan_papers import (
    GOALS,
    KPI_HEADS,
    KPI_ROWS,
    PROJECT_HEADS,
    PROJECT_ROWS,
    paragraphs,
    plan_of,
    plan_paper,
    read,
    table,
)
from guankao.documents import Goal, Indicator, Plan, Project, Strategy
from guankao.documents.interpretation import (
    Interpretation,
    PaperKind,
    UnknownPaper,
    interpret,
    place_key,
)
from guankao.documents.interpretation.annual_plan.parts import plan_title
from guankao.documents.papers import Paper, Paragraph, Style


def test_every_field_of_a_small_plan() -> None:
    assert plan_of(plan_paper()) == Plan(
        agency="溪流署",
        fiscal_year=110,
        introduction=("本署編定 110 年度施政計畫。",),
        goals=(
            Goal(key="1", no=1, title="保育溪流", strategies=(Strategy(text="巡查河岸。"),)),
            Goal(key="2", no=2, title="推廣步道", strategies=(Strategy(text="修整路面。"),)),
        ),
        indicators=(
            Indicator(
                key="1-1",
                goal="1",
                no=1,
                name="巡查次數",
                evaluation_arrangement=1,
                evaluation_method="統計數據",
                standard="全年巡查次數",
                target="120次",
            ),
            Indicator(
                key="2-1",
                goal="2",
                no=1,
                name="步道滿意度",
                evaluation_arrangement=3,
                evaluation_method="問卷調查",
                standard="滿意人數÷受訪人數×100%",
                target="85%",
                linkage=("社會發展",),
            ),
        ),
        projects=(
            Project(
                key="1-1",
                work_plan="河川業務",
                title="河岸巡查計畫",
                category="公共建設",
                content_items=2,
                contents=("清點設施。", "修復護岸。"),
                indicators=("1-1",),
            ),
            Project(
                key="2-1",
                work_plan="步道業務",
                title="步道整修計畫",
                category="其它",
                content_items=1,
                contents=("修整路面。",),
                indicators=("2-1",),
            ),
        ),
    )


def test_every_value_has_its_place() -> None:
    places = read(plan_paper()).places
    kpi, project = "110/溪流署/kpi/2-1", "110/溪流署/project/1-1"
    assert str(places[place_key(kpi, "target")]) == "table 1, row 3, cell 7"
    assert str(places[place_key(kpi, "goal")]) == "table 1, row 3, cell 1"
    assert str(places[place_key(kpi, "linkage")]) == "table 1, row 3, cell 8"
    assert str(places[place_key(project, "contents")]) == "table 2, row 2, cell 4"
    assert str(places[place_key(project, "indicators")]) == "table 2, row 2, cell 5"
    assert str(places[place_key("110/溪流署/goal/2", "title")]) == "line 6"
    assert str(places[place_key("110/溪流署/goal/2", "strategies[0]")]) == "line 7"
    assert str(places[place_key("110/溪流署", "agency")]) == "line 1"


def test_what_is_not_there_has_no_place() -> None:
    places = read(plan_paper()).places
    assert place_key("110/溪流署/kpi/1-1", "linkage") not in places
    assert place_key("110/溪流署/kpi/1-1", "note") not in places


def test_what_was_found_is_counted() -> None:
    assert read(plan_paper()).found == {
        "goals": 2,
        "strategies": 2,
        "indicators": 2,
        "projects": 2,
        "links": 2,
    }


def test_progress_is_told_and_can_stop_the_work() -> None:
    steps: list[tuple[int, int]] = []
    interpret(plan_paper(), progress=lambda done, of: steps.append((done, of)))
    assert steps == [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4)]

    def stop(done: int, of: int) -> None:
        if done == 2:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        interpret(plan_paper(), progress=stop)


def test_a_paper_of_no_kind_is_refused_with_what_was_looked_for() -> None:
    with pytest.raises(UnknownPaper, match="施政計畫") as refused:
        interpret(Paper(paragraphs("會議紀錄", "出席人員如下。")))
    assert "關鍵績效指標" in refused.value.expected


def test_what_cannot_stand_in_a_document_is_refused_with_the_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def make(paper: Paper, progress: object) -> Interpretation:
        return Interpretation((Plan(agency="溪流署", fiscal_year=0),))

    kind = PaperKind("annual plan", "an annual plan", lambda paper: True, make)
    monkeypatch.setattr("guankao.documents.interpretation.PAPER_KINDS", (kind,))
    with pytest.raises(UnknownPaper, match=r"annual plan says cannot stand.*fiscal_year"):
        interpret(plan_paper())


def test_missing_tables_are_told() -> None:
    result = read(plan_paper(projects=()))
    assert [one.what for one in result.missing] == ["a table of projects (年度重要計畫)"]
    result = read(plan_paper(indicators=(), projects=(table(PROJECT_HEADS),)))
    assert [one.what for one in result.missing] == ["a table of KPIs (年度關鍵績效指標)"]


@pytest.mark.parametrize("lost", [2, 3, 4, 5, 6])
def test_a_kpi_without_a_needed_cell_is_told_and_not_made_up(lost: int) -> None:
    row = list(KPI_ROWS[0])
    row[lost] = ""
    result = read(plan_paper(indicators=(table(KPI_HEADS, row, KPI_ROWS[1]),)))
    [plan] = result.documents
    assert isinstance(plan, Plan)
    assert [one.key for one in plan.indicators] == ["2-1"]
    [missing] = [one for one in result.missing if one.identifier == "110/溪流署/kpi/1-1"]
    assert str(missing.mark) == "table 1, row 2"
    # The project loses its KPI, and its name is told, not dropped.
    assert "巡查次數" in {one.text for one in result.uncertain} or lost == 2


def test_a_project_without_a_known_category_is_told() -> None:
    row = ("河川業務", "河岸巡查計畫", "河川", "清點設施。", "巡查次數")
    result = read(plan_paper(projects=(table(PROJECT_HEADS, row, PROJECT_ROWS[1], number=2),)))
    [plan] = result.documents
    assert isinstance(plan, Plan)
    assert [one.title for one in plan.projects] == ["步道整修計畫"]
    assert ("category", "110/溪流署/project/1-1") in {
        (one.what, one.identifier) for one in result.missing
    }


def test_a_linkage_that_is_no_category_is_told() -> None:
    row = (*KPI_ROWS[0][:-1], "公共建設/觀光發展")
    result = read(plan_paper(indicators=(table(KPI_HEADS, row, KPI_ROWS[1]),)))
    [plan] = result.documents
    assert isinstance(plan, Plan)
    assert plan.indicators[0].linkage == ("公共建設",)
    assert [one.text for one in result.uncertain] == ["觀光發展"]


def test_the_list_of_codes_is_no_doubt_and_other_paragraphs_are() -> None:
    notes = paragraphs(
        "註：",
        "評估體制之數字代號意義如下：",
        "- 1.指實際評估作業係運用既有之組織架構進行。",
        "5.其它。",
        "本表另附說明資料。",
    )
    result = read(plan_paper(indicators=(table(KPI_HEADS, *KPI_ROWS), *notes)))
    assert [one.text for one in result.uncertain] == ["本表另附說明資料。"]


def test_page_numbers_and_captions_say_nothing() -> None:
    running = (Paragraph("2-5"), Paragraph("第 12 頁"), Paragraph("表一", Style.CAPTION))
    paper = plan_paper(indicators=(*running, table(KPI_HEADS, *KPI_ROWS)))
    assert plan_of(paper) == plan_of(plan_paper())


def test_a_plan_is_the_same_without_its_section_headings() -> None:
    """The goals are told by their numbers, the tables by their heads."""
    blocks = [
        block
        for block in plan_paper().blocks
        if not (isinstance(block, Paragraph) and block.text[0] in "壹貳參")
    ]
    paper = Paper(tuple(block for block in blocks if "編定" not in getattr(block, "text", "")))
    plan = plan_of(paper)
    assert [goal.title for goal in plan.goals] == ["保育溪流", "推廣步道"]
    assert len(plan.indicators) == 2


def test_the_title_may_stand_on_two_lines() -> None:
    paper = Paper((Paragraph("溪流署"), Paragraph("１１０年度施政計畫"), *plan_paper().blocks[1:]))
    assert plan_of(paper).agency == "溪流署"


@pytest.mark.parametrize(
    ("title", "agency", "year"),
    [
        ("溪流署 110 年度施政計畫", "溪流署", 110),
        ("溪流委員會中華民國一百一十年度施政計畫", "溪流委員會", 110),
        ("溪流部步道署 109年度施政目標與重點", "溪流部步道署", 109),
    ],
)
def test_titles(title: str, agency: str, year: int) -> None:
    found = plan_title(title)
    assert found is not None
    assert (found.agency, found.fiscal_year) == (agency, year)


@pytest.mark.parametrize(
    "text",
    ["編定 110 年度施政計畫。", "依據行政院110年度施政方針，編定110年度施政計畫", "施政計畫", ""],
)
def test_what_is_no_title(text: str) -> None:
    assert plan_title(text) is None


def test_a_plan_without_its_list_of_goals_takes_them_from_the_table() -> None:
    blocks = plan_paper(goals=()).blocks
    result = read(
        Paper(tuple(block for block in blocks if "編定" not in getattr(block, "text", "")))
    )
    [plan] = result.documents
    assert isinstance(plan, Plan)
    assert [(goal.no, goal.title) for goal in plan.goals] == [(1, "保育溪流"), (2, "推廣步道")]
    assert [one.key for one in plan.indicators] == ["1-1", "2-1"]


def test_invisible_characters_and_leftover_tags_are_gone() -> None:
    row = (
        "一 保育溪流",
        "1",
        "巡查\u200b次數",
        "1",
        "統計數據",
        "<p>全年巡查次數</p>",
        "120&nbsp;次",
        "無",
    )
    plan = plan_of(
        plan_paper(
            goals=(GOALS[0], "（一）巡查\ufeff河岸。", *GOALS[2:]),
            indicators=(table(KPI_HEADS, row, KPI_ROWS[1]),),
        )
    )
    assert plan.indicators[0].name == "巡查次數"
    assert plan.indicators[0].standard == "全年巡查次數"
    assert plan.goals[0].strategies[0].text == "巡查河岸。"


def test_texts_beyond_the_model_are_told_and_not_cut() -> None:
    long = "巡" * 400
    row = (*KPI_ROWS[0][:2], long, *KPI_ROWS[0][3:])
    result = read(plan_paper(indicators=(table(KPI_HEADS, row, KPI_ROWS[1]),)))
    [plan] = result.documents
    assert isinstance(plan, Plan)
    assert len(plan.indicators) == 1
    assert any(one.text == long for one in result.uncertain)
