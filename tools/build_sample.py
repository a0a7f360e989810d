"""Build the sample that ships inside the package from the transcribed documents.

    python tools/build_sample.py PATH

reads the annual plans, the policy guidelines and the action plan in the folder PATH, and writes the
documents of `guankao.sample`. The same input gives the same bytes. What is a fact comes from the
input; short titles, English names and the fictional ministry come from the JSON files beside this
script.
Long prose (strategies, clauses, full measures, quotations) is left out.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from guankao.documents import (
    ActionPlan,
    ActionPlanStrategy,
    Actual,
    AnyDocument,
    Approval,
    Clause,
    Guidelines,
    Measure,
    MeasureTarget,
    Plan,
    ResponsibleAgency,
    Section,
    TargetPart,
    read_document,
    write_document,
)
from guankao.documents.formats.records import read_records
from guankao.sample.agency import Agency

TOOLS = Path(__file__).resolve().parent
SAMPLE = TOOLS.parent / "src" / "guankao" / "sample"

Facts = dict[str, Any]

_AGENCY_WITH_UNITS = re.compile(r"(?P<agency>[^(（]+)[(（](?P<units>[^)）]+)[)）]")


def read(path: Path) -> Any:
    """Read JSON with its numbers exact."""
    return json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)


def build_plan(records: bytes, parents: dict[str, str | None]) -> Plan:
    """Build the annual plan of one agency, without its strategies.

    A plan whose KPI table counts the goals differently from the goal list is told in
    table_goal_numbers.json: the transcribed plans keep the number of the list only.
    """
    plan = read_records(records)
    numbers = read(TOOLS / "table_goal_numbers.json").get(plan.agency, {})
    return plan.model_copy(
        update={
            "parent_agency": parents[plan.agency],
            "goals": tuple(goal.model_copy(update={"strategies": ()}) for goal in plan.goals),
            "indicators": tuple(
                one.model_copy(update={"goal_no_in_table": numbers.get(one.goal)})
                for one in plan.indicators
            ),
        }
    )


def build_guidelines(guidelines: Facts) -> Guidelines:
    """Build the policy guidelines: titles of sections and numbers of clauses."""
    return Guidelines(
        fiscal_year=guidelines["fiscal_year"],
        sections=tuple(
            Section(
                key=str(section["no"]),
                no=section["no"],
                title=section["title"],
                clauses=tuple(Clause(no=clause["no"]) for clause in section["clauses"]),
            )
            for section in guidelines["sections"]
        ),
    )


def build_responsible(names: list[str]) -> tuple[ResponsibleAgency, ...]:
    """Take 法務部(檢察司、調查局) apart into the agency and its units."""
    responsible = []
    for name in names:
        found = _AGENCY_WITH_UNITS.fullmatch(name)
        agency, units = (found["agency"], found["units"].split("、")) if found else (name, [])
        responsible.append(ResponsibleAgency(agency=agency, units=tuple(units)))
    return tuple(responsible)


def build_target(number: int, target: Facts) -> MeasureTarget:
    """Build one target of a measure, with its parts where it holds several figures."""
    return MeasureTarget(
        no=number,
        text=target["text"],
        subject=target["subject"],
        comparator=target["comparator"],
        value=exact(target["value"]),
        unit=target["unit"],
        parts=tuple(
            TargetPart(
                no=part_number,
                subject=part["subject"],
                comparator=part["comparator"],
                value=exact(part["value"]),
                unit=part["unit"],
            )
            for part_number, part in enumerate(target.get("parts", ()), start=1)
        ),
    )


def build_actual(actual: Facts) -> Actual:
    """Build one reported figure; what the report says in words stays out."""
    return Actual(
        target=actual["target"],
        part=actual.get("part"),
        value=exact(actual["value"]),
        unit=actual["unit"],
        agency=actual.get("agency"),
        basis=actual.get("basis"),
        computed=actual.get("computed"),
    )


def exact(value: int | Decimal | None) -> Decimal | None:
    """A number of the source as a decimal."""
    return None if value is None else Decimal(value)


def build_action_plan(plan: Facts) -> ActionPlan:
    """Build the integrity action plan, with the project's own short titles of its measures."""
    own = read(TOOLS / "measure_titles.json")
    strategies = {measure["strategy_no"]: measure["strategy"] for measure in plan["measures"]}
    return ActionPlan(
        code=own["code"],
        title=plan["title"],
        title_en=own["title_en"],
        fiscal_year=107,
        approved=Approval(
            date=date.fromisoformat(plan["approved"]["date"]),
            document_no=plan["approved"]["doc_no"],
        ),
        strategies=tuple(
            ActionPlanStrategy(no=number, title=title, title_en=own["strategies"][str(number)])
            for number, title in sorted(strategies.items())
        ),
        measures=tuple(
            build_measure(measure, *own["measures"][str(measure["no"])])
            for measure in plan["measures"]
        ),
    )


