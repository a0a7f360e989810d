"""Tables as they come: spans, repeated heads, broken rows, numbers before names, other columns."""

from __future__ import annotations

import pytest

from documents.interpretation.plan_papers import (
    KPI_HEADS,
    KPI_ROWS,
    PROJECT_HEADS,
    PROJECT_ROWS,
    paragraphs,
    plan_of,
    plan_paper,
    read,
    spanned,
    table,
)
from guankao.documents import Plan
from guankao.documents.papers import COVERED, Cell, Row, Table

SMALL = plan_of(plan_paper())
REST = ("", "", "", "", "", "", "", "")


def kpi(no: str, name: str, target: str = "9次", goal: str | Cell = "") -> tuple[str | Cell, ...]:
    return (goal, no, name, "1", "統計數據", "全年次數", target, "無")


def keys_and_names(plan: Plan) -> list[tuple[str, str]]:
    return [(one.key, one.name) for one in plan.indicators]


class TestKpiTable:
    def test_a_goal_spans_its_rows(self) -> None:
        rows = (
            kpi("1", "巡查次數", goal=spanned("一 保育溪流", 2)),
            (COVERED, *kpi("2", "植樹棵數")[1:]),
            KPI_ROWS[1],
        )
        plan = plan_of(plan_paper(indicators=(table(KPI_HEADS, *rows),), projects=PROJECTS))
        assert [(one.key, one.goal) for one in plan.indicators] == [
            ("1-1", "1"),
            ("1-2", "1"),
            ("2-1", "2"),
        ]

    def test_a_spanning_goal_holds_whatever_the_numbers_say(self) -> None:
        rows = (
            kpi("1", "巡查次數", goal=spanned("一 保育溪流", 2)),
            (COVERED, *kpi("1", "植樹棵數")[1:]),
            KPI_ROWS[1],
        )
        result = read(plan_paper(indicators=(table(KPI_HEADS, *rows),)))
        [plan] = result.documents
        assert isinstance(plan, Plan)
        assert [one.key for one in plan.indicators] == ["1-1", "1-1.2", "2-1"]
        assert [one.reason for one in result.uncertain] == ["the number 1-1 stands twice"]

    def test_a_cell_that_spans_several_kpis_holds_for_each(self) -> None:
        first = list(kpi("1", "巡查次數", goal=spanned("一 保育溪流", 2)))
        second = [COVERED, *kpi("2", "植樹棵數")[1:]]
        first[4], first[7] = spanned("問卷調查", 3), spanned("公共建設", 2)
        third = list(KPI_ROWS[1])
        second[4] = second[7] = third[4] = COVERED  # type: ignore[call-overload]
        indicators = (table(KPI_HEADS, first, second, third),)
        plan = plan_of(plan_paper(indicators=indicators))
        assert [one.evaluation_method for one in plan.indicators] == ["問卷調查"] * 3
        assert [one.linkage for one in plan.indicators] == [
            ("公共建設",),
            ("公共建設",),
            ("社會發展",),
        ]

    def test_a_kpi_over_several_rows_is_one(self) -> None:
        first = [spanned(str(text), 2) for text in KPI_ROWS[0]]
        first[5] = Cell("上半年巡查次數；")
        second = [*[COVERED] * 5, "下半年巡查次數", COVERED, COVERED]
        plan = plan_of(plan_paper(indicators=(table(KPI_HEADS, first, second, KPI_ROWS[1]),)))
        assert plan.indicators[0].standard == "上半年巡查次數；\n下半年巡查次數"
        assert plan.indicators[0].evaluation_method == "統計數據"

    def test_an_empty_goal_cell_goes_on_with_the_goal_above(self) -> None:
        rows = (kpi("1", "巡查次數", goal="一 保育溪流"), kpi("2", "植樹棵數"), KPI_ROWS[1])
        plan = plan_of(plan_paper(indicators=(table(KPI_HEADS, *rows),), projects=PROJECTS))
        assert [one.goal for one in plan.indicators] == ["1", "1", "2"]

    def test_heads_repeated_on_each_page_and_the_rest_of_a_row_below_them(self) -> None:
        first = (*KPI_ROWS[1][:5], "滿意人數÷受訪", *KPI_ROWS[1][6:])
        rest = (*REST[:5], "人數×100%", "", "")
        pages = (
            table(KPI_HEADS, KPI_ROWS[0], first),
            *paragraphs("2-3"),
            table(KPI_HEADS, rest, number=2),
        )
        assert plan_of(plan_paper(indicators=pages)) == SMALL

    def test_heads_repeated_inside_one_table(self) -> None:
        rows = (KPI_ROWS[0], KPI_HEADS, KPI_ROWS[1])
        assert plan_of(plan_paper(indicators=(table(KPI_HEADS, *rows),))) == SMALL

    def test_a_page_without_heads_goes_on_with_the_table_before(self) -> None:
        second = Table(table(KPI_HEADS, KPI_ROWS[1]).rows[1:])
        pages = (table(KPI_HEADS, KPI_ROWS[0]), second)
        assert plan_of(plan_paper(indicators=pages)) == SMALL

    def test_names_and_methods_that_pages_broke(self) -> None:
        first = ("二 推廣步道", "1", "步道滿", "3", "問卷", KPI_ROWS[1][5], "85%", "社會")
        rest = ("", "", "意度", "", "調查", "", "", "發展")
        pages = (table(KPI_HEADS, KPI_ROWS[0], first), table(KPI_HEADS, rest, number=2))
        assert plan_of(plan_paper(indicators=pages)) == SMALL

    def test_the_second_half_of_a_goal_stands_with_its_second_kpi(self) -> None:
        goals = ("一、保育溪流，維護濕地", "（一）巡查。")
        pages = (
            table(KPI_HEADS, kpi("1", "巡查次數", goal="一 保育溪流，維")),
            table(KPI_HEADS, kpi("2", "植樹棵數", goal="護濕地"), number=2),
        )
        plan = plan_of(plan_paper(goals=goals, indicators=pages, projects=PROJECTS_OF_ONE))
        assert keys_and_names(plan) == [("1-1", "巡查次數"), ("1-2", "植樹棵數")]

    def test_a_goal_repeated_on_the_next_page_is_not_doubled(self) -> None:
        goals = ("一、保育溪流", "（一）巡查。")
        pages = (
            table(KPI_HEADS, kpi("1", "巡查次數", goal="一 保育溪流")),
            table(KPI_HEADS, kpi("2", "植樹棵數", goal="一 保育溪流"), number=2),
        )
        plan = plan_of(plan_paper(goals=goals, indicators=pages, projects=PROJECTS_OF_ONE))
        assert [one.goal for one in plan.indicators] == ["1", "1"]

    def test_words_wrapped_in_a_narrow_column(self) -> None:
        row = (
            "一 保育\n溪流",
            "1",
            "巡查\n次數",
            "1",
            "統計\n數據",
            "全年巡查次數",
            "120\n次",
            "無",
        )
        assert plan_of(plan_paper(indicators=(table(KPI_HEADS, row, KPI_ROWS[1]),))) == SMALL

    def test_full_width_figures_are_kept_in_text_and_read_as_numbers(self) -> None:
        row = ("一　保育溪流", "１", "巡查次數", "１", "統計數據", "全年巡查次數", "１２０次", "無")
        plan = plan_of(plan_paper(indicators=(table(KPI_HEADS, row, KPI_ROWS[1]),)))
        assert plan.indicators[0].evaluation_arrangement == 1
        assert plan.indicators[0].target == "１２０次"

    def test_a_row_with_a_title_above_the_heads(self) -> None:
        title = Row((Cell("110年度指標一覽表", columns=8), *[COVERED] * 7))
        rows = table(KPI_HEADS, *KPI_ROWS).rows
        assert plan_of(plan_paper(indicators=(Table((title, *rows)),))) == SMALL

    def test_one_head_over_number_and_name(self) -> None:
        heads = (KPI_HEADS[0], Cell("關鍵績效指標", columns=2), COVERED, *KPI_HEADS[3:])
        assert plan_of(plan_paper(indicators=(table(heads, *KPI_ROWS),))) == SMALL

    def test_heads_in_two_rows(self) -> None:
        upper = ("施政目標", Cell("關鍵績效指標", columns=7), *[COVERED] * 6)
        lower = ("關鍵績效指標", "項次", *KPI_HEADS[2:])
        assert plan_of(plan_paper(indicators=(table(upper, lower, *KPI_ROWS),))) == SMALL

    def test_other_words_in_the_heads_and_another_order(self) -> None:
        heads = (
            "項次",
            "指標名稱",
            "策略目標",
            "110年度目標值",
            "衡量標準",
            "評估體制",
            "評估方式",
        )
        rows = [(row[1], row[2], row[0], row[6], row[5], row[3], row[4]) for row in KPI_ROWS]
        plan = plan_of(plan_paper(indicators=(table(heads, *rows),)))
        assert plan.indicators[1].linkage == ()
        assert plan.indicators[1].target == "85%"
        assert plan.projects == SMALL.projects

    def test_a_number_that_stands_twice_is_told(self) -> None:
        rows = (
            kpi("1", "巡查次數", goal="一 保育溪流"),
            kpi("2", "植樹棵數"),
            kpi("2", "清淤次數"),
            KPI_ROWS[1],
        )
        result = read(plan_paper(indicators=(table(KPI_HEADS, *rows),)))
        assert "the number 1-2 stands twice" in {one.reason for one in result.uncertain}
        [plan] = result.documents
        assert isinstance(plan, Plan)
        assert [one.key for one in plan.indicators] == ["1-1", "1-2", "1-2.2", "2-1"]

    def test_a_whole_row_without_its_number_is_a_kpi_of_its_own_and_told(self) -> None:
        rows = (
            kpi("1", "巡查次數", goal="一 保育溪流"),
            kpi("", "植樹棵數"),
            kpi("－", "清淤次數"),
            KPI_ROWS[1],
        )
        result = read(plan_paper(indicators=(table(KPI_HEADS, *rows),)))
        [plan] = result.documents
        assert isinstance(plan, Plan)
        assert keys_and_names(plan)[1:3] == [("1-2", "植樹棵數"), ("1-3", "清淤次數")]
        assert [one.reason for one in result.uncertain] == [
            "has no number; counted as 1-2",
            "has no number; counted as 1-3",
        ]


