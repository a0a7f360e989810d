"""What the worker writes while it reads a file, and when it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from guankao.documents import write_document
from guankao.documents.interpretation.sentences import missing_in_words, reason_in_words
from guankao.web.importing import uploads
from guankao.web.importing.models import Import, ImportedDocument
from guankao.web.importing.record import record_step
from guankao.web.importing.states import SILENT_FOR, State, require
from guankao.web.ledger.events import Event
from guankao.web.organizations.permissions import Permission
from guankao.web.organizations.permissions import require as require_permission

if TYPE_CHECKING:
    import uuid

    from guankao.documents import Mark
    from guankao.documents.formats.errors import UnreadableFile
    from guankao.documents.reading import Reading
    from guankao.documents.words import Words
    from guankao.web.ledger.actors import Actor


@transaction.atomic
def begin_reading(*, by: Actor, key: uuid.UUID) -> Import | None:
    """Take a waiting import; None where it was stopped, discarded or taken before."""
    require_permission(by, Permission.READ_IMPORT)
    one = Import.objects.select_for_update().filter(pk=key).first()
    if one is None or one.state != State.WAITING:
        return None
    one.state = State.READING.value
    one.changed_at = timezone.now()
    one.save()
    return one


@transaction.atomic
def report_progress(*, by: Actor, key: uuid.UUID, stage: str, done: int, total: int) -> bool:
    """Say how far the reading is; False where a person asked to stop."""
    require_permission(by, Permission.READ_IMPORT)
    Import.objects.filter(pk=key, state=State.READING.value).update(
        stage=stage, done=min(done, total), total=total, changed_at=timezone.now()
    )
    return Import.objects.filter(pk=key, state=State.READING.value, stop_requested=False).exists()


@transaction.atomic
def read_import(*, by: Actor, key: uuid.UUID, reading: Reading) -> Import:
    """Keep what was read, all of it at once."""
    one = _finish(by, key, State.READ)
    one.file_format = reading.format.value
    one.pages = reading.pages
    one.notes = [{"zh": note.zh, "en": note.en} for note in reading.notes]
    one.save()
    ImportedDocument.objects.bulk_create(_documents(one, reading))
    record_step(Event.IMPORT_READ, by=by, one=one, after={"documents": len(reading.documents)})
    return one


@transaction.atomic
def fail_import(*, by: Actor, key: uuid.UUID, problem: UnreadableFile) -> Import:
    """Keep why the file could not be read, in both languages."""
    one = _finish(by, key, State.FAILED)
    one.problem_zh, one.problem_en = problem.said("zh-Hant"), problem.said("en")
    one.save()
    record_step(Event.IMPORT_FAILED, by=by, one=one, after={"reason": problem.obstacle.value})
    return one


@transaction.atomic
def stop_import(*, by: Actor, key: uuid.UUID) -> Import:
    """Note that reading ended because a person asked for it."""
    one = _finish(by, key, State.STOPPED)
    one.save()
    record_step(Event.IMPORT_STOPPED, by=by, one=one)
    return one


@transaction.atomic
def fail_abandoned(*, by: Actor) -> int:
    """Fail what a worker left half read when it was killed, and say how much that was.

    A worker does so when it begins and before each file that it takes.
    """
    require_permission(by, Permission.READ_IMPORT)
    silent = Import.objects.select_for_update().filter(
        state=State.READING.value, changed_at__lt=timezone.now() - SILENT_FOR
    )
    abandoned = list(silent)
    for one in abandoned:
        _finish(by, one.pk, State.FAILED).save()
        record_step(Event.IMPORT_FAILED, by=by, one=one, after={"reason": "abandoned"})
    return len(abandoned)


def _finish(by: Actor, key: uuid.UUID, wanted: State) -> Import:
    require_permission(by, Permission.READ_IMPORT)
    one = Import.objects.select_for_update().get(pk=key)
    require(State(one.state), wanted)
    one.state = wanted.value
    one.changed_at = timezone.now()
    transaction.on_commit(lambda: uploads.remove(key))
    return one


def _documents(one: Import, reading: Reading) -> list[ImportedDocument]:
    """One row for each document, with the places, the gaps and the doubts that are its own."""
    rows = []
    for position, document in enumerate(reading.documents, start=1):
        content = write_document(document)
        rows.append(
            ImportedDocument(
                import_of=one,
                position=position,
                identifier=document.identifier,
                kind=document.kind,
                content=content,
                content_as_read=content,
                places={
                    key: _mark(mark)
                    for key, mark in reading.places.items()
                    if _belongs(key, document.identifier)
                },
                found=dict(reading.found) if len(reading.documents) == 1 else {},
                missing=[
                    {
                        "what": gap.what,
                        "identifier": gap.identifier,
                        **_said(missing_in_words(gap)),
                        "mark": _mark(gap.mark),
                    }
                    for gap in reading.missing
                    if gap.identifier is None or _belongs(gap.identifier, document.identifier)
                ],
                uncertain=[
                    {
                        "text": doubt.text,
                        "reason": doubt.reason,
                        **_said(reason_in_words(doubt)),
                        "mark": _mark(doubt.mark),
                    }
                    for doubt in reading.uncertain
                ]
                if position == 1
                else [],
            )
        )
    return rows


def _belongs(key: str, identifier: str) -> bool:
    return key == identifier or key.startswith((f"{identifier}/", f"{identifier}#"))


def _said(words: Words) -> dict[str, str]:
    return {"zh": words.zh, "en": words.en}


def _mark(mark: Mark | None) -> dict[str, object]:
    return mark.model_dump(exclude_none=True) if mark else {}
