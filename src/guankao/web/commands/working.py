"""The background worker: alone, or beside a server that was started on this machine."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from guankao.web.commands.preparing import bring_database_up_to_date, start_django

logger = logging.getLogger(__name__)

SECONDS_BETWEEN_LOOKS = 0.5
SECONDS_BETWEEN_ROUNDS = 60
SECONDS_TO_END = 5
SHORTEST_PAUSE = 1.0
LONGEST_PAUSE = 60.0
"""Seconds before a worker that ended by itself is started again."""


def work(*, data: Path | None, until_idle: bool, beside: int | None) -> None:
    """Take what waits in the queue, one after the other, until stopped.

    `beside` is the process whose worker this is: when that is gone, the worker ends as well.
    """
    start_django(data)
    bring_database_up_to_date()
    from django.core.management import call_command

    _tidy()
    _tidy_from_time_to_time()
    if beside is not None:
        _end_with(beside)
    call_command("db_worker", interval=SECONDS_BETWEEN_LOOKS, batch=until_idle, verbosity=0)


def _tidy() -> None:
    """See to what others left half done who were killed, to what nobody wants any more, and to the
    day's reminders."""
    from django.core.management import call_command

    from guankao.web.api.actions import forget_answers
    from guankao.web.importing.actions import clear_imports, fail_abandoned, sweep_uploads
    from guankao.web.ledger.actors import WORKER
    from guankao.web.reminders.tasks import enqueue_reminders

    enqueue_reminders(by=WORKER)
    forget_answers(by=WORKER)
    fail_abandoned(by=WORKER)
    clear_imports(by=WORKER)
    sweep_uploads(by=WORKER)
    # Sessions that nobody signed out of; they hold who was here.
    call_command("clearsessions")


def _tidy_from_time_to_time() -> None:
    """A worker that takes the place of a killed one comes too early to know that it is gone."""
    from django.db import DatabaseError, connections

    def watch() -> None:
        while True:
            time.sleep(SECONDS_BETWEEN_ROUNDS)
            try:
                _tidy()
            except (DatabaseError, OSError):
                logger.exception("What was left half done could not be seen to; tried again.")
            finally:
                connections.close_all()

    threading.Thread(target=watch, daemon=True).start()


@contextmanager
def worker_beside_server() -> Iterator[None]:
    """A worker process with the same settings, for as long as the server runs."""
    ending = threading.Event()
    keeper = threading.Thread(target=_keep_worker, args=(ending,))
    keeper.start()
    try:
        yield
    finally:
        ending.set()
        keeper.join()


def _keep_worker(ending: threading.Event) -> None:
    """Start a worker, and another where one ended by itself: a killed one would be missed only
    by those whose files wait. One that cannot start is tried ever more rarely."""
    pause = SHORTEST_PAUSE
    while not ending.is_set():
        began = time.monotonic()
        process = subprocess.Popen(  # noqa: S603 - our own program, by no shell
            [sys.executable, "-m", "guankao", "worker", "--beside", str(os.getpid())]
        )
        while process.poll() is None and not ending.wait(SECONDS_BETWEEN_LOOKS):
            pass
        if process.poll() is None:
            _end(process)
            return
        if time.monotonic() - began > LONGEST_PAUSE:
            pause = SHORTEST_PAUSE
        ending.wait(pause)
        pause = min(2 * pause, LONGEST_PAUSE)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=SECONDS_TO_END)
    except subprocess.TimeoutExpired:
        process.kill()


def _end_with(parent: int) -> None:
    """A server that was killed cannot say good-bye to its worker."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(0)

    threading.Thread(target=watch, daemon=True).start()
