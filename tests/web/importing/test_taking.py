"""A file is taken into a draft that there is: element by element, as one version, once."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from guankao.documents import Plan, editing, write_document
from guankao.documents.taking import LeftOut
from guankao.web.importing import tasks
from guankao.web.importing.actions import Changed, NothingChosen, take_into_draft
from guankao.web.importing.actions.correcting import correct_document
from guankao.web.importing.models import Import
from guankao.web.importing.states import NotNow as ImportOver
from guankao.web.importing.states import State
from guankao.web.ledger.models import Entry
from guankao.web.organizations.actors import as_actor
from guankao.web.organizations.permissions import NotPermitted
from guankao.web.planning.actions.drafts import Overtaken
from guankao.web.planning.models import Draft
from guankao.web.planning.states import NotNow
from guankao.web.review.actions import submit_plan
from web.drafts_of_tests import (
    IDENTIFIER,
    actor,
    draft,
    events,
    planner,
    retold,
    sample_plan,
    save,
    text_of,
)

pytestmark = pytest.mark.django_db
__all__ = ["actor", "draft", "planner"]


@pytest.fixture
def browser(signed_in, settings, tmp_path):
    settings.UPLOADS = tmp_path / "uploads"
    return signed_in("planner")


@pytest.fixture
def by(browser):
    return as_actor(browser.person)


@pytest.fixture
def handed_in(browser):
    """Hand in a plan as data and read it."""

    def hand_in(plan: Plan) -> Import:
        file = SimpleUploadedFile("計畫.json", write_document(plan).encode())
        key = browser.post("/desk/import/", {"file": file}).url.split("/")[-2]
        tasks.read_file_of_import.call(key)
        return Import.objects.get(pk=key)

    return hand_in


@pytest.fixture
def changed() -> Plan:
    """The plan of the draft with two KPIs told anew, without its last project."""
    plan = sample_plan()
    for one in plan.indicators[:2]:
        plan = retold(plan, one.key, target="4,321人次")
    return editing.without(plan, f"project/{plan.projects[-1].key}")


def take(one: Import, draft: Draft, by, elements=None, **values):
    seen = {"position": 1, "version": 1, "draft_version": draft.version, **values}
    return take_into_draft(by=by, key=one.pk, draft=draft.pk, elements=elements, **seen)


def test_all_of_a_file_is_one_version(draft, by, handed_in, changed):
    one = handed_in(changed)
    saved = take(one, draft, by)
    assert (saved.changed, saved.draft.version) == (True, 2)
    assert text_of(draft) == changed
    version = draft.versions.get(number=2)
    assert (version.kind, version.element) == ("imported", "plan")
    assert events() == ["plan.drafted", "plan.saved"]
    one.refresh_from_db()
    assert (one.state, one.documents.get().outcome) == ("accepted", "merged")
    told = Entry.objects.filter(stream=f"import/{one.pk}").latest("number")
    assert told.event == "import.accepted"
    after = json.loads(told.after)
    assert (after["draft"], after["version"]) == (IDENTIFIER, 2)


def test_one_element_is_taken_and_the_rest_stays(draft, by, handed_in, changed):
    key = changed.indicators[1].key
    take(handed_in(changed), draft, by, [f"kpi/{key}"])
    assert text_of(draft) == retold(sample_plan(), key, target="4,321人次")
    assert draft.versions.get(number=2).element == f"kpi/{key}"


def test_the_same_file_twice_changes_nothing_and_says_so(draft, browser, handed_in, changed, by):
    take(handed_in(changed), draft, by)
    draft.refresh_from_db()
    one = handed_in(changed)
    here = f"/desk/plans/{draft.pk}/from-file/{one.pk}/1/"
    assert "草案內容已與檔案相同" in browser.get(here).content.decode()
    answer = browser.post(here, {"version": "1", "draft-version": "2", "all": "1"}, follow=True)
    assert "草案內容原已相同，未作任何變更" in answer.content.decode()
    assert events() == ["plan.drafted", "plan.saved"]
    one.refresh_from_db()
    assert (one.state, one.documents.get().outcome) == ("accepted", "unchanged")


def test_what_a_colleague_saved_meanwhile_is_in_the_version_too(
    draft, by, planner, handed_in, changed
):
    one = handed_in(changed)
    save(draft, planner, note="同仁的說明。")
    saved = take(one, draft, by, draft_version=1)
    assert (saved.merged, saved.draft.version) == (True, 3)
    first = text_of(draft).indicators[0]
    assert (first.target, first.note) == ("4,321人次", "同仁的說明。")


def test_what_a_colleague_changed_otherwise_is_not_overwritten(
    draft, by, planner, handed_in, changed
):
    one = handed_in(changed)
    save(draft, planner, target="9人次")
    with pytest.raises(Overtaken):
        take(one, draft, by, draft_version=1)
    assert text_of(draft).indicators[0].target == "9人次"
    one.refresh_from_db()
    assert one.state == State.READ


def test_what_was_corrected_meanwhile_is_not_taken_unseen(draft, by, handed_in, changed):
    one = handed_in(changed)
    correct_document(
        by=by, key=one.pk, position=1, version=1, element="plan", document=sample_plan()
    )
    with pytest.raises(Changed):
        take(one, draft, by)


def test_nothing_chosen_takes_nothing(draft, by, handed_in, changed):
    with pytest.raises(NothingChosen):
        take(handed_in(changed), draft, by, ["kpi/9-9"])
    assert events() == ["plan.drafted"]


def test_a_submitted_draft_is_left_alone_and_the_page_says_what_to_do(
    draft, by, browser, planner, handed_in, changed
):
    one = handed_in(changed)
    submit_plan(by=planner, draft=draft.pk, version=1)
    with pytest.raises(NotNow):
        take(one, draft, by)
    assert "請先至計畫頁面撤回" in browser.get(f"/desk/import/{one.pk}/1/").content.decode()
    here = f"/desk/plans/{draft.pk}/from-file/{one.pk}/1/"
    assert "請先至計畫頁面撤回" in browser.get(here).content.decode()
    answer = browser.post(here, {"version": "1", "draft-version": "1", "all": "1"})
    assert answer.status_code == 409
    assert text_of(draft) == sample_plan()


def test_a_planner_of_another_agency_takes_nothing(draft, actor, settings, tmp_path, signed_in):
    settings.UPLOADS = tmp_path / "uploads"
    stranger = signed_in("planner", at="僑務委員會", account="stranger")
    file = SimpleUploadedFile("計畫.json", write_document(sample_plan()).encode())
    key = stranger.post("/desk/import/", {"file": file}).url.split("/")[-2]
    tasks.read_file_of_import.call(key)
    one = Import.objects.get(pk=key)
    with pytest.raises(NotPermitted):
        take(one, draft, as_actor(stranger.person))
    assert stranger.get(f"/desk/plans/{draft.pk}/from-file/{key}/1/").status_code == 404
    assert "併入草案" not in stranger.get(f"/desk/import/{key}/1/").content.decode()


def test_the_page_names_what_would_go_and_leaves_it_unticked(draft, browser, handed_in, changed):
    one = handed_in(changed)
    lost = sample_plan().projects[-1]
    document = browser.get(f"/desk/import/{one.pk}/1/").content.decode()
    here = f"/desk/plans/{draft.pk}/from-file/{one.pk}/1/"
    assert f'href="{here}"' in document
    assert lost.title in document.partition('class="losses"')[2].partition("</ul>")[0]
    page = browser.get(here).content.decode()
    assert "檔案較草案少 1 項" in page
    assert f'value="project/{lost.key}">' in page
    for kpi in changed.indicators[:2]:
        assert f'value="kpi/{kpi.key}" checked>' in page
    ticked = [f"kpi/{one.key}" for one in changed.indicators[:2]]
    answer = browser.post(here, {"version": "1", "draft-version": "1", "take": ticked})
    assert answer.url == f"/desk/plans/{draft.pk}/"
    assert len(text_of(draft).projects) == len(sample_plan().projects)
    assert text_of(draft).indicators[1].target == "4,321人次"


def test_a_double_click_takes_once(draft, browser, handed_in, changed):
    one = handed_in(changed)
    here = f"/desk/plans/{draft.pk}/from-file/{one.pk}/1/"
    for _ in range(2):
        answer = browser.post(here, {"version": "1", "draft-version": "1", "all": "1"})
        assert answer.url == f"/desk/plans/{draft.pk}/"
    assert events() == ["plan.drafted", "plan.saved"]
    with pytest.raises(ImportOver):
        take(one, draft, as_actor(browser.person))


def test_what_was_ticked_stays_ticked_where_it_is_refused(draft, browser, handed_in):
    plan = sample_plan()
    goal = plan.goals[-1].model_copy(update={"key": "99", "no": 99, "title": "厚植人才"})
    kpi = plan.indicators[0].model_copy(
        update={"key": "99-1", "goal": "99", "no": 1, "name": "訓練人次"}
    )
    read = editing.with_facts(
        plan, {"goals": (*plan.goals, goal), "indicators": (*plan.indicators, kpi)}
    )
    one = handed_in(read)
    with pytest.raises(LeftOut):
        take(one, draft, as_actor(browser.person), ["kpi/99-1"])
    answer = browser.post(
        f"/desk/plans/{draft.pk}/from-file/{one.pk}/1/",
        {"version": "1", "draft-version": "1", "take": ["kpi/99-1"]},
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="kpi/99-1" checked>' in page
    assert 'value="goal/99">' in page
    assert "請一併勾選或都不勾選" in page


def test_a_file_of_another_year_goes_into_the_draft_as_that_years(
    draft, browser, by, handed_in, changed
):
    one = handed_in(changed.model_copy(update={"fiscal_year": 140}))
    assert f"/from-file/{one.pk}/1/" in browser.get(f"/desk/import/{one.pk}/1/").content.decode()
    here = f"/desk/plans/{draft.pk}/from-file/{one.pk}/1/"
    assert "檔案所屬機關或年度與草案不同" in browser.get(here).content.decode()
    take(one, draft, by)
    assert text_of(draft) == changed


def test_the_page_asks_a_bounded_number_of_questions(
    draft, browser, handed_in, changed, django_assert_max_num_queries
):
    one = handed_in(changed)
    with django_assert_max_num_queries(12):
        browser.get(f"/desk/plans/{draft.pk}/from-file/{one.pk}/1/")
