"""Measure the linter on the open plans: which irregularities that people found it finds too.

    python tools/accuracy_rules.py [FOLDER]     # the folder with gold/, data/ and documents/

With --markdown it prints the same as the tables of docs/explanation/how-plans-are-linted.md.
Prints, for each family, how many of the mechanical irregularities are found, which are not and why,
and how many findings there are of each rule. Exits with 1 where less than the threshold is found,
or where a sentence is not classified. The facts stand in tools/irregularities.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from build_sample import build_action_plan, read
from guankao.documents import ActionPlan, Plan
from guankao.documents.formats.plain_text.reader import read_paper
from guankao.documents.formats.records import read_records
from guankao.documents.interpretation import interpret
from guankao.rules.findings import Finding
from guankao.rules.linter import check_action_plan, check_plan

ROOT = Path(__file__).resolve().parent
FACTS = ROOT / "irregularities"
ACTION_PLAN_FILE = "國家廉政建設行動方案107年執行情形.txt"
FOUND_AT_LEAST = 70
"""Percent of the mechanical irregularities."""


@dataclass(frozen=True)
class Expectation:
    """What the linter should say of one irregularity."""

    family: str
    plan: str
    number: str
    codes: tuple[str, ...]
    element: str
    reason: str | None

    def is_met_by(self, findings: set[tuple[str, str]]) -> bool:
        """Whether a finding of one of the codes stands at the element."""
        return any(
            code.startswith(wanted) and element == self.element
            for code, element in findings
            for wanted in self.codes
        )


def expectations() -> Iterator[Expectation]:
    """Every expectation of every family."""
    for path in sorted(FACTS.glob("GK*.json")):
        for plan, sentences in json.loads(path.read_text(encoding="utf-8")).items():
            for number, wanted in sentences.items():
                for codes, element, *reason in wanted:
                    yield Expectation(
                        path.stem,
                        plan,
                        number,
                        tuple(codes.split("|")),
                        element,
                        reason[0] if reason else None,
                    )


def unclassified(folder: Path, wanted: list[Expectation]) -> list[str]:
    """The sentences that no file of facts names."""
    left_out = json.loads((FACTS / "not_mechanical.json").read_text(encoding="utf-8"))
    known = {(one.plan, one.number) for one in wanted}
    known |= {(plan, number) for plan, numbers in left_out.items() for number in numbers}
    return [
        f"{path.stem} {number}"
        for path in sorted((folder / "gold").glob("*.json"))
        for number in range(1, len(read(path)["irregularities"]) + 1)
        if (path.stem, str(number)) not in known
    ]


def documents(folder: Path) -> Iterator[tuple[str, Plan | ActionPlan]]:
    """The open plans, each with the name of its file."""
    for path in sorted((folder / "gold").glob("*.json")):
        facts: Mapping[str, Any] = read(path)
        if "measures" in facts:
            yield path.stem, with_reports(folder)
        else:
            yield path.stem, read_records(path.read_bytes())


def with_reports(folder: Path) -> ActionPlan:
    """The action plan with its figures as people took them, and its reports as they are printed."""
    plan = build_action_plan(read(folder / "data" / "action_plan_107.json"))
    source = folder / "documents" / "plain" / ACTION_PLAN_FILE
    printed = interpret(read_paper(source.read_bytes(), source.name)).documents[0]
    if not isinstance(printed, ActionPlan):
        raise TypeError(f"{source} is no action plan")
    texts = {measure.key: measure for measure in printed.measures}
    measures = tuple(
        texts[one.key].model_copy(update={"targets": one.targets, "actuals": one.actuals})
        for one in plan.measures
    )
    return plan.model_copy(update={"measures": measures})


def findings_of(document: Plan | ActionPlan) -> tuple[Finding, ...]:
    """The linter's findings."""
    if isinstance(document, ActionPlan):
        return check_action_plan(document)
    return check_plan(document)


def main() -> int:
    """Print the figures; 1 where too little is found."""
    folders = [word for word in sys.argv[1:] if not word.startswith("--")]
    folder = Path(folders[0]) if folders else ROOT.parent.parent / "shared"
    if not (folder / "gold").is_dir():
        print(f"{folder} holds no folder 'gold'", file=sys.stderr)
        return 2
    wanted = list(expectations())
    begun = time.perf_counter()
    found = {name: (document, findings_of(document)) for name, document in documents(folder)}
    seconds = time.perf_counter() - begun
    at = {
        name: {
            (one.code, one.element.removeprefix(document.identifier).lstrip("/")) for one in all_of
        }
        for name, (document, all_of) in found.items()
    }
    met = {one: one.is_met_by(at[one.plan]) for one in wanted}
    if "--markdown" in sys.argv[1:]:
        print(as_markdown(met))
        return 0
    share = report(met)
    report_rules([one for _, all_of in found.values() for one in all_of])
    print(f"linting {len(found)} documents took {seconds:.2f} s")
    left = unclassified(folder, wanted)
    if left:
        print(f"not classified: {len(left)}: {', '.join(left)}")
    return int(share < FOUND_AT_LEAST or bool(left))


def report(met: dict[Expectation, bool]) -> float:
    """Print what is found by family, and what is not; the percentage that is."""
    for family in sorted({one.family for one in met}):
        of_family = {one: is_met for one, is_met in met.items() if one.family == family}
        print(
            f"{family}: {sum(of_family.values())}/{len(of_family)} mechanical irregularities found"
        )
        for one, is_met in of_family.items():
            if not is_met:
                reason = one.reason or "NO REASON GIVEN"
                print(f"    {one.plan} {one.number}: {'|'.join(one.codes)} {one.element}: {reason}")
            elif one.reason:
                print(f"    {one.plan} {one.number}: {one.element} is found after all")
    total = len(met)
    share = 100 * sum(met.values()) / max(total, 1)
    sentences: dict[tuple[str, str], list[bool]] = {}
    for one, is_met in met.items():
        sentences.setdefault((one.plan, one.number), []).append(is_met)
    whole = sum(all(each) for each in sentences.values())
    part = sum(any(each) for each in sentences.values())
    print(f"all: {sum(met.values())}/{total} = {share:.1f}% (at least {FOUND_AT_LEAST}%)")
    print(f"sentences: {len(sentences)} mechanical, {whole} found wholly, {part} at least partly")
    return share


def as_markdown(met: dict[Expectation, bool]) -> str:
    """The tables of the documentation: what is found by family, and why the rest is not."""
    lines = ["| family | mechanical | found | share |", "| --- | --- | --- | --- |"]
    for family in [*sorted({one.family for one in met}), "GK"]:
        of_family = [is_met for one, is_met in met.items() if one.family.startswith(family)]
        found, total = sum(of_family), len(of_family)
        name = "all" if family == "GK" else family
        lines.append(f"| {name} | {total} | {found} | {100 * found / total:.1f}% |")
    lines += ["", "| not found | looked for | why |", "| --- | --- | --- |"]
    lines += [
        f"| {one.plan.partition('_')[2] or one.plan} {one.element} | {' '.join(one.codes)} | "
        f"{one.reason or ''} |"
        for one, is_met in met.items()
        if not is_met
    ]
    return "\n".join(lines)


def report_rules(findings: list[Finding]) -> None:
    """Print how many findings each rule has, by level."""
    counts = Counter((one.code, one.level.value) for one in findings)
    for (code, level), count in sorted(counts.items()):
        print(f"    {code} {level:8} {count}")


if __name__ == "__main__":
    raise SystemExit(main())