HEADS_WITHOUT_NUMBERS = (KPI_HEADS[0], *KPI_HEADS[2:])


class TestNumbersBeforeNames:
    """The number of a KPI in the cell of its name, where a name may begin with figures."""

    @pytest.mark.parametrize("between", [" ", "", ".", "\n"])
    def test_the_number_is_taken_off_and_the_figures_of_the_name_stay(self, between: str) -> None:
        names = ("2歲以下幼童托育率", "118專線接通率", "3項設施完工率")
        rows = [
            (goal, f"{number}{between}{name}", "1", "統計數據", "次數", "9%", "無")
            for number, (goal, name) in enumerate(
                zip(("一 保育溪流", "", ""), names, strict=True), start=1
            )
        ]
        paper = plan_paper(
            goals=("一、保育溪流", "（一）巡查。"),
            indicators=(table(HEADS_WITHOUT_NUMBERS, *rows),),
            projects=(
                table(PROJECT_HEADS, ("業務", "計畫", "其它", "內容", "、".join(names)), number=2),
            ),
        )
        plan = plan_of(paper)
        assert keys_and_names(plan) == [(f"1-{no}", name) for no, name in enumerate(names, 1)]
        assert plan.projects[0].indicators == ("1-1", "1-2", "1-3")

    def test_figures_in_a_column_beside_the_number(self) -> None:
        rows = (
            kpi("1", "2歲以下幼童托育率", goal="一 保育溪流"),
            kpi("2", "118專線接通率"),
            KPI_ROWS[1],
        )
        plan = plan_of(plan_paper(indicators=(table(KPI_HEADS, *rows),), projects=PROJECTS_OF_TWO))
        assert keys_and_names(plan)[:2] == [("1-1", "2歲以下幼童托育率"), ("1-2", "118專線接通率")]

    def test_the_rest_of_a_row_may_begin_with_figures(self) -> None:
        goals = ("一、保育溪流", "（一）巡查。")
        rows = (
            ("一 保育溪流", "1 落實", "1", "統計", "完成項數", "80%", "無"),
            ("", "2點結論性意見", "", "數據", "÷應辦項數", "", ""),
        )
        paper = plan_paper(
            goals=goals,
            indicators=(table(HEADS_WITHOUT_NUMBERS, *rows),),
            projects=(table(PROJECT_HEADS, ("業務", "計畫", "其它", "內容", ""), number=2),),
        )
        [found] = plan_of(paper).indicators
        assert (found.name, found.standard) == ("落實2點結論性意見", "完成項數÷應辦項數")

    def test_numbers_that_are_left_out_are_not_made_up_for(self) -> None:
        rows = (
            ("一 保育溪流", "1 巡查次數", "1", "統計數據", "次數", "9次", "無"),
            ("", "3 植樹棵數", "1", "統計數據", "棵數", "9棵", "無"),
            ("", "清淤次數", "1", "統計數據", "次數", "9次", "無"),
            ("二 推廣步道", "1 步道滿意度", "1", "統計數據", "滿意度", "9%", "無"),
        )
        result = read(plan_paper(indicators=(table(HEADS_WITHOUT_NUMBERS, *rows),)))
        [plan] = result.documents
        assert isinstance(plan, Plan)
        assert keys_and_names(plan) == [
            ("1-1", "巡查次數"),
            ("1-3", "植樹棵數"),
            ("1-4", "清淤次數"),
            ("2-1", "步道滿意度"),
        ]
        assert [one.reason for one in result.uncertain] == ["has no number; counted as 1-4"]

    def test_a_table_without_any_numbers_is_counted(self) -> None:
        rows = (
            ("一 保育溪流", "巡查次數", "1", "統計數據", "次數", "9次", "無"),
            ("", "植樹棵數", "1", "統計數據", "棵數", "9棵", "無"),
            ("二 推廣步道", "步道滿意度", "1", "統計數據", "滿意度", "9%", "無"),
        )
        plan = plan_of(plan_paper(indicators=(table(HEADS_WITHOUT_NUMBERS, *rows),)))
        assert [one.key for one in plan.indicators] == ["1-1", "1-2", "2-1"]


