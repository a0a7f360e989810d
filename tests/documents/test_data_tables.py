"""Documents as data tables: every row says all it is about, figures are numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings

from documents.document_strategies import documents
from documents.official.fictional_report import fictional_plan, fictional_report
from guankao.documents import ActionPlan, AnyDocument, Plan
from guankao.documents.data_tables import FICTIONAL, DataTable, data_tables
from guankao.sample import documents as sample_documents


def by_name(document: AnyDocument) -> dict[str, list[dict[str, object]]]:
    return {
        table.name: [
            dict(zip((column.name for column in table.columns), row, strict=True))
            for row in table.rows
        ]
        for table in data_tables(document)
    }


def test_a_plan_is_four_tables_whose_figures_are_numbers() -> None:
    tables = by_name(fictional_plan())
    assert list(tables) == ["施政目標及策略", "關鍵績效指標", "過去年度實際值", "年度重要計畫"]
    waiting = next(
        row for row in tables["關鍵績效指標"] if row["關鍵績效指標"] == "臨櫃平均等候時間"
    )
    assert waiting["施政目標"] == "減輕民眾申辦負擔"
    assert (waiting["年度目標值"], waiting["比較方式"]) == ("10分鐘以下", "<=")
    assert (waiting["目標數值"], waiting["目標單位"]) == (Decimal(10), "分鐘")
    assert waiting["識別碼"] == "107/示範部/kpi/2-2"
    history = [row for row in tables["過去年度實際值"] if row["識別碼"] == waiting["識別碼"]]
    assert [(row["年度"], row["數值"]) for row in history] == [
        (104, Decimal("14.2")),
        (105, Decimal("12.8")),
        (106, Decimal("11.5")),
    ]
    assert tables["年度重要計畫"][1]["與KPI關聯"] == "櫃檯服務滿意度、臨櫃平均等候時間"


def test_a_target_that_cannot_be_read_keeps_its_text_and_has_no_number() -> None:
    plan = fictional_plan()
    unclear = plan.indicators[0].model_copy(update={"target": "約九成至全部左右"})
    changed = plan.model_copy(update={"indicators": (unclear,), "projects": ()})
    [row] = by_name(changed)["關鍵績效指標"]
    assert (row["年度目標值"], row["目標數值"]) == ("約九成至全部左右", None)


def test_an_action_plan_has_a_row_for_every_figure() -> None:
    [plan] = (one for one in sample_documents() if isinstance(one, ActionPlan))
    tables = by_name(plan)
    assert len(tables["執行措施"]) == len(plan.measures)
    assert len(tables["執行情形"]) == sum(len(measure.actuals) for measure in plan.measures)
    assert len(tables["績效目標值"]) == sum(
        len(target.parts) or 1 for measure in plan.measures for target in measure.targets
    )


def test_a_report_says_its_lights_in_words() -> None:
    tables = by_name(fictional_report())
    lights = {row["關鍵績效指標"]: row["燈號"] for row in tables["關鍵績效指標達成情形"]}
    assert lights["單一申辦平臺建置進度"] == "□ 白燈"
    assert tables["計算項目"][0]["數值"] == Decimal(11208)


@pytest.mark.parametrize("fictional", [True, False])
def test_every_row_of_what_was_made_up_says_so(fictional: bool) -> None:
    tables = by_name(fictional_plan().model_copy(update={"fictional": fictional}))
    rows = [row for table in tables.values() for row in table]
    assert all((row.get("資料性質") == FICTIONAL) is fictional for row in rows)


@given(documents)
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
def test_every_document_becomes_tables_without_gaps(document: AnyDocument) -> None:
    tables: tuple[DataTable, ...] = data_tables(document)
    assert all(table.rows for table in tables)
    assert all(len(row) == len(table.columns) for table in tables for row in table.rows)
    assert len({table.name for table in tables}) == len(tables)
    if isinstance(document, Plan) and document.indicators:
        assert any(table.name == "關鍵績效指標" for table in tables)
