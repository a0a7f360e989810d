"""A button pressed twice, or a request that a browser sends again: one outcome, and one entry.

Each verb is called a second time exactly as it was called the first time. It may say no to that, or
answer as before; what is in the ledger, which has an entry for every change, stays as it was.
"""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.utils import timezone

from guankao.documents import write_document
from guankao.rules import check_plan
from guankao.web.importing import actions as importing
from guankao.web.importing import tasks
from guankao.web.importing.models import Import
from guankao.web.ledger.actors import COMMAND_LINE
from guankao.web.ledger.models import Entry
from guankao.web.organizations import actions as organizations
from guankao.web.organizations.models import Agency
from guankao.web.organizations.roles import Role
from guankao.web.planning import actions as planning
from guankao.web.planning.models import Draft
from guankao.web.review import actions as review
from web.drafts_of_tests import (
    AGENCY,
    IDENTIFIER,
    MINISTRY,
    YEAR,
    actor,
    draft,
    planner,
    retold,
    reviewer,
    sample_plan,
    save,
)

pytestmark = pytest.mark.django_db
__all__ = ["actor", "draft", "planner", "reviewer"]
Press = Callable[[], object]
KPI = sample_plan().indicators[0].key


@pytest.fixture
def at(draft, planner, reviewer, make_person, settings, tmp_path) -> SimpleNamespace:
    """What the rows of the table press on."""
    settings.UPLOADS = tmp_path / "uploads"
    return SimpleNamespace(
        draft=draft,
        planner=planner,
        reviewer=reviewer,
        somebody=make_person(account="somebody-else"),
        agency=Agency.objects.get(name=AGENCY),
        today=timezone.localdate(),
    )


def read_file(at, *, year: int) -> Import:
    plan = retold(sample_plan(), KPI, target="4,321人次").model_copy(update={"fiscal_year": year})
    one = importing.hand_in(
        by=at.planner, file_name="計畫.json", data=write_document(plan).encode()
    )
    tasks.read_file_of_import.call(str(one.pk))
    return one


def stepped(at, *steps: str) -> dict[str, int]:
    """Bring the draft so far, and say where it is."""
    for name in steps:
        press = {
            "submit": lambda **seen: review.submit_plan(by=at.planner, **seen),
            "approve": lambda **seen: review.approve_plan(by=at.reviewer, **seen),
            "publish": lambda **seen: review.publish_plan(by=at.reviewer, **seen),
            "amend": lambda **_seen: review.start_amendment(
                by=at.planner, identifier=IDENTIFIER, reason="修正。"
            ),
        }[name]
        at.draft.refresh_from_db()
        press(draft=at.draft.pk, version=at.draft.version)
    at.draft.refresh_from_db()
    return {"draft": at.draft.pk, "version": at.draft.version}


def start_draft(at) -> Press:
    plan = sample_plan().model_copy(update={"fiscal_year": YEAR + 1})
    return lambda: planning.start_draft(by=at.planner, document=plan)


def copy_plan(at) -> Press:
    return lambda: planning.copy_plan(by=at.planner, agency=AGENCY, fiscal_year=YEAR + 1)


def save_draft(at) -> Press:
    changed = retold(sample_plan(), KPI, target="4,321人次")
    seen = stepped(at)
    return lambda: planning.save_draft(
        by=at.planner, element=f"kpi/{KPI}", document=changed, **seen
    )


def undo_version(at) -> Press:
    number = save(at.draft, at.planner, target="4,321人次")
    return lambda: planning.undo_version(by=at.planner, draft=at.draft.pk, number=number)


def add_comment(at) -> Press:
    return lambda: planning.add_comment(
        by=at.reviewer, draft=at.draft.pk, element=f"kpi/{KPI}", text="請說明。"
    )


def resolve_comment(at) -> Press:
    comment = add_comment(at)().pk
    return lambda: planning.resolve_comment(by=at.planner, draft=at.draft.pk, comment=comment)


def waive_finding(at) -> Press:
    found = next(one for one in check_plan(sample_plan()) if one.element.startswith(IDENTIFIER))
    return lambda: planning.waive_finding(
        by=at.planner,
        draft=at.draft.pk,
        code=found.code,
        element=found.element,
        reason="沿用法定名稱。",
        until=at.today,
    )


def end_waiver(at) -> Press:
    waiver = waive_finding(at)().pk
    return lambda: planning.end_waiver(by=at.planner, draft=at.draft.pk, waiver=waiver)


def submit_plan(at) -> Press:
    seen = stepped(at)
    return lambda: review.submit_plan(by=at.planner, **seen)


def withdraw_plan(at) -> Press:
    seen = stepped(at, "submit")
    return lambda: review.withdraw_plan(by=at.planner, **seen)


def return_plan(at) -> Press:
    seen = stepped(at, "submit")
    return lambda: review.return_plan(by=at.reviewer, reason="請說明。", **seen)


def approve_plan(at) -> Press:
    seen = stepped(at, "submit")
    return lambda: review.approve_plan(by=at.reviewer, **seen)


