"""Two plans element by element: whatever differs is told, and nothing else."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.plans_of_tests import detailed_kpi, detailed_project, kpi, small_plan
from guankao.documents import Goal, HistoryValue, Mark, Plan, Strategy, editing
from guankao.documents.comparison import (
    BreakReason,
    ChangeKind,
    PieceKind,
    breaks_between,
    compare,
    words_between,
)
from guankao.documents.copying import copied

BASE = small_plan()


def retold(key: str, **values: object) -> Plan:
    return editing.with_indicator(BASE, key, values, key_follows=False)


def told(before: Plan, now: Plan) -> list[tuple[str, str, tuple[str, ...]]]:
    return [
        (one.kind.value, one.element, tuple(field.field for field in one.fields))
        for one in compare(before, now).changes
    ]


def test_a_plan_does_not_differ_from_itself():
    assert compare(BASE, BASE).changes == ()


def test_where_a_piece_stood_in_a_file_is_no_difference():
    goal = BASE.goals[0]
    marked = goal.model_copy(
        update={
            "mark": Mark(page=3),
            "strategies": tuple(
                Strategy(text=one.text, mark=Mark(page=3)) for one in goal.strategies
            ),
        }
    )
    assert compare(BASE, BASE.model_copy(update={"goals": (marked, BASE.goals[1])})).changes == ()


def test_a_changed_field_is_told_word_by_word():
    [change] = compare(BASE, retold("1-1", target="75%")).changes
    assert (change.kind, change.element, change.moved) == (ChangeKind.CHANGED, "kpi/1-1", False)
    [field] = change.fields
    assert (field.field, field.before, field.now) == ("target", "72%", "75%")
    assert [(one.kind.value, one.text) for one in field.words] == [
        ("out", "72"),
        ("in", "75"),
        ("same", "%"),
    ]


def test_added_and_removed():
    more = editing.with_goal(BASE, None, {"no": 3, "title": "促進公平"})
    assert told(BASE, more) == [("added", "goal/3", ())]
    assert told(more, BASE) == [("removed", "goal/3", ())]
    counts = compare(BASE, more).counts
    assert (counts[ChangeKind.ADDED], counts[ChangeKind.CHANGED]) == (1, 0)


def test_a_project_that_lets_go_of_a_removed_kpi_is_changed_too():
    assert told(BASE, editing.without(BASE, "kpi/1-2")) == [
        ("changed", "project/1-1", ("indicators",)),
        ("removed", "kpi/1-2", ()),
    ]


def test_moved_and_nothing_else():
    assert told(BASE, editing.moved(BASE, "project/2-1", 1)) == [("moved", "project/2-1", ())]
    assert told(BASE, editing.moved(BASE, "kpi/1-2", 1)) == [
        ("moved", "kpi/1-2", ()),
        ("moved", "kpi/1-1", ()),
    ]


def test_a_kpi_of_another_key_and_the_same_name_is_the_same_kpi():
    renumbered = editing.with_indicator(BASE, "1-2", {"no": 5})
    assert [
        (one.kind.value, one.was, one.element) for one in compare(BASE, renumbered).changes
    ] == [("moved", "kpi/1-2", "kpi/1-5")]


def test_a_kpi_of_the_same_key_and_another_name_is_another_kpi():
    other = kpi("1-1", "1", 1, "推動數位治理基盤", standard="建置平臺數", target="3個")
    plan = BASE.model_copy(update={"indicators": (other, *BASE.indicators[1:])})
    assert told(BASE, plan)[0] == ("added", "kpi/1-1", ())
    assert told(BASE, plan)[-1] == ("removed", "kpi/1-1", ())


def test_a_renamed_kpi_is_the_same_one():
    assert told(BASE, retold("1-1", name="提升執行有效結案率")) == [
        ("changed", "kpi/1-1", ("name",))
    ]


def test_two_goals_that_change_places_keep_their_kpis():
    changes = compare(BASE, editing.moved(BASE, "goal/2", 1)).changes
    assert {one.kind for one in changes} == {ChangeKind.MOVED}
    assert {one.element for one in changes} >= {"goal/1", "goal/2"}


def test_what_stands_beyond_the_table_is_compared_and_legible():
    before = small_plan(indicators=(detailed_kpi(),), projects=(detailed_project(),))
    bare = small_plan(
        indicators=(kpi("1-1", "1", 1, "提升有效結案率"),),
        projects=(detailed_project().model_copy(update={"budget": Decimal(900)}),),
    )
    changes = {one.element: one for one in compare(before, bare).changes}
    fields = {field.field: field.before for field in changes["kpi/1-1"].fields}
    assert fields["baseline"] == "105：70%"
    assert fields["year_targets"] == "108：72%\n109：74%"
    assert fields["history"] == "106：73.1%"
    assert [field.field for field in changes["project/1-1"].fields] == ["budget"]


def test_two_years_are_compared_as_they_are_copied():
    [change] = compare(BASE, copied(BASE, 109)).changes
    assert (change.element, [field.field for field in change.fields]) == ("plan", ["fiscal_year"])


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        ({"standard": "（當年度 結案件數 ÷ 當年度終結案件數）× 100％"}, ()),
        ({"standard": "（當年度結案件數÷前年度受理件數）×100%"}, (BreakReason.FORMULA,)),
        ({"target": "7,200件"}, (BreakReason.UNIT,)),
        ({"target": "75%"}, ()),
        ({"name": "提升有效結案比率"}, ()),
    ],
)
def test_a_changed_definition_breaks_the_series(values, wanted):
    [before] = [one for one in BASE.indicators if one.key == "1-1"]
    assert breaks_between(before, before.model_copy(update=values)) == wanted


def test_a_unit_that_converts_is_no_break():
    before = kpi("1-1", "1", 1, "徵起金額", standard="徵起金額", target="3億元")
    assert breaks_between(before, before.model_copy(update={"target": "32,000萬元"})) == ()


def test_the_break_stands_with_the_change():
    [change] = compare(BASE, retold("1-1", standard="平均每件結案日數")).changes
    assert change.breaks == (BreakReason.FORMULA,)


@pytest.mark.parametrize(
    ("before", "now", "pieces"),
    [
        ("", "新增", [("in", "新增")]),
        ("刪除", "", [("out", "刪除")]),
        ("同", "同", [("same", "同")]),
        ("1,000人", "1,200人", [("out", "1,000"), ("in", "1,200"), ("same", "人")]),
        ("甲乙丙", "丁乙戊", [("out", "甲乙丙"), ("in", "丁乙戊")]),
    ],
)
def test_words(before, now, pieces):
    assert [(one.kind.value, one.text) for one in words_between(before, now)] == pieces


@given(
    st.text(alphabet="甲乙丙1,. \nab。", max_size=60),
    st.text(alphabet="甲乙丙1,. \nab。", max_size=60),
)
def test_the_pieces_give_back_both_texts(before, now):
    pieces = words_between(before, now)
    assert "".join(one.text for one in pieces if one.kind is not PieceKind.IN) == before
    assert "".join(one.text for one in pieces if one.kind is not PieceKind.OUT) == now


def test_long_texts_are_compared_by_clauses():
    before = "".join(f"第{number}項，辦理宣導；" for number in range(2_000))
    now = before.replace("第77項，", "第七十七項，")
    pieces = words_between(before, now)
    assert [one.text for one in pieces if one.kind is PieceKind.IN] == ["第七十七項，"]


CHANGES = st.one_of(
    st.builds(
        lambda key, field, value: (
            lambda plan: editing.with_indicator(plan, key, {field: value}, key_follows=False)
        ),
        st.sampled_from(["1-1", "1-2", "2-1"]),
        st.sampled_from(["name", "target", "standard", "note", "owner"]),
        st.text(alphabet="提升結案率甲乙", min_size=1, max_size=8),
    ),
    st.builds(
        lambda element, place: lambda plan: editing.moved(plan, element, place),
        st.sampled_from(["goal/2", "kpi/1-2", "project/2-1", "project/1-1"]),
        st.integers(1, 3),
    ),
    st.sampled_from(["kpi/1-1", "kpi/2-1", "project/1-2"]).map(
        lambda element: lambda plan: editing.without(plan, element)
    ),
    st.just(
        lambda plan: plan.model_copy(
            update={"goals": (*plan.goals, Goal(key="9", no=9, title="新目標"))}
        )
    ),
    st.just(
        lambda plan: editing.with_indicator(
            plan, "1-1", {"history": ({"fiscal_year": 100, "value": "1人"},)}, key_follows=False
        )
    ),
)


@given(CHANGES)
def test_whatever_differs_is_told(change):
    changed = change(BASE)
    assert bool(compare(BASE, changed).changes) == (changed != BASE)
    assert bool(compare(changed, BASE).changes) == (changed != BASE)


def test_history_is_told_by_its_years():
    history = (
        HistoryValue(fiscal_year=106, value="70%"),
        HistoryValue(fiscal_year=107, value="71%"),
    )
    [change] = compare(BASE, retold("1-1", history=history)).changes
    assert change.fields[0].now == "106：70%\n107：71%"
