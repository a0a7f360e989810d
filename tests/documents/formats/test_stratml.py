"""StratML Part 2: valid against the schema, stable identifiers, and back to what it holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from documents.document_strategies import plans
from documents.official.fictional_report import fictional_plan, fictional_report
from documents.plans_of_tests import without_details
from guankao.documents import PerformanceReport, Plan, UnreadableDocument
from guankao.documents.formats.errors import UnreadableFile
from guankao.documents.formats.stratml import read_stratml, write_stratml
from guankao.documents.formats.stratml.names import LABELS, NAMESPACE
from guankao.documents.formats.stratml.writer import NoGoals
from guankao.sample import documents as sample_documents

NAMES = {"s": NAMESPACE}
SCHEMA = "StratML-PerformancePlanOrReport-2016-02-16.xsd"


def held(document: Plan | PerformanceReport) -> Plan | PerformanceReport:
    """What StratML can hold: no projects, marks or details of KPIs, which stand by their goals."""
    if isinstance(document, PerformanceReport):
        return document.model_copy(update={"projects": ()})
    document = without_details(document)
    order = {goal.key: place for place, goal in enumerate(document.goals)}
    indicators = sorted(document.indicators, key=lambda one: order[one.goal])
    unmarked = {"mark": None}
    return document.model_copy(
        update={
            "mark": None,
            "projects": (),
            "goals": tuple(
                goal.model_copy(
                    update={
                        **unmarked,
                        "strategies": tuple(
                            one.model_copy(update=unmarked) for one in goal.strategies
                        ),
                    }
                )
                for goal in document.goals
            ),
            "indicators": tuple(one.model_copy(update=unmarked) for one in indicators),
        }
    )


def shipped() -> list[Plan | PerformanceReport]:
    sample = [*sample_documents(), *sample_documents(fictional=True)]
    return [one for one in sample if isinstance(one, Plan)] + [fictional_report()]


def test_every_plan_and_the_report_is_valid_and_comes_back(shared: Path) -> None:
    schema = etree.XMLSchema(etree.parse(shared / "schemas" / SCHEMA))
    for document in shipped():
        written = write_stratml(document)
        assert schema.validate(etree.fromstring(written)), schema.error_log.last_error


def test_every_plan_and_the_report_comes_back() -> None:
    for document in shipped():
        assert read_stratml(write_stratml(document)) == held(document)


@given(plan=plans())
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
def test_any_plan_comes_back(plan: Plan) -> None:
    if not plan.goals:
        with pytest.raises(NoGoals, match="has no goal; StratML asks for at least one"):
            write_stratml(plan)
        return
    assert read_stratml(write_stratml(plan)) == held(plan)


def test_goals_hold_strategies_and_kpis_with_their_target_and_past() -> None:
    top = etree.fromstring(write_stratml(fictional_plan()))
    assert top.get("Type") == "Performance_Plan"
    goals = top.findall(".//s:Goal", NAMES)
    assert [goal.findtext("s:SequenceIndicator", None, NAMES) for goal in goals] == ["1", "2", "3"]
    waiting = next(
        objective
        for objective in top.iterfind(".//s:Objective", NAMES)
        if objective.findtext("s:Name", None, NAMES) == "臨櫃平均等候時間"
    )
    measured = "s:PerformanceIndicator/s:MeasurementInstance"
    assert waiting.findtext(f"{measured}/s:TargetResult/s:NumberOfUnits", None, NAMES) == "10"
    assert waiting.findtext(f"{measured}/s:TargetResult/s:Description", None, NAMES) == (
        "10分鐘以下"
    )
    assert waiting.findtext(".//s:DescriptorValue", None, NAMES) == "<="
    assert waiting.findtext(".//s:UnitOfMeasurement", None, NAMES) == "分鐘"
    past = waiting.findall(f"{measured}/s:ActualResult", NAMES)
    assert [one.findtext("s:EndDate", None, NAMES) for one in past] == [
        "2015-12-31",
        "2016-12-31",
        "2017-12-31",
    ]


def test_identifiers_stay_whatever_else_changes() -> None:
    plan = fictional_plan()
    fewer = plan.model_copy(update={"indicators": plan.indicators[1:], "projects": ()})

    def identifiers(document: Plan) -> list[str]:
        top = etree.fromstring(write_stratml(document))
        return [one.text or "" for one in top.iterfind(".//s:Identifier", NAMES)]

    assert write_stratml(plan) == write_stratml(plan)
    assert len(set(identifiers(plan))) == len(identifiers(plan))
    assert set(identifiers(fewer)) < set(identifiers(plan))


def test_a_note_of_several_lines_keeps_its_lines() -> None:
    plan = fictional_plan()
    first = plan.indicators[0].model_copy(
        update={
            "note": "第一行\n第二行：仍是說明",
            "standard_remark": "甲\n乙",
            "goal_no_in_table": 9,
        }
    )
    changed = plan.model_copy(update={"indicators": (first, *plan.indicators[1:])})
    read = read_stratml(write_stratml(changed))
    assert read == held(changed)
    assert len(LABELS) == len(set(LABELS))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<plan/>", "must be PerformancePlanOrReport"),
        (
            f'<PerformancePlanOrReport xmlns="{NAMESPACE}" Type="Strategic_Plan"/>'.encode(),
            "must be Performance_Plan or Performance_Report",
        ),
        (
            f'<PerformancePlanOrReport xmlns="{NAMESPACE}" Type="Performance_Plan"/>'.encode(),
            "fiscal_year",
        ),
        (
            f'<PerformancePlanOrReport xmlns="{NAMESPACE}" Type="Performance_Report"/>'.encode(),
            "fiscal_year",
        ),
    ],
)
def test_what_is_no_plan_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableDocument, match=reason):
        read_stratml(data)


@pytest.mark.parametrize("digits", ["12a", "１２", "1" * 40])
def test_a_number_that_is_none_is_refused(digits: str) -> None:
    written = write_stratml(fictional_plan()).decode("utf-8")
    broken = written.replace(
        "<SequenceIndicator>1</SequenceIndicator>",
        f"<SequenceIndicator>{digits}</SequenceIndicator>",
        1,
    )
    with pytest.raises(UnreadableDocument, match="SequenceIndicator: must be a whole number"):
        read_stratml(broken.encode("utf-8"))


def test_entities_are_refused_before_they_expand() -> None:
    bomb = b'<!DOCTYPE p [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><p>&b;</p>'
    with pytest.raises(UnreadableFile):
        read_stratml(bomb)
    with pytest.raises(UnreadableFile):
        read_stratml(b"no xml at all")
