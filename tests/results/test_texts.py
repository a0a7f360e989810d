"""What people write beside their figures has to follow from the figures in it."""

from __future__ import annotations

import pytest

from guankao.documents import Report, ReportedIndicator
from guankao.results import text_findings


def report(**texts: str) -> Report:
    return Report(
        fiscal_year=112,
        agency="示範署",
        fictional=True,
        period="quarter-1",
        indicator=ReportedIndicator(key="1-1"),
        **texts,
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("受理 200 件，其中核准 140 件，核准率 75%", "GK603"),
        ("共辦理 10 場（北區 4 場、南區 5 場）。", "GK601"),
        ("共辦理 10 場（其中北區 14 場）。", "GK602"),
        ("本年 120 件，較去年 100 件增加 30 件。", "GK624"),
    ],
)
@pytest.mark.parametrize("field", ["reason", "countermeasure", "data_quality"])
def test_a_text_that_its_own_figures_contradict_is_named(field, text, code):
    [found] = text_findings(report(**{field: text}))
    assert (found.code, found.field) == (code, field)
    assert found.element == "112/示範署/kpi/1-1/report/quarter-1"
    assert found.text == text
    assert found.message.zh
    assert found.message.en


@pytest.mark.parametrize(
    "text",
    ["受理 200 件，其中核准 140 件，核准率 70%", "因疫情影響，四月起恢復辦理。", "達成率 96%。"],
)
def test_nothing_is_said_of_what_follows(text):
    assert text_findings(report(reason=text)) == ()


def test_each_text_stands_by_itself():
    wrong = "共辦理 10 場（北區 4 場、南區 5 場）。"
    found = text_findings(report(reason=wrong, data_quality=wrong))
    assert [one.field for one in found] == ["reason", "data_quality"]
    assert text_findings(report()) == ()
