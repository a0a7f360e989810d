"""One element of a plan changed, added, moved or taken out."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from documents.plans_of_tests import detailed_kpi, detailed_project, small_plan
from guankao.documents import editing


def keys(elements) -> list[str]:
    return [one.key for one in elements]


def test_what_a_change_does_not_name_stays():
    plan = small_plan(goals=small_plan().goals, indicators=(detailed_kpi(),), projects=())
    changed = editing.with_indicator(plan, "1-1", {"target": "75%"}, key_follows=False)
    assert changed.indicators[0] == detailed_kpi().model_copy(update={"target": "75%"})


def test_details_of_a_project_stay_when_its_title_changes():
    plan = small_plan(projects=(detailed_project(),))
    changed = editing.with_project(plan, "1-1", {"title": "強力執行滯欠大戶"})
    wanted = detailed_project().model_copy(update={"title": "強力執行滯欠大戶"})
    assert changed.projects[0] == wanted


def test_a_draft_keeps_the_key_of_a_kpi_and_a_correction_does_not():
    kept = editing.with_indicator(small_plan(), "1-2", {"no": 5}, key_follows=False)
    followed = editing.with_indicator(small_plan(), "1-2", {"no": 5})
    assert keys(kept.indicators) == ["1-1", "1-2", "2-1"]
    assert keys(followed.indicators) == ["1-1", "1-5", "2-1"]
    assert followed.projects[0].indicators == ("1-1", "1-5")


def test_a_goal_moves_with_its_kpis_and_the_numbers_stay():
    plan = editing.moved(small_plan(), "goal/2", 1)
    assert [(goal.key, goal.no) for goal in plan.goals] == [("2", 1), ("1", 2)]
    assert keys(plan.indicators) == ["2-1", "1-1", "1-2"]


def test_a_kpi_moves_among_those_of_its_goal():
    plan = editing.moved(small_plan(), "kpi/1-2", 1)
    assert [(one.key, one.no) for one in plan.indicators] == [("1-2", 1), ("1-1", 2), ("2-1", 1)]


def test_two_kpis_of_one_number_change_places_too():
    plan = small_plan()
    same = tuple(one.model_copy(update={"no": 1}) for one in plan.indicators)
    plan = editing.moved(plan.model_copy(update={"indicators": same}), "kpi/1-2", 1)
    assert keys(plan.indicators) == ["1-2", "1-1", "2-1"]


@pytest.mark.parametrize(
    ("place", "order"), [(1, ["2-1", "1-1", "1-2"]), (99, ["1-1", "1-2", "2-1"])]
)
def test_a_project_moves_and_no_place_is_too_far(place, order):
    assert keys(editing.moved(small_plan(), "project/2-1", place).projects) == order


@pytest.mark.parametrize("element", ["goal/9", "kpi/9-9", "project/9-9", "strategy/1", "plan/1"])
def test_what_is_not_there_cannot_be_moved(element):
    with pytest.raises(editing.NoSuchElement):
        editing.moved(small_plan(), element, 1)


def test_a_goal_with_kpis_cannot_be_taken_out():
    with pytest.raises(ValidationError):
        editing.without(small_plan(), "goal/1")


def test_projects_let_go_of_a_kpi_that_is_taken_out():
    plan = editing.without(small_plan(), "kpi/1-1")
    assert plan.projects[0].indicators == ("1-2",)


def test_a_new_kpi_gets_the_next_free_key():
    values = {**small_plan().indicators[0].model_dump(exclude={"mark", "key"}), "name": "另一指標"}
    assert keys(editing.with_indicator(small_plan(), None, values).indicators) == [
        "1-1",
        "1-1.2",
        "1-2",
        "2-1",
    ]
