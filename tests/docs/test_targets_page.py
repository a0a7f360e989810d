"""docs/reference/targets.md says what the reader of targets does, example by example."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from guankao import sample
from guankao.cli.target import Request, answer_to
from guankao.documents import indicator_identifier
from guankao.figures import ReasonCode, UnreadableFigure, read_target

PAGE = "docs/reference/targets.md"


@pytest.fixture(scope="module")
def indicators():
    """Every KPI of the sample's facts by its identifier."""
    return {
        indicator_identifier(document.fiscal_year, document.agency, one.key): one
        for document in sample.documents()
        if document.kind == "plan"
        for one in document.indicators
    }


def test_every_text_reads_as_the_table_says(tables):
    for row in tables(PAGE, "Texts"):
        target = read_target(row["text"].strip("`"))
        figure = target.quantity
        assert row["comparator"] == f"`{target.comparator.value}`", row
        assert row["written"] == ("yes" if target.explicit else "no"), row
        if figure is None:
            assert row["value"] == row["unit"] == row["base value"] == row["base unit"] == ""
            continue
        assert (Decimal(row["value"]), row["unit"]) == (figure.value, figure.unit)
        base = figure.base
        assert (Decimal(row["base value"]), row["base unit"]) == (base.value, base.unit)


def test_every_refused_text_is_refused_with_its_reason(tables):
    for row in tables(PAGE, "Refused"):
        with pytest.raises(UnreadableFigure) as refusal:
            read_target(row["text"].strip("`"))
        assert refusal.value.expected == row["reason"]


def test_the_keys_of_input_and_output_are_those_of_the_command(tables):
    def keys(heading):
        return [row["key"].strip("`") for row in tables(PAGE, heading)]

    assert keys("Input of the command") == list(Request.__slots__)
    answer = answer_to(Request(id=1, text="90%", name="", standard=""))
    assert keys("Output of the command") == list(answer)


def test_the_reasons_are_all_there_in_order(tables):
    codes = [row["code"].strip("`") for row in tables(PAGE, "Reasons")]
    assert codes == [reason.value for reason in ReasonCode]


def test_each_reason_decides_in_its_example(tables, indicators):
    for row in tables(PAGE, "Reasons"):
        found = re.fullmatch(r"(?:`(?P<kpi>[^`]+)` )?(?P<text>\S+)", row["example"])
        assert found, row
        if found["kpi"]:
            kpi = indicators[found["kpi"]]
            assert kpi.target == found["text"]
            target = read_target(kpi.target, name=kpi.name, standard=kpi.standard)
        else:
            target = read_target(found["text"])
        assert f"`{target.reason.code.value}`" == row["code"], row
        if row["comparator"].startswith("`"):
            assert row["comparator"] == f"`{target.comparator.value}`", row
