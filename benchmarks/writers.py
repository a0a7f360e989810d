"""People who write at the same time: each a process with a session of its own.

One does an act, waits for the whole answer, pauses, and does the next, until the time is up. What
is typed is another text each time, so that no answer can have been made before.
"""

from __future__ import annotations

import http.client
import multiprocessing
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from threading import BrokenBarrierError

from benchmarks.clients import LONGEST_ANSWER, STOPPED, Timing, WrongAnswer
from benchmarks.generate import SEED
from benchmarks.sessions import Answer, Session, text_of

Act = tuple[str, Callable[[], Answer]]
"""What it is called in the table, and how it is asked for."""


@dataclass
class Done:
    """How long each act took, and how the saves ended."""

    acts: dict[str, Timing] = field(default_factory=dict)
    ends: Counter[str] = field(default_factory=Counter)

    def add(self, other: Done) -> None:
        """Take in what another one did at the same time."""
        for act, timing in other.acts.items():
            mine = self.acts.setdefault(act, Timing())
            mine.milliseconds += timing.milliseconds
            mine.bytes_received += timing.bytes_received
            mine.seconds = max(mine.seconds, timing.seconds)
        self.ends += other.ends

    @property
    def answers(self) -> int:
        """How many answers came, of all acts."""
        return sum(len(timing.milliseconds) for timing in self.acts.values())

    @property
    def a_second(self) -> float:
        """Answers a second, of all acts and everybody."""
        return self.answers / max(timing.seconds for timing in self.acts.values())


class Person:
    """Somebody who writes; what they do one after the other, each kind says in `acts`."""

    def __init__(
        self, session: Session, *, number: int, seconds: float, pause: float = 0.0
    ) -> None:
        """Who writes for so many seconds; `pause` is the mean of the pauses, in seconds."""
        self.session = session
        self.number = number
        self.seconds = seconds
        self.pause = pause
        self.chance = random.Random(f"{SEED} {number}")
        self.done = Done()

    def begin(self) -> None:
        """What is done before the time begins."""

    def acts(self) -> Iterator[Act]:
        """What is done, without end."""
        raise NotImplementedError

    def write(self) -> None:
        """Do one act after the other until the time is up."""
        began = time.perf_counter()
        # Nobody sits down at the same moment as everybody else.
        time.sleep(self.chance.uniform(0, 2 * self.pause))
        for act, ask in self.acts():
            before = time.perf_counter()
            answer = ask()
            after = time.perf_counter()
            timing = self.done.acts.setdefault(act, Timing())
            timing.milliseconds.append((after - before) * 1000)
            timing.bytes_received += answer.size
            timing.seconds = after - began
            if after - began > self.seconds:
                return
            time.sleep(self.chance.uniform(0.5, 1.5) * self.pause)


def write_at_once(people: Sequence[Person]) -> Done:
    """Let all write at the same time. Raises WrongAnswer where one got no page."""
    context = multiprocessing.get_context("fork")
    start = context.Barrier(len(people))
    working = []
    for person in people:
        here, there = context.Pipe(duplex=False)
        process = context.Process(target=_work, args=(person, start, there))
        process.start()
        there.close()
        working.append((process, here))
    together, failure = Done(), ""
    for process, pipe in working:
        try:
            told = pipe.recv()
        except EOFError:
            told = "Somebody ended without a word."
        if isinstance(told, str):
            # Whoever failed stopped the others at the barrier, which says nothing of the cause.
            failure = told if not failure or failure.startswith(STOPPED) else failure
        else:
            together.add(told)
        process.join()
    if failure:
        raise WrongAnswer(failure)
    return together


def expect(answer: Answer, *statuses: int) -> Answer:
    """The answer, where it is what was asked for; WrongAnswer where it is anything else."""
    if answer.status not in statuses:
        raise WrongAnswer(f"{answer.status}: {text_of(answer)[:400]}")
    return answer


def _work(person: Person, start: Barrier, pipe: Connection) -> None:
    """The work of one person, in its own process; sends what was measured, or what went wrong."""
    try:
        person.begin()
        start.wait(LONGEST_ANSWER)
        person.write()
        pipe.send(person.done)
    except (OSError, http.client.HTTPException, WrongAnswer, BrokenBarrierError) as error:
        start.abort()
        pipe.send(f"{type(error).__name__}: {error}")
