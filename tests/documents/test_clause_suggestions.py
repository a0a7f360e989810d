"""Which clauses are suggested for a goal, and by which words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from guankao.documents import Clause, Goal, Guidelines, Section, Strategy
from guankao.documents.clause_suggestions import MOST, suggestions

GUIDELINES = Guidelines(
    fiscal_year=112,
    sections=(
        Section(
            key="1",
            no=1,
            title="勞動及環境",
            clauses=(
                Clause(no=1, text="推動公共運輸，鼓勵搭乘，提升公共運輸使用率。"),
                Clause(no=2, text="妥善處理廢棄物，推動資源循環，提升回收率。"),
                Clause(no=3),
            ),
        ),
    ),
)


def goal(title: str, *strategies: str) -> Goal:
    return Goal(
        key="1", no=1, title=title, strategies=tuple(Strategy(text=text) for text in strategies)
    )


def test_the_likest_clause_comes_first_with_the_words_in_common():
    found = suggestions(goal("加強廢棄物處理", "鼓勵資源循環再利用"), GUIDELINES)
    assert found[0].clause == "1/2"
    assert {"廢棄物", "資源循環"} <= set(found[0].words)


def test_a_goal_without_words_in_common_gets_none():
    assert suggestions(goal("培養藝文人才"), GUIDELINES) == ()


def test_widths_and_spaces_do_not_matter():
    assert suggestions(goal("提升 公共運輸　使用率"), GUIDELINES)[0].clause == "1/1"


@pytest.mark.parametrize("title", ["，", "一", "的及與", "A" * 300])
def test_odd_titles_are_no_error(title):
    suggestions(goal(title), GUIDELINES)


# Goals of fiscal year 107, each with the clauses that a reader takes for its own.
READ = {
    ("勞動部", "強化就業服務網絡"): "8/1",
    ("教育部", "推展全民健康運動"): "5/6",
    ("經濟部", "改善投資環境"): "3/2",
    ("僑務委員會", "強化僑團聯繫"): "2/6",
    ("國家發展委員會", "驅動資料治理"): "1/2",
    ("交通部", "提升公共及綠能"): "6/1",
    ("原住民族委員會", "回復原住民土地"): "1/9",
    ("外交部", "鞏固我與邦交"): "2/1",
    ("財政部", "優化促參"): "4/4",
    ("行政院農業委員會", "建構農業安全體系"): "3/9",
    ("國立故宮博物院", "塑造故宮"): "5/11",
    ("內政部", "強化社會安全網"): "1/5",
}


def test_real_goals_find_their_clauses(shared: Path):
    given = json.loads((shared / "data/guidelines_107.json").read_text("utf-8"))
    guidelines = Guidelines(
        fiscal_year=107,
        sections=tuple(
            Section(
                key=str(one["no"]),
                no=one["no"],
                title=one["title"],
                clauses=tuple(Clause(no=each["no"], text=each["text"]) for each in one["clauses"]),
            )
            for one in given["sections"]
        ),
    )
    plans = [
        json.loads(path.read_text("utf-8"))
        for path in sorted((shared / "data/plans").glob("[0-9]*.json"))
    ]
    for (agency, title), clause in READ.items():
        plan = next(one for one in plans if one["agency"] == agency)
        told = next(one for one in plan["goals"] if one["title"].startswith(title))
        found = suggestions(goal(told["title"], *told["strategies"]), guidelines, agency=agency)
        assert found[0].clause == clause, (agency, title)
        assert len(found) <= MOST