def build_measure(measure: Facts, short_title: str, short_title_en: str) -> Measure:
    """Build one measure of the action plan."""
    return Measure(
        key=str(measure["no"]),
        no=measure["no"],
        strategy_no=measure["strategy_no"],
        measure_no=measure["measure_no"],
        short_title=short_title,
        short_title_en=short_title_en,
        lead_agencies=build_responsible(measure["lead_agencies"]),
        co_agencies=build_responsible(measure["co_agencies"]),
        targets=tuple(
            build_target(number, target) for number, target in enumerate(measure["targets"], 1)
        ),
        actuals=tuple(build_actual(actual) for actual in measure["actuals"]),
    )


def build_agencies(plans: list[Plan]) -> list[Agency]:
    """Build the list of agencies: the chapter comes from the plans, the rest from agencies.json."""
    chapters = {plan.agency: plan.chapter for plan in plans}
    return [
        Agency(**entry, chapter=chapters.get(entry["name"]))
        for entry in read(TOOLS / "agencies.json")
    ]


def write_agencies(agencies: list[Agency]) -> str:
    """One agency a line, without what is not so."""
    lines = [
        json.dumps(agency.model_dump(exclude_defaults=True), ensure_ascii=False)
        for agency in agencies
    ]
    return "[\n " + ",\n ".join(lines) + "\n]\n"


def build(data: Path) -> dict[str, str]:
    """Build every file of the sample: its name and its text."""
    sources = [path.read_bytes() for path in sorted((data / "plans").glob("*.json"))]
    agencies = build_agencies([read_records(source) for source in sources])
    parents = {agency.name: agency.parent for agency in agencies}
    built: dict[str, AnyDocument] = {
        "guidelines_107": build_guidelines(read(data / "guidelines_107.json")),
        "action_plan_107_integrity": build_action_plan(read(data / "action_plan_107.json")),
    }
    for source in sources:
        plan = build_plan(source, parents)
        # Names of files stay in ASCII: not every tool that unpacks a package keeps others whole.
        place = f"{plan.chapter:02}" if plan.chapter else "enforcement"
        built[f"plan_{plan.fiscal_year}_{place}"] = plan
    for number, entry in enumerate(read(TOOLS / "fictional_plans.json"), start=1):
        document = read_document(json.dumps(entry))
        if not document.fictional:
            raise ValueError(f"{document.identifier} of fictional_plans.json must be fictional")
        built[f"fictional_plan_{document.fiscal_year}_{number}"] = document
    files = {f"{name}.json": write_document(document) for name, document in built.items()}
    return {"agencies.json": write_agencies(agencies), **files}


def main() -> int:
    """Write the sample, and take away files of an earlier one that are no longer in it."""
    parser = argparse.ArgumentParser(description="Build the sample data of the package.")
    parser.add_argument("data", type=Path, help="folder of the transcribed documents")
    parser.add_argument("--output", type=Path, default=SAMPLE, help="where to write the sample")
    arguments = parser.parse_args()
    if not (arguments.data / "plans").is_dir():
        print(f"{arguments.data} holds no folder 'plans'", file=sys.stderr)
        return 2
    files = build(arguments.data)
    for outdated in arguments.output.glob("*.json"):
        if outdated.name not in files:
            outdated.unlink()
    for name, text in files.items():
        (arguments.output / name).write_text(text, encoding="utf-8")
    print(f"{len(files)} files, {sum(len(text.encode()) for text in files.values()):,} bytes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
