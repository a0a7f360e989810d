"""The collected book: chapters, goals, and KPI rows whose columns were copied line by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from documents.interpretation.collected_plans.book_text import Kpi, chapter, kpi_table
from guankao.documents import Plan
from guankao.documents.formats.plain_text.reader import read_paper
from guankao.documents.interpretation import Interpretation, UnknownPaper, interpret, place_key
from guankao.documents.interpretation.collected_plans import interpret as interpret_book
from guankao.documents.papers import Paper, Paragraph

WATER = [
    (
        "改善河川水質，守護流域環境",
        [
            Kpi("提升污水處理普及率", "污水處理戶數÷總戶數×100%", "65%", linkage="公共建設"),
            Kpi(
                "減少事業廢水超標排放案件",
                "當年度稽查事業廢水超過放流水標準之案件數",
                "120件",
                linkage="公共建設/科技發展",
            ),
        ],
    ),
    (
        "強化資源循環再利用",
        [Kpi("推動廚餘回收", "全國廚餘回收公噸數", "50萬公噸", method="進度控管", arrangement=3)],
    ),
]
ROADS = [
    (
        "提升道路安全與品質",
        [
            Kpi("降低道路事故死亡人數", "當年度道路交通事故死亡人數", "1,500人"),
            Kpi("改善易肇事路口", "完成改善之易肇事路口處數", "80處", linkage="社會發展"),
        ],
    )
]
SCHOOLS = [("縮短城鄉教育差距", [Kpi("補助偏鄉學校設備", "受補助之偏鄉學校所數", "210所")])]


def goal_text(*goals: tuple[str, tuple[str, ...]]) -> str:
    numerals = "一二三四五六七八九"
    return "".join(
        f"{numerals[place]}、{title}"
        + "".join(f"（{numerals[no]}）{text}" for no, text in enumerate(strategies))
        for place, (title, strategies) in enumerate(goals)
    )


# The words of the tables stand in prose elsewhere in a book, which is what a reader learns from.
WATER_GOALS = goal_text(
    (WATER[0][0], ("提升污水處理普及率，改善水質。", "稽查事業廢水超過放流水標準之排放案件。")),
    (WATER[1][0], ("推動廚餘回收，統計全國廚餘回收公噸數。",)),
)
ROAD_GOALS = goal_text((ROADS[0][0], ("降低道路交通事故死亡人數，完成改善易肇事路口處數。",)))
SCHOOL_GOALS = goal_text((SCHOOLS[0][0], ("補助偏鄉學校設備，受補助學校所數逐年增加。",)))


def book(water_table: str = "") -> str:
    return (
        "行政院110年度施政方針一、推動各項建設。1-1"
        + chapter(2, "環境部", WATER_GOALS, water_table or kpi_table(WATER), "無。")
        + chapter(3, "道路部", ROAD_GOALS, kpi_table(ROADS), "無。")
        + chapter(4, "教學部", SCHOOL_GOALS, kpi_table(SCHOOLS), "無。")
    )


def read(text: str) -> Interpretation:
    return interpret(read_paper(text.encode(), "book.txt"))


@pytest.fixture(name="whole", scope="module")
def fixture_whole() -> Interpretation:
    return read(book())


def plans(interpretation: Interpretation) -> list[Plan]:
    return [one for one in interpretation.documents if isinstance(one, Plan)]


def test_each_chapter_is_a_plan(whole: Interpretation) -> None:
    told = [(plan.chapter, plan.agency, plan.fiscal_year) for plan in plans(whole)]
    assert told == [(2, "環境部", 110), (3, "道路部", 110), (4, "教學部", 110)]


def test_goals_and_strategies_stand_in_one_run(whole: Interpretation) -> None:
    goals = plans(whole)[0].goals
    assert [goal.title for goal in goals] == ["改善河川水質，守護流域環境", "強化資源循環再利用"]
    assert [len(goal.strategies) for goal in goals] == [2, 1]
    assert goals[1].strategies[0].text == "推動廚餘回收，統計全國廚餘回收公噸數。"


def expected(goals: list[tuple[str, list[Kpi]]]) -> list[tuple[object, ...]]:
    return [
        (
            f"{goal}-{no}",
            kpi.name,
            kpi.arrangement,
            kpi.method,
            kpi.standard,
            kpi.target,
            "/".join(kpi.linkage.split("/")) if kpi.linkage != "無" else "",
        )
        for goal, (_, kpis) in enumerate(goals, start=1)
        for no, kpi in enumerate(kpis, start=1)
    ]


def given(plan: Plan) -> list[tuple[object, ...]]:
    return [
        (
            one.key,
            one.name,
            one.evaluation_arrangement,
            one.evaluation_method,
            one.standard,
            one.target,
            "/".join(one.linkage),
        )
        for one in plan.indicators
    ]


def test_kpi_rows_are_put_together(whole: Interpretation) -> None:
    for plan, goals in zip(plans(whole), (WATER, ROADS, SCHOOLS), strict=True):
        assert set(given(plan)) <= set(expected(goals))
    assert given(plans(whole)[1]) == expected(ROADS)
    assert given(plans(whole)[2]) == expected(SCHOOLS)


@pytest.mark.parametrize("lines", [1, 2, 4, 6])
def test_a_page_break_may_stand_between_any_two_lines(lines: int) -> None:
    broken = read(book(kpi_table(WATER, page_after=lines)))
    assert set(given(plans(broken)[0])) <= set(expected(WATER))
    assert ("2-1", "推動廚餘回收") in [(one.key, one.name) for one in plans(broken)[0].indicators]


def test_what_is_not_certain_is_listed_and_not_given() -> None:
    # The third line of the name could as well be the third line of the standard.
    unclear = [(WATER[0][0], [Kpi("甲" * 20, "乙" * 21, "5件")]), WATER[1]]
    result = read(book(kpi_table(unclear)))
    assert "1-1" not in [one.key for one in plans(result)[0].indicators]
    texts = [one.text for one in result.uncertain]
    assert any("甲甲甲" in text for text in texts)


def test_a_table_that_fits_in_no_way_is_listed_with_its_page() -> None:
    damaged = kpi_table(WATER).replace("數據", "", 1)
    result = read(book(damaged))
    assert "1-1" not in [one.key for one in plans(result)[0].indicators]
    [uncertain] = [one for one in result.uncertain if one.text.startswith("改善河川水")]
    assert uncertain.mark is not None
    assert uncertain.mark.page == 3  # 1-1, 2-1, and 2-2 holds the table


def test_a_heading_that_ran_into_a_title_is_parted_by_the_table() -> None:
    text = book().replace(
        SCHOOL_GOALS, "一、縮短城鄉教育差距偏鄉設備：補助偏鄉學校設備，受補助學校所數逐年增加。"
    )
    [goal] = plans(read(text))[2].goals
    assert goal.title == "縮短城鄉教育差距"
    assert goal.strategies[0].text.startswith("偏鄉設備：補助偏鄉學校設備")


def test_projects_are_listed_row_by_row_and_not_guessed() -> None:
    projects = (
        "路政業務人行道改善計畫公共一、鋪設人行道。建設二、增設照明。橋梁檢測計畫其它一、檢測橋梁。"
    )
    text = book().replace("類別關聯無。4-2", f"類別關聯{projects}4-2")
    result = read(text)
    listed = [one for one in result.uncertain if "project" in one.reason]
    assert [one.text[:4] for one in listed if one.text != "無。"] == ["路政業務", "橋梁檢測"]
    assert all(one.mark is not None and one.mark.page == 7 for one in listed[-2:])
    assert [plan.projects for plan in plans(result)] == [(), (), ()]
    assert [one.identifier for one in result.missing] == ["110/環境部", "110/道路部", "110/教學部"]


def test_places_count_the_pages_of_the_book(whole: Interpretation) -> None:
    mark = whole.places[place_key("110/道路部/goal/1", "title")]
    assert (mark.file, mark.line) == ("book.txt", 1)
    assert mark.page == 4  # 1-1, 2-1, 2-2, 3-1


def test_lines_and_spaces_of_a_copy_change_nothing(whole: Interpretation) -> None:
    text = book()
    copied = " \n".join(text[place : place + 40] for place in range(0, len(text), 40))
    assert [given(plan) for plan in plans(read(copied))] == [given(plan) for plan in plans(whole)]


def test_progress_goes_from_chapter_to_chapter_and_can_stop() -> None:
    class Stopped(Exception):
        pass

    seen: list[tuple[int, int]] = []

    def stop_after_two(done: int, of: int) -> None:
        seen.append((done, of))
        if done == 2:
            raise Stopped

    with pytest.raises(Stopped):
        interpret(read_paper(book().encode()), progress=stop_after_two)
    assert seen == [(1, 12), (2, 12)]


def test_a_paper_without_chapters_is_refused() -> None:
    with pytest.raises(UnknownPaper, match="chapter"):
        interpret_book(Paper((Paragraph("一篇短文。"),)))


def test_the_published_book(shared: Path) -> None:
    [path] = (shared / "documents" / "plain").glob("行政院*.txt")
    result = interpret(read_paper(path.read_bytes(), path.name))
    assert len(result.documents) == 33
    assert [plan.chapter for plan in plans(result)] == list(range(2, 35))
    assert sum(len(plan.goals) for plan in plans(result)) == 252
    assert result.found["indicators"] > 320
    assert all(one.mark is not None and one.mark.page for one in result.uncertain)
