"""Let a large crowd loose on a database of its own, and kill programs at random moments.

The suite does the same with fewer steps (tests/robustness). Prints what was done, and ends with 1
at the first fault, with all that was found.

    python tools/stress.py                                  # SQLite
    python tools/stress.py --database postgresql://postgres@127.0.0.1:5432/postgres
    python tools/stress.py --processes 8 --steps 1000 --kills 30 --seed 1
    python tools/stress.py --only plans                     # one trial of those in TRIALS
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from robustness.places import Place, new_place  # noqa: E402 - it stands beside the tests
from robustness.trials import (  # noqa: E402
    Fault,
    crowd,
    crowd_on_plans,
    crowd_on_reports,
    killings,
    killings_on_reports,
    prepare,
)

TRIALS = ("files", "plans", "reports", "kills", "report-kills")


def main() -> int:
    """Run the trials, each in a place of its own."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--database", default="", help="A server; without it, SQLite.")
    parser.add_argument("--processes", type=int, default=8)
    parser.add_argument("--steps", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--only", choices=TRIALS, action="append")
    wanted = parser.parse_args()
    print(f"seed {wanted.seed}, {'PostgreSQL' if wanted.database else 'SQLite'}", flush=True)
    run = {
        "files": crowd_on_files,
        "plans": crowd_on_the_plans,
        "reports": crowd_on_the_reports,
        "kills": killed_at_random,
        "report-kills": killed_on_reports,
    }
    with tempfile.TemporaryDirectory(prefix="guankao-stress-") as folder:
        try:
            for name in wanted.only or TRIALS:
                with new_place(Path(folder, name), wanted.database) as place:
                    run[name](place, wanted)
        except Fault as fault:
            print(fault)
            return 1
    return 0


def crowd_on_files(place: Place, wanted: argparse.Namespace) -> None:
    """Files are handed in, corrected, accepted and discarded by all at once."""
    prepare(place)
    began = time.monotonic()
    told = crowd(place, processes=wanted.processes, steps=wanted.steps, seed=wanted.seed)
    print(f"{told.total()} steps of {wanted.processes} processes on files, no fault")
    print(f"{time.monotonic() - began:.0f} s with the inspection")
    tell(told)


def crowd_on_the_plans(place: Place, wanted: argparse.Namespace) -> None:
    """The same plans are written, submitted, returned, approved and published by all at once."""
    each = -(-wanted.steps // wanted.processes)
    told = crowd_on_plans(place, processes=wanted.processes, operations=each, seed=wanted.seed)
    print(f"{each * wanted.processes} steps of {wanted.processes} processes on plans, no fault")
    tell(told)


def crowd_on_the_reports(place: Place, wanted: argparse.Namespace) -> None:
    """The same reports are stated, handed in, returned, accepted and published by all at once."""
    each = -(-wanted.steps // wanted.processes)
    began = time.monotonic()
    told = crowd_on_reports(place, processes=wanted.processes, operations=each, seed=wanted.seed)
    print(f"{each * wanted.processes} steps of {wanted.processes} processes on reports, no fault")
    print(f"{time.monotonic() - began:.0f} s with every result computed again")
    tell(told)


def killed_on_reports(place: Place, wanted: argparse.Namespace) -> None:
    """Whoever states, hands in, imports and publishes reports is killed; nothing is half done."""
    killed = killings_on_reports(place, times=wanted.kills, seed=wanted.seed)
    print(f"killed {killed.total()} times on reports, nothing half done")
    tell(killed)


def killed_at_random(place: Place, wanted: argparse.Namespace) -> None:
    """Programs are killed at any moment, and nothing is half done when they start again."""
    prepare(place)
    killed = killings(place, times=wanted.kills, seed=wanted.seed)
    print(f"killed {killed.total()} times, nothing half done")
    tell(killed)


def tell(counts: Mapping[str, float]) -> None:
    """What was done, name by name."""
    for name, number in sorted(counts.items()):
        print(f"{number:8} {name}")


if __name__ == "__main__":
    sys.exit(main())