class TestGoalsOfTheTable:
    @pytest.mark.parametrize(
        "cell",
        ["二 推廣步道", "二、推廣步道", "二推廣步道", "推廣步道", "推廣步道。", "推廣 步道", "二"],
    )
    def test_a_goal_is_told_by_its_title_or_number(self, cell: str) -> None:
        rows = (KPI_ROWS[0], (cell, *KPI_ROWS[1][1:]))
        assert plan_of(plan_paper(indicators=(table(KPI_HEADS, *rows),))) == SMALL

    def test_the_title_counts_more_than_the_number(self) -> None:
        goals = (
            "一、保育溪流",
            "（一）巡查。",
            "二、節水",
            "（一）宣導。",
            "三、推廣步道",
            "（一）修路。",
        )
        plan = plan_of(plan_paper(goals=goals))
        assert [(one.key, one.goal, one.goal_no_in_table) for one in plan.indicators] == [
            ("1-1", "1", None),
            ("3-1", "3", 2),
        ]

    def test_a_title_cut_short_in_the_table(self) -> None:
        goals = ("一、保育溪流", "（一）巡查。", "二、推廣步道－串聯山林步道", "（一）修路。")
        assert [one.goal for one in plan_of(plan_paper(goals=goals)).indicators] == ["1", "2"]

    def test_a_title_that_begins_with_a_number(self) -> None:
        goals = ("一、一日生活圈步道", "（一）修路。", "二、推廣步道", "（一）修路。")
        rows = (("一日生活圈步道", *KPI_ROWS[0][1:]), KPI_ROWS[1])
        plan = plan_of(plan_paper(goals=goals, indicators=(table(KPI_HEADS, *rows),)))
        assert [one.goal for one in plan.indicators] == ["1", "2"]

    def test_another_title_with_a_known_number_is_told(self) -> None:
        rows = (KPI_ROWS[0], ("二 完全不同的文字", *KPI_ROWS[1][1:]))
        result = read(plan_paper(indicators=(table(KPI_HEADS, *rows),)))
        assert "taken for goal 2" in result.uncertain[0].reason

    def test_a_goal_that_is_not_in_the_list_is_told_with_its_rows(self) -> None:
        rows = (KPI_ROWS[0], ("七 完全不同的文字", *KPI_ROWS[1][1:]))
        result = read(plan_paper(indicators=(table(KPI_HEADS, *rows),)))
        [plan] = result.documents
        assert isinstance(plan, Plan)
        assert keys_and_names(plan) == [("1-1", "巡查次數")]
        assert "步道滿意度" in result.uncertain[0].text


