"""A plan is begun, written by two people at once, and nothing of it is ever lost."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from guankao.documents import editing
from guankao.documents.copying import what_must_change
from guankao.web.archive.queries import document_of
from guankao.web.ledger.actors import COMMAND_LINE
from guankao.web.ledger.queries import verify
from guankao.web.organizations.permissions import NotPermitted
from guankao.web.planning.actions import copy_plan, save_draft, start_draft, undo_version
from guankao.web.planning.actions.drafts import (
    AlreadyDrafted,
    AnotherPlan,
    NothingToCopy,
    Overtaken,
)
from guankao.web.planning.actions.plans import UnknownAgency
from guankao.web.planning.models import Draft, PlanVersion
from guankao.web.planning.models import Plan as StoredPlan
from guankao.web.planning.states import DraftState, NotNow
from guankao.web.planning.versions import VersionKind
from web.drafts_of_tests import (
    AGENCY,
    IDENTIFIER,
    YEAR,
    actor,
    draft,
    events,
    planner,
    retold,
    reviewer,
    sample_plan,
    save,
    text_of,
)

pytestmark = pytest.mark.django_db
__all__ = ["actor", "draft", "planner", "reviewer"]


def versions(one: Draft) -> list[tuple[int, str, str]]:
    return list(one.versions.order_by("number").values_list("number", "kind", "element"))


def test_a_draft_begins_with_its_first_version(draft, planner):
    assert (draft.identifier, draft.state, draft.version) == (IDENTIFIER, "draft", 1)
    assert versions(draft) == [(1, "begun", "plan")]
    assert text_of(draft) == sample_plan()
    assert events() == ["plan.drafted"]


def test_whether_a_plan_is_made_up_is_known_of_its_agency(planner):
    begun = start_draft(by=planner, document=sample_plan().model_copy(update={"fictional": False}))
    assert text_of(begun).fictional is True


def test_there_is_one_draft_of_a_year(draft, planner):
    with pytest.raises(AlreadyDrafted):
        start_draft(by=planner, document=sample_plan())
    assert events() == ["plan.drafted"]


def test_a_published_plan_is_amended_and_not_begun_again(planner, sample_data):
    published = StoredPlan.objects.filter(agency__name=AGENCY).first()
    document = document_of(published.content_digest)
    with pytest.raises(AlreadyDrafted):
        start_draft(by=planner, document=document)


@pytest.mark.parametrize(
    ("account", "roles", "at"),
    [
        ("elsewhere", ["planner"], "內政部"),
        ("above", ["planner", "reviewer", "approver"], "示範部"),
        ("other", ["reporter", "approver", "auditor"], AGENCY),
        ("nobody", [], AGENCY),
    ],
)
def test_only_a_planner_of_the_agency_writes(actor, draft, account, roles, at):
    stranger = actor(account, *roles, at=at)
    with pytest.raises(NotPermitted):
        start_draft(by=stranger, document=sample_plan().model_copy(update={"fiscal_year": 113}))
    with pytest.raises(NotPermitted):
        copy_plan(by=stranger, agency=AGENCY, fiscal_year=113)
    with pytest.raises(NotPermitted):
        save(draft, stranger, target="1人")
    with pytest.raises(NotPermitted):
        undo_version(by=stranger, draft=draft.pk, number=1)


def test_an_unknown_agency_has_no_plan(planner):
    document = sample_plan().model_copy(update={"agency": "無此機關"})
    with pytest.raises((NotPermitted, UnknownAgency)):
        start_draft(by=planner, document=document)


def test_last_years_plan_is_copied_with_what_must_change(planner, sample_data):
    stored = StoredPlan.objects.filter(agency__name=AGENCY).order_by("-fiscal_year").first()
    year = stored.fiscal_year + 1
    before = document_of(stored.content_digest)
    copy = copy_plan(by=planner, agency=AGENCY, fiscal_year=year)
    plan = text_of(copy)
    assert (plan.fiscal_year, plan.fictional) == (year, True)
    assert [one.key for one in plan.indicators] == [one.key for one in before.indicators]
    assert versions(copy) == [(1, "copied", "plan")]
    marked = {(one.element, one.field) for one in what_must_change(plan, before)}
    assert {(f"kpi/{one.key}", "target") for one in plan.indicators} <= marked


def test_nothing_is_copied_from_nothing(planner, sample_data):
    with pytest.raises(NothingToCopy):
        copy_plan(by=planner, agency=AGENCY, fiscal_year=50)


def test_a_save_is_a_new_version_and_the_old_one_stays(draft, planner):
    before = draft.digest
    assert save(draft, planner, target="9,999人") == 2
    assert text_of(draft).indicators[0].target == "9,999人"
    assert document_of(before) == sample_plan()
    assert versions(draft)[1][1:] == ("saved", f"kpi/{sample_plan().indicators[0].key}")
    assert events() == ["plan.drafted", "plan.saved"]
    assert verify().breaks == ()


def test_saving_twice_is_saving_once(draft, planner):
    changed = retold(sample_plan(), sample_plan().indicators[0].key, target="9,999人")
    for pressed in range(2):
        saved = save_draft(
            by=planner, draft=draft.pk, version=1, element="kpi/1-1", document=changed
        )
        assert (saved.changed, saved.draft.version) == (pressed == 0, 2)
    assert events() == ["plan.drafted", "plan.saved"]


def test_two_people_on_two_kpis_both_keep_what_they_wrote(draft, planner, actor):
    other = actor("colleague", "planner")
    first, second = sample_plan().indicators[:2]
    save_draft(
        by=planner,
        draft=draft.pk,
        version=1,
        element=f"kpi/{first.key}",
        document=retold(sample_plan(), first.key, target="1人"),
    )
    saved = save_draft(
        by=other,
        draft=draft.pk,
        version=1,
        element=f"kpi/{second.key}",
        document=retold(sample_plan(), second.key, target="2人"),
    )
    assert saved.merged
    assert [one.target for one in text_of(draft).indicators[:2]] == ["1人", "2人"]
    assert draft.version == 3


def test_two_people_on_one_field_and_the_second_is_told(draft, planner, actor):
    other = actor("colleague", "planner")
    one = sample_plan().indicators[0]
    save(draft, planner, target="1人")
    with pytest.raises(Overtaken) as told:
        save_draft(
            by=other,
            draft=draft.pk,
            version=1,
            element=f"kpi/{one.key}",
            document=retold(sample_plan(), one.key, target="2人", note="依新制計算。"),
        )
    assert told.value.version == 2
    assert [(each.field, each.theirs, each.mine) for each in told.value.conflicts] == [
        ("target", "1人", "2人")
    ]
    assert text_of(draft).indicators[0].target == "1人"
    saved = save_draft(
        by=other,
        draft=draft.pk,
        version=told.value.version,
        element=f"kpi/{one.key}",
        document=retold(told.value.now, one.key, target="2人", note="依新制計算。"),
    )
    assert saved.plan.indicators[0].target == "2人"
    assert document_of(draft.versions.get(number=2).digest).indicators[0].target == "1人"


def test_a_text_of_another_plan_is_not_saved(draft, planner):
    for change in ({"fiscal_year": 113}, {"agency": "示範部"}, {"fictional": False}):
        with pytest.raises(AnotherPlan):
            save_draft(
                by=planner,
                draft=draft.pk,
                version=1,
                element="plan",
                document=sample_plan().model_copy(update=change),
            )


def test_a_version_that_never_was_is_no_ground_to_save_on(draft, planner):
    with pytest.raises(PlanVersion.DoesNotExist):
        save_draft(by=planner, draft=draft.pk, version=7, element="plan", document=sample_plan())


@pytest.mark.parametrize("state", [DraftState.SUBMITTED, DraftState.APPROVED])
def test_what_is_under_review_is_not_written_at(draft, planner, state):
    Draft.objects.filter(pk=draft.pk).update(state=state.value)
    with pytest.raises(NotNow):
        save(draft, planner, target="1人")
    with pytest.raises(NotNow):
        undo_version(by=planner, draft=draft.pk, number=1)


def test_the_last_change_is_undone_and_that_too(draft, planner):
    save(draft, planner, target="1人")
    undone = undo_version(by=planner, draft=draft.pk, number=2)
    assert undone.plan == sample_plan()
    again = undo_version(by=planner, draft=draft.pk, number=3)
    assert again.plan.indicators[0].target == "1人"
    assert [kind for _, kind, _ in versions(draft)] == ["begun", "saved", "undone", "undone"]
    assert events()[-2:] == ["plan.change-undone"] * 2


def test_an_earlier_change_is_undone_and_later_ones_stay(draft, planner):
    save(draft, planner, target="1人")
    save(draft, planner, note="依新制計算。")
    one = undo_version(by=planner, draft=draft.pk, number=2).plan.indicators[0]
    assert (one.target, one.note) == (sample_plan().indicators[0].target, "依新制計算。")


def test_what_was_changed_again_is_not_undone_unseen(draft, planner):
    save(draft, planner, target="1人")
    save(draft, planner, target="2人")
    with pytest.raises(Overtaken):
        undo_version(by=planner, draft=draft.pk, number=2)
    assert text_of(draft).indicators[0].target == "2人"


def test_the_beginning_cannot_be_undone(draft, planner):
    with pytest.raises(PlanVersion.DoesNotExist):
        undo_version(by=planner, draft=draft.pk, number=1)


def test_a_kpi_that_was_taken_out_comes_back(draft, planner):
    key = sample_plan().indicators[0].key
    save_draft(
        by=planner,
        draft=draft.pk,
        version=1,
        element=f"kpi/{key}",
        document=editing.without(sample_plan(), f"kpi/{key}"),
    )
    assert key not in {one.key for one in text_of(draft).indicators}
    assert undo_version(by=planner, draft=draft.pk, number=2).plan == sample_plan()


def test_a_program_does_not_draft(draft):
    with pytest.raises(NotPermitted):
        save(draft, COMMAND_LINE, target="1人")


@pytest.mark.parametrize(
    "impossible",
    [
        {"state": "lost"},
        {"state": "published"},
        {"state": "published", "published_version": 1, "reason": "更正"},
        {"fiscal_year": 0},
    ],
)
def test_the_database_holds_no_impossible_draft(draft, impossible):
    with pytest.raises(IntegrityError), transaction.atomic():
        Draft.objects.filter(pk=draft.pk).update(**impossible)


def test_every_kind_of_version_is_kept_by_its_code(draft):
    assert all(len(kind.value) <= 12 for kind in VersionKind)
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanVersion.objects.filter(draft=draft).update(kind="guessed")


def test_the_year_of_the_tests_is_not_in_the_sample(sample_data):
    assert not StoredPlan.objects.filter(fiscal_year=YEAR).exists()
