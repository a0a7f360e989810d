"""What the background worker does once a day."""

from __future__ import annotations

import datetime as dt

from django_tasks import task

from guankao.web.ledger.actors import WORKER, Actor
from guankao.web.reminders.actions import begin_round, remind


@task
def remind_of_reports(day: str) -> None:
    """Send the letters of a day."""
    remind(by=WORKER, day=dt.date.fromisoformat(day))


def enqueue_reminders(*, by: Actor) -> bool:
    """Put the day's round into the queue, where it is time for it."""
    taken = begin_round(by=by)
    if taken is None:
        return False
    remind_of_reports.enqueue(taken.day.isoformat())
    return True
