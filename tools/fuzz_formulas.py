"""Fuzz the reader of formulas: mutate real standards, and see that nothing falls over.

    python tools/fuzz_formulas.py --minutes 5 [--seed 1]

Each mutated text must be read or refused, and what is read must evaluate, render and read again,
all within a bounded time. Stops at the first text that does something else and prints it, with the
seed that finds it again.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from decimal import Decimal

from guankao import documents, sample
from guankao.figures import UnreadableFigure
from guankao.figures.formulas import (
    Formula,
    evaluate,
    read_formula,
    to_mathml,
    to_text,
)

LONGEST_STEP = 5.0
"""Seconds that one text may take, on a machine that does other things as well."""

PIECES = [
    *"（）()【】〔〕［］[]｛｝{}「」÷×＋－+-*/^²=＝Σ%％、，。：；",
    "×100%",
    "占50%",
    "1.",
    "2.",
    "I1：",
    "每發生乙次扣2%",
    "，若屬可防範者，每次扣3%",
    "（權重40%）",
    "之平均數",
    "單項申辦率＝",
    "除以",
    "（A）",
    "（一）",
    "①",
    "Σ各案",
    "Max=1",
    "^99",
    "9" * 40,
    "之比率",
    "較104年度",
    "成長率",
    "\x00",
    "\u202e",
    "__import__('os')",
    "(" * 60,
]
VALUES = [Decimal(value) for value in ("0", "1", "-3", "0.5", "120", "98765432.1", "1e20")]


def main() -> int:
    """Fuzz for the time given; 1 where something fell over."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    standards = _standards()
    ends = time.monotonic() + 60 * options.minutes
    tried = read = 0
    slowest = 0.0
    while time.monotonic() < ends:
        text = mutated(chance.choice(standards), chance)
        target = chance.choice(["90%", "7,144人", "8.5億元", ""])
        began = time.perf_counter()
        try:
            read += use(text, target, chance)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what we look for
            print(f"{type(error).__name__}: {error}\nseed {options.seed}, text {text!r}, {target}")
            return 1
        slowest = max(slowest, time.perf_counter() - began)
        if slowest > LONGEST_STEP:
            print(f"{slowest:.1f} s for {text!r}, seed {options.seed}")
            return 1
        tried += 1
    print(f"{tried:,} texts, {read:,} of them read as formulas; the slowest took {slowest:.2f} s")
    return 0


def _standards() -> list[str]:
    plans = [one for one in sample.documents() if isinstance(one, documents.Plan)]
    return [one.standard for plan in plans for one in plan.indicators]


def mutated(text: str, chance: random.Random) -> str:
    """A standard with a few pieces put in, taken out, doubled or moved."""
    for _ in range(chance.randint(1, 6)):
        first, last = sorted(chance.randrange(len(text) + 1) for _ in range(2))
        match chance.randrange(4):
            case 0:
                text = text[:first] + chance.choice(PIECES) + text[first:]
            case 1:
                text = text[:first] + text[min(last, first + 12) :]
            case 2:
                text = text[:last] + text[first:last] + text[last:]
            case _:
                text = text[:first] + text[last:] + text[first:last]
    return text[:6_000]


def use(text: str, target: str, chance: random.Random) -> bool:
    """Read, evaluate, render and read again; whether it was a formula."""
    try:
        formula: Formula = read_formula(text, target=target)
    except UnreadableFigure:
        return False
    values = {item.name: chance.choice(VALUES) for item in formula.inputs}
    result = evaluate(formula, values)
    if not result.ok and not result.problems:
        raise AssertionError("no value, and no problem that says why")
    to_mathml(formula.expression)
    to_text(formula.expression)
    return True


if __name__ == "__main__":
    sys.exit(main())
