"""From draft to publication: who may take which step, from where, and what is kept of it."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from guankao.web.archive.queries import document_of
from guankao.web.ledger.actors import COMMAND_LINE, Actor
from guankao.web.ledger.models import Entry
from guankao.web.ledger.queries import verify
from guankao.web.organizations.actions import give_role
from guankao.web.organizations.actors import as_actor
from guankao.web.organizations.permissions import NotPermitted, OwnSubmission
from guankao.web.organizations.queries import agency_called
from guankao.web.organizations.roles import Role
from guankao.web.planning.models import Draft, PlanStep
from guankao.web.planning.models import Plan as StoredPlan
from guankao.web.planning.states import TABLE, DraftState, NotNow, Step, diagram, steps_from
from guankao.web.review.actions import (
    approve_plan,
    drop_amendment,
    publish_plan,
    return_plan,
    start_amendment,
    submit_plan,
    withdraw_plan,
)
from guankao.web.review.actions.taking import ChangedSince, WithoutAnswer, WithoutReason
from guankao.web.review.queries import steps_of, submitters, unanswered_return
from web.drafts_of_tests import (
    AGENCY,
    IDENTIFIER,
    MINISTRY,
    actor,
    approver,
    draft,
    events,
    planner,
    reviewer,
    sample_plan,
    save,
    text_of,
)

pytestmark = pytest.mark.django_db
__all__ = ["actor", "approver", "draft", "planner", "reviewer"]


@pytest.fixture
def both(make_person) -> Actor:
    """Somebody who writes at the agency and decides at the ministry."""
    person = make_person("planner", at=AGENCY, account="both")
    for role in (Role.APPROVER, Role.REVIEWER):
        give_role(
            by=COMMAND_LINE,
            code=person.code,
            role=role,
            agency=agency_called(MINISTRY),
            from_day=timezone.localdate(),
        )
    return as_actor(person)


def state(one: Draft) -> str:
    one.refresh_from_db()
    return one.state


def submitted(one: Draft, by) -> Draft:
    one.refresh_from_db()
    return submit_plan(by=by, draft=one.pk, version=one.version)


def published(one: Draft, planner, reviewer) -> Draft:
    submitted(one, planner)
    approve_plan(by=reviewer, draft=one.pk, version=one.version)
    return publish_plan(by=reviewer, draft=one.pk, version=one.version)


def test_the_whole_way(draft, planner, reviewer, approver):
    submit_plan(by=planner, draft=draft.pk, version=1)
    return_plan(by=reviewer, draft=draft.pk, version=1, reason="目標值低於去年實績。")
    assert state(draft) == "returned"
    save(draft, planner, target="9,999人")
    submit_plan(by=planner, draft=draft.pk, version=2, answer="已提高目標值。")
    approve_plan(by=approver, draft=draft.pk, version=2)
    publish_plan(by=approver, draft=draft.pk, version=2)
    assert state(draft) == "published"
    stored = StoredPlan.objects.get(identifier=IDENTIFIER)
    assert document_of(stored.content_digest) == text_of(draft)
    assert stored.indicators.order_by("position").first().target_text == "9,999人"
    assert [(one.step, one.version, one.words) for one in steps_of(draft)] == [
        ("submit", 1, ""),
        ("return", 1, "目標值低於去年實績。"),
        ("submit", 2, "已提高目標值。"),
        ("approve", 2, ""),
        ("publish", 2, ""),
    ]
    assert events() == [
        "plan.drafted",
        "plan.submitted",
        "plan.returned",
        "plan.saved",
        "plan.submitted",
        "plan.approved",
        "plan.loaded",
        "plan.published",
    ]
    assert verify().breaks == ()


def test_the_reason_is_in_the_ledger_word_for_word(draft, planner, reviewer):
    submitted(draft, planner)
    return_plan(by=reviewer, draft=draft.pk, version=1, reason="  目標值低於去年實績。 ")
    entry = Entry.objects.filter(stream=IDENTIFIER).latest("number")
    assert "目標值低於去年實績。" in entry.after
    assert entry.actor == reviewer.code


@pytest.mark.parametrize("reason", ["", "  \n", "長" * 4_001])
def test_a_return_says_why(draft, planner, reviewer, reason):
    submitted(draft, planner)
    with pytest.raises(WithoutReason):
        return_plan(by=reviewer, draft=draft.pk, version=1, reason=reason)
    assert state(draft) == "submitted"


def test_a_returned_plan_is_submitted_with_an_answer(draft, planner, reviewer):
    submitted(draft, planner)
    return_plan(by=reviewer, draft=draft.pk, version=1, reason="請說明。")
    assert unanswered_return(draft).words == "請說明。"
    with pytest.raises(WithoutAnswer):
        submit_plan(by=planner, draft=draft.pk, version=1, answer="  ")
    submit_plan(by=planner, draft=draft.pk, version=1, answer="已說明於備註。")
    assert unanswered_return(draft) is None


def test_a_withdrawn_submission_has_answered_already(draft, planner, reviewer):
    submitted(draft, planner)
    return_plan(by=reviewer, draft=draft.pk, version=1, reason="請說明。")
    submit_plan(by=planner, draft=draft.pk, version=1, answer="已說明。")
    withdraw_plan(by=planner, draft=draft.pk, version=1)
    assert state(draft) == "draft"
    assert state(submitted(draft, planner)) == "submitted"


def test_pressing_twice_is_one_event(draft, planner, reviewer):
    for _ in range(2):
        submit_plan(by=planner, draft=draft.pk, version=1)
    for _ in range(2):
        approve_plan(by=reviewer, draft=draft.pk, version=1)
    for _ in range(2):
        publish_plan(by=reviewer, draft=draft.pk, version=1)
    assert events() == [
        "plan.drafted",
        "plan.submitted",
        "plan.approved",
        "plan.loaded",
        "plan.published",
    ]


def test_a_second_person_who_presses_too_late_is_told(draft, planner, actor):
    one, other = (actor(name, "reviewer", at=MINISTRY) for name in ("one", "two"))
    submitted(draft, planner)
    approve_plan(by=one, draft=draft.pk, version=1)
    with pytest.raises(NotNow):
        approve_plan(by=other, draft=draft.pk, version=1)


def test_nobody_reviews_what_they_submitted(draft, both):
    submitted(draft, both)
    for decide in (
        lambda: approve_plan(by=both, draft=draft.pk, version=1),
        lambda: return_plan(by=both, draft=draft.pk, version=1, reason="退回"),
    ):
        with pytest.raises(OwnSubmission):
            decide()
    assert state(draft) == "submitted"


def test_who_submitted_an_earlier_text_does_not_review_a_later_one(draft, both, planner, reviewer):
    submitted(draft, both)
    return_plan(by=reviewer, draft=draft.pk, version=1, reason="請補充。")
    save(draft, planner, target="9,999人")
    submit_plan(by=planner, draft=draft.pk, version=2, answer="已補充。")
    assert submitters(draft) == {both.code, planner.code}
    with pytest.raises(OwnSubmission):
        approve_plan(by=both, draft=draft.pk, version=2)


def test_a_decision_is_on_the_text_that_was_seen(draft, planner, reviewer):
    save(draft, planner, target="9,999人")
    with pytest.raises(ChangedSince):
        submit_plan(by=planner, draft=draft.pk, version=1)
    submitted(draft, planner)
    with pytest.raises(ChangedSince):
        approve_plan(by=reviewer, draft=draft.pk, version=1)


@pytest.mark.parametrize(
    ("account", "roles", "at"),
    [
        ("elsewhere", ["planner", "reviewer", "approver"], "內政部"),
        ("reader", ["auditor", "reporter"], AGENCY),
        ("below", ["reviewer"], AGENCY),
        ("nobody", [], MINISTRY),
    ],
)
def test_strangers_decide_nothing(draft, planner, actor, account, roles, at):
    stranger = actor(account, *roles, at=at)
    submitted(draft, planner)
    for decide in (
        lambda: withdraw_plan(by=stranger, draft=draft.pk, version=1),
        lambda: return_plan(by=stranger, draft=draft.pk, version=1, reason="退回"),
        lambda: approve_plan(by=stranger, draft=draft.pk, version=1),
        lambda: publish_plan(by=stranger, draft=draft.pk, version=1),
        lambda: drop_amendment(by=stranger, draft=draft.pk, version=1),
        lambda: submit_plan(by=stranger, draft=draft.pk, version=1),
    ):
        with pytest.raises(NotPermitted):
            decide()
    assert events() == ["plan.drafted", "plan.submitted"]


@pytest.mark.parametrize("step", list(Step))
@pytest.mark.parametrize("from_state", list(DraftState))
def test_every_step_from_every_state(draft, actor, planner, reviewer, step, from_state):
    """The table and nothing else: whoever may take a step is refused where it does not lead on."""
    writer = actor("writer", "planner", "approver")
    facts = {"state": from_state.value}
    if from_state is DraftState.PUBLISHED:
        facts["published_version"] = 1
    Draft.objects.filter(pk=draft.pk).update(**facts)
    verbs = {
        Step.SUBMIT: lambda: submit_plan(by=writer, draft=draft.pk, version=1),
        Step.WITHDRAW: lambda: withdraw_plan(by=writer, draft=draft.pk, version=1),
        Step.RETURN: lambda: return_plan(by=reviewer, draft=draft.pk, version=1, reason="退回"),
        Step.APPROVE: lambda: approve_plan(by=reviewer, draft=draft.pk, version=1),
        Step.PUBLISH: lambda: publish_plan(by=reviewer, draft=draft.pk, version=1),
        Step.DROP_AMENDMENT: lambda: drop_amendment(by=writer, draft=draft.pk, version=1),
    }
    if step not in verbs:
        return  # an amendment begins at what is published; tests of its own are below
    if step is Step.DROP_AMENDMENT:
        facts["published_version"] = 1
        Draft.objects.filter(pk=draft.pk).update(**facts)
    if step in steps_from(from_state):
        verbs[step]()
        assert state(draft) == TABLE[step].after.value
        assert events()[-1] == TABLE[step].event.value
    else:
        before = events()
        with pytest.raises(NotNow):
            verbs[step]()
        assert state(draft) == from_state.value
        assert events() == before


def test_an_amendment_changes_nothing_until_it_is_published(draft, planner, reviewer):
    published(draft, planner, reviewer)
    shown = StoredPlan.objects.get(identifier=IDENTIFIER).content_digest
    start_amendment(by=planner, identifier=IDENTIFIER, reason="預算調整。")
    save(draft, planner, target="8,888人")
    assert StoredPlan.objects.get(identifier=IDENTIFIER).content_digest == shown
    draft.refresh_from_db()
    assert (draft.reason, draft.amends, draft.published_version) == ("預算調整。", True, 1)
    submit_plan(by=planner, draft=draft.pk, version=2)
    approve_plan(by=reviewer, draft=draft.pk, version=2)
    publish_plan(by=reviewer, draft=draft.pk, version=2)
    draft.refresh_from_db()
    assert (draft.reason, draft.amends, draft.published_version) == ("", False, 2)
    assert StoredPlan.objects.get(identifier=IDENTIFIER).content_digest == draft.digest
    assert document_of(shown) == sample_plan()
    assert [one.words for one in steps_of(draft) if one.step == "amend"] == ["預算調整。"]


def test_an_amendment_begins_a_round_of_its_own(draft, both, planner, reviewer):
    """Who submitted the first plan may review its amendment, which somebody else submits."""
    published(draft, both, reviewer)
    start_amendment(by=planner, identifier=IDENTIFIER, reason="預算調整。")
    submitted(draft, planner)
    approve_plan(by=both, draft=draft.pk, version=1)
    assert state(draft) == "approved"


def test_an_amendment_gives_its_reason(draft, planner, reviewer):
    published(draft, planner, reviewer)
    with pytest.raises(WithoutReason):
        start_amendment(by=planner, identifier=IDENTIFIER, reason=" ")


def test_one_amendment_at_a_time(draft, planner, reviewer):
    published(draft, planner, reviewer)
    for _ in range(2):
        start_amendment(by=planner, identifier=IDENTIFIER, reason="預算調整。")
    assert events().count("plan.amendment-started") == 1
    save(draft, planner, target="8,888人")
    with pytest.raises(NotNow):
        start_amendment(by=planner, identifier=IDENTIFIER, reason="預算調整。")


def test_a_plan_that_was_loaded_is_amended_too(planner, sample_data):
    stored = StoredPlan.objects.filter(agency__name=AGENCY).order_by("fiscal_year").first()
    one = start_amendment(by=planner, identifier=stored.identifier, reason="更正誤植。")
    assert (one.state, one.digest, one.version) == ("draft", stored.content_digest, 1)
    assert one.versions.get().kind == "published"


def test_an_amendment_of_a_plan_loaded_anew_begins_at_what_the_public_sees(
    draft, planner, reviewer
):
    from guankao.web.ledger.actors import COMMAND_LINE
    from guankao.web.publishing.actions import publish

    published(draft, planner, reviewer)
    corrected = sample_plan().model_copy(update={"introduction": ("更正版",)})
    publish(corrected, by=COMMAND_LINE)
    start_amendment(by=planner, identifier=IDENTIFIER, reason="預算調整。")
    assert text_of(draft) == corrected
    assert draft.versions.count() == 2


def test_a_dropped_amendment_leaves_what_is_published_and_its_versions(draft, planner, reviewer):
    published(draft, planner, reviewer)
    start_amendment(by=planner, identifier=IDENTIFIER, reason="預算調整。")
    save(draft, planner, target="8,888人")
    drop_amendment(by=planner, draft=draft.pk, version=2)
    assert state(draft) == "published"
    assert text_of(draft) == sample_plan()
    assert [one.kind for one in draft.versions.order_by("number")] == ["begun", "saved", "dropped"]


def test_a_draft_that_was_never_published_cannot_be_dropped_as_an_amendment(draft, planner):
    from guankao.web.review.actions.amending import NothingPublished

    with pytest.raises(NothingPublished):
        drop_amendment(by=planner, draft=draft.pk, version=1)
    assert state(draft) == "draft"


def test_a_step_without_its_reason_is_not_even_kept_by_the_database(draft, planner, reviewer):
    submitted(draft, planner)
    return_plan(by=reviewer, draft=draft.pk, version=1, reason="請補充。")
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanStep.objects.filter(draft=draft, step="return").update(words="")


def test_every_state_is_reached_and_left():
    reached = {transition.after for transition in TABLE.values()}
    assert reached == set(DraftState)
    assert all(steps_from(one) for one in DraftState)


def test_the_diagram_is_the_table():
    lines = diagram().splitlines()
    assert "    submitted --> returned: return" in lines
    assert len(lines) == 2 + sum(len(one.before) for one in TABLE.values())


def test_the_page_shows_the_diagram(request):
    page = request.config.rootpath / "docs" / "explanation" / "from-draft-to-publication.md"
    assert f"```mermaid\n{diagram()}\n```" in page.read_text(encoding="utf-8")
