"""Let a large crowd loose on a database of its own, and kill programs at random moments.

The suite does the same with fewer steps (tests/robustness). Prints what was done, and ends with 1
at the first fault, with all that was found.

    python tools/stress.py                                  # SQLite
    python tools/stress.py --database postgresql://postgres@127.0.0.1:5432/postgres
    python tools/stress.py --processes 8 --steps 1000 --kills 30 --seed 1
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from robustness.places import new_place  # noqa: E402 - it stands beside the tests
from robustness.trials import Fault, crowd, killings, prepare  # noqa: E402


def main() -> int:
    """Run both trials, each in a place of its own."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--database", default="", help="A server; without it, SQLite.")
    parser.add_argument("--processes", type=int, default=8)
    parser.add_argument("--steps", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    wanted = parser.parse_args()
    print(f"seed {wanted.seed}, {'PostgreSQL' if wanted.database else 'SQLite'}", flush=True)
    with tempfile.TemporaryDirectory(prefix="guankao-stress-") as folder:
        try:
            if wanted.steps:
                with new_place(Path(folder, "crowd"), wanted.database) as place:
                    prepare(place)
                    began = time.monotonic()
                    told = crowd(
                        place, processes=wanted.processes, steps=wanted.steps, seed=wanted.seed
                    )
                    print(f"{told.total()} steps of {wanted.processes} processes, no fault")
                    print(f"{time.monotonic() - began:.0f} s with the inspection")
                    for name, number in sorted(told.items()):
                        print(f"{number:6} {name}")
            if wanted.kills:
                with new_place(Path(folder, "killed"), wanted.database) as place:
                    prepare(place)
                    killed = killings(place, times=wanted.kills, seed=wanted.seed)
                    print(f"killed {killed.total()} times, nothing half done")
        except Fault as fault:
            print(fault)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
