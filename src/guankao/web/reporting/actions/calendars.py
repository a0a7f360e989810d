"""Adopt a calendar in the place of those that ship."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from guankao.calendars import read_calendar
from guankao.web.ledger.actions import record
from guankao.web.ledger.events import Event
from guankao.web.organizations.permissions import Permission, require
from guankao.web.reporting.models import Calendar

if TYPE_CHECKING:
    from guankao.web.ledger.actors import Actor


class VersionTaken(ValueError):
    """There is another calendar of this code and version; a change is a new version."""

    def __init__(self, code: str, version: int) -> None:
        super().__init__(
            _("Version %(version)d of the calendar “%(code)s” says something else already.")
            % {"code": code, "version": version}
        )


@transaction.atomic
def adopt_calendar(*, by: Actor, content: str) -> Calendar:
    """Let a calendar hold from now on; the same again changes nothing.

    Reports that are expected already keep their windows until `expect_reports` is called.
    Raises ValueError where it does not hang together, and VersionTaken.
    """
    require(by, Permission.ADOPT_CALENDAR)
    calendar = read_calendar(content)
    text = calendar.model_dump_json(indent=1)
    stream = f"calendar/{calendar.code}"
    _hold(stream)
    known = Calendar.objects.filter(code=calendar.code, version=calendar.version).first()
    if known is not None:
        if known.content != text:
            raise VersionTaken(calendar.code, calendar.version)
        return known
    row = Calendar.objects.create(
        code=calendar.code,
        version=calendar.version,
        kind=calendar.kind,
        first_year=calendar.first_year,
        last_year=calendar.last_year,
        content=text,
        adopted_by=by.code,
        adopted_by_name=by.name,
        adopted_at=timezone.now(),
    )
    record(
        Event.CALENDAR_ADOPTED,
        by=by,
        stream=stream,
        subject=stream,
        words=calendar.source.title,
        after={
            "version": calendar.version,
            "content": hashlib.sha256(text.encode()).hexdigest(),
            "first_year": calendar.first_year,
        },
    )
    return row


def _hold(stream: str) -> None:
    """Let two who adopt the same calendar queue; SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 1))", [stream])
