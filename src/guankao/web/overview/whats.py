"""What a board counts, each by its code, its words and its condition."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from guankao.web.organizations.permissions import Permission
from guankao.web.reporting.tallies import CONDITIONS, RETURNED, STANDS

COMING_DAYS = 14
"""How far ahead a report is coming due."""


class What(StrEnum):
    """The counts that have a list. The code stands in addresses."""

    EXPECTED = "expected"
    RECEIVED = "received"
    ON_TIME = "on-time"
    EXCUSED = "excused"
    LATE = "late"
    RETURNED = "returned"
    MISSING = "missing"
    COMING = "coming"
    TO_HAND_IN = "to-hand-in"
    TO_REVIEW = "to-review"
    TO_REVIEW_FINALLY = "to-review-finally"
    TO_PUBLISH = "to-publish"
    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    WHITE = "white"
    HIGH = "high"
    MIDDLE = "middle"
    LOW = "low"
    RISK_UNKNOWN = "risk-unknown"
    SURPASSED = "surpassed"
    FAR_ABOVE = "far-above"
    MONEY = "money"

    @property
    def column(self) -> str:
        """How the count is called where it is kept."""
        return self.value.replace("-", "_")


WORDS: dict[What, Promise] = {
    What.EXPECTED: pgettext_lazy("reports", "Expected"),
    What.RECEIVED: pgettext_lazy("reports", "Received"),
    What.ON_TIME: pgettext_lazy("reports", "On time"),
    What.EXCUSED: pgettext_lazy("reports", "Later, with leave"),
    What.LATE: pgettext_lazy("reports", "Late"),
    What.RETURNED: pgettext_lazy("reports", "Returned, not answered"),
    What.MISSING: pgettext_lazy("reports", "Missing"),
    What.COMING: pgettext_lazy("reports", "Due soon"),
    What.TO_HAND_IN: pgettext_lazy("reports", "To hand in"),
    What.TO_REVIEW: pgettext_lazy("reports", "In the first review"),
    What.TO_REVIEW_FINALLY: pgettext_lazy("reports", "In the final review"),
    What.TO_PUBLISH: pgettext_lazy("reports", "To publish"),
    What.GREEN: _("Green light"),
    What.YELLOW: _("Yellow light"),
    What.RED: _("Red light"),
    What.WHITE: _("White light"),
    What.HIGH: _("High risk"),
    What.MIDDLE: _("Middle risk"),
    What.LOW: _("Low risk"),
    What.RISK_UNKNOWN: _("Unknown risk"),
    What.SURPASSED: _("Target below what was reached before"),
    What.FAR_ABOVE: _("Half as much again as the target"),
    What.MONEY: _("Budget of projects"),
}

OF_RESULTS = frozenset(
    {
        What.GREEN,
        What.YELLOW,
        What.RED,
        What.WHITE,
        What.HIGH,
        What.MIDDLE,
        What.LOW,
        What.RISK_UNKNOWN,
        What.SURPASSED,
        What.FAR_ABOVE,
        What.MONEY,
    }
)
"""What is said of each KPI or project once: by the period that is asked for, or by the newest."""

NEEDS: dict[What, Permission] = {
    What.TO_HAND_IN: Permission.SUBMIT_REPORT,
    What.TO_REVIEW: Permission.REVIEW_REPORT,
    What.TO_REVIEW_FINALLY: Permission.REVIEW_REPORT_FINALLY,
    What.TO_PUBLISH: Permission.PUBLISH_REPORT,
}
"""What waits for a person: only at the agencies where that person may do it."""


def condition_of(what: What, now: dt.datetime) -> Q:
    """The condition on `with_facts` that a report fulfils which is counted."""
    if what is What.MISSING:
        return Q(due_at__lte=now) & ~STANDS & ~RETURNED
    if what is What.COMING:
        soon = now + dt.timedelta(days=COMING_DAYS)
        return Q(due_at__gt=now, due_at__lte=soon) & ~STANDS & ~RETURNED
    if what is What.MONEY:
        return STANDS & ~Q(control_level="")
    return CONDITIONS[what.column]
