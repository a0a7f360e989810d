"""The pages on which a plan is written, reviewed and compared, as a browser asks for them."""

from __future__ import annotations

import html
import re

import pytest
from django.test import Client
from django.utils import timezone

from guankao.documents import Plan
from guankao.web.organizations.models import Agency, Person
from guankao.web.planning.actions import add_comment
from guankao.web.planning.models import Comment, Draft
from guankao.web.planning.models import Plan as StoredPlan
from guankao.web.review.actions import return_plan, submit_plan
from guankao.web.review.drafts import view_of
from guankao.web.review.terms import FIELDS
from web.drafts_of_tests import (
    AGENCY,
    IDENTIFIER,
    actor,
    draft,
    events,
    planner,
    reviewer,
    sample_plan,
    save,
    text_of,
)

pytestmark = pytest.mark.django_db
__all__ = ["actor", "draft", "planner", "reviewer"]
KPI = f"kpi/{sample_plan().indicators[0].key}"


def browser_of(actor) -> Client:
    client = Client()
    client.force_login(
        Person.objects.get(code=actor.code),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    return client


@pytest.fixture
def writing(planner) -> Client:
    return browser_of(planner)


@pytest.fixture
def judging(reviewer) -> Client:
    return browser_of(reviewer)


def at(draft: Draft, rest: str = "") -> str:
    return f"/desk/plans/{draft.pk}/{rest}"


def typed(page: bytes) -> dict[str, object]:
    """What the form of an element would send as it stands."""
    begins = '<form class="element-form" method="post" novalidate>'
    text = page.decode().partition(begins)[2].partition("</form>")[0]
    assert text
    values: dict[str, object] = {}
    field = r'<input type="(?:hidden|text|number)" name="(\w+)"(?: value="([^"]*)")?'
    values |= {name: html.unescape(value) for name, value in re.findall(field, text)}
    area = r'<textarea name="(\w+)"[^>]*>\n?(.*?)</textarea>'
    values |= {name: html.unescape(value) for name, value in re.findall(area, text, re.S)}
    for name, options in re.findall(r'<select name="(\w+)".*?>(.*?)</select>', text, re.S):
        chosen = re.search(r'value="([^"]*)" selected', options)
        values[name] = chosen[1] if chosen else ""
    ticked = r'<input type="checkbox" name="(\w+)" value="([^"]*)"[^>]* checked'
    boxes = re.findall(ticked, text)
    values |= {name: [value for of, value in boxes if of == name] for name, _ in boxes}
    values.pop("csrfmiddlewaretoken", None)
    return values


def test_a_plan_is_begun_from_last_years(writing, sample_data):
    year = StoredPlan.objects.filter(agency__name=AGENCY).latest("fiscal_year").fiscal_year + 1
    answer = writing.post("/desk/plans/", {"agency": AGENCY, "fiscal_year": year, "source": "copy"})
    begun = Draft.objects.get(fiscal_year=year)
    assert answer.url == at(begun)
    page = writing.get(answer.url).content.decode()
    assert "去年" in page or "to-change" in page
    assert f'href="{at(begun)}differences/?from=year-before"' in page


def test_the_form_proposes_the_year_after_the_newest_plan(writing, sample_data, draft):
    newest = draft.fiscal_year
    page = writing.get("/desk/plans/").content.decode()
    assert f'name="fiscal_year" value="{newest + 1}"' in page


def test_a_plan_is_begun_with_nothing_and_grows(writing, sample_data):
    writing.post("/desk/plans/", {"agency": AGENCY, "fiscal_year": 120, "source": "nothing"})
    begun = Draft.objects.get(fiscal_year=120)
    for element, values in (
        ("goal/new", {"no": 1, "title": "便民服務", "strategies": "提供線上申辦。"}),
        (
            "kpi/new",
            {
                "goal": "1",
                "no": 1,
                "name": "線上申辦件數",
                "evaluation_arrangement": 1,
                "evaluation_method": "統計數據",
                "standard": "線上申辦件數",
                "target": "500件",
                "owner": "資訊室",
                "result_level": "output",
                "baseline": "118年：300件",
                "year_targets": "120年：500件\n121年：600件",
            },
        ),
        (
            "project/new",
            {
                "work_plan": "一般行政",
                "title": "建置線上申辦",
                "category": "其它",
                "indicators": ["1-1"],
                "budget": "1200.5",
                "milestones": "2031-06-30 完成系統建置",
                "planned_progress": "6月 50%\n12月 100%",
            },
        ),
    ):
        begun.refresh_from_db()
        answer = writing.post(at(begun, f"{element}/"), {**values, "version": begun.version})
        assert answer.status_code == 302, answer.content.decode()
    plan = text_of(begun)
    [one], [project] = plan.indicators, plan.projects
    assert (one.owner, one.result_level, one.baseline.value) == ("資訊室", "output", "300件")
    assert [target.target for target in one.year_targets] == ["500件", "600件"]
    assert (str(project.budget), project.milestones[0].title) == ("1200.5", "完成系統建置")
    assert [step.month for step in project.planned_progress] == [6, 12]


def test_beginning_what_there_is_says_so_beside_the_form(writing, draft):
    form = {"agency": AGENCY, "fiscal_year": draft.fiscal_year, "source": "nothing"}
    answer = writing.post("/desk/plans/", form)
    assert answer.status_code == 422
    assert "該機關本年度已有計畫" in answer.content.decode()


def test_an_element_is_saved_as_it_was_opened(writing, draft):
    """Opening a form and saving it changes nothing, whatever the element states."""
    for element in (KPI, "goal/1", f"project/{sample_plan().projects[0].key}", "plan"):
        values = typed(writing.get(at(draft, f"{element}/")).content)
        answer = writing.post(at(draft, f"{element}/"), values)
        assert answer.status_code == 302, (element, answer.content.decode())
    assert text_of(draft) == sample_plan()
    assert draft.version == 1


def test_a_changed_field_is_saved_and_shown(writing, draft):
    values = typed(writing.get(at(draft, f"{KPI}/")).content)
    answer = writing.post(at(draft, f"{KPI}/"), {**values, "target": "9,999人"})
    assert answer.url.startswith(at(draft))
    assert "9,999人" in writing.get(at(draft)).content.decode()


def test_what_cannot_be_is_told_beside_the_field_and_kept(writing, draft):
    values = typed(writing.get(at(draft, f"{KPI}/")).content)
    answer = writing.post(
        at(draft, f"{KPI}/"), {**values, "target": "", "note": "留住這句話", "year_targets": "明年"}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "留住這句話" in page
    assert 'id="id_target_error"' in page
    assert 'id="id_year_targets_error"' in page
    assert draft.versions.count() == 1


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("milestones", "2019-02-30 不存在的日子"),
        ("milestones", "六月底"),
        ("planned_progress", "13月 50%"),
        ("planned_progress", "6月 50%\n3月 60%"),
        ("planned_progress", "6月 1.2.3%"),
        ("budget", "-1"),
    ],
)
def test_what_a_project_cannot_state_is_refused(writing, draft, field, text):
    element = f"project/{sample_plan().projects[0].key}"
    values = typed(writing.get(at(draft, f"{element}/")).content)
    answer = writing.post(at(draft, f"{element}/"), {**values, field: text})
    assert answer.status_code == 422
    assert "fault" in answer.content.decode()


