"""What the background worker does with a file that was handed in."""

from __future__ import annotations

import time
import uuid

from django_tasks import task

from guankao.documents.formats.errors import UnreadableFile
from guankao.documents.reading import Stopped, read_file
from guankao.web.importing import uploads
from guankao.web.importing.actions.reading import (
    begin_reading,
    fail_abandoned,
    fail_import,
    read_import,
    report_progress,
    stop_import,
)
from guankao.web.ledger.actors import WORKER

SECONDS_BETWEEN_REPORTS = 0.5
"""A page that asks once a second need not have more, and the database is spared."""


@task
def read_file_of_import(key: str) -> None:
    """Read one file in a child process and keep the result, or why there is none."""
    number = uuid.UUID(key)
    fail_abandoned(by=WORKER)
    one = begin_reading(by=WORKER, key=number)
    if one is None:
        return
    watch = _Watch(number)
    try:
        reading = read_file(
            uploads.get(number), one.file_name, progress=watch.note, stop=watch.is_stopped
        )
    except UnreadableFile as problem:
        fail_import(by=WORKER, key=number, problem=problem)
    except Stopped:
        stop_import(by=WORKER, key=number)
    else:
        read_import(by=WORKER, key=number, reading=reading)


class _Watch:
    """Tells the page how far the reading is, and the reader whether a person asked to stop."""

    def __init__(self, key: uuid.UUID) -> None:
        self._key = key
        self._told_at = 0.0
        self._last = ("", 0, 0)
        self._stopped = False

    def note(self, stage: str, done: int, total: int) -> None:
        self._last = (stage, done, total)
        self._tell()

    def is_stopped(self) -> bool:
        self._tell()
        return self._stopped

    def _tell(self) -> None:
        now = time.monotonic()
        if now - self._told_at < SECONDS_BETWEEN_REPORTS:
            return
        self._told_at = now
        stage, done, total = self._last
        self._stopped = not report_progress(
            by=WORKER, key=self._key, stage=stage, done=done, total=total
        )