class TestProjectTable:
    def test_an_empty_work_plan_with_a_category_is_a_new_project(self) -> None:
        rows = (PROJECT_ROWS[0], ("", "護岸計畫", "公共建設", "修復。", "巡查次數"))
        plan = plan_of(plan_paper(projects=(table(PROJECT_HEADS, *rows, number=2),)))
        assert [(one.key, one.work_plan) for one in plan.projects] == [
            ("1-1", "河川業務"),
            ("1-2", "河川業務"),
        ]

    def test_an_empty_work_plan_without_a_category_is_the_rest_of_the_row(self) -> None:
        first = ("河川業務", "河岸巡", "公共建設", "一、清點設施。\n二、修復", "巡查")
        rest = ("", "查計畫", "", "護岸。", "次數")
        pages = (
            table(PROJECT_HEADS, first, number=2),
            table(PROJECT_HEADS, rest, PROJECT_ROWS[1], number=3),
        )
        assert plan_of(plan_paper(projects=pages)) == SMALL

    def test_a_row_without_a_category_in_the_middle_of_a_page_is_told(self) -> None:
        rows = (PROJECT_ROWS[0], ("", "護岸計畫", "", "修復護岸。", "巡查次數"), PROJECT_ROWS[1])
        result = read(plan_paper(projects=(table(PROJECT_HEADS, *rows, number=2),)))
        assert result.documents == (
            SMALL.model_copy(update={"projects": (SMALL.projects[0], SMALL.projects[1])}),
        )
        assert [(one.what, one.identifier) for one in result.missing] == [
            ("category", "110/溪流署/project/1-2")
        ]

    def test_a_category_that_spans_projects_holds_for_each(self) -> None:
        first = ("河川業務", "河岸計畫", spanned("公共建設", 2), "巡查。", "巡查次數")
        second = ("", "護岸計畫", COVERED, "修復。", "")
        plan = plan_of(plan_paper(projects=(table(PROJECT_HEADS, first, second, number=2),)))
        assert [one.category for one in plan.projects] == ["公共建設", "公共建設"]

    def test_a_category_that_a_page_broke(self) -> None:
        first = ("河川業務", "河岸巡查計畫", "公共", "一、清點設施。\n二、修復護岸。", "巡查次數")
        pages = (
            table(PROJECT_HEADS, first, number=2),
            table(PROJECT_HEADS, ("", "", "建設", "", ""), PROJECT_ROWS[1], number=3),
        )
        assert plan_of(plan_paper(projects=pages)) == SMALL

    def test_an_item_that_begins_the_next_page(self) -> None:
        first = ("河川業務", "河岸巡查計畫", "公共建設", "一、清點設施", "巡查次數")
        pages = (
            table(PROJECT_HEADS, first, number=2),
            table(PROJECT_HEADS, ("", "", "", "二、修復護岸。", ""), number=3),
        )
        [project] = plan_of(plan_paper(projects=pages)).projects
        assert project.contents == ("清點設施", "修復護岸。")

    def test_a_work_plan_that_stands_again_keeps_its_number(self) -> None:
        rows = (*PROJECT_ROWS, ("河川業務", "清淤計畫", "其他", "清淤。", ""))
        plan = plan_of(plan_paper(projects=(table(PROJECT_HEADS, *rows, number=2),)))
        assert [one.key for one in plan.projects] == ["1-1", "2-1", "1-2"]
        assert plan.projects[2].category == "其它"

    def test_two_projects_of_one_title(self) -> None:
        rows = (PROJECT_ROWS[0], PROJECT_ROWS[0])
        plan = plan_of(plan_paper(projects=(table(PROJECT_HEADS, *rows, number=2),)))
        assert [one.key for one in plan.projects] == ["1-1", "1-2"]

    def test_other_words_in_the_heads_and_another_order(self) -> None:
        heads = ("項次", "計畫名稱", "類別", "工作計畫", "對應KPI", "執行內容")
        rows = [(str(no), row[1], row[2], row[0], row[4], row[3])
                for no, row in enumerate(PROJECT_ROWS, 1)]  # fmt: skip
        assert plan_of(plan_paper(projects=(table(heads, *rows, number=2),))) == SMALL


PROJECTS = (
    table(PROJECT_HEADS, ("河川業務", "河岸計畫", "其它", "巡查。", "步道滿意度"), number=2),
)
PROJECTS_OF_ONE = (table(PROJECT_HEADS, ("河川業務", "河岸計畫", "其它", "巡查。", ""), number=2),)
PROJECTS_OF_TWO = (
    table(
        PROJECT_HEADS,
        ("業務", "計畫", "其它", "內容。", "118專線接通率、2歲以下幼童托育率"),
        number=2,
    ),
)
