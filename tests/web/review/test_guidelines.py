"""The policy guidelines from draft to publication, by their verbs and on their pages."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from guankao.documents import Clause, Guidelines, Section, write_document
from guankao.documents.guidelines_editing import with_clause, with_new_clause
from guankao.web.ledger.models import Entry
from guankao.web.organizations.permissions import NotPermitted, OwnSubmission
from guankao.web.planning.actions import (
    add_comment,
    copy_guidelines,
    save_draft,
    start_guidelines,
    undo_version,
)
from guankao.web.planning.actions.drafts import AlreadyDrafted, Overtaken, guidelines_of
from guankao.web.planning.actions.guidelines import NotAtTheTop
from guankao.web.planning.kinds import DRAFTING, DraftKind
from guankao.web.planning.models import Draft
from guankao.web.planning.models import Guidelines as StoredGuidelines
from guankao.web.planning.states import TABLE, NotNow, Step
from guankao.web.review.actions import (
    amend_guidelines,
    approve_plan,
    drop_amendment,
    publish_plan,
    return_plan,
    submit_plan,
)
from guankao.web.review.actions.taking import ChangedSince, WithoutAnswer, WithoutReason
from web.drafts_of_tests import MINISTRY, actor
from web.review.test_plan_pages import browser_of

pytestmark = pytest.mark.django_db
__all__ = ["actor"]
YEAR = 113
IDENTIFIER = f"{YEAR}/guidelines"
TEXT = Guidelines(
    fiscal_year=YEAR,
    fictional=True,  # as all that the made-up ministry writes
    priorities=("減少浪費。",),
    sections=(
        Section(key="1", no=1, title="內政", clauses=(Clause(no=1, text="健全國土規劃。"),)),
        Section(key="2", no=2, title="財政", clauses=(Clause(no=1, text="健全稅制。"),)),
    ),
)


@pytest.fixture
def writer(actor):
    return actor("writer", "controller", at=MINISTRY)


@pytest.fixture
def judge(actor):
    return actor("judge", "approver", at=MINISTRY)


@pytest.fixture
def draft(writer) -> Draft:
    return start_guidelines(by=writer, agency=MINISTRY, document=TEXT)


@pytest.fixture
def writing(writer) -> Client:
    return browser_of(writer)


def text_of(draft: Draft) -> Guidelines:
    draft.refresh_from_db()
    return guidelines_of(draft.digest)


def save(draft: Draft, by, document: Guidelines, version: int | None = None):
    return save_draft(
        by=by,
        draft=draft.pk,
        version=version or draft.version,
        element="clause/1/1",
        document=document,
    )


def publish_all(draft: Draft, writer, judge) -> None:
    draft.refresh_from_db()
    submit_plan(by=writer, draft=draft.pk, version=draft.version)
    approve_plan(by=judge, draft=draft.pk, version=draft.version)
    publish_plan(by=judge, draft=draft.pk, version=draft.version)
    draft.refresh_from_db()


def events() -> list[str]:
    return list(
        Entry.objects.filter(stream=IDENTIFIER).order_by("number").values_list("event", flat=True)
    )


def at(draft: Draft, rest: str = "") -> str:
    return f"/desk/guidelines/{draft.pk}/{rest}"


def test_the_table_is_that_of_plans_with_owners_and_events_of_its_own():
    table = DRAFTING[DraftKind.GUIDELINES].table
    assert set(table) == set(TABLE) == set(Step)
    for step, line in table.items():
        of_plans = TABLE[step]
        assert (line.before, line.after) == (of_plans.before, of_plans.after)
        assert (line.reviews, line.gives_reason) == (of_plans.reviews, of_plans.gives_reason)
        assert line.owner.value.startswith("guidelines.")
        assert line.event.value.startswith("guidelines.")


def test_from_draft_to_publication_and_to_an_amendment(draft, writer, judge):
    submit_plan(by=writer, draft=draft.pk, version=1)
    with pytest.raises(WithoutReason):
        return_plan(by=judge, draft=draft.pk, version=1, reason=" ")
    return_plan(by=judge, draft=draft.pk, version=1, reason="請補充財政條文。")
    saved = save(draft, writer, with_new_clause(TEXT, "2", "改善財政。"), version=1)
    with pytest.raises(WithoutAnswer):
        submit_plan(by=writer, draft=draft.pk, version=saved.draft.version)
    submit_plan(by=writer, draft=draft.pk, version=saved.draft.version, answer="已補充。")
    with pytest.raises(ChangedSince):
        approve_plan(by=judge, draft=draft.pk, version=1)
    approve_plan(by=judge, draft=draft.pk, version=2)
    publish_plan(by=judge, draft=draft.pk, version=2)
    stored = StoredGuidelines.objects.get(identifier=IDENTIFIER)
    assert guidelines_of(stored.content_digest) == saved.plan
    assert [one.clause_count for one in stored.sections.order_by("number")] == [1, 2]
    again = amend_guidelines(by=writer, identifier=IDENTIFIER, agency=MINISTRY, reason="修法。")
    assert (again.pk, again.state) == (draft.pk, "draft")
    save(draft, writer, with_clause(saved.plan, "1/1", "修正國土規劃。"), version=again.version)
    draft.refresh_from_db()
    drop_amendment(by=writer, draft=draft.pk, version=draft.version)
    assert text_of(draft) == saved.plan
    assert [one for one in events() if one.startswith("guidelines.")] == [
        "guidelines.drafted",
        "guidelines.submitted",
        "guidelines.returned",
        "guidelines.saved",
        "guidelines.submitted",
        "guidelines.approved",
        "guidelines.loaded",
        "guidelines.published",
        "guidelines.amendment-started",
        "guidelines.saved",
        "guidelines.amendment-dropped",
    ]


def test_no_one_reviews_what_they_submitted(draft, writer, actor):
    submit_plan(by=writer, draft=draft.pk, version=1)
    with pytest.raises(OwnSubmission):
        approve_plan(by=writer, draft=draft.pk, version=1)
    other = actor("writer2", "controller", at=MINISTRY)
    approve_plan(by=other, draft=draft.pk, version=1)


def test_who_stands_under_another_agency_neither_writes_nor_approves(draft, writer, actor):
    below = actor("below", "controller", "approver", "planner")
    with pytest.raises(NotPermitted):
        start_guidelines(
            by=below, agency="示範署", document=TEXT.model_copy(update={"fiscal_year": 114})
        )
    with pytest.raises(NotAtTheTop):
        start_guidelines(
            by=writer, agency="示範署", document=TEXT.model_copy(update={"fiscal_year": 114})
        )
    submit_plan(by=writer, draft=draft.pk, version=1)
    with pytest.raises(NotPermitted):
        approve_plan(by=below, draft=draft.pk, version=1)
    with pytest.raises(NotPermitted):
        add_comment(by=below, draft=draft.pk, element="section/1", text="?")


def test_a_year_has_one(draft, writer):
    with pytest.raises(AlreadyDrafted):
        start_guidelines(by=writer, agency=MINISTRY, document=TEXT)
    with pytest.raises(AlreadyDrafted):
        copy_guidelines(by=writer, agency=MINISTRY, fiscal_year=107 + 6)


def test_last_years_are_copied_with_all_their_sections(writer):
    draft = copy_guidelines(by=writer, agency=MINISTRY, fiscal_year=108)
    assert (draft.identifier, len(text_of(draft).sections)) == ("108/guidelines", 8)


def test_two_people_at_once_lose_nothing(draft, writer, actor):
    other = actor("writer2", "controller", at=MINISTRY)
    save(draft, other, with_clause(TEXT, "2/1", "健全稅制及債務。"), version=1)
    both = save(draft, writer, with_clause(TEXT, "1/1", "健全國土計畫。"), version=1)
    assert both.merged
    assert [one.clauses[0].text for one in both.plan.sections] == [
        "健全國土計畫。",
        "健全稅制及債務。",
    ]
    with pytest.raises(Overtaken):
        save(draft, other, with_clause(TEXT, "1/1", "另一句。"), version=1)
    undo_version(by=writer, draft=draft.pk, number=2)
    assert text_of(draft).sections[1].clauses[0].text == "健全稅制。"


def test_what_is_submitted_is_not_changed(draft, writer):
    submit_plan(by=writer, draft=draft.pk, version=1)
    with pytest.raises(NotNow):
        save(draft, writer, with_clause(TEXT, "1/1", "改。"), version=1)


def test_the_pages_draft_return_and_publish(writing, judge):
    begun = writing.post(
        "/desk/guidelines/",
        {"agency": MINISTRY, "fiscal_year": YEAR, "source": "nothing"},
    )
    draft = Draft.objects.get(kind="guidelines")
    assert begun.url == at(draft)
    for element, values in (
        ("guidelines", {"priorities": "一。\n二。"}),
        ("section/new", {"title": "內政"}),
        ("clause/1/new", {"text": "健全國土規劃。"}),
        ("clause/1/new", {"text": "強化防災。"}),
        ("clause/1/2", {"move": "up"}),
        ("clause/1/1", {"remove": "1"}),
    ):
        draft.refresh_from_db()
        answer = writing.post(at(draft, f"{element}/"), {"version": draft.version, **values})
        assert answer.status_code == 302, element
    assert [one.text for one in text_of(draft).sections[0].clauses] == ["強化防災。"]
    for page in ("", "versions/", "differences/", "clause/1/2/", "section/1/", "guidelines/"):
        assert writing.get(at(draft, page)).status_code == 200, page
    assert writing.get("/desk/guidelines/").status_code == 200
    writing.post(at(draft, "comments/clause/1/2/"), {"text": "請補充。"})
    assert "請補充。" in writing.get(at(draft, "clause/1/2/")).content.decode()
    writing.post(at(draft, "submit/"), {"version": draft.version})
    assert writing.post(at(draft, "approve/"), {"version": draft.version}).status_code == 409
    judging = browser_of(judge)
    for step in ("approve/", "publish/"):
        answer = judging.post(at(draft, step), {"version": draft.version})
        assert answer.status_code == 302, step
    assert "強化防災。" in Client().get(f"/{YEAR}/guidelines/answers/").content.decode()


def test_a_form_that_fails_keeps_what_was_typed(writing, draft):
    empty = writing.post(at(draft, "clause/1/1/"), {"version": 1, "text": " "})
    assert empty.status_code == 422
    full = writing.post(at(draft, "section/1/"), {"version": 1, "title": "內政", "remove": "1"})
    assert full.status_code == 422
    odd = writing.post(at(draft, "clause/1/1/"), {"version": 1, "text": "改\u202e寫"})
    assert odd.status_code == 422
    assert "改" in odd.content.decode()


def test_the_second_of_two_sees_what_the_first_changed(writing, draft, writer):
    save(draft, writer, with_clause(TEXT, "1/1", "第一人所寫。"), version=1)
    answer = writing.post(at(draft, "clause/1/1/"), {"version": 1, "text": "第二人所寫。"})
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "第一人所寫。" in shown
    assert "第二人所寫。" in shown


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (write_document(TEXT).encode(), 302),
        (b"{}", 422),
        (b"\xff\xfe", 422),
        (write_document(TEXT.model_copy(update={"fiscal_year": 99})).encode(), 422),
        (write_document(TEXT.model_copy(update={"fictional": False})).encode(), 302),
        (None, 422),
    ],
    ids=["guidelines", "empty", "bytes", "another year", "real", "none"],
)
def test_guidelines_are_begun_with_a_file(writing, content, status):
    given = {"agency": MINISTRY, "fiscal_year": YEAR, "source": "file"}
    if content is not None:
        given["file"] = SimpleUploadedFile("guidelines.json", content)
    assert writing.post("/desk/guidelines/", given).status_code == status


@pytest.mark.parametrize(
    "element", ["goal/1", "section", "clause/9/9", "clause/9/new", "guidelines/1", "x" * 300]
)
def test_a_piece_that_is_none_is_not_found(writing, draft, element):
    assert writing.get(at(draft, f"{element}/")).status_code == 404
    assert writing.post(at(draft, f"{element}/"), {"version": 1, "text": "x"}).status_code == 404


def test_plans_and_guidelines_are_not_mistaken_for_each_other(writing, draft):
    assert writing.get(f"/desk/plans/{draft.pk}/").status_code == 404
    assert writing.get("/desk/plans/").status_code == 200
    assert IDENTIFIER not in writing.get("/desk/plans/").content.decode()


def test_pages_ask_a_bounded_number_of_questions(writing, draft, django_assert_max_num_queries):
    for page, most in (("", 16), ("versions/", 12), ("differences/", 14), ("clause/1/1/", 12)):
        with django_assert_max_num_queries(most):
            assert writing.get(at(draft, page)).status_code == 200


def test_a_list_of_numbers_says_once_that_the_words_are_not_here(writing, writer):
    sections = tuple(
        Section(key=one.key, no=one.no, title=one.title, clauses=(Clause(no=1), Clause(no=2)))
        for one in TEXT.sections
    )
    bare = TEXT.model_copy(update={"sections": sections})
    draft = start_guidelines(by=writer, agency=MINISTRY, document=bare)
    page = writing.get(at(draft)).content.decode()
    assert page.count("沒有條文內容") == 1


def test_the_form_knows_the_year_that_comes_next_and_names_agencies_in_english(writing, draft):
    writing.cookies["guankao_language"] = "en"
    page = writing.get("/desk/guidelines/").content.decode()
    assert f'value="{YEAR + 1}"' in page
    assert f'<option value="{MINISTRY}">Ministry of Demonstration (fictional)</option>' in page


def test_the_history_names_a_clause_as_its_page_does(writing, draft, judge):
    add_comment(by=judge, draft=draft.pk, element="clause/1/1", text="請看。")
    assert "條文 1-1" in writing.get(at(draft, "history/")).content.decode()
