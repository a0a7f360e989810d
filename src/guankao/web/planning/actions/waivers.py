"""Let a finding of the linter stand for a while, with a reason, and end that."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from guankao.documents.fields import visible
from guankao.rules import find_rule
from guankao.rules.waivers import LINTERS_OWN
from guankao.web.ledger.events import Event
from guankao.web.organizations.permissions import Permission
from guankao.web.planning.actions.drafts import locked_draft, record_of_draft
from guankao.web.planning.models import Waiver

if TYPE_CHECKING:
    from guankao.web.ledger.actors import Actor

LONGEST_REASON = 2_000
LONGEST_TIME = datetime.timedelta(days=3 * 366)


class RefusedWaiver(ValueError):
    """A waiver without a reason, or for too long, or for a day that is over."""


@transaction.atomic
def waive_finding(
    *, by: Actor, draft: int, code: str, element: str, reason: str, until: datetime.date
) -> Waiver:
    """Let a finding stand until a day. Who, why and until when are public with the plan.

    The same finding again replaces what was said of it. Raises UnknownRule and RefusedWaiver.
    """
    row = locked_draft(draft, by=by, permission=Permission.WAIVE_FINDING)
    rule = find_rule(code)
    today = timezone.localdate()
    why = visible(reason)
    if not why or len(why) > LONGEST_REASON:
        raise RefusedWaiver(
            _("Say why it may stand, in at most %(most)d characters.") % {"most": LONGEST_REASON}
        )
    if not today <= until <= today + LONGEST_TIME:
        raise RefusedWaiver(_("It may stand from today on, for three years at most."))
    if rule.code in LINTERS_OWN:
        raise RefusedWaiver(_("What the linter says of itself cannot be waived."))
    if element != row.identifier and not element.startswith(f"{row.identifier}/"):
        raise RefusedWaiver(_("This is not an element of the plan."))
    standing = row.waivers.filter(code=rule.code, element=element, ended_at__isnull=True)
    same = standing.filter(reason=why, until_day=until, person=by.code).first()
    if same is not None:
        return same
    _end(standing, by)
    waiver = Waiver.objects.create(
        draft=row,
        code=rule.code,
        element=element,
        reason=why,
        until_day=until,
        person=by.code,
        person_name=by.name,
        given_at=timezone.now(),
    )
    record_of_draft(
        Event.WAIVER_GIVEN,
        row,
        by=by,
        element=element.removeprefix(f"{row.identifier}/"),
        after={"rule": rule.code, "element": element, "reason": why, "until": until.isoformat()},
    )
    return waiver


@transaction.atomic
def end_waiver(*, by: Actor, draft: int, waiver: int) -> Waiver:
    """Let the linter speak again; twice changes nothing."""
    row = locked_draft(draft, by=by, permission=Permission.WAIVE_FINDING)
    found = Waiver.objects.select_for_update().get(pk=waiver, draft=row)
    if found.ended_at is None:
        _end(Waiver.objects.filter(pk=found.pk), by)
        found.refresh_from_db()
        record_of_draft(
            Event.WAIVER_ENDED,
            row,
            by=by,
            element=found.element.removeprefix(f"{row.identifier}/"),
            after={"rule": found.code, "element": found.element},
        )
    return found


def _end(found: models.QuerySet[Waiver], by: Actor) -> None:
    found.update(ended_at=timezone.now(), ended_by=by.code)
