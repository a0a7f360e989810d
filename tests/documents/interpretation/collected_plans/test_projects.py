"""Project rows of the collected book: what is certain is given, the rest is listed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from documents.interpretation.collected_plans.book_text import (
    PROJECT_HEADINGS,
    Project,
    project_table,
)
from documents.interpretation.collected_plans.test_collected_plans import book
from guankao.documents import Plan
from guankao.documents.formats.plain_text.reader import read_paper
from guankao.documents.interpretation import Interpretation, interpret
from guankao.documents.interpretation.collected_plans.cell_language import (
    CellEndings,
    CellLanguage,
)
from guankao.documents.interpretation.collected_plans.project_links import LinkColumn
from guankao.documents.interpretation.collected_plans.project_table import ProjectRow
from guankao.documents.interpretation.collected_plans.projects import (
    CertainProject,
    certain_rows,
    project_texts,
)

ROWS = [
    Project(
        "河川治理業務",
        "河岸綠帶營造計畫",
        "公共建設",
        "一、辦理河岸綠帶用地取得、植栽養護及步道鋪設。|二、邀集沿岸居民參與認養，定期檢討成效。",
        "補助偏鄉學校設備",
    ),
    Project(
        "河川治理業務",
        "水情監測系統更新計畫",
        "科技發展",
        "一、汰換老舊水位計，建立即時通報平臺，縮短預警時間。|二、培訓操作人員。",
    ),
    Project(
        "下水道管理業務",
        "下水道延伸興建計畫",
        "公共建設",
        "一、按規劃長度興建雨水下水道，並清查既有管線。|二、補助地方政府辦理清淤。",
        "補助偏鄉學校設備",
    ),
    Project(
        "下水道管理業務",
        "水岸社區培力計畫",
        "社會發展",
        "一、輔導水岸社區組織巡守隊。|二、辦理環境教育課程，邀請學校師生參加。",
    ),
    Project(
        "河岸景觀業務",
        "河岸景觀改善計畫",
        "公共建設",
        "一、改善堤防入口及照明，增設無障礙坡道與休憩座椅。|二、更新解說設施。",
        "補助偏鄉學校設備",
    ),
    Project(
        "河岸景觀業務",
        "下水道圖資整合計畫",
        "科技發展",
        "一、整合各縣市圖資，開放民間加值應用。|二、訂定資料標準。",
        "補助偏鄉學校設備",
    ),
]


NAMES_IN_PROSE = "。".join(
    f"{one.work_plan}項下辦理{one.title}，持續精進{one.title}，檢討{one.work_plan}" for one in ROWS
)
"""The names stand in prose elsewhere in a book, which is what a reader learns from."""


def read(projects: str) -> Interpretation:
    text = book().replace("路口處數。", f"路口處數。{NAMES_IN_PROSE}。")
    text = text.replace(f"{PROJECT_HEADINGS}無。4-2", f"{projects}4-2")
    return interpret(read_paper(text.encode(), "book.txt"))


def school_plan(interpretation: Interpretation) -> Plan:
    plan = interpretation.documents[-1]
    assert isinstance(plan, Plan)
    return plan


@pytest.fixture(name="whole", scope="module")
def fixture_whole() -> Interpretation:
    return read(project_table(ROWS))


def given(plan: Plan) -> list[tuple[object, ...]]:
    names = {one.key: one.name for one in plan.indicators}
    return [
        (one.work_plan, one.title, one.category, "、".join(names[key] for key in one.indicators))
        for one in plan.projects
    ]


def test_rows_that_are_certain_are_given_with_every_cell(whole: Interpretation) -> None:
    wanted = [(one.work_plan, one.title, one.category, one.links) for one in ROWS]
    plan = school_plan(whole)
    assert len(plan.projects) >= 4
    assert set(given(plan)) <= set(wanted)
    assert all(one.mark is not None and one.mark.page == 7 for one in plan.projects)


def test_what_is_not_given_is_listed(whole: Interpretation) -> None:
    listed = [one for one in whole.uncertain if "project" in one.reason and one.text != "無。"]
    projects = school_plan(whole).projects
    assert len(listed) >= len(ROWS) - len(projects)
    begun = {one.work_plan[:6] + one.title[:6] for one in projects}
    assert not [one for one in listed if any(one.text.startswith(name) for name in begun)]


def test_a_link_that_names_no_kpi_is_not_guessed() -> None:
    rows = [replace(one, links="沿岸商家營業額成長") if one.links else one for one in ROWS]
    unlinked = {one.title for one in rows if not one.links}
    assert {one.title for one in school_plan(read(project_table(rows))).projects} <= unlinked


NAMES = ["甲類輔導計畫", "甲類補助計畫", "乙類輔導計畫", "甲項業務", "乙項業務", "甲項行政業務"]


@pytest.fixture(name="endings", scope="module")
def fixture_endings() -> CellEndings:
    return CellEndings(NAMES, CellLanguage(["辦理甲類輔導計畫及乙項業務，補助甲類計畫。"]))


def row(start: int, work_plan: str, title: str, share: float = 1.0, links: str = "") -> ProjectRow:
    return ProjectRow(start, work_plan, title, "其它", links, share)


def certain(rows: list[ProjectRow], endings: CellEndings) -> list[str]:
    return [one.title for one in certain_rows(rows, LinkColumn(["件數", "人數"]), endings)]


def test_a_row_counts_only_where_its_work_plan_is_certain(endings: CellEndings) -> None:
    rows = [
        row(0, "甲項業務", "甲類輔導計畫"),
        row(50, "甲項業務", "甲類補助計畫", share=0.7),
        row(90, "甲項業務", "乙類輔導計畫"),
        row(130, "乙項業務", "甲類輔導計畫"),
    ]
    assert certain(rows, endings) == ["甲類輔導計畫", "甲類輔導計畫"]


@pytest.mark.parametrize(
    "title",
    ["甲類輔導計畫二、甲類補助計畫", "甲類（輔導計畫", "甲類輔導計畫輔導計畫", "甲類輔導，", ""],
)
def test_a_name_that_took_what_is_anothers_is_not_given(title: str, endings: CellEndings) -> None:
    assert certain([row(0, "甲項業務", title)], endings) == []


def test_links_are_the_whole_names_of_kpis(endings: CellEndings) -> None:
    known = row(0, "甲項業務", "甲類輔導計畫", links="件數、人數")
    unknown = row(9, "甲項業務", "甲類補助計畫", links="?件")
    assert list(certain_rows([known, unknown], LinkColumn(["件數", "人數"]), endings)) == [
        CertainProject(0, "甲項業務", "甲類輔導計畫", "其它", ("件數", "人數"))
    ]


def test_names_hold_the_marks_that_part_them() -> None:
    column = LinkColumn(["件數、人數成長", "件數"])
    assert column.wholes("件數、人數成長") == (("件數、人數成長",),)
    assert column.wholes("件數、件數、人數成長") == (("件數", "件數、人數成長"),)
    assert column.can_be("", "件數、人")
    assert not column.can_be("", "件")


def test_brackets_may_be_of_either_form() -> None:
    assert LinkColumn(["費用（含稅）"]).wholes("費用(含稅)") == (("費用（含稅）",),)


def test_a_text_cannot_vouch_for_itself() -> None:
    language = CellLanguage(["改善河岸步道照明，改善河岸綠帶。"])
    running = language.running("改善河岸步道照明，改善河岸綠帶。")
    alone, again = running[6] - running[4], language.added("改善", "河岸")
    assert alone > again


def test_the_stretches_of_a_table_keep_their_places() -> None:
    text = "甲業務甲計畫其它一、辦理。乙業務乙計畫社會一、推動。"
    assert [place for place, _ in project_texts(text)] == [0, 13]
