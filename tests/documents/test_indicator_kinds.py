"""Telling formulas, counts, surveys and milestones apart by their signs."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from guankao.documents import IndicatorKind, Plan, kind_of
from guankao.figures.formulas import RefusalCode, RefusedFormula, read_formula
from guankao.sample import documents

GOLD = Path(__file__).parents[3] / "shared" / "gold"


@pytest.mark.parametrize(
    ("method", "standard", "target", "name", "kind"),
    [
        ("統計數據", "製造業附加價值÷製造業總產值", "29.08%", "製造業附加價值率", "formula"),
        ("統計數據", "指標1×50%＋指標2×50%", "4.40%", "落實中央政府債務控管", "formula"),
        (
            "統計數據",
            "（輔導後客家特色產業年度產值金額）－（輔導前客家特色產業年度產值金額）",
            "3.2億元",
            "輔導客家特色產業產值提升數",
            "formula",
        ),
        ("統計數據", "產值較前1年成長幅度", "1%", "出版振興方案帶動產值", "formula"),
        ("統計數據", "訓後3個月之就業率", "75.5%", "辦理失業者職前訓練成效", "formula"),
        # The method says questionnaire, the standard computes.
        ("問卷調查", "（抽樣民眾之滿意以上人數÷抽樣民眾之人數）×100%", "90%", "滿意度", "formula"),
        ("民意調查", "（實支數＋賸餘數）÷預算數×100%", "90%", "資本門預算執行率", "formula"),
        ("進度控管", "（實際完成工作項目÷預定完成工作項目）×100%", "58.3%", "國土管理", "formula"),
        (
            "進度控管",
            "1.研擬草案（80%）。2.送請行政院審查（100%）",
            "80%",
            "研議最低工資法制",
            "milestone",
        ),
        (
            "統計數據",
            "1、辦理（90%）。2、建立（95%）。3、提出（100%）",
            "95%",
            "推動廉政評鑑",
            "milestone",
        ),
        ("進度控管", "配合增修訂相關法規數", "10項", "增修訂相關法規", "milestone"),
        ("進度控管", "選舉區之劃分作業進度百分比", "100%", "選舉區檢討變更", "milestone"),
        (
            "統計數據",
            "非疫區申請情形（107年：使金門縣成為非疫區）",
            "100%",
            "撲滅口蹄疫",
            "milestone",
        ),
        ("問卷調查", "「臺商窗口」專業諮詢服務滿意度", "90%", "「陸委會臺商窗口」服務", "survey"),
        ("統計數據", "公務人員職場評價調查滿意度比率", "45%", "管理措施功績化滿意度", "survey"),
        ("統計數據", "查獲電信詐欺機房數", "57處", "阻絕詐欺犯罪源頭", "count"),
        # A sign in a unit is no arithmetic, and words without a sign can be.
        ("統計數據", "廢棄物總平均處理量（公噸÷日）", "100公噸/日", "提升處理效能", "count"),
        ("統計數據", "每年授權金及企業配合款合計", "8億元", "吸引產業資金", "formula"),
        # Refused, and a formula for all that.
        ("統計數據", "（甲件數÷乙件數）×50%＋辦理2場以上×50%", "80%", "達成率", "formula"),
        (
            "統計數據",
            "以問卷方式進行市場違法行為偵測，作為執法參考之件數",
            "4件",
            "偵測違法行為",
            "count",
        ),
        ("統計數據", "增加常態供水量為3.9萬噸／日", "3項", "提升水資源有效運用", "count"),
        ("統計數據", "我國經評為第1級國家", "1級", "配合新南向－加強防制人口販運", "count"),
    ],
)
def test_the_kind_of_a_kpi(method: str, standard: str, target: str, name: str, kind: str) -> None:
    assert kind_of(method, standard, target, name) is IndicatorKind(kind)


def test_six_kpis_in_ten_of_the_year_are_formulas() -> None:
    kinds = Counter(
        kind_of(one.evaluation_method, one.standard, one.target, one.name)
        for plan in documents()
        if isinstance(plan, Plan) and plan.fiscal_year == 107
        for one in plan.indicators
    )
    # Looked through by eye; a change of the signs must be looked through again.
    assert kinds == {
        IndicatorKind.FORMULA: 290,
        IndicatorKind.COUNT: 157,
        IndicatorKind.MILESTONE: 13,
        IndicatorKind.SURVEY: 10,
    }


def test_whatever_is_read_as_a_formula_is_of_that_kind() -> None:
    for plan in documents():
        if not isinstance(plan, Plan):
            continue
        for one in plan.indicators:
            kind = kind_of(one.evaluation_method, one.standard, one.target, one.name)
            try:
                read_formula(
                    one.standard,
                    target=one.target,
                    name=one.name,
                    fiscal_year=plan.fiscal_year,
                )
            except RefusedFormula as refused:
                # What is refused calculates, and is a formula that nobody can compute yet.
                wanted = refused.code is not RefusalCode.NO_ARITHMETIC
                assert not wanted or kind is IndicatorKind.FORMULA, one.standard
            else:
                assert kind is IndicatorKind.FORMULA, one.standard


@pytest.mark.skipif(not GOLD.is_dir(), reason=f"needs the annotated plans at {GOLD}")
def test_formulas_are_told_as_people_told_them() -> None:
    indicators = [
        indicator
        for path in sorted(GOLD.glob("*.json"))
        for indicator in json.loads(path.read_text(encoding="utf-8")).get("indicators", ())
    ]
    agreed = sum(
        (indicator["formula"] is not None)
        == (
            kind_of(
                indicator["evaluation_method"],
                indicator["standard"],
                indicator["target"],
                indicator["name"],
            )
            is IndicatorKind.FORMULA
        )
        for indicator in indicators
    )
    assert len(indicators) > 300
    assert agreed / len(indicators) >= 0.99
