"""The trials themselves: a crowd at once, and programs that are killed. Used by tests and tools."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from guankao import sample
from guankao.documents import write_document
from robustness.inspection import read_logs
from robustness.places import LONGEST, Place

KILLED_AT: tuple[tuple[str, ...], ...] = (
    ("hand_in",),
    ("hand_in", "take"),
    ("publish",),
    ("copy",),
    ("save", "onward"),
    ("onward",),
    (),
)
"""What a program that is killed was doing; nothing named is everything."""

KILLED_ON_REPORTS: tuple[tuple[str, ...], ...] = (
    ("save", "submit", "submit again"),
    ("state many",),
    ("accept", "publish", "correct", "submit"),
    ("prove", "prove no more"),
    (),
)
KILLED_AT_ONCE = 5
"""What they were at is of one another as well."""
ON_REPORTS = Path(__file__).resolve().parent.parent / "web" / "reporting" / "crowd.py"


class Fault(AssertionError):
    """Something that a trial found, with all that it found."""


def prepare(place: Place) -> None:
    """Load the two plans of the fictional ministry, and make the people who act on them."""
    folder = place.directory.with_name(f"{place.directory.name}-documents")
    folder.mkdir()
    for number, document in enumerate(sample.documents(fictional=True)):
        (folder / f"{number}.json").write_text(write_document(document), encoding="utf-8")
    loaded = place.guankao("load", str(folder))
    if loaded.returncode:
        raise Fault(loaded.stderr)
    employed = place.start("employ")
    _out, said = employed.communicate(timeout=LONGEST)
    if employed.returncode:
        raise Fault(said)


def crowd(place: Place, *, processes: int, steps: int, seed: int = 1) -> Counter[str]:
    """Let so many processes take so many steps together; give what was done and refused."""
    each = -(-steps // processes)
    members = [
        place.start("crowd", "--seed", str(seed * 1000 + number), "--steps", str(each))
        for number in range(processes)
    ]
    logs = []
    failures = []
    for number, member in enumerate(members):
        out, said = member.communicate(timeout=LONGEST)
        log = place.directory.with_name(f"{place.directory.name}-{number}.log")
        log.write_text(out, encoding="utf-8")
        logs.append(str(log))
        if member.returncode:
            failures.append(said)
    if failures:
        raise Fault("\n".join(failures))
    inspect(place, logs)
    lines = read_logs(logs)
    return Counter(f"{line['step']} {line.get('refused', 'done')}" for line in lines)


def crowd_on_plans(place: Place, *, processes: int, operations: int, seed: int = 1) -> Counter[str]:
    """Let so many processes write, review and publish the same plans; give what was done.

    `operations` is how often each of them presses something.
    """
    program = Path(__file__).resolve().parent.parent / "web" / "review" / "crowd.py"
    done = place.run(sys.executable, str(program), str(processes), str(operations), str(seed))
    if done.returncode:
        raise Fault(done.stderr)
    return Counter(json.loads(done.stdout))


def crowd_on_reports(
    place: Place, *, processes: int, operations: int, seed: int = 1
) -> Counter[str]:
    """Let so many processes state, review, publish and correct the same reports.

    `operations` is how often each of them presses something. At the end every report is looked at,
    and every result computed again.
    """
    done = place.run(sys.executable, str(ON_REPORTS), str(processes), str(operations), str(seed))
    if done.returncode:
        raise Fault(done.stderr)
    return Counter(json.loads(done.stdout))


def killings_on_reports(place: Place, *, times: int, seed: int = 1) -> Counter[str]:
    """Kill those who press on reports at random moments, some at once, and look; so many times."""
    filled = place.run(sys.executable, str(ON_REPORTS), "fill")
    if filled.returncode:
        raise Fault(filled.stderr)
    choice = random.Random(seed)
    killed: Counter[str] = Counter()
    while killed.total() < times:
        members = []
        for _member in range(min(KILLED_AT_ONCE, times - killed.total())):
            only = choice.choice(KILLED_ON_REPORTS)
            killed[f"reports: {' and '.join(only) or 'anything'}"] += 1
            own = str(seed * 1000 + killed.total())
            members.append(
                place.start_program(sys.executable, str(ON_REPORTS), "press", own, *only)
            )
        for member in members:
            _kill(member, choice)
        looked = place.run(sys.executable, str(ON_REPORTS), "look")
        if looked.returncode:
            raise Fault(looked.stderr)
    return killed


def _kill(member: subprocess.Popen[str], choice: random.Random) -> None:
    """Kill a program at a random moment after it said that it is at work."""
    # From its first line on any moment is as good.
    first = member.stdout.readline() if member.stdout else ""
    time.sleep(choice.uniform(0, 0.6))
    member.send_signal(signal.SIGKILL)
    _out, said = member.communicate(timeout=LONGEST)
    if not first or member.returncode != -signal.SIGKILL:
        raise Fault(f"it ended by itself: {said}")


def inspect(place: Place, logs: list[str] | None = None) -> None:
    """Look at the place, and raise Fault with everything that is wrong."""
    looked = place.run(*place.program("inspection", *(logs or [])))
    if looked.returncode or looked.stdout:
        raise Fault(looked.stdout + looked.stderr)


def killings(place: Place, *, times: int, seed: int = 1) -> Counter[str]:
    """Kill a program at a random moment, start again, look; so many times."""
    choice = random.Random(seed)
    killed: Counter[str] = Counter()
    for number in range(times):
        only = choice.choice(KILLED_AT)
        named = [word for name in only for word in ("--only", name)]
        member = place.start("crowd", "--seed", str(seed * 1000 + number), *named)
        _kill(member, choice)
        killed[" and ".join(only) or "anything"] += 1
        restart(place)
        inspect(place)
    return killed


def restart(place: Place) -> None:
    """What a start does: bring the database up to date, see to what was left, work it off."""
    worked = place.guankao("worker", "--until-idle")
    if worked.returncode:
        raise Fault(worked.stderr)


def write_sample(folder: Path) -> None:
    """The documents of the sample, a file each."""
    folder.mkdir(exist_ok=True)
    for number, document in enumerate(sample.documents()):
        (folder / f"{number:02}.json").write_text(write_document(document), encoding="utf-8")


def fill(place: Place, folder: Path) -> None:
    """Load the whole sample, beside what is there."""
    write_sample(folder)
    loaded = place.guankao("load", str(folder))
    if loaded.returncode:
        raise Fault(loaded.stderr)
