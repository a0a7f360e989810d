"""What a file says of a plan that stands: shown as differences, and taken piece by piece."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.plans_of_tests import kpi, small_plan
from guankao.documents import Goal, Plan, Project, editing
from guankao.documents.comparison import ChangeKind
from guankao.documents.taking import DoNotFit, LeftOut, beside, differences, with_taken

STANDS = small_plan()


def told(offered: Plan, stands: Plan = STANDS) -> dict[str, ChangeKind]:
    return {one.element: one.kind for one in differences(stands, offered).changes}


def retold(plan: Plan, key: str, **values: object) -> Plan:
    return editing.with_indicator(plan, key, values, key_follows=False)


def renumbered() -> Plan:
    """The same plan as a file has it: keys by its own numbers, a KPI more before the others."""
    first = kpi("1-1", "1", 1, "降低陳情件數", standard="陳情件數", target="30件以下")
    rest = [
        one.model_copy(update={"key": f"1-{one.no + 1}", "no": one.no + 1})
        if one.goal == "1"
        else one
        for one in STANDS.indicators
    ]
    moved = {"1-1": "1-2", "1-2": "1-3"}
    projects = tuple(
        one.model_copy(update={"indicators": tuple(moved.get(key, key) for key in one.indicators)})
        for one in STANDS.projects
    )
    return editing.with_facts(
        STANDS, {"indicators": (first, *rest), "projects": projects, "fiscal_year": 99}
    )


def test_the_same_file_changes_nothing():
    assert beside(STANDS, STANDS) == STANDS
    assert told(beside(STANDS, STANDS)) == {}
    assert with_taken(STANDS, beside(STANDS, STANDS), []) == STANDS


def test_elements_keep_their_keys_whatever_their_numbers_in_the_file():
    offered = beside(STANDS, renumbered())
    assert offered.fiscal_year == STANDS.fiscal_year
    assert told(offered) == {
        "kpi/1-1.2": ChangeKind.ADDED,
        "kpi/1-1": ChangeKind.MOVED,
        "kpi/1-2": ChangeKind.MOVED,
    }
    assert with_taken(STANDS, offered, told(offered)) == offered
    assert beside(offered, renumbered()) == offered, "the same file again changes nothing"


def test_of_what_a_file_has_no_place_for_the_plan_keeps_its_own():
    stands = retold(STANDS, "1-1", owner="執行組", data_source="案件系統")
    stands = editing.with_project(stands, "1-1", {"budget": Decimal(1200)})
    offered = beside(stands, retold(STANDS, "1-1", target="80%"))
    assert told(offered, stands) == {"kpi/1-1": ChangeKind.CHANGED}
    first = with_taken(stands, offered, ["kpi/1-1"]).indicators[0]
    assert (first.target, first.owner, first.data_source) == ("80%", "執行組", "案件系統")


def test_one_is_taken_and_the_other_left():
    read = retold(retold(STANDS, "1-1", target="80%"), "2-1", target="600場")
    taken = with_taken(STANDS, beside(STANDS, read), ["kpi/2-1"])
    assert taken == retold(STANDS, "2-1", target="600場")


def test_what_a_file_leaves_out_goes_only_where_it_is_chosen():
    offered = beside(STANDS, editing.without(STANDS, "kpi/1-2"))
    assert told(offered)["kpi/1-2"] is ChangeKind.REMOVED
    rest = [name for name in told(offered) if name != "kpi/1-2"]
    assert len(with_taken(STANDS, offered, rest).indicators) == len(STANDS.indicators)
    gone = with_taken(STANDS, offered, ["kpi/1-2"])
    assert [one.key for one in gone.indicators] == ["1-1", "2-1"]
    assert not any("1-2" in project.indicators for project in gone.projects)


def new_goal() -> Plan:
    goal = Goal(key="3", no=3, title="厚植人才")
    added = kpi("3-1", "3", 1, "訓練人次", standard="訓練人次", target="100人次")
    project = Project(
        key="9-1", work_plan="訓練", title="辦理訓練", category="其它", indicators=("3-1",)
    )
    return editing.with_facts(
        STANDS,
        {
            "goals": (*STANDS.goals, goal),
            "indicators": (*STANDS.indicators, added),
            "projects": (*STANDS.projects, project),
        },
    )


@pytest.mark.parametrize(
    ("chosen", "needs"),
    [(["kpi/3-1"], "goal/3"), (["goal/3", "project/9-1"], "kpi/3-1")],
)
def test_what_relies_on_something_new_cannot_be_taken_without_it(chosen, needs):
    with pytest.raises(LeftOut) as caught:
        with_taken(STANDS, beside(STANDS, new_goal()), chosen)
    assert caught.value.needs == needs
    assert caught.value.element in chosen


def test_a_goal_goes_only_with_its_kpis():
    read = editing.without(editing.without(STANDS, "kpi/2-1"), "goal/2")
    with pytest.raises(LeftOut) as caught:
        with_taken(STANDS, beside(STANDS, read), ["goal/2"])
    assert (caught.value.element, caught.value.needs) == ("goal/2", "kpi/2-1")


def test_two_of_one_number_do_not_fit():
    read = new_goal()
    goals = [
        one.model_copy(update={"no": {"2": 3, "3": 2}.get(one.key, one.no)}) for one in read.goals
    ]
    offered = beside(STANDS, editing.with_facts(read, {"goals": tuple(goals)}))
    with pytest.raises(DoNotFit):
        with_taken(STANDS, offered, ["goal/3"])


@given(st.data())
def test_whatever_is_chosen_is_as_the_file_has_it_and_the_rest_as_it_stood(data):
    read = data.draw(
        st.sampled_from([renumbered(), new_goal(), editing.without(STANDS, "kpi/1-2")])
    )
    read = retold(read, "2-1", target=data.draw(st.sampled_from(["530場", "600場"])))
    offered = beside(STANDS, read)
    changes = told(offered)
    chosen = data.draw(st.sets(st.sampled_from(sorted(changes)))) if changes else set()
    try:
        plan = with_taken(STANDS, offered, chosen)
    except (LeftOut, DoNotFit):
        return
    again = told(offered, plan)
    assert not chosen & {name for name, kind in again.items() if kind is not ChangeKind.MOVED}
    for name in changes.keys() - chosen:
        if changes[name] in {ChangeKind.ADDED, ChangeKind.CHANGED} and name.startswith("kpi/"):
            assert again[name] is changes[name]