def publish_plan(at) -> Press:
    seen = stepped(at, "submit", "approve")
    return lambda: review.publish_plan(by=at.reviewer, **seen)


def start_amendment(at) -> Press:
    stepped(at, "submit", "approve", "publish")
    return lambda: review.start_amendment(by=at.planner, identifier=IDENTIFIER, reason="修正。")


def drop_amendment(at) -> Press:
    seen = stepped(at, "submit", "approve", "publish", "amend")
    return lambda: review.drop_amendment(by=at.planner, **seen)


def correct_document(at) -> Press:
    one = read_file(at, year=YEAR)
    return lambda: importing.correct_document(
        by=at.planner,
        key=one.pk,
        position=1,
        version=1,
        element=f"kpi/{KPI}",
        document=sample_plan(),
    )


def draft_import(at) -> Press:
    one = read_file(at, year=YEAR + 1)
    return lambda: importing.draft_import(by=at.planner, key=one.pk, versions={1: 1})


def take_into_draft(at) -> Press:
    one = read_file(at, year=YEAR)
    return lambda: importing.take_into_draft(
        by=at.planner,
        key=one.pk,
        position=1,
        version=1,
        draft=at.draft.pk,
        draft_version=1,
        elements=None,
    )


def discard_import(at) -> Press:
    one = read_file(at, year=YEAR)
    return lambda: importing.discard_import(by=at.planner, key=one.pk)


def request_stop(at) -> Press:
    one = importing.hand_in(by=at.planner, file_name="計畫.txt", data=b"text")
    return lambda: importing.request_stop(by=at.planner, key=one.pk)


def register_agency(at) -> Press:
    return lambda: organizations.register_agency(by=COMMAND_LINE, name="示範局", parent=MINISTRY)


def rename_agency(at) -> Press:
    seen = {"agency": at.agency.pk, "version": at.agency.version}
    return lambda: organizations.rename_agency(
        by=COMMAND_LINE, name="示範總署", name_en="", on=at.today, **seen
    )


def move_agency(at) -> Press:
    made = organizations.register_agency(by=COMMAND_LINE, name="示範局", parent=MINISTRY)
    return lambda: organizations.move_agency(
        by=COMMAND_LINE, agency=made.pk, version=made.version, under=at.agency.pk
    )


def merge_agency(at) -> Press:
    made = organizations.register_agency(by=COMMAND_LINE, name="示範局", parent=MINISTRY)
    return lambda: organizations.merge_agency(
        by=COMMAND_LINE, agency=made.pk, version=made.version, into=at.agency.pk, on=at.today
    )


def register_person(at) -> Press:
    return lambda: organizations.register_person(
        by=COMMAND_LINE, account="newcomer", name="新進人員", agency=at.agency
    )


def change_person(at) -> Press:
    one = at.somebody
    return lambda: organizations.change_person(
        by=COMMAND_LINE,
        code=one.code,
        version=one.version,
        account=one.account,
        name="改名",
        agency=one.agency,
    )


def end_person(at) -> Press:
    return lambda: organizations.end_person(by=COMMAND_LINE, code=at.somebody.code)


def give_role(at) -> Press:
    return lambda: organizations.give_role(
        by=COMMAND_LINE,
        code=at.somebody.code,
        role=Role.PLANNER,
        agency=at.agency,
        from_day=at.today,
    )


def end_role(at) -> Press:
    holding = give_role(at)().pk
    return lambda: organizations.end_role(by=COMMAND_LINE, holding=holding)


def delegate_role(at) -> Press:
    from guankao.web.organizations.models import Holding

    own = Holding.objects.get(person__code=at.planner.code)
    return lambda: organizations.delegate_role(
        by=at.planner,
        holding=own.pk,
        code=at.somebody.code,
        from_day=at.today,
        until_day=at.today + datetime.timedelta(days=7),
    )


BUTTONS = (
    start_draft,
    copy_plan,
    save_draft,
    undo_version,
    add_comment,
    resolve_comment,
    waive_finding,
    end_waiver,
    submit_plan,
    withdraw_plan,
    return_plan,
    approve_plan,
    publish_plan,
    start_amendment,
    drop_amendment,
    correct_document,
    draft_import,
    take_into_draft,
    discard_import,
    request_stop,
    register_agency,
    rename_agency,
    move_agency,
    merge_agency,
    register_person,
    change_person,
    end_person,
    give_role,
    end_role,
    delegate_role,
)


@pytest.mark.parametrize("button", BUTTONS, ids=lambda button: button.__name__)
def test_pressed_twice_is_done_once(at, button):
    press = button(at)
    before = Entry.objects.count()
    press()
    once = Entry.objects.count()
    drafts = list(Draft.objects.order_by("pk").values_list("pk", "state", "version", "digest"))
    assert once > before, "the first press does something"
    # It may say that it was done, which its page turns into a sentence.
    with contextlib.suppress(ValueError, ObjectDoesNotExist, PermissionDenied):
        press()
    assert Entry.objects.count() == once
    again = list(Draft.objects.order_by("pk").values_list("pk", "state", "version", "digest"))
    assert again == drafts