def test_two_planners_on_one_field(writing, draft, planner, actor):
    values = typed(writing.get(at(draft, f"{KPI}/")).content)
    save(draft, actor("colleague", "planner"), target="1人")
    answer = writing.post(at(draft, f"{KPI}/"), {**values, "target": "2人"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "1人" in page
    assert 'value="2人"' in page
    again = typed(answer.content)
    assert writing.post(at(draft, f"{KPI}/"), again).status_code == 302
    assert text_of(draft).indicators[0].target == "2人"


def test_two_planners_on_two_fields(writing, draft, actor):
    values = typed(writing.get(at(draft, f"{KPI}/")).content)
    save(draft, actor("colleague", "planner"), target="1人")
    assert writing.post(at(draft, f"{KPI}/"), {**values, "note": "說明"}).status_code == 302
    one = text_of(draft).indicators[0]
    assert (one.target, one.note) == ("1人", "說明")


def test_elements_are_moved_and_taken_out(writing, draft):
    keys = [one.key for one in sample_plan().projects]
    element = f"project/{keys[1]}"
    values = typed(writing.get(at(draft, f"{element}/")).content)
    writing.post(at(draft, f"{element}/"), {**values, "move": "up"})
    assert [one.key for one in text_of(draft).projects][:2] == [keys[1], keys[0]]
    writing.post(at(draft, f"{element}/"), {"version": draft.version, "remove": "1"})
    assert keys[1] not in [one.key for one in text_of(draft).projects]


def test_a_goal_with_kpis_stays(writing, draft):
    answer = writing.post(at(draft, "goal/1/"), {"version": 1, "remove": "1"})
    assert answer.status_code == 422
    assert text_of(draft) == sample_plan()


@pytest.mark.parametrize(
    "element", ["goal/99", "kpi/99-9", "project/x", "strategy/1", "goal", "plan/1"]
)
def test_what_is_not_there_is_not_found(writing, draft, element):
    assert writing.get(at(draft, f"{element}/")).status_code == 404
    assert writing.post(at(draft, f"{element}/"), {"version": 1, "move": "up"}).status_code == 404


@pytest.mark.parametrize("version", ["", "0", "99", "-1", "x", "９", "99999999999"])
def test_a_version_that_never_was_saves_nothing(writing, draft, version):
    answer = writing.post(at(draft, f"{KPI}/"), {"version": version, "remove": "1"})
    assert answer.status_code == 404
    assert text_of(draft) == sample_plan()


def test_the_whole_way_by_its_buttons(writing, judging, draft):
    assert f'action="{at(draft)}submit/"' in writing.get(at(draft)).content.decode()
    writing.post(at(draft, "submit/"), {"version": 1})
    page = judging.get(at(draft)).content.decode()
    assert f'action="{at(draft)}return/"' in page
    assert f'action="{at(draft)}withdraw/"' not in page
    judging.post(at(draft, "return/"), {"version": 1, "words": "目標值過低。"})
    page = writing.get(at(draft)).content.decode()
    assert "目標值過低。" in page
    refused = writing.post(at(draft, "submit/"), {"version": 1, "words": ""})
    assert refused.status_code == 422
    writing.post(at(draft, "submit/"), {"version": 1, "words": "已說明。"})
    judging.post(at(draft, "approve/"), {"version": 1})
    judging.post(at(draft, "publish/"), {"version": 1})
    draft.refresh_from_db()
    assert draft.state == "published"
    assert judging.get(f"/{IDENTIFIER}/").status_code == 200
    page = writing.get(at(draft)).content.decode()
    assert f'action="{at(draft)}amend/"' in page
    writing.post(at(draft, "amend/"), {"version": 1, "words": "預算調整。"})
    assert "預算調整。" in writing.get(at(draft)).content.decode()


def test_what_was_typed_stays_where_a_decision_comes_too_late(writing, judging, draft, planner):
    submit_plan(by=planner, draft=draft.pk, version=1)
    answer = judging.post(at(draft, "return/"), {"version": 7, "words": "寫了很久的理由"})
    assert answer.status_code == 409
    assert "寫了很久的理由" in answer.content.decode()
    assert events()[-1] == "plan.submitted"


def test_a_published_plan_that_nobody_drafted_is_amended_from_the_list(writing, sample_data):
    stored = StoredPlan.objects.filter(agency__name=AGENCY).earliest("fiscal_year")
    assert stored.identifier in writing.get("/desk/plans/").content.decode()
    answer = writing.post("/desk/plans/", {"amend": stored.identifier, "words": "更正誤植。"})
    assert answer.url == at(Draft.objects.get(identifier=stored.identifier))
    writing.post("/desk/plans/", {"amend": "107/無此機關", "words": "x"})
    assert writing.post("/desk/plans/", {"amend": "107/無此機關"}).status_code == 404


def test_versions_are_listed_compared_and_undone(writing, draft, planner):
    save(draft, planner, target="1人", standard="全然不同之衡量方式之總數")
    page = writing.get(at(draft, "versions/")).content.decode()
    assert 'name="undo" value="2"' in page
    shown = writing.get(at(draft, "differences/")).content.decode()
    assert "<ins>" in shown
    assert "<del>" in shown
    assert "定義變更" in shown
    writing.post(at(draft, "versions/"), {"undo": "2"})
    assert text_of(draft) == sample_plan()
    assert writing.post(at(draft, "versions/"), {"undo": "9"}).status_code == 404


@pytest.mark.parametrize("query", ["?from=9", "?to=9", "?from=year-before"])
def test_versions_that_are_not_there_are_not_compared(writing, draft, query):
    assert writing.get(at(draft, f"differences/{query}")).status_code == 404


def test_two_versions_that_say_the_same(writing, draft):
    assert "兩者內容相同" in writing.get(at(draft, "differences/?from=1&to=1")).content.decode()


def test_comments_are_made_and_resolved(writing, judging, draft):
    judging.post(at(draft, f"comments/{KPI}/"), {"text": "@author 請說明<b>目標</b>。"})
    page = writing.get(at(draft, f"{KPI}/")).content.decode()
    assert "請說明&lt;b&gt;目標&lt;/b&gt;。" in page
    comment = Comment.objects.get()
    writing.post(at(draft, f"comments/{KPI}/"), {"resolve": comment.pk})
    comment.refresh_from_db()
    assert comment.resolved_at is not None
    assert judging.post(at(draft, "comments/kpi/99-9/"), {"text": "x"}).status_code == 404
    judging.post(at(draft, f"comments/{KPI}/"), {"text": ""})
    assert Comment.objects.count() == 1


def test_how_a_kpi_is_read_stands_beside_it(writing, draft):
    page = writing.get(at(draft, f"{KPI}/")).content.decode()
    assert 'id="read"' in page


def test_a_finding_is_let_stand_and_speaks_again(writing, judging, draft):
    shown = view_of(draft)
    finding = next(one for one in shown.waived.open if "/" in one.element.removeprefix(IDENTIFIER))
    element = finding.element.removeprefix(f"{IDENTIFIER}/")
    form = {"code": finding.code, "reason": "沿用法定名稱。", "until": timezone.localdate()}
    address = at(draft, f"waivers/{element}/")
    refused = writing.post(address, {**form, "until": "2001-01-01"})
    assert refused.status_code == 422
    assert "沿用法定名稱。" in refused.content.decode()
    assert judging.post(address, form).status_code == 403
    assert writing.post(address, form).url == at(draft, f"{element}/")
    for rest in ("", f"{element}/"):
        assert "沿用法定名稱。" in judging.get(at(draft, rest)).content.decode()
    writing.post(address, {"end": finding.code})
    assert finding in view_of(draft).waived.open
    assert writing.post(address, {"end": finding.code}).status_code == 404


def test_strangers_do_not_even_learn_that_a_draft_is_there(actor, draft):
    stranger = browser_of(actor("stranger", "planner", "reviewer", at="內政部"))
    assert IDENTIFIER not in stranger.get("/desk/plans/").content.decode()
    for rest in ("", "versions/", "differences/", f"{KPI}/"):
        assert stranger.get(at(draft, rest)).status_code == 404
    for rest in ("submit/", "approve/", "versions/", f"{KPI}/", f"comments/{KPI}/"):
        assert stranger.post(at(draft, rest), {"version": 1}).status_code == 404
    assert events() == ["plan.drafted"]


def test_who_only_reads_sees_no_form_and_changes_nothing(actor, draft):
    reader = browser_of(actor("reader", "auditor"))
    page = reader.get(at(draft, f"{KPI}/")).content.decode()
    assert "element-form" not in page
    assert sample_plan().indicators[0].name in page
    answer = reader.post(at(draft, f"{KPI}/"), {"version": 1, "remove": "1"})
    assert answer.status_code == 403
    assert reader.post(at(draft, "submit/"), {"version": 1}).status_code == 403
    assert text_of(draft) == sample_plan()


def test_markup_in_every_text_is_shown_as_text(writing, draft, planner, reviewer):
    evil = "<script>alert(1)</script>"
    values = typed(writing.get(at(draft, f"{KPI}/")).content)
    texts = ("name", "standard", "note", "owner", "data_source", "data_quality", "target")
    writing.post(at(draft, f"{KPI}/"), {**values, **dict.fromkeys(texts, evil)})
    add_comment(by=planner, draft=draft.pk, element=KPI, text=evil)
    draft.refresh_from_db()
    submit_plan(by=planner, draft=draft.pk, version=draft.version, answer=evil)
    return_plan(by=reviewer, draft=draft.pk, version=draft.version, reason=evil)
    for rest in ("", f"{KPI}/", "versions/", "differences/"):
        page = writing.get(at(draft, rest)).content.decode()
        assert evil not in page
    assert "&lt;script&gt;" in page


def test_the_list_asks_as_many_questions_for_many_plans(
    writing, draft, planner, django_assert_num_queries, sample_data
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        writing.get("/desk/plans/")
    asked = len(few)
    for year in range(120, 126):
        writing.post("/desk/plans/", {"agency": AGENCY, "fiscal_year": year, "source": "nothing"})
    with django_assert_num_queries(asked):
        writing.get("/desk/plans/")


def test_the_page_of_a_plan_asks_as_many_questions_for_any_plan(
    writing, draft, django_assert_max_num_queries
):
    writing.get(at(draft))  # the linter remembers what it found
    with django_assert_max_num_queries(22):
        writing.get(at(draft))


def test_every_field_that_can_differ_has_words():
    from guankao.documents import Clause, Goal, Guidelines, Indicator, Project, Section
    from guankao.documents.comparison.changes import _FACTS, _PLACE

    names = {
        name
        for model in (Goal, Indicator, Project)
        for name in model.model_fields
        if name not in _PLACE
    }
    assert (names | set(_FACTS)) <= set(FIELDS)
    whole = {name for model in (Plan, Guidelines, Section, Clause) for name in model.model_fields}
    assert set(FIELDS) <= names | set(_FACTS) | whole


def test_the_agency_of_the_tests_is_registered(sample_data):
    assert Agency.objects.filter(name=AGENCY, parent__name="示範部").exists()
