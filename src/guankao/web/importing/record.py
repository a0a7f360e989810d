"""How a step of an import stands in the ledger: by its digest, not by a person's file name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guankao.web.ledger.actions import record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from guankao.web.importing.models import Import
    from guankao.web.ledger.actors import Actor
    from guankao.web.ledger.events import Event


def stream_of(one: Import) -> str:
    """The stream of the ledger that tells of an import."""
    return f"import/{one.pk}"


def record_step(
    event: Event, *, by: Actor, one: Import, after: Mapping[str, object] | None = None
) -> None:
    """Append one entry to the stream of the import."""
    stream = stream_of(one)
    record(
        event,
        by=by,
        stream=stream,
        subject=stream,
        words=stream,
        after={"file": one.file_digest, **(after or {})},
    )
