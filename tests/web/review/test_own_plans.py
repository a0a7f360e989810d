"""Nobody decides on what is their own: not by two roles, not by a colleague, not by delegation."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from guankao.web.ledger.actors import COMMAND_LINE
from guankao.web.ledger.models import Entry
from guankao.web.organizations.actions import delegate_role, give_role
from guankao.web.organizations.actors import as_actor
from guankao.web.organizations.models import Holding, Person
from guankao.web.organizations.permissions import NotPermitted, OwnSubmission
from guankao.web.organizations.queries import agency_called
from guankao.web.organizations.roles import Role
from guankao.web.planning.models import PlanStep
from guankao.web.review.actions import (
    approve_plan,
    publish_plan,
    return_plan,
    submit_plan,
    withdraw_plan,
)
from guankao.web.review.queries import submitters
from web.drafts_of_tests import (
    AGENCY,
    IDENTIFIER,
    MINISTRY,
    actor,
    approver,
    draft,
    planner,
    reviewer,
    save,
)

pytestmark = pytest.mark.django_db
__all__ = ["actor", "approver", "draft", "planner", "reviewer"]


def give(by_code: str, role: Role, at: str) -> None:
    give_role(
        by=COMMAND_LINE,
        code=by_code,
        role=role,
        agency=agency_called(at),
        from_day=timezone.localdate(),
    )


def lend(owner, role: Role, to) -> None:
    """What `owner` holds, lent to a colleague until tomorrow week."""
    today = timezone.localdate()
    delegate_role(
        by=owner,
        holding=Holding.objects.get(person__code=owner.code, role=role.value).pk,
        code=to.code,
        from_day=today,
        until_day=today + dt.timedelta(days=7),
    )


@pytest.fixture
def both(actor):
    """A planner of the agency who is approver at the ministry as well."""
    one = actor("both", "planner")
    give(one.code, Role.APPROVER, MINISTRY)
    return one


def submitted(draft, by):
    draft.refresh_from_db()
    return submit_plan(by=by, draft=draft.pk, version=draft.version)


def refused(*verbs):
    for verb in verbs:
        with pytest.raises(OwnSubmission):
            verb()


def test_who_wrote_the_text_does_not_decide_on_it_though_another_submitted(draft, both, planner):
    version = save(draft, both, target="9,999人")
    submitted(draft, planner)
    at = {"by": both, "draft": draft.pk, "version": version}
    refused(lambda: approve_plan(**at), lambda: return_plan(reason="退回", **at))
    assert submitters(draft) == {both.code, planner.code}


def test_who_submitted_does_not_publish_what_another_approved(draft, both, reviewer):
    submitted(draft, both)
    approve_plan(by=reviewer, draft=draft.pk, version=1)
    refused(lambda: publish_plan(by=both, draft=draft.pk, version=1))
    assert publish_plan(by=reviewer, draft=draft.pk, version=1).state == "published"


def test_a_colleague_who_submits_again_does_not_wash_it_clean(draft, both, planner):
    submitted(draft, both)
    withdraw_plan(by=planner, draft=draft.pk, version=1)
    submitted(draft, planner)
    refused(lambda: approve_plan(by=both, draft=draft.pk, version=1))


def test_who_lent_the_planners_role_does_not_approve_what_was_submitted_by_it(
    draft, both, actor, reviewer
):
    deputy = actor("deputy")
    lend(both, Role.PLANNER, deputy)
    submitted(draft, deputy)
    assert PlanStep.objects.get(draft=draft).in_place_of == [both.code]
    entry = Entry.objects.filter(stream=IDENTIFIER).latest("number")
    assert both.code in entry.after
    refused(lambda: approve_plan(by=both, draft=draft.pk, version=1))
    assert approve_plan(by=reviewer, draft=draft.pk, version=1).state == "approved"


def test_whoever_acts_for_the_submitter_does_not_approve(draft, both, actor):
    deputy = actor("deputy", at=MINISTRY)
    lend(both, Role.APPROVER, deputy)
    submitted(draft, both)
    refused(
        lambda: approve_plan(by=deputy, draft=draft.pk, version=1),
        lambda: return_plan(by=deputy, draft=draft.pk, version=1, reason="退回"),
    )


def test_whoever_acts_for_the_submitter_may_by_a_role_of_their_own(draft, both, actor):
    deputy = actor("deputy", "reviewer", at=MINISTRY)
    lend(both, Role.APPROVER, deputy)
    submitted(draft, both)
    assert approve_plan(by=deputy, draft=draft.pk, version=1).state == "approved"
    assert PlanStep.objects.filter(draft=draft).latest("number").in_place_of == []


def test_a_planner_whom_the_approver_lends_the_role_does_not_approve_the_own_plan(
    draft, approver, planner
):
    lend(approver, Role.APPROVER, planner)
    submitted(draft, planner)
    refused(lambda: approve_plan(by=planner, draft=draft.pk, version=1))


def test_the_parent_agency_decides_where_there_is_one(draft, planner, actor, approver):
    head = actor("own-head", "approver", at=AGENCY)
    submitted(draft, planner)
    for verb in (
        lambda: approve_plan(by=head, draft=draft.pk, version=1),
        lambda: return_plan(by=head, draft=draft.pk, version=1, reason="退回"),
    ):
        with pytest.raises(NotPermitted):
            verb()
    approve_plan(by=approver, draft=draft.pk, version=1)
    assert publish_plan(by=head, draft=draft.pk, version=1).state == "published"


def test_buttons_that_would_be_refused_are_not_offered(draft, planner, both, client):
    def steps(account: str) -> list[str]:
        client.force_login(
            Person.objects.get(account=account),
            backend="allauth.account.auth_backends.AuthenticationBackend",
        )
        answer = client.get(f"/desk/plans/{draft.pk}/")
        return [step.value for step, _line, _quiet in answer.context["steps"]]

    submitted(draft, planner)
    assert steps("both") == ["approve", "withdraw", "return"]
    withdraw_plan(by=planner, draft=draft.pk, version=1)
    submitted(draft, both)
    assert steps("both") == ["withdraw"]


def test_a_whole_delegation_is_of_no_use_to_whom_it_is_not_lent(draft, planner, actor):
    stranger = actor("stranger")
    with pytest.raises(NotPermitted):
        submitted(draft, stranger)
    assert as_actor(Person.objects.get(account="stranger")) == stranger
