"""Last year's plan as the beginning of next year's."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from documents.plans_of_tests import detailed_kpi, detailed_project, kpi, small_plan
from guankao.documents import HistoryValue, Mark, Milestone, Strategy
from guankao.documents.copying import ChangeReason, copied, what_must_change


def reasons(plan, before) -> list[tuple[str, str, str]]:
    return [(one.element, one.field, one.reason.value) for one in what_must_change(plan, before)]


def test_a_copy_is_of_the_next_year_and_keeps_its_keys():
    before = small_plan(mark=Mark(file="108.odt"))
    plan = copied(before, 109)
    assert (plan.identifier, plan.mark) == ("109/示範署", None)
    assert list(plan.identifiers())[1:] == [
        name.replace("108/", "109/") for name in list(before.identifiers())[1:]
    ]


def test_the_medium_term_gives_the_next_target_and_last_years_reason_goes():
    [one] = copied(small_plan(indicators=(detailed_kpi(),), projects=()), 109).indicators
    assert one.target == "74%"
    assert [target.fiscal_year for target in one.year_targets] == [109]
    assert one.weaker_target_reason is None


def test_a_reported_result_joins_the_earlier_values():
    [one] = copied(
        small_plan(indicators=(detailed_kpi(),), projects=()), 109, {"1-1": "71.9%"}
    ).indicators
    assert one.history[-1] == HistoryValue(fiscal_year=108, value="71.9%")


def test_milestones_move_on_by_a_year():
    leap = Milestone(due=date(2020, 2, 29), title="完成修法")
    project = detailed_project().model_copy(update={"milestones": (leap,), "indicators": ()})
    plan = copied(small_plan(projects=(project,)), 109)
    assert plan.projects[0].milestones[0].due == date(2021, 2, 28)


def test_what_repeats_last_year_is_pointed_at_until_it_is_changed():
    before = small_plan(indicators=(kpi("1-1", "1", 1, "提升結案率"),), projects=())
    plan = copied(before, 109)
    assert reasons(plan, before) == [
        ("kpi/1-1", "target", "same-target"),
        ("kpi/1-1", "history", "result-missing"),
    ]
    [one] = what_must_change(plan, before)[1:]
    assert one.quote == "108年：72%"
    history = (HistoryValue(fiscal_year=108, value="71%"),)
    changed = (plan.indicators[0].model_copy(update={"target": "75%", "history": history}),)
    assert reasons(plan.model_copy(update={"indicators": changed}), before) == []


def test_years_in_texts_are_found_by_both_calendars_and_only_where_they_are_old():
    goals = tuple(
        goal.model_copy(
            update={
                "title": "延續107年成果",
                "strategies": (
                    Strategy(text="自2019年起試辦。"),
                    Strategy(text="至112年完成，1080年不是年度。"),
                ),
            }
        )
        for goal in small_plan().goals[:1]
    )
    before = small_plan(goals=goals, indicators=(), projects=(), introduction=("108年度重點",))
    plan = copied(before, 109)
    assert [(one.element, one.field, one.quote) for one in what_must_change(plan, before)] == [
        ("plan", "introduction", "108年度重點"),
        ("goal/1", "title", "延續107年成果"),
        ("goal/1", "strategies", "自2019年起試辦。"),
    ]


def test_last_years_budget_is_pointed_at():
    before = small_plan(
        indicators=(detailed_kpi(),), projects=(detailed_project(),), introduction=()
    )
    plan = copied(before, 109)
    assert ("project/1-1", "budget", ChangeReason.SAME_BUDGET.value) in reasons(plan, before)
    raised = plan.projects[0].model_copy(update={"budget": Decimal(13_000)})
    plan = plan.model_copy(update={"projects": (raised,)})
    assert not [one for one in reasons(plan, before) if one[1] == "budget"]
