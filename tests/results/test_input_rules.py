"""Inputs of one KPI that come together by rules of their own."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pydantic import ValidationError

from guankao.calendars import period_of
from guankao.documents import (
    Indicator,
    InputAccumulation,
    Plan,
    Report,
    ReportedIndicator,
    ReportedInput,
    write_document,
)
from guankao.results import Against, ReportProblemCode, compute_indicator, definition_of
from guankao.scoring import scheme_for
from web.reports_of_tests import the_plan

YEAR = 112
Code = ReportProblemCode


def kpi(standard: str, *rules: tuple[str, ...], **more: object) -> Indicator:
    stated = tuple(
        InputAccumulation(name=rule[0], rule=rule[1], weight=rule[2] if len(rule) > 2 else None)
        for rule in rules
    )
    return Indicator(
        key="1-1",
        goal="1",
        no=1,
        name="示範",
        evaluation_arrangement=1,
        evaluation_method="統計數據",
        standard=standard,
        target=str(more.pop("target", "80%")),
        input_accumulation=stated,
        **more,
    )


def quarter(number: int, **figures: int | str) -> Report:
    inputs = tuple(
        ReportedInput(name=name, value=Decimal(value)) for name, value in figures.items()
    )
    return Report(
        fiscal_year=YEAR,
        agency="示範署",
        fictional=True,
        period=f"quarter-{number}",
        indicator=ReportedIndicator(key="1-1", inputs=inputs),
    )


def outcome(indicator: Indicator, *reports: Report):
    return compute_indicator(
        definition_of(indicator, YEAR),
        reports,
        period=period_of(YEAR, f"quarter-{len(reports)}"),
        scheme=scheme_for("plan", YEAR),
    )


def test_a_stock_stands_beside_a_count():
    indicator = kpi(
        "結案件數÷（結案件數＋未結件數）×100%", ("未結件數", "stock_at_end"), accumulation="sum"
    )
    found = outcome(
        indicator, quarter(1, 結案件數=10, 未結件數=40), quarter(2, 結案件數=20, 未結件數=30)
    )
    assert found.values == {"結案件數": Decimal(30), "未結件數": Decimal(30)}
    assert found.value == Decimal(50)


def test_a_rate_is_weighed_by_its_denominator():
    """Two quarters of 90 % of 10 and 50 % of 30 people are 60 %, and not 70 %."""
    indicator = kpi(
        "滿意度×回收份數÷回收份數", ("滿意度", "ratio_of_sums", "回收份數"), accumulation="sum"
    )
    reports = (quarter(1, 滿意度=90, 回收份數=10), quarter(2, 滿意度=50, 回收份數=30))
    found = outcome(indicator, *reports)
    assert found.values == {"滿意度": Decimal(60), "回收份數": Decimal(40)}
    none = outcome(indicator, quarter(1, 滿意度=0, 回收份數=0))
    assert none.value is None
    assert Code.DIVISION_BY_ZERO in [one.code for one in none.problems]
    missing = outcome(indicator, quarter(1, 回收份數=10), reports[1])
    assert missing.value is None
    assert Code.PERIODS_MISSING in [one.code for one in missing.problems]


def test_what_has_no_rule_of_its_own_has_that_of_the_kpi_and_a_light_needs_all():
    standard = "甲件數＋乙件數"
    with_one = kpi(standard, ("甲件數", "sum"), target="100件")
    assert outcome(with_one, quarter(1, 甲件數=10, 乙件數=10)).against is Against.NOTHING
    both = kpi(standard, ("甲件數", "sum"), ("乙件數", "latest"), target="100件")
    assert outcome(both, quarter(1, 甲件數=10, 乙件數=10)).against is Against.PACE
    found = outcome(both, quarter(1, 甲件數=10, 乙件數=10), quarter(2, 甲件數=10, 乙件數=8))
    assert found.value == Decimal(28)
    falling = [one.field for one in found.problems if one.code is Code.CUMULATIVE_FALLS]
    assert falling == ["inputs.乙件數"], "only what counts from the start of the year falls"


@pytest.mark.parametrize(
    "rules",
    [
        ({"name": "甲", "rule": "sum"}, {"name": "甲", "rule": "latest"}),
        ({"name": "甲", "rule": "ratio_of_sums"},),
        ({"name": "甲", "rule": "ratio_of_sums", "weight": "甲"},),
        ({"name": "甲", "rule": "sum", "weight": "乙"},),
        ({"name": "甲", "rule": "median"},),
    ],
)
def test_rules_that_cannot_be_followed_are_refused(rules):
    usual = the_plan()
    first = usual.indicators[0].model_dump() | {"input_accumulation": rules}
    with pytest.raises(ValidationError):
        Plan.model_validate(usual.model_dump() | {"indicators": [first]})


def test_a_plan_that_states_none_is_written_as_before():
    assert "input_accumulation" not in write_document(the_plan())
