"""Reading a stranger's file: in a child process, with an end to time and memory."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import IO, Any, Final

from guankao.documents.formats.errors import UnreadableFile
from guankao.documents.formats.limits import DEFAULT_LIMITS, MEBIBYTE, Limits
from guankao.documents.formats.obstacles import Obstacle
from guankao.documents.formats.sheets import Sheet
from guankao.documents.papers import Paper
from guankao.documents.reading.paper_transport import paper_from_json
from guankao.documents.reading.progress import Progress, silent
from guankao.documents.reading.results import Reading, Stopped
from guankao.documents.reading.transport import (
    error_from_json,
    reading_from_json,
    sheets_from_json,
)

LONGEST_ANSWER: Final = 512 * MEBIBYTE
"""Bytes that are taken from a child. The book of all ministries has a thirtieth."""

_LOOKS_PER_SECOND: Final = 10
_GRACE: Final = 5
"""Seconds for a child to start, beside its time to read."""

_KEPT_VARIABLES: Final = ("PATH", "PYTHONPATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "TZ")
"""Of the environment; no secret of the program that reads is handed on."""

Stop = Callable[[], bool]


def never() -> bool:
    """Nobody stops the reading."""
    return False


def read_file(
    data: bytes,
    name: str | None = None,
    *,
    progress: Progress = silent,
    stop: Stop = never,
    limits: Limits = DEFAULT_LIMITS,
) -> Reading:
    """Read a file of any format in a child process, and give its documents.

    `stop` is asked ten times a second; once it says yes, the child is killed.

    Raises:
        UnreadableFile: with the reason and what a person can do.
        Stopped: the caller asked for it.
    """
    _refuse_at_the_door(data, limits)
    kind, content = _asked("documents", data, name, _Watch(progress, stop, limits))
    if kind != "reading":
        raise _broken(f"answer {kind!r}")
    return reading_from_json(content)


def read_paper_of_file(
    data: bytes,
    name: str | None = None,
    *,
    progress: Progress = silent,
    stop: Stop = never,
    limits: Limits = DEFAULT_LIMITS,
) -> Paper:
    """Read a file in a child process, and give its paper before anything is made of it.

    Raises:
        UnreadableFile: with the reason and what a person can do.
        Stopped: the caller asked for it.
    """
    _refuse_at_the_door(data, limits)
    kind, content = _asked("paper", data, name, _Watch(progress, stop, limits))
    if kind != "paper":
        raise _broken(f"answer {kind!r}")
    return paper_from_json(content)


def read_sheets_of_file(data: bytes, *, limits: Limits = DEFAULT_LIMITS) -> tuple[Sheet, ...]:
    """Read the cells of a workbook in a child process.

    Raises:
        UnreadableFile: with the reason and what a person can do.
    """
    _refuse_at_the_door(data, limits)
    kind, content = _asked("sheets", data, None, _Watch(silent, never, limits))
    if kind != "sheets":
        raise _broken(f"answer {kind!r}")
    return sheets_from_json(content)


def _refuse_at_the_door(data: bytes, limits: Limits) -> None:
    """Refuse what needs no child process to be refused."""
    if not data:
        raise UnreadableFile(Obstacle.EMPTY)
    if len(data) > limits.file_bytes:
        size, most = (f"{count / MEBIBYTE:,.1f} MiB" for count in (len(data), limits.file_bytes))
        raise UnreadableFile(Obstacle.TOO_LARGE, size=size, most=most)


def _broken(detail: str) -> UnreadableFile:
    return UnreadableFile(Obstacle.BROKE_THE_READER, detail=detail)


@dataclass(frozen=True, slots=True)
class _Watch:
    """Who watches a child, and when it must end."""

    progress: Progress
    stop: Stop
    limits: Limits


def _asked(wanted: str, data: bytes, name: str | None, watch: _Watch) -> tuple[str, Any]:
    """Ask a child process, and give the last thing that it says."""
    limits = asdict(watch.limits)
    request = {"wanted": wanted, "name": name, "size": len(data), "limits": limits}
    head = json.dumps(request).encode("ascii") + b"\n"
    child = _started()
    heard: queue.Queue[bytes | None] = queue.Queue(maxsize=1000)
    listener = threading.Thread(target=_listen, args=(child.stdout, heard), daemon=True)
    try:
        threading.Thread(target=_feed, args=(child.stdin, head, data), daemon=True).start()
        listener.start()
        return _followed(child, heard, watch)
    finally:
        child.kill()
        child.wait()
        while listener.is_alive():  # it may wait for room in the queue
            with suppress(queue.Empty):
                heard.get(timeout=1 / _LOOKS_PER_SECOND)


def _started() -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(  # noqa: S603 - our own module, by no shell
            # -P: nothing of the folder that we happen to stand in is imported.
            [sys.executable, "-P", "-X", "utf8", "-m", f"{__package__}.child_process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ},
            start_new_session=True,
        )
    except OSError as error:
        raise _broken(error.strerror or type(error).__name__) from None


def _feed(stream: IO[bytes] | None, *pieces: bytes) -> None:
    if stream is None:
        return
    try:
        with stream:
            for piece in pieces:
                stream.write(piece)
    except OSError:
        return  # the child ended before it had read everything; it said why


def _listen(stream: IO[bytes] | None, heard: queue.Queue[bytes | None]) -> None:
    if stream is None:
        return
    with stream:
        while line := stream.readline(LONGEST_ANSWER + 1):
            heard.put(line)
    heard.put(None)


def _followed(
    child: subprocess.Popen[bytes],
    heard: queue.Queue[bytes | None],
    watch: _Watch,
) -> tuple[str, Any]:
    limits = watch.limits
    ends_at = time.monotonic() + limits.seconds + _GRACE
    while True:
        if watch.stop():
            raise Stopped
        if time.monotonic() > ends_at:
            raise UnreadableFile(Obstacle.TOO_SLOW, seconds=str(limits.seconds))
        try:
            line = heard.get(timeout=1 / _LOOKS_PER_SECOND)
        except queue.Empty:
            continue
        if line is None:
            raise _ending_of(child, limits)
        kind, content = _message(line)
        if kind == "progress":
            stage, done, total = content
            watch.progress(str(stage), int(done), int(total))
        elif kind == "error":
            raise error_from_json(content)
        else:
            return kind, content


def _message(line: bytes) -> tuple[str, Any]:
    if len(line) > LONGEST_ANSWER or not line.endswith(b"\n"):
        raise _broken("cut off")
    try:
        ((kind, content),) = json.loads(line).items()
    except (ValueError, AttributeError):
        raise _broken("no message") from None
    return kind, content


def _ending_of(child: subprocess.Popen[bytes], limits: Limits) -> UnreadableFile:
    """Why a child ended without an answer."""
    code = child.wait()
    if hasattr(signal, "SIGXCPU") and code == -signal.SIGXCPU:
        return UnreadableFile(Obstacle.TOO_SLOW, seconds=str(limits.seconds))
    if code == -getattr(signal, "SIGKILL", 9):
        # The system kills what takes too much memory, or more time than its last warning.
        most = f"{limits.memory_bytes // MEBIBYTE:,} MiB"
        return UnreadableFile(Obstacle.TOO_MUCH_MEMORY, most=most)
    return _broken(signal.Signals(-code).name if code < 0 else f"exit {code}")
