"""The chain: what is hashed, and in which form."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from guankao.web.ledger.models import Entry


def canonical(facts: Mapping[str, object]) -> str:
    """Write facts as JSON in one form only: keys sorted, no spaces, text as it is."""
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(entry: Entry) -> str:
    """SHA-256 (hex) over everything that an entry says, with the digest of the one before it."""
    moment: datetime = entry.recorded_at
    content = [
        entry.stream,
        entry.number,
        entry.event,
        entry.actor,
        entry.actor_name,
        entry.actor_agency,
        entry.subject,
        entry.subject_words,
        entry.before,
        entry.after,
        # Written out in UTC to the microsecond: both databases give this moment back unchanged.
        moment.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.previous_digest,
    ]
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
