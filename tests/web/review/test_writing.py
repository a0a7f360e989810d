"""Plans written in place: what a script that saves while one types sends and is answered."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from guankao import sample
from guankao.documents import Plan, editing
from guankao.web.planning.actions import add_comment, save_draft, start_draft, undo_version
from guankao.web.planning.models import Draft, PlanVersion
from guankao.web.planning.version_groups import LONGEST_PAUSE, grouped
from guankao.web.review.actions import submit_plan
from web.drafts_of_tests import (
    AGENCY,
    YEAR,
    actor,
    draft,
    events,
    planner,
    reviewer,
    sample_plan,
    save,
    text_of,
)
from web.review.test_plan_pages import KPI, at, judging, typed, writing

pytestmark = pytest.mark.django_db
__all__ = ["actor", "draft", "judging", "planner", "reviewer", "writing"]
SCRIPT = {"HX-Request": "true"}
KEY = sample_plan().indicators[0].key
PLACE = KPI.replace("/", "-")


def form_in(browser, draft: Draft, element: str = KPI) -> dict[str, object]:
    return typed(browser.get(at(draft, f"{element}/")).content)


def sent(browser, draft: Draft, values: dict[str, object], *, element: str = KPI, **more: object):
    """Send a form as the script does; `automatic` while somebody types."""
    return browser.post(at(draft, f"{element}/"), {**values, **more}, headers=SCRIPT)


def saved_while_typing(browser, draft: Draft, **fields: object):
    values = form_in(browser, draft)
    return sent(browser, draft, values, automatic="1", **fields)


def test_an_element_opens_and_closes_where_it_stands(writing, draft):
    opened = writing.get(at(draft, f"{KPI}/"), headers=SCRIPT).content.decode()
    assert opened.lstrip().startswith('<div class="reviewed writing-here"')
    assert f'id="id_{PLACE}_target"' in opened
    assert "<html" not in opened
    closed = writing.get(at(draft, f"{KPI}/?row"), headers=SCRIPT).content.decode()
    assert closed.lstrip().startswith(f'<article class="reviewed" id="{PLACE}"')
    for element in ("goal/1", "plan", f"project/{sample_plan().projects[0].key}", "kpi/new"):
        assert writing.get(at(draft, f"{element}/"), headers=SCRIPT).status_code == 200
        if element != "kpi/new":
            row = writing.get(at(draft, f"{element}/?row"), headers=SCRIPT).content.decode()
            assert f'id="{element.replace("/", "-")}"' in row


def test_what_is_typed_is_saved_and_shown_around_the_form(writing, draft):
    answer = saved_while_typing(writing, draft, target="9,999人").json()
    assert (answer["state"], answer["version"], answer["fields"]) == ("saved", 2, {})
    assert 'id="counts"' in answer["html"]
    assert text_of(draft).indicators[0].target == "9,999人"


def test_the_same_again_changes_nothing(writing, draft):
    values = form_in(writing, draft)
    for _time in range(3):
        answer = sent(writing, draft, values, automatic="1", target="9,999人")
        assert answer.json()["version"] == 2
    assert draft.versions.count() == 2
    assert events().count("plan.saved") == 1


def test_what_is_not_valid_yet_is_not_saved_and_says_why(writing, draft):
    answer = saved_while_typing(writing, draft, target="")
    assert answer.status_code == 422
    assert answer.json()["state"] == "invalid"
    assert answer.json()["message"].startswith("年度目標值")
    assert draft.versions.count() == 1


def test_the_form_learns_what_somebody_else_changed(writing, draft, actor):
    """Else its next save would put the old text back."""
    values = form_in(writing, draft)
    save(draft, actor("colleague", "planner"), note="同仁的說明")
    answer = sent(writing, draft, values, automatic="1", target="2人").json()
    assert answer["state"] == "saved"
    assert answer["merged"] is True
    assert answer["fields"] == {"note": ["同仁的說明"]}
    one = text_of(draft).indicators[0]
    assert (one.target, one.note) == ("2人", "同仁的說明")


def test_two_people_on_one_field_choose_and_lose_nothing(writing, draft, actor):
    values = {**form_in(writing, draft), "target": "2人", "owner": "我的單位"}
    save(draft, actor("colleague", "planner"), target="1人", note="同仁的說明")
    answer = sent(writing, draft, values, automatic="1")
    told = answer.json()
    assert (answer.status_code, told["state"], told["version"]) == (409, "conflict", "2")
    assert told["fields"] == {"note": ["同仁的說明"]}
    assert 'data-contested="target"' in told["html"]
    assert "1人" in told["html"]
    assert "2人" in told["html"]
    again = {**values, "version": 2, "note": "同仁的說明", "choose-target": "theirs"}
    assert sent(writing, draft, again).json()["state"] == "saved"
    one = text_of(draft).indicators[0]
    assert (one.target, one.note, one.owner) == ("1人", "同仁的說明", "我的單位")


def test_without_a_script_the_choice_is_a_form_too(writing, draft, actor):
    values = {**form_in(writing, draft), "target": "2人"}
    save(draft, actor("colleague", "planner"), target="1人", note="同仁的說明")
    page = writing.post(at(draft, f"{KPI}/"), values)
    assert page.status_code == 409
    again = typed(page.content)
    assert again["note"] == "同仁的說明"
    assert writing.post(at(draft, f"{KPI}/"), {**again, "choose-target": "mine"}).status_code == 302
    one = text_of(draft).indicators[0]
    assert (one.target, one.note) == ("2人", "同仁的說明")


def test_what_was_typed_outlasts_that_its_element_is_taken_out(writing, draft, actor):
    values = {**form_in(writing, draft), "note": "寫了很久"}
    plan = text_of(draft)
    save_draft(
        by=actor("colleague", "planner"),
        draft=draft.pk,
        version=1,
        element=KPI,
        document=editing.without(plan, KPI),
    )
    answer = sent(writing, draft, values, automatic="1")
    assert (answer.status_code, answer.json()["state"]) == (409, "gone")
    page = writing.post(at(draft, f"{KPI}/"), values).content.decode()
    assert "寫了很久" in page
    assert f'action="{at(draft, "kpi/new/")}"' in page
    assert writing.post(at(draft, "kpi/new/"), values).status_code == 302
    assert "寫了很久" in [one.note for one in text_of(draft).indicators]


def test_the_state_of_the_plan_refuses_with_its_reason(writing, draft, planner):
    values = form_in(writing, draft)
    submit_plan(by=planner, draft=draft.pk, version=1)
    answer = sent(writing, draft, values, automatic="1", target="2人")
    assert (answer.status_code, answer.json()["state"]) == (409, "refused")
    assert answer.json()["message"]


def test_whoever_is_signed_out_is_told_so_and_not_sent_away(writing, draft):
    values = form_in(writing, draft)
    writing.logout()
    answer = sent(writing, draft, values, automatic="1")
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, "/account/login/")


def test_a_save_by_button_gives_the_row_and_its_undo(writing, draft):
    values = form_in(writing, draft)
    sent(writing, draft, values, automatic="1", target="1人", placed="1")
    values = form_in(writing, draft)
    answer = sent(writing, draft, values, target="2人", placed="1").json()
    assert answer["state"] == "saved"
    assert f'<article class="reviewed" id="{PLACE}"' in answer["html"]
    assert 'name="first" value="2"' in answer["html"]
    assert 'name="undo" value="3"' in answer["html"]
    undone = writing.post(at(draft, "versions/"), {"first": 2, "undo": 3, "back": "draft"})
    assert undone.url == f"{at(draft)}#{PLACE}"
    assert text_of(draft) == sample_plan()


def test_without_a_script_a_save_offers_its_undo_on_the_page(writing, draft):
    answer = writing.post(at(draft, f"{KPI}/"), {**form_in(writing, draft), "target": "1人"})
    page = writing.get(answer.url.partition("#")[0]).content.decode()
    assert 'name="undo" value="2"' in page
    assert f'data-saved-element="{KPI}"' in page
    assert 'name="undo"' not in writing.get(f"{at(draft)}?saved=77&of={KPI}").content.decode()


def test_what_is_added_and_taken_out_says_where(writing, draft):
    values = {"version": 1, "no": 99, "title": "新目標", "strategies": "做法。"}
    answer = sent(writing, draft, values, element="goal/new", placed="1").json()
    assert answer["state"] == "added"
    key = next(one.key for one in text_of(draft).goals if one.title == "新目標")
    assert answer["address"].endswith(f"#goal-{key}")
    gone = sent(writing, draft, {"version": 2, "remove": 1}, element=f"goal/{key}").json()
    assert gone["state"] == "removed"
    assert text_of(draft) == sample_plan()


def checked(browser, draft: Draft, values: dict[str, object], element: str = KPI):
    return browser.post(at(draft, f"check/{element}/"), values, headers=SCRIPT)


def test_a_fault_shows_while_it_is_typed(writing, draft):
    values = form_in(writing, draft)
    before = checked(writing, draft, values).content.decode()
    after = checked(writing, draft, {**values, "standard": "（甲÷乙"}).content.decode()
    field = after.partition('id="id_standard-said"')[2].partition('id="id_standard_remark-said"')[0]
    assert "GK111" in field
    assert "GK111" not in before
    assert "/rules/GK111" in field
    assert text_of(draft) == sample_plan()
    assert events() == ["plan.drafted"]


def test_the_formula_and_the_target_are_read_while_they_are_typed(writing, draft):
    values = {**form_in(writing, draft), "standard": "（甲件數÷乙件數）×100%", "target": "10%以下"}
    page = checked(writing, draft, values).content.decode()
    assert "<math" in page
    assert "甲件數、乙件數" in page
    assert "至多" in page or "以下" in page
    half = checked(writing, draft, {**values, "no": "", "name": ""})
    assert half.status_code == 200
    assert "甲件數、乙件數" in half.content.decode()


def test_a_new_kpi_is_checked_before_it_is_there(writing, draft):
    values = {
        "goal": text_of(draft).goals[0].key,
        "no": 9,
        "name": "新件數",
        "evaluation_arrangement": 1,
        "evaluation_method": "統計數據",
        "standard": "（甲÷乙",
        "target": "5件",
    }
    assert "GK111" in checked(writing, draft, values, "kpi/new").content.decode()
    assert checked(writing, draft, {}, "kpi/new").status_code == 200
    assert text_of(draft) == sample_plan()


def test_what_is_checked_is_bounded_and_belongs_to_who_writes(writing, judging, draft):
    values = form_in(writing, draft)
    assert checked(writing, draft, {**values, "note": "長" * 40_000}).status_code == 413
    assert checked(judging, draft, values).status_code == 403
    assert checked(writing, draft, values, "strategy/1").status_code == 404


def moved(browser, draft: Draft, key: str, place: object, version: int):
    form = {"place": place, "version": version}
    return sent(browser, draft, form, element=f"project/{key}")


def test_an_element_moves_to_a_place(writing, draft):
    keys = [one.key for one in sample_plan().projects]
    answer = moved(writing, draft, keys[0], 3, 1).json()
    assert answer["state"] == "moved"
    assert [one.key for one in text_of(draft).projects][:3] == [keys[1], keys[2], keys[0]]
    assert answer["order"][-len(keys) :][:3] == [f"project-{key}" for key in [*keys[1:3], keys[0]]]
    for place in ("", "x", "-1", "９", "9" * 30):
        assert moved(writing, draft, keys[0], place, 2).status_code == 404


def test_a_move_from_an_older_version_is_put_together(writing, draft, planner):
    keys = [one.key for one in sample_plan().projects]
    save(draft, planner, target="1人")
    assert moved(writing, draft, keys[0], 2, 1).json()["state"] == "moved"
    plan = text_of(draft)
    assert plan.indicators[0].target == "1人"
    assert [one.key for one in plan.projects][:2] == [keys[1], keys[0]]


def test_two_people_who_move_are_told(writing, draft, actor):
    keys = [one.key for one in sample_plan().projects]
    save_draft(
        by=actor("colleague", "planner"),
        draft=draft.pk,
        version=1,
        element=f"project/{keys[3]}",
        document=editing.moved(sample_plan(), f"project/{keys[3]}", 1),
    )
    answer = moved(writing, draft, keys[0], 3, 1).json()
    assert "他人已變更順序" in answer["message"]
    assert next(one.key for one in text_of(draft).projects) == keys[3]


def test_buttons_alone_move_without_a_script(writing, draft):
    keys = [one.key for one in sample_plan().projects]
    answer = writing.post(at(draft, f"project/{keys[1]}/"), {"version": 1, "move": "up"})
    assert answer.status_code == 302
    assert next(one.key for one in text_of(draft).projects) == keys[1]


def test_versions_of_one_go_are_one_line_and_one_undo(writing, draft, planner, actor):
    for number in range(3):
        save(draft, planner, target=f"{number + 1}人")
    save(draft, actor("colleague", "planner"), note="同仁的說明")
    page = writing.get(at(draft, "versions/")).content.decode()
    assert "2–4" in page
    assert 'name="first" value="2"' in page
    undo_version(by=planner, draft=draft.pk, number=4, first=2)
    one = text_of(draft).indicators[0]
    assert (one.target, one.note) == (sample_plan().indicators[0].target, "同仁的說明")
    for first, number in ((2, 5), (5, 4), (0, 1), (9, 9)):
        with pytest.raises(PlanVersion.DoesNotExist):
            undo_version(by=planner, draft=draft.pk, number=number, first=first)


def test_a_long_pause_begins_another_change():
    now = timezone.now()
    versions = [
        PlanVersion(number=number, kind="saved", element=KPI, person="p", saved_at=when)
        for number, when in (
            (4, now + 2 * LONGEST_PAUSE + timedelta(seconds=1)),
            (3, now + LONGEST_PAUSE),
            (2, now),
        )
    ]
    assert [len(group.versions) for group in grouped(versions)] == [1, 2]


@pytest.mark.parametrize("only", ["findings", "to-change", "comments"])
def test_a_page_shows_only_what_was_asked_for(writing, draft, planner, only):
    add_comment(by=planner, draft=draft.pk, element=KPI, text="請看。")
    page = writing.get(f"{at(draft)}?only={only}").content.decode()
    assert 'aria-current="page"' in page
    if only == "comments":
        assert page.count('<article class="reviewed"') == 1
        assert f'id="{PLACE}"' in page
    assert writing.get(f"{at(draft)}?only=nonsense").status_code == 200


def test_a_copied_plan_marks_what_must_change_where_it_stands(writing, sample_data):
    writing.post("/desk/plans/", {"agency": AGENCY, "fiscal_year": 108, "source": "copy"})
    begun = Draft.objects.get(fiscal_year=108)
    page = writing.get(f"{at(begun)}?only=to-change").content.decode()
    assert "仍是先前的目標值" in page
    form = writing.get(at(begun, f"kpi/{text_of(begun).indicators[0].key}/")).content.decode()
    beside = form.partition('id="id_target-said"')[2].partition("</div>")[0]
    assert "仍是先前的目標值" in beside


@pytest.fixture
def largest(planner) -> Draft:
    """A draft of the size of the largest plan: 17 KPIs and 107 projects."""
    plan = next(one for one in sample.documents() if one.identifier == "107/教育部")
    assert isinstance(plan, Plan)
    facts = {"fiscal_year": YEAR, "agency": AGENCY, "parent_agency": "示範部", "fictional": True}
    return start_draft(by=planner, document=plan.model_copy(update=facts))


def test_the_largest_plan_asks_as_many_questions_as_a_small_one(writing, draft_pair):
    small, large = draft_pair
    assert large == small


@pytest.fixture
def draft_pair(writing, planner, request):
    """How many questions the pages and pieces of a small draft ask, and those of the largest."""

    def asked(draft: Draft) -> list[int]:
        plan = text_of(draft)
        kpi, project = plan.indicators[0], plan.projects[0]
        values = form_in(writing, draft, f"kpi/{kpi.key}")
        asked = []
        for doing in (
            lambda: writing.get(at(draft)),
            lambda: writing.get(at(draft, f"project/{project.key}/"), headers=SCRIPT),
            lambda: writing.get(at(draft, f"project/{project.key}/?row"), headers=SCRIPT),
            lambda: checked(writing, draft, values, f"kpi/{kpi.key}"),
            lambda: sent(
                writing, draft, values, element=f"kpi/{kpi.key}", automatic="1", note="註"
            ),
            lambda: moved(writing, draft, project.key, 2, draft.versions.count()),
        ):
            with CaptureQueriesContext(connection) as queries:
                assert doing().status_code == 200
            asked.append(len(queries))
        return asked

    small = request.getfixturevalue("draft")
    counted = asked(small)
    Draft.objects.filter(pk=small.pk).update(fiscal_year=90, identifier=f"90/{AGENCY}")
    return counted, asked(request.getfixturevalue("largest"))
