"""The mail itself: what one person is told on a day, in their language, as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext, override

from guankao.calendars import period_of
from guankao.web.reminders.queries import Item, Letter
from guankao.web.reporting.words import last_day

if TYPE_CHECKING:
    from django.core.mail.backends.base import BaseEmailBackend

MOST_TOLD = 40
"""Reports of each kind; the count tells of the rest."""


def message_of(letter: Letter, connection: BaseEmailBackend | None = None) -> EmailMessage:
    """The mail of a letter. It says what is to be done, and no figure that is not public yet."""
    with override(letter.language):
        settle = _address("own-reminders")
        headers = {"Auto-Submitted": "auto-generated"}
        if settle:
            headers["List-Unsubscribe"] = f"<{settle}>"
        return EmailMessage(
            subject=_subject(letter),
            body=_body(letter, settle),
            to=[letter.person.email],
            headers=headers,
            connection=connection,
        )


def _subject(letter: Letter) -> str:
    parts = []
    if letter.late:
        late = len(letter.late)
        parts.append(ngettext("%(n)d report is late", "%(n)d reports are late", late) % {"n": late})
    if letter.returned:
        back = len(letter.returned)
        parts.append(ngettext("%(n)d came back", "%(n)d came back", back) % {"n": back})
    if letter.coming:
        due = len(letter.coming)
        parts.append(ngettext("%(n)d is due soon", "%(n)d are due soon", due) % {"n": due})
    return gettext("[Guankao] %(what)s") % {"what": gettext(", ").join(parts)}


def _body(letter: Letter, settle: str) -> str:
    groups = [
        (gettext("Late"), letter.late),
        (gettext("Came back with an opinion"), letter.returned),
        (gettext("Due soon"), letter.coming),
    ]
    context = {
        "name": letter.person.name,
        "groups": [
            (words, [_line(one) for one in items[:MOST_TOLD]], max(len(items) - MOST_TOLD, 0))
            for words, items in groups
            if items
        ],
        "desk": _address("desk"),
        "settle": settle,
    }
    return render_to_string("reminders/digest.txt", context)


def _line(item: Item) -> str:
    row = item.expected
    period = period_of(row.plan.fiscal_year, row.period)
    facts = {
        "agency": row.plan.agency.label,
        "period": period.label("en" if get_language() == "en" else "zh"),
        "title": row.title,
        "day": f"{last_day(item.due):%Y-%m-%d}",
    }
    if item.returned is not None:
        return gettext("%(agency)s, %(period)s: %(title)s") % facts
    return gettext("%(agency)s, %(period)s: %(title)s (by %(day)s)") % facts


def _address(name: str) -> str:
    """The address of a page; "" where nobody said where this installation is found."""
    return f"{settings.SITE_ADDRESS}{reverse(name)}" if settings.SITE_ADDRESS else ""
