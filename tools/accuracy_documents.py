"""Measure how well annual plans are read from ODT, DOCX, PDF and plain text.

Every file of ``documents/set`` and the plain copy of one plan is read and compared with the
hand-checked plan in ``gold``: goals (title, strategies), KPIs (every field), projects (title, work
plan, category, links). Prints precision, recall and F1 of each file and field and every miss; exit
code 1 where a threshold is not reached. The folders are looked for in ``GUANKAO_SHARED``, else in
``../shared`` beside the project; where there are none, says so and exits 0.

    python tools/accuracy_documents.py [--brief]

Compared are sets of (piece, field, value) after NFC and without white space: the gold holds none.
The program that made the plain copy slipped in five words, which the gold, made from the ministry's
own file, does not follow (it lists them among its irregularities). So for this copy the gold is
given its slips, which stand in slips_of_copies.json; the figures without them stand beside. What
the gold keeps of other sources than these files (the remark of a standard, the reading of its
formula) is not compared.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT / "src"))

from guankao.documents import Plan  # noqa: E402
from guankao.documents.formats.docx.reader import read_paper as read_docx  # noqa: E402
from guankao.documents.formats.odt.reader import read_paper as read_odt  # noqa: E402
from guankao.documents.formats.pdf.reader import read_paper as read_pdf  # noqa: E402
from guankao.documents.formats.plain_text.reader import read_paper as read_text  # noqa: E402
from guankao.documents.interpretation import Interpretation, interpret  # noqa: E402
from guankao.figures import normalise  # noqa: E402

READERS = {".odt": read_odt, ".docx": read_docx, ".pdf": read_pdf, ".txt": read_text}
THRESHOLDS = {".odt": 0.99, ".docx": 0.99, ".pdf": 0.98, ".txt": 0.98}
GROUPS = ("goals", "indicators", "projects")

Fact = tuple[str, str, str]
"""A piece of the plan, a field of it, and a value."""


@dataclass(frozen=True, slots=True)
class Score:
    """How many facts were read rightly, too many, and not at all."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def precision(self) -> float:
        """Share of what was read that is right."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Share of what is there that was read."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        total = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / total if total else 1.0


@dataclass
class Comparison:
    """One file: the score of each field, and what was wrong."""

    name: str
    threshold: float
    fields: dict[tuple[str, str], Score] = field(default_factory=dict)
    differences: list[str] = field(default_factory=list)

    def of(self, group: str) -> Score:
        """The score of goals, indicators or projects."""
        own = (score for (name, _), score in self.fields.items() if name == group)
        return sum(own, Score())

    @property
    def reached(self) -> bool:
        """Whether every group reaches the threshold of this kind of file."""
        return all(self.of(group).f1 >= self.threshold for group in GROUPS)


def shared_directory() -> Path:
    """Where the documents are looked for."""
    return Path(os.environ.get("GUANKAO_SHARED") or PROJECT.parent / "shared")


def files(directory: Path) -> Iterator[tuple[Path, Path]]:
    """Every file to read, with its gold."""
    for path in sorted((directory / "documents" / "set").iterdir()):
        if path.suffix in READERS:
            yield path, directory / "gold" / f"{path.stem}.json"
    for path in sorted((directory / "documents" / "plain").glob("*年度施政計畫.txt")):
        agency = path.name.partition("107年度")[0]
        found = list((directory / "gold").glob(f"??_{agency}.json"))
        if found:
            yield path, found[0]


def with_slips(gold_text: str, name: str) -> str:
    """The gold as the copy of this name has it."""
    slips = json.loads((PROJECT / "tools" / "slips_of_copies.json").read_text(encoding="utf-8"))
    for slip in slips.get(name, ()):
        if slip["original"] not in gold_text:
            raise ValueError(f"slips_of_copies.json: the gold of {name} has no {slip['original']}")
        gold_text = gold_text.replace(slip["original"], slip["copy"])
    return gold_text


def comparable(text: str) -> str:
    """The form in which values are compared."""
    return "".join(normalise(text).split())


def gold_facts(gold: dict[str, Any]) -> Iterator[tuple[str, Fact]]:
    """The facts of a hand-checked plan, each with its group."""
    for goal in gold["goals"]:
        yield "goals", (str(goal["no"]), "title", goal["title"])
        for number, text in enumerate(goal["strategies"], start=1):
            yield "goals", (f"{goal['no']}.{number}", "strategies", text)
    for one in gold["indicators"]:
        key = f"{one['goal']}-{one['no']}"
        plain = ("goal", "no", "name", "evaluation_system", "evaluation_method", "standard")
        for name in (*plain, "target"):
            yield "indicators", (key, name, str(one[name]))
        yield "indicators", (key, "linkage", "/".join(one["linkage"]))
        for value in one["history"]:
            yield "indicators", (key, "history", f"{value['year']}：{value['value']}")
        if one.get("note"):
            yield "indicators", (key, "note", one["note"].removeprefix("註："))
    yield from _projects(
        (one["title"], one["work_plan"], one["category"], one["content_items"], one["indicators"])
        for one in gold["projects"]
    )


def read_facts(plan: Plan, gold: dict[str, Any]) -> Iterator[tuple[str, Fact]]:
    """The facts of a plan as it was read. A note is compared where the gold keeps one."""
    noted = {f"{one['goal']}-{one['no']}" for one in gold["indicators"] if one.get("note")}
    for goal in plan.goals:
        yield "goals", (goal.key, "title", goal.title)
        for number, strategy in enumerate(goal.strategies, start=1):
            yield "goals", (f"{goal.key}.{number}", "strategies", strategy.text)
    for one in plan.indicators:
        values = {
            "goal": one.goal,
            "no": str(one.no),
            "name": one.name,
            "evaluation_system": str(one.evaluation_arrangement),
            "evaluation_method": one.evaluation_method,
            "standard": one.standard,
            "target": one.target,
            "linkage": "/".join(one.linkage),
        }
        for name, value in values.items():
            yield "indicators", (one.key, name, value)
        for reached in one.history:
            yield "indicators", (one.key, "history", f"{reached.fiscal_year}：{reached.value}")
        if one.note and one.key in noted:
            yield "indicators", (one.key, "note", one.note)
    names = {one.key: one.name for one in plan.indicators}
    yield from _projects(
        (
            one.title,
            one.work_plan,
            one.category,
            one.content_items,
            list(dict.fromkeys(names[key] for key in one.indicators)),
        )
        for one in plan.projects
    )


def _projects(
    projects: Iterator[tuple[str, str, str, int, list[str]]],
) -> Iterator[tuple[str, Fact]]:
    """A project is known by its work plan, in order of appearance, and its place within it."""
    work_plans: dict[str, int] = {}
    seen: Counter[str] = Counter()
    for title, work_plan, category, items, links in projects:
        seen[work_plan] += 1
        key = f"{work_plans.setdefault(work_plan, len(work_plans) + 1)}-{seen[work_plan]}"
        yield "projects", (key, "title", title)
        yield "projects", (key, "work_plan", work_plan)
        yield "projects", (key, "category", category)
        yield "projects", (key, "content_items", str(items))
        for link in links:
            yield "projects", (key, "indicators", link)


def compare(path: Path, gold: dict[str, Any], read: Interpretation) -> Comparison:
    """Compare what was read with the gold, field by field."""
    result = Comparison(path.name, THRESHOLDS[path.suffix])
    plans = [document for document in read.documents if isinstance(document, Plan)]
    wanted = _by_field(gold_facts(gold))
    got = _by_field(read_facts(plans[0], gold) if plans else iter(()))
    # How many items the contents have depends on the copy: the set's files hold made-up contents.
    skipped = {("projects", "content_items")} if path.suffix == ".txt" else set()
    for key in sorted((wanted.keys() | got.keys()) - skipped):
        missed, wrong = wanted[key] - got[key], got[key] - wanted[key]
        result.fields[key] = Score(len(wanted[key] & got[key]), len(wrong), len(missed))
        result.differences += [f"{'.'.join(key)}: not read: {_shown(fact)}" for fact in missed]
        result.differences += [f"{'.'.join(key)}: but read: {_shown(fact)}" for fact in wrong]
    result.differences.sort()
    return result


def _by_field(
    facts: Iterator[tuple[str, Fact]],
) -> defaultdict[tuple[str, str], set[Fact]]:
    sets: defaultdict[tuple[str, str], set[Fact]] = defaultdict(set)
    for group, (piece, name, value) in facts:
        sets[group, name].add((comparable(piece), name, comparable(value)))
    return sets


def _shown(fact: Fact) -> str:
    piece, _, value = fact
    return f"{piece} | {value}"


def line(name: str, score: Score, needed: float | None = None) -> str:
    """One line of the table."""
    mark = "" if needed is None else f"  (needed {needed:.2f})"
    if needed is not None:
        mark += " ok" if score.f1 >= needed else " BELOW"
    figures = f"{score.precision:7.4f} {score.recall:7.4f} {score.f1:7.4f}"
    return f"{name:<44} {figures} n={score.right + score.missed:<5}{mark}"


def measure(directory: Path, *, brief: bool) -> bool:
    """Read and print every file; whether all thresholds are reached."""
    totals: defaultdict[tuple[str, str, str], Score] = defaultdict(Score)
    reached = True
    print(f"{'':<44} {'prec.':>7} {'recall':>7} {'F1':>7}")
    for path, gold_path in files(directory):
        gold_text = gold_path.read_text(encoding="utf-8")
        gold = json.loads(with_slips(gold_text, path.name))
        paper = READERS[path.suffix](path.read_bytes(), path.name)
        read = interpret(paper)
        copy = path.suffix == ".txt"
        result = compare(path, gold, read)
        reached = reached and result.reached
        print(f"{path.name}: {len(read.missing)} missing, {len(read.uncertain)} uncertain")
        for group in GROUPS:
            print(line(f"  {group}", result.of(group), result.threshold))
        for key, score in result.fields.items():
            totals[path.suffix, *key] += score
        if copy:
            strict = compare(path, json.loads(gold_text), read)
            for group in GROUPS:
                print(line(f"  {group}, its slips counted", strict.of(group)))
        if not brief:
            for difference in result.differences:
                print(f"    {difference}")
    print("By field:")
    for (suffix, group, name), score in sorted(totals.items()):
        print(line(f"  {suffix} {group}.{name}", score))
    return reached


def main() -> int:
    """Print the figures; 1 where a threshold is not reached."""
    parser = argparse.ArgumentParser(description="Measure how well annual plans are read.")
    parser.add_argument("--brief", action="store_true", help="leave out the single differences")
    arguments = parser.parse_args()
    directory = shared_directory()
    if not (directory / "documents" / "set").is_dir():
        print(f"No documents to measure on: {directory / 'documents' / 'set'} does not exist.")
        return 0
    return 0 if measure(directory, brief=arguments.brief) else 1


if __name__ == "__main__":
    sys.exit(main())
