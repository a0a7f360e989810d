"""KPIs of two years are one where their names or standards are the same, or nearly so."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from guankao.documents.comparison.pairs import dropped_goals, likeness, pairs
from rules.case_documents import plan_of


def keys(before: list[dict[str, str]], now: list[dict[str, str]]):
    found = pairs(plan_of({"kpis": before}, fiscal_year=106), plan_of({"kpis": now}))
    return [(pair.before.key, pair.now.key, pair.renamed) for pair in found]


def test_the_same_name_is_the_same_kpi_wherever_it_stands():
    before = [{"name": "造林面積"}, {"name": "申訴（再申訴）件數"}]
    now = [{"name": "申訴(再申訴)件數。"}, {"name": "造林面積"}]
    assert keys(before, now) == [("1-2", "1-1", False), ("1-1", "1-2", False)]


def test_two_of_one_name_are_told_apart_by_their_numbers():
    both = [{"name": "技術移轉件數"}, {"name": "技術移轉件數"}]
    assert keys(both, both) == [("1-1", "1-1", False), ("1-2", "1-2", False)]


def test_each_kpi_is_renamed_into_one_at_most():
    before = [{"name": "縮短案件審理日數", "standard": "審理日數"}]
    now = [
        {"name": "縮短案件之審理日數", "standard": "平均日數"},
        {"name": "縮短各案件之審理日數", "standard": "最長日數"},
    ]
    assert keys(before, now) == [("1-1", "1-1", True)]


def test_a_long_standard_kept_word_for_word_tells_a_new_name():
    standard = "（當年度輔導就業滿三個月人數÷當年度受輔導人數）×100%"
    before = [{"name": "輔導成效", "standard": standard}]
    now = [{"name": "穩定就業率", "standard": standard}]
    assert keys(before, now) == [("1-1", "1-1", True)]


def test_goals_are_known_by_likeness():
    previous = plan_of({"goals": ["強化防災整備", "健全司法保護"]}, fiscal_year=106)
    plan = plan_of({"goals": ["強化防災之整備"]})
    assert [goal.title for goal in dropped_goals(previous, plan)] == ["健全司法保護"]


NAMES = st.lists(st.text("造林面積申訴件數人次", min_size=2, max_size=6), max_size=5, unique=True)


@given(NAMES, NAMES)
def test_no_kpi_is_paired_twice(before, now):
    found = keys([{"name": name} for name in before], [{"name": name} for name in now])
    assert len({old for old, _, _ in found}) == len({new for _, new, _ in found}) == len(found)


@given(NAMES)
def test_a_plan_is_paired_with_itself(names):
    kpis = [{"name": name} for name in names]
    assert all(old == new and not renamed for old, new, renamed in keys(kpis, kpis))


def test_likeness_is_a_percentage():
    plan = plan_of({"kpis": [{"name": "造林面積"}, {"name": "造林面積"}]})
    assert likeness(*plan.indicators) == 100
