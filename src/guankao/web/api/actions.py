"""Do what a program asks once, however often the request arrives."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from guankao.web.api.models import KeptAnswer
from guankao.web.organizations.permissions import Permission, require

if TYPE_CHECKING:
    from guankao.web.ledger.actors import Actor

KEPT_DAYS = 7
MOST_KEPT = 20_000
"""Answers of one caller; the oldest go first."""


class AnotherRequest(ValueError):
    """The key was used for another request."""


@dataclass(frozen=True)
class Answered:
    """A status and a body; whether both were given before."""

    status: int
    body: str
    again: bool = False


class _Refused(Exception):
    def __init__(self, answered: Answered) -> None:
        self.answered = answered


def answer_once(
    *, by: Actor, key: str, request_digest: str, work: Callable[[], Answered]
) -> Answered:
    """Do the work and keep its answer in one transaction, or give the answer that was kept.

    A refusal is not kept: nothing was done, so that a corrected request may come under the same
    key. Raises AnotherRequest.
    """
    try:
        return _answer(by=by, key=key, request_digest=request_digest, work=work)
    except _Refused as refused:
        return refused.answered


@transaction.atomic
def _answer(*, by: Actor, key: str, request_digest: str, work: Callable[[], Answered]) -> Answered:
    # Whoever comes second under the same key waits here until the first is done.
    row, is_new = KeptAnswer.objects.get_or_create(
        caller=by.code,
        key=key,
        defaults={"request_digest": request_digest, "kept_at": timezone.now()},
    )
    if not is_new:
        if row.request_digest != request_digest:
            raise AnotherRequest
        return Answered(row.status, row.body, again=True)
    answered = work()
    if answered.status >= 400:
        raise _Refused(answered)
    row.status, row.body = answered.status, answered.body
    row.save(update_fields=["status", "body"])
    return answered


@transaction.atomic
def forget_answers(*, by: Actor) -> int:
    """Forget answers that are older than KEPT_DAYS, and the oldest of whoever has too many."""
    require(by, Permission.FORGET_ANSWERS)
    before = timezone.now() - dt.timedelta(days=KEPT_DAYS)
    gone, _per_model = KeptAnswer.objects.filter(kept_at__lt=before).delete()
    callers = KeptAnswer.objects.order_by().values_list("caller", flat=True).distinct()
    for caller in list(callers):
        mine = KeptAnswer.objects.filter(caller=caller).order_by("-pk")
        edge = mine.values_list("pk", flat=True)[MOST_KEPT : MOST_KEPT + 1].first()
        if edge is not None:
            gone += mine.filter(pk__lte=edge).delete()[0]
    return gone
