"""Eight readers at once: each a process with one connection that stays open.

Processes and not threads, so that one reader's work never waits for another's inside Python. All
begin together, ask what they were given one after the other, and time each answer to its last
byte. Nothing is asked conditionally: every page is made anew.
"""

from __future__ import annotations

import http.client
import math
import multiprocessing
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from threading import BrokenBarrierError

from benchmarks.serving import HOST

CLIENTS = 8
WARM_UP = 3
"""Requests of each reader that are not timed."""

LONGEST_ROUND = 8.0
"""Seconds after which a reader stops asking, whatever is left of its list."""

LONGEST_ANSWER = 60.0
STOPPED = BrokenBarrierError.__name__


class WrongAnswer(RuntimeError):
    """An answer that is not the page: figures of it would be of something else."""


@dataclass
class Timing:
    """Milliseconds of each answer, and how long all of them together took."""

    milliseconds: list[float] = field(default_factory=list)
    seconds: float = 0.0
    bytes_received: int = 0

    def add(self, other: Timing) -> None:
        """Take in another round of the same."""
        self.milliseconds += other.milliseconds
        self.seconds += other.seconds
        self.bytes_received += other.bytes_received

    def percentile(self, share: float) -> float:
        """The smallest time within which this share of the answers came.

        >>> Timing([4.0, 1.0, 3.0, 2.0]).percentile(0.5)
        2.0
        """
        ordered = sorted(self.milliseconds)
        return ordered[max(0, math.ceil(len(ordered) * share) - 1)]

    @property
    def p50(self) -> float:
        return self.percentile(0.50)

    @property
    def p95(self) -> float:
        return self.percentile(0.95)

    @property
    def a_second(self) -> float:
        """Answers a second, of all readers together."""
        return len(self.milliseconds) / self.seconds


def read_at_once(
    port: int, paths: Sequence[Sequence[str]], *, patience: float = LONGEST_ANSWER
) -> Timing:
    """Let one reader for each list of paths read it, all at the same time.

    Raises WrongAnswer where one gets no page, or none within its patience (seconds).
    """
    context = multiprocessing.get_context("fork")
    start = context.Barrier(len(paths))
    readers = []
    for own in paths:
        here, there = context.Pipe(duplex=False)
        process = context.Process(target=_read, args=(port, own, start, there, patience))
        process.start()
        there.close()
        readers.append((process, here))
    timing = Timing()
    spans = []
    failure = ""
    for process, pipe in readers:
        try:
            told = pipe.recv()
        except EOFError:
            told = "A reader ended without a word."
        if isinstance(told, str):
            # Whoever failed stopped the others at the barrier, which says nothing of the cause.
            failure = told if not failure or failure.startswith(STOPPED) else failure
        else:
            times, received, span = told
            timing.milliseconds += times
            timing.bytes_received += received
            spans.append(span)
        process.join()
    if failure:
        raise WrongAnswer(failure)
    timing.seconds = max(end for _begin, end in spans) - min(begin for begin, _end in spans)
    return timing


def _read(
    port: int, paths: Sequence[str], start: Barrier, pipe: Connection, patience: float
) -> None:
    """The work of one reader, in its own process; sends what it measured, or what went wrong."""
    connection = http.client.HTTPConnection(HOST, port, timeout=patience)
    times: list[float] = []
    received = 0
    try:
        for path in paths[-WARM_UP:]:
            _get(connection, path)
        start.wait(LONGEST_ANSWER)
        began = time.perf_counter()
        for path in paths:
            before = time.perf_counter()
            received += _get(connection, path)
            after = time.perf_counter()
            times.append((after - before) * 1000)
            if after - began > LONGEST_ROUND:
                break
        pipe.send((times, received, (began, time.perf_counter())))
    except (OSError, http.client.HTTPException, WrongAnswer, BrokenBarrierError) as error:
        start.abort()
        pipe.send(f"{type(error).__name__}: {error}")


def _get(connection: http.client.HTTPConnection, path: str) -> int:
    # As a browser asks: it takes compressed answers.
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    response = connection.getresponse()
    body = response.read()
    if response.status != 200:
        raise WrongAnswer(f"{path} answered {response.status}: {body[:200]!r}")
    return len(body)
