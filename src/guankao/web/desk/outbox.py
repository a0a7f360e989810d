"""What the demonstration would have sent by mail: files in a folder, the newest first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings

_BETWEEN = b"-" * 79
MOST_FILES = 200
LARGEST_FILE = 2_000_000
"""In bytes; one file holds what one round has sent."""


@dataclass(frozen=True)
class Letter:
    """One mail as it would have gone out."""

    to: str
    subject: str
    sent_at: dt.datetime
    text: str


def letters() -> Sequence[Letter]:
    """All mails of the folder."""
    files = sorted(Path(settings.EMAIL_FILE_PATH).glob("*.log"), reverse=True)[:MOST_FILES]
    found = [one for path in files for one in _letters_in(path)]
    return sorted(found, key=lambda one: one.sent_at, reverse=True)


def _letters_in(path: Path) -> list[Letter]:
    if path.stat().st_size > LARGEST_FILE:
        return []
    pieces = path.read_bytes().split(_BETWEEN)
    return [_letter(piece.strip()) for piece in pieces if piece.strip()]


def _letter(piece: bytes) -> Letter:
    message = message_from_bytes(piece, policy=policy.default)
    assert isinstance(message, EmailMessage)  # noqa: S101 - of the policy
    body = message.get_body(("plain",))
    # A mail without a zone is of UTC; one without a date is the oldest.
    date = str(message["Date"] or "Thu, 01 Jan 1970 00:00:00 +0000")
    sent_at = parsedate_to_datetime(date)
    return Letter(
        to=str(message["To"] or ""),
        subject=str(message["Subject"] or ""),
        sent_at=sent_at if sent_at.tzinfo else sent_at.replace(tzinfo=dt.UTC),
        text=str(body.get_content()) if body is not None else "",
    )
