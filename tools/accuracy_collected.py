"""Measure how well the plain documents that are not one ministry's plan are interpreted.

Prints a table for the action plan, the programme, the agency's goals and the collected book, and
every value that was given wrongly; exit code 1 where a threshold is not reached. The documents are
looked for in ``GUANKAO_SHARED``, else in ``../shared`` beside the project; where there are none,
says so and exits 0.

    python tools/accuracy_collected.py [--all]

A value that is not given is a miss; with ``--all`` these are printed too. Texts are compared after
NFC normalisation and without white space: some sources set `6,500 人` and the readings do not.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(PROJECT / "src"), str(PROJECT / "tools")]

from guankao.documents import ActionPlan, Measure, Plan, Programme  # noqa: E402
from guankao.documents.formats.plain_text.reader import read_paper  # noqa: E402
from guankao.documents.interpretation import Interpretation, interpret  # noqa: E402

from document_values import (  # noqa: E402  isort: skip
    KPI_FIELDS,
    Facts,
    Values,
    facts_targets,
    facts_texts,
    goal_facts,
    goal_values,
    kpi_facts,
    kpi_values,
    measure_targets,
    measure_texts,
    programme_facts,
    programme_values,
    project_facts,
    project_values,
)

THRESHOLDS: dict[str, tuple[float, float]] = {
    "action plan: texts": (1.0, 1.0),
    "action plan: targets": (1.0, 1.0),
    "action plan: results": (0.98, 0.6),
    "programme": (1.0, 1.0),
    "agency goals": (1.0, 1.0),
    "book: chapters": (1.0, 1.0),
    "book: goals and strategies": (0.98, 0.98),
    "book: KPIs": (0.98, 0.7),
    "book: projects": (0.98, 0.08),
}
"""Least precision and least recall of each measure."""


@dataclass
class Score:
    """What was given rightly and wrongly, and what was not given."""

    right: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    def compare(self, given: Values, wanted: Values) -> None:
        """Add two sets of values."""
        self.right += len(given & wanted)
        self.wrong += sorted(map(str, given - wanted))
        self.missed += sorted(map(str, wanted - given))

    @property
    def precision(self) -> float:
        """Share of what was given that is right; 1 where nothing was given."""
        given = self.right + len(self.wrong)
        return self.right / given if given else 1.0

    @property
    def recall(self) -> float:
        """Share of what there is that was given."""
        there = self.right + len(self.missed)
        return self.right / there if there else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


Scores = dict[str, Score]


def shared_directory() -> Path:
    """Where the documents are looked for."""
    return Path(os.environ.get("GUANKAO_SHARED") or PROJECT.parent / "shared")


def load(path: Path) -> Any:
    """JSON with its numbers exact."""
    return json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)


def interpreted(directory: Path, name: str) -> Interpretation:
    """The interpretation of one of the plain documents, by a part of its name."""
    [path] = [one for one in (directory / "documents" / "plain").iterdir() if name in one.name]
    return interpret(read_paper(path.read_bytes(), path.name))


# The action plan


def score_action_plan(directory: Path, scores: Scores) -> None:
    """Every field of every measure, the targets, and the results that could be found."""
    [plan] = interpreted(directory, "行動方案").documents
    assert isinstance(plan, ActionPlan)
    wanted = load(directory / "data" / "action_plan_107.json")["measures"]
    strategies = {one.no: one.title for one in plan.strategies}
    by_number = {measure.no: measure for measure in plan.measures}
    for facts in wanted:
        measure = by_number.get(facts["no"])
        given = set() if measure is None else measure_texts(measure, strategies)
        scores["action plan: texts"].compare(given, facts_texts(facts))
        scores["action plan: targets"].compare(
            set() if measure is None else measure_targets(measure), facts_targets(facts)
        )
        if measure is not None:
            score_results(measure, facts, scores["action plan: results"])


def score_results(measure: Measure, facts: Facts, score: Score) -> None:
    """A result is right where it is one of those transcribed; where several are, one is enough."""
    transcribed: dict[tuple[int, int | None], list[Facts]] = {}
    for actual in facts["actuals"]:
        transcribed.setdefault((actual["target"], actual.get("part")), []).append(actual)
    given = {(one.target, one.part): one for one in measure.actuals}
    for place, actual in given.items():
        rights = transcribed.get(place, [])
        values = {None if one["value"] is None else Decimal(one["value"]) for one in rights}
        if actual.value in values:
            score.right += 1
        else:
            score.wrong.append(f"{measure.no}: {place} {actual.value} {actual.text} for {values}")
    score.missed += [f"{measure.no}: {place}" for place in transcribed if place not in given]


# The programme


def score_programme(directory: Path, scores: Scores) -> None:
    """Every field that the transcription has."""
    [programme] = interpreted(directory, "服務躍升").documents
    assert isinstance(programme, Programme)
    facts = load(directory / "data" / "service_107.json")
    scores["programme"].compare(set(programme_values(programme)), set(programme_facts(facts)))


# Plans


def score_agency_goals(directory: Path, scores: Scores) -> None:
    """Goals, KPIs and projects of the agency."""
    [plan] = interpreted(directory, "施政目標與重點").documents
    assert isinstance(plan, Plan)
    facts = load(directory / "gold" / "enforcement_106.json")
    head: Values = {("agency", plan.agency, plan.parent_agency, plan.fiscal_year)}
    score = scores["agency goals"]
    score.compare(head, {("agency", facts["agency"], facts["parent"], facts["fiscal_year"])})
    score.compare(goal_values(plan), goal_facts(facts))
    given, wanted = kpi_values(plan), kpi_facts(facts)
    score.compare(
        {(*place, *one.items()) for place, one in given.items()},
        {(*place, *one.items()) for place, one in wanted.items()},
    )
    score.compare(project_values(plan), project_facts(facts))


def book_facts(directory: Path) -> dict[str, Facts]:
    """The transcribed plans of the book by agency, the hand-checked ones first."""
    found = {}
    for folder in (directory / "data" / "plans", directory / "gold"):
        for path in sorted(folder.glob("*.json")):
            facts = load(path)
            if facts.get("chapter"):
                found[facts["agency"]] = facts
    return found


def score_book(directory: Path, scores: Scores) -> None:
    """Chapters, goals, KPIs row by row and field by field, and projects."""
    interpretation = interpreted(directory, "行政院")
    plans = {plan.agency: plan for plan in interpretation.documents if isinstance(plan, Plan)}
    facts = book_facts(directory)
    scores["book: chapters"].compare(
        {(plan.chapter, plan.agency) for plan in plans.values()},
        {(one["chapter"], agency) for agency, one in facts.items()},
    )
    for name in KPI_FIELDS:
        scores[f"book: KPIs, {name} alone"] = Score()
    for agency, one in facts.items():
        plan = plans.get(agency)
        if plan is None:
            continue
        scores["book: goals and strategies"].compare(goal_values(plan), goal_facts(one))
        given, wanted = kpi_values(plan), kpi_facts(one)
        scores["book: KPIs"].compare(
            {(agency, *place, *row.items()) for place, row in given.items()},
            {(agency, *place, *row.items()) for place, row in wanted.items()},
        )
        for name in KPI_FIELDS:
            scores[f"book: KPIs, {name} alone"].compare(
                {(agency, *place, row[name]) for place, row in given.items()},
                {(agency, *place, row[name]) for place, row in wanted.items()},
            )
        scores["book: projects"].compare(
            {(agency, *row) for row in project_values(plan)},
            {(agency, *row) for row in project_facts(one)},
        )
    print(f"the book's uncertain pieces: {len(interpretation.uncertain)}")


def measure(directory: Path) -> Scores:
    """Read all documents and compare."""
    scores: Scores = {name: Score() for name in THRESHOLDS}
    score_action_plan(directory, scores)
    score_programme(directory, scores)
    score_agency_goals(directory, scores)
    score_book(directory, scores)
    return scores


def main() -> int:
    """Print the figures; 1 where a threshold is not reached."""
    parser = argparse.ArgumentParser(description="Measure how other plain documents are read.")
    parser.add_argument("--all", action="store_true", help="print what was not given, too")
    arguments = parser.parse_args()
    directory = shared_directory()
    if not (directory / "documents" / "plain").is_dir():
        print(f"no documents beside the project ({directory}): nothing to measure")
        return 0
    failed = False
    print(f"{'':42}{'given':>7}{'right':>7}{'there':>7}{'precision':>11}{'recall':>8}{'F1':>8}")
    for name, score in measure(directory).items():
        least = THRESHOLDS.get(name, (0.0, 0.0))
        short = score.precision < least[0] or score.recall < least[1]
        failed = failed or short
        given, there = score.right + len(score.wrong), score.right + len(score.missed)
        print(
            f"{name:42}{given:7}{score.right:7}{there:7}{score.precision:11.4f}"
            f"{score.recall:8.4f}{score.f1:8.4f}{'  BELOW THE THRESHOLD' if short else ''}"
        )
        if "alone" not in name:
            print("".join(f"    wrong: {one}\n" for one in score.wrong), end="")
            if arguments.all:
                print("".join(f"    not given: {one}\n" for one in score.missed), end="")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
