"""Measure how well targets are read, on the hand-checked plans beside the project.

Prints the figures and every miss; exit code 1 where a threshold is not reached. The plans are
looked for in ``GUANKAO_SHARED``, else in ``../shared`` beside the project; where there are none,
says so and exits 0.

    python tools/accuracy.py
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT / "src"))

from guankao.figures import Target, UnreadableFigure, read_target  # noqa: E402

THRESHOLDS = {
    "value and unit": Decimal(99),
    "base value and unit": Decimal(99),
    "written comparator": Decimal(100),
    "inferred comparator": Decimal(93),
    "sentence: value and unit": Decimal(90),
    "sentence: comparator": Decimal(90),
}
"""Percent of the cases that must be right, for each measure."""


@dataclass
class Score:
    """How many cases of one measure were right, and what the others were."""

    cases: int = 0
    right: int = 0
    misses: list[str] = field(default_factory=list)

    def count(self, right: bool, miss: str) -> None:  # noqa: FBT001  the answer itself
        """Add one case."""
        self.cases += 1
        self.right += right
        if not right:
            self.misses.append(miss)

    @property
    def percent(self) -> Decimal:
        """Share of right cases; 100 where there is none."""
        return Decimal(100 * self.right) / self.cases if self.cases else Decimal(100)


def shared_directory() -> Path:
    """Where the plans are looked for."""
    return Path(os.environ.get("GUANKAO_SHARED") or PROJECT.parent / "shared")


def documents(directory: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every hand-checked document, with its name; numbers as exact decimals."""
    for path in sorted((directory / "gold").glob("*.json")):
        yield path.stem, json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)


def measure(directory: Path) -> dict[str, Score]:
    """Read every target of the documents and compare."""
    scores = {name: Score() for name in THRESHOLDS}
    for plan, document in documents(directory):
        for indicator in document.get("indicators", []):
            if "target_semantics" in indicator:
                _indicator(scores, plan, indicator)
        for item in document.get("measures", []):
            for wanted in item["targets"]:
                _sentence(scores, plan, wanted)
    return scores


def _indicator(scores: dict[str, Score], plan: str, indicator: dict[str, Any]) -> None:
    wanted = indicator["target_semantics"]
    label = f"{plan} {indicator['target']} {indicator['name']}"
    try:
        target = read_target(
            indicator["target"], name=indicator["name"], standard=indicator["standard"]
        )
    except UnreadableFigure as error:
        scores["value and unit"].count(False, f"{label}: {error}")
        return
    got = _figure(target)
    scores["value and unit"].count(
        got == (Decimal(wanted["value"]), wanted["unit"]), f"{label}: read {got}"
    )
    if "base_value" in wanted:
        base = target.quantity.base if target.quantity else None
        right = base is not None and (base.value, base.unit) == (
            Decimal(wanted["base_value"]),
            wanted["base_unit"],
        )
        scores["base value and unit"].count(right, f"{label}: read {base}")
    kind = "written comparator" if target.explicit else "inferred comparator"
    scores[kind].count(
        target.comparator == wanted["comparator"],
        f"{label}: read {target.comparator} for {wanted['comparator']} ({target.reason})",
    )


def _sentence(scores: dict[str, Score], plan: str, wanted: dict[str, Any]) -> None:
    label = f"{plan} {wanted['text']}"
    try:
        target = read_target(wanted["text"])
    except UnreadableFigure as error:
        scores["sentence: value and unit"].count(False, f"{label}: {error}")
        return
    value = None if wanted["value"] is None else Decimal(wanted["value"])
    got = _figure(target)
    right = got == (value, wanted["unit"])
    scores["sentence: value and unit"].count(right, f"{label}: read {got}")
    scores["sentence: comparator"].count(
        target.comparator == wanted["comparator"],
        f"{label}: read {target.comparator} ({target.reason})",
    )


def _figure(target: Target) -> tuple[Decimal | None, str | None]:
    if target.quantity is None:
        return None, None
    return target.quantity.value, target.quantity.unit


def main() -> int:
    """Print the figures; 1 where a threshold is not reached."""
    directory = shared_directory()
    if not (directory / "gold").is_dir():
        print(f"No plans to measure on: {directory / 'gold'} does not exist.")
        return 0
    failed = False
    for name, score in measure(directory).items():
        below = score.percent < THRESHOLDS[name]
        failed = failed or below
        mark = "BELOW" if below else "ok"
        print(
            f"{name:<26} n={score.cases:<4} right={score.right:<4} {score.percent:6.2f}%"
            f"  (needed {THRESHOLDS[name]}%) {mark}"
        )
        for miss in score.misses:
            print(f"    {miss}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
