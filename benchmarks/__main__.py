"""Run the benchmarks: `python -m benchmarks [NAME …] [--write] [--copies N]`."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable

from benchmarks import (
    boards,
    desk,
    documents,
    figures,
    formulas,
    last_afternoon,
    load,
    pages,
    report,
    servers,
)
from benchmarks.generate import COPIES

BENCHMARKS: dict[str, Callable[[int], report.Report]] = {
    "load": load.measure,
    "pages": pages.measure,
    "servers": servers.measure,
    "desk": desk.measure,
    "afternoon": last_afternoon.measure,
    "boards": boards.measure,
    "figures": figures.measure,
    "formulas": formulas.measure,
    "documents": documents.measure,
}


def main(arguments: list[str]) -> int:
    """Measure, print, and keep where asked to. A missed target is said; it is no failure."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHMARKS))
    parser.add_argument("--write", action="store_true", help=f"put the figures into {report.PAGE}")
    parser.add_argument(
        "--copies", type=int, default=COPIES, help="size of the large country, for a quick trial"
    )
    options = parser.parse_args(arguments)
    if unknown := [name for name in options.names if name not in BENCHMARKS]:
        parser.error(f"there is no benchmark {unknown[0]}; there are {', '.join(BENCHMARKS)}")
    if options.write and options.copies != COPIES:
        parser.error("figures of a trial are not kept")
    machine = report.machine()
    print(machine, flush=True)
    if options.write:
        report.write("machine", machine)
    for name in options.names or BENCHMARKS:
        began = time.monotonic()
        print(f"\n== {name} ==", flush=True)
        told = BENCHMARKS[name](options.copies).markdown()
        print(f"{told}\n\n({time.monotonic() - began:.0f} s)", flush=True)
        if options.write:
            report.write(name, told)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
