"""Two people change one plan at once: both changes stand, or a conflict says what cannot."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from documents.plans_of_tests import kpi, small_plan
from guankao.documents import Goal, Plan, editing
from guankao.documents.merging import Conflict, merge

BASE = small_plan()


def retold(key: str, plan: Plan = BASE, **values: object) -> Plan:
    return editing.with_indicator(plan, key, values, key_follows=False)


def test_two_kpis_changed_by_two_people():
    theirs, mine = retold("1-1", target="80%"), retold("2-1", target="600場")
    both = merge(BASE, theirs, mine)
    assert both.conflicts == ()
    assert both.plan == retold("2-1", theirs, target="600場")


def test_two_fields_of_one_kpi():
    both = merge(BASE, retold("1-1", target="80%"), retold("1-1", note="依新法計算。"))
    assert both.conflicts == ()
    assert (both.plan.indicators[0].target, both.plan.indicators[0].note) == ("80%", "依新法計算。")


def test_one_field_changed_differently_is_a_conflict_and_stays_as_it_stands():
    theirs = retold("1-1", target="80%")
    both = merge(BASE, theirs, retold("1-1", target="75%", note="依新法計算。"))
    assert both.plan == theirs
    assert both.conflicts == (Conflict("kpi/1-1", "target", "72%", "80%", "75%"),)


def test_the_same_change_twice_is_one():
    theirs = retold("1-1", target="80%")
    assert merge(BASE, theirs, retold("1-1", target="80%")).plan == theirs


def test_both_added_a_kpi_under_the_same_key():
    values = BASE.indicators[1].model_dump(exclude={"mark", "key"})
    theirs = editing.with_indicator(BASE, None, {**values, "no": 3, "name": "他人新增"})
    mine = editing.with_indicator(BASE, None, {**values, "no": 3, "name": "自己新增"})
    mine = editing.with_project(mine, "1-2", {"indicators": ("1-3",)})
    both = merge(BASE, theirs, mine).plan
    names = {one.key: one.name for one in both.indicators}
    assert (names["1-3"], names["1-3.2"]) == ("他人新增", "自己新增")
    assert both.projects[1].indicators == ("1-3.2",)


def test_both_added_a_goal_and_a_kpi_under_it():
    def added(title: str) -> Plan:
        return BASE.model_copy(
            update={
                "goals": (*BASE.goals, Goal(key="3", no=3, title=title)),
                "indicators": (*BASE.indicators, kpi("3-1", "3", 1, f"{title}指標")),
            }
        )

    both = merge(BASE, added("甲"), added("乙"))
    assert both.conflicts == ()
    assert [(goal.key, goal.no, goal.title) for goal in both.plan.goals[2:]] == [
        ("3", 3, "甲"),
        ("3.2", 4, "乙"),
    ]
    assert [(one.key, one.goal) for one in both.plan.indicators[3:]] == [
        ("3-1", "3"),
        ("3-1.2", "3.2"),
    ]


def test_taken_out_by_one_and_changed_by_the_other():
    gone, changed = editing.without(BASE, "kpi/2-1"), retold("2-1", target="600場")
    for theirs, mine in ((gone, changed), (changed, gone)):
        both = merge(BASE, theirs, mine)
        assert both.plan == theirs
        assert [(one.element, one.field) for one in both.conflicts] == [("kpi/2-1", "")]


def test_taken_out_by_one_and_left_alone_by_the_other():
    gone, changed = editing.without(BASE, "kpi/2-1"), retold("1-1", target="80%")
    for theirs, mine in ((gone, changed), (changed, gone)):
        both = merge(BASE, theirs, mine)
        assert both.conflicts == ()
        assert [(one.key, one.target) for one in both.plan.indicators] == [
            ("1-1", "80%"),
            ("1-2", "90日以下"),
        ]


def test_a_goal_taken_out_while_another_puts_a_kpi_under_it():
    bare = small_plan(indicators=BASE.indicators[:2], projects=())
    theirs = editing.without(bare, "goal/2")
    mine = bare.model_copy(update={"indicators": (*bare.indicators, BASE.indicators[2])})
    both = merge(bare, theirs, mine)
    assert both.plan == theirs
    assert [(one.element, one.field, one.theirs) for one in both.conflicts] == [
        ("kpi/2-1", "goal", None)
    ]


def test_a_kpi_taken_out_while_another_ties_a_project_to_it():
    theirs = editing.without(BASE, "kpi/1-2")
    mine = editing.with_project(BASE, "1-2", {"indicators": ("1-2",)})
    both = merge(BASE, theirs, mine)
    assert both.plan == theirs
    assert [(one.element, one.field) for one in both.conflicts] == [("project/1-2", "indicators")]


def test_one_moves_a_project_while_the_other_adds_one():
    mine = editing.moved(BASE, "project/2-1", 1)
    added = BASE.projects[1].model_copy(update={"key": "1-3", "title": "新增計畫"})
    theirs = BASE.model_copy(update={"projects": (*BASE.projects[:2], added, BASE.projects[2])})
    for one, other in ((theirs, mine), (mine, theirs)):
        both = merge(BASE, one, other)
        assert both.conflicts == ()
        assert [each.key for each in both.plan.projects] == ["2-1", "1-1", "1-2", "1-3"]


CHANGES = st.one_of(
    st.builds(
        lambda key, value: lambda plan: retold(key, plan, target=value),
        st.sampled_from(["1-1", "1-2", "2-1"]),
        st.sampled_from(["1件", "2件"]),
    ),
    st.builds(
        lambda element, place: lambda plan: editing.moved(plan, element, place),
        st.sampled_from(["goal/2", "kpi/1-2", "project/2-1", "project/1-1"]),
        st.integers(1, 3),
    ),
    st.sampled_from(["kpi/1-1", "kpi/2-1", "project/1-2"]).map(
        lambda element: lambda plan: editing.without(plan, element)
    ),
    st.sampled_from(["新增甲", "新增乙"]).map(
        lambda name: (
            lambda plan: editing.with_indicator(
                plan,
                None,
                {**BASE.indicators[2].model_dump(exclude={"mark", "key"}), "no": 2, "name": name},
            )
        )
    ),
)


@given(CHANGES, CHANGES)
def test_nothing_is_lost_whatever_two_people_do(here, there):
    """Merging is whole: a valid plan with both changes, or theirs with what could not be."""
    theirs, mine = there(BASE), here(BASE)
    both = merge(BASE, theirs, mine)
    assert Plan.model_validate(both.plan) == both.plan
    if both.conflicts:
        assert both.plan == theirs
        return
    assert merge(BASE, mine, theirs).conflicts == ()
    told = {one.name: one for one in both.plan.indicators}
    for plan in (theirs, mine):
        begun = {one.key: one for one in BASE.indicators}
        for one in plan.indicators:
            changed = begun.get(one.key)
            if changed is None or one.target != changed.target:
                assert told[one.name].target == one.target


@given(CHANGES)
def test_a_change_alone_is_itself(change):
    changed = change(BASE)
    assert merge(BASE, BASE, changed).plan == changed
    assert merge(BASE, changed, BASE).plan == changed
    assert merge(BASE, changed, changed).plan == changed
