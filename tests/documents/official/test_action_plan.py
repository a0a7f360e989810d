"""The action plan with its results in its official layout, and read from it again."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from guankao.documents import (
    ActionPlan,
    ActionPlanStrategy,
    Actual,
    Approval,
    Measure,
    MeasureTarget,
    ResponsibleAgency,
    TargetPart,
)
from guankao.documents.interpretation.action_plan import interpret
from guankao.documents.official import action_plan_paper
from guankao.documents.official.words import FICTIONAL_NOTICE
from guankao.sample import documents as sample_documents


def target(number: int, subject: str, value: int | None, unit: str | None) -> MeasureTarget:
    return MeasureTarget(
        no=number,
        text=f"{subject} {value} {unit}" if value else subject,
        subject=subject,
        comparator=">=" if value else "milestone",
        value=None if value is None else Decimal(value),
        unit=unit,
    )


PLAN = ActionPlan(
    fiscal_year=110,
    code="beaches",
    title="潔淨海灘行動方案 110 年執行情形",
    approved=Approval(date=date(2022, 3, 4), document_no="院臺環字第 1110000001 號"),
    strategies=(ActionPlanStrategy(no=1, title="減少海漂垃圾。"),),
    measures=(
        Measure(
            key="1",
            no=1,
            strategy_no=1,
            measure_no=3,
            text="辦理淨灘活動。",
            goal="逐年增加參與。",
            lead_agencies=(ResponsibleAgency(agency="海洋部", units=("保育司", "沿岸署")),),
            co_agencies=(ResponsibleAgency(agency="各縣市政府"),),
            indicators=("淨灘場次", "參與人次"),
            targets=(target(1, "淨灘活動", 40, "場"), target(2, "參與淨灘", 900, "人次")),
            actuals=(
                Actual(target=1, value=Decimal(43), unit="場"),
                Actual(target=2, value=Decimal(1200), unit="人次"),
            ),
            next_targets="淨灘活動 45 場",
        ),
        Measure(
            key="2",
            no=2,
            strategy_no=1,
            measure_no=4,
            short_title="修法",
            lead_agencies=(ResponsibleAgency(agency="海洋部"),),
            targets=(target(1, "完成草案", None, None),),
            report="草案已於 11 月完成。",
        ),
    ),
)


def fields(place: int) -> dict[str, str]:
    table = list(action_plan_paper(PLAN).tables)[place]
    return {row.texts[0]: row.texts[1] for row in table.rows}


def test_each_measure_is_a_table_with_the_words_of_the_form() -> None:
    assert fields(0) == {
        "序次": "1",
        "具體策略": "一、減少海漂垃圾。",
        "執行措施": "（三）辦理淨灘活動。",
        "績效目標": "逐年增加參與。",
        "辦理機關": "主辦機關：海洋部（保育司、沿岸署）\n協辦機關：各縣市政府",
        "績效衡量指標": "1. 淨灘場次\n2. 參與人次",
        "110年績效目標值": "1. 淨灘活動 40 場\n2. 參與淨灘 900 人次",
        "110年度(1月至12月)績效目標達成情形": "1. 淨灘活動計 43 場。\n2. 參與淨灘計 1,200 人次。",
        "111年績效目標值": "淨灘活動 45 場",
    }


def test_the_report_s_own_words_are_printed_where_they_are_known() -> None:
    second = fields(1)
    assert second["110年度(1月至12月)績效目標達成情形"] == "草案已於 11 月完成。"
    assert second["執行措施"] == "（四）修法"
    assert second["辦理機關"] == "海洋部"


def test_the_parts_of_a_target_and_its_agencies_share_an_item() -> None:
    several = Measure(
        key="1",
        no=1,
        strategy_no=1,
        measure_no=1,
        targets=(
            MeasureTarget(
                no=1,
                text="檢查率 80%，改善率 70%",
                subject="檢查率",
                comparator=">=",
                parts=(
                    TargetPart(no=1, subject="檢查率", comparator=">="),
                    TargetPart(no=2, subject="改善率", comparator=">="),
                ),
            ),
            target(2, "公布結果", None, None),
        ),
        actuals=(
            Actual(target=1, part=1, value=Decimal("82.50"), unit="%", agency="海洋部"),
            Actual(target=1, part=2, value=Decimal(71), unit="%", computed="71÷100"),
            Actual(target=2),
        ),
    )
    plan = PLAN.model_copy(update={"measures": (several,)})
    [table] = action_plan_paper(plan).tables
    assert table.rows[-1].texts[1] == (
        "1. 海洋部：檢查率為 82.50%；改善率為 71%（71÷100）。\n2. 公布結果：以文字填報，無數值。"
    )


def test_the_approval_is_dated_in_the_republic_s_years() -> None:
    texts = [paragraph.text for paragraph in action_plan_paper(PLAN).paragraphs]
    assert texts[1] == "中華民國 111 年 3 月 4 日院臺環字第 1110000001 號函核定"


@pytest.mark.parametrize("fictional", [True, False])
def test_what_was_made_up_says_so(fictional: bool) -> None:
    paper = action_plan_paper(PLAN.model_copy(update={"fictional": fictional}))
    assert (paper.notice == FICTIONAL_NOTICE) is fictional


def test_what_is_printed_is_read_again_with_its_figures() -> None:
    [read] = interpret(action_plan_paper(PLAN)).documents
    assert isinstance(read, ActionPlan)
    assert read.approved is not None
    assert read.approved.date == date(2022, 3, 4)
    first = read.measures[0]
    written = PLAN.measures[0]
    assert (first.text, first.goal, first.indicators) == (
        written.text,
        written.goal,
        written.indicators,
    )
    assert (first.lead_agencies, first.co_agencies) == (
        written.lead_agencies,
        written.co_agencies,
    )
    assert [one.text for one in first.targets] == [one.text for one in written.targets]
    assert [(one.target, one.value, one.unit) for one in first.actuals] == [
        (1, Decimal(43), "場"),
        (2, Decimal(1200), "人次"),
    ]


def test_of_the_sample_nothing_is_read_otherwise_than_it_was_reported() -> None:
    """Some figures come back as doubtful; none comes back wrong."""
    [plan] = (one for one in sample_documents() if isinstance(one, ActionPlan))
    [read] = interpret(action_plan_paper(plan)).documents
    assert isinstance(read, ActionPlan)
    found = compared = 0
    for before, after in zip(plan.measures, read.measures, strict=True):
        assert before.lead_agencies == after.lead_agencies
        stated: dict[tuple[int, int | None], set[Decimal]] = {}
        for one in before.actuals:
            if one.value is not None:
                stated.setdefault((one.target, one.part), set()).add(one.value)
        compared += len(stated)
        for actual in after.actuals:
            if actual.value is not None and (actual.target, actual.part) in stated:
                assert actual.value in stated[actual.target, actual.part]
                found += 1
    assert found >= 0.8 * compared
