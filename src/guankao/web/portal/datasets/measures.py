"""Datasets of action plans: measures, who answers for them, targets and what was reported."""

from __future__ import annotations

from django.db.models import Q

from guankao.web.portal.datasets import places
from guankao.web.portal.datasets.columns import Column, ColumnType, Dataset, Source
from guankao.web.tracking.models import (
    ActionPlan,
    Measure,
    MeasureTarget,
    ReportedFigure,
    ResponsibleAgency,
)

TEXT, INTEGER, DECIMAL = ColumnType.TEXT, ColumnType.INTEGER, ColumnType.DECIMAL
VERDICTS = "met, not_met, undecided, units_differ, no_figure, not_numeric"
VERDICTS_ZH = (
    "met 達成、not_met 未達成、undecided 無法判定、units_differ 單位不同、no_figure 未填報數值、"
    "not_numeric 非數值"
)

ACTION_PLANS = Dataset(
    name="action_plans",
    english="Action plans of several agencies.",
    chinese="跨機關行動方案。",
    queryset=ActionPlan.objects.all,
    columns=(
        places.identifier("action plan", "方案"),
        *places.fiscal_year(),
        Column("code", TEXT, "Short name in the address.", "網址中之簡稱。", Source.GUANKAO),
        Column("title", TEXT, "Title.", "方案名稱。"),
        Column("title_en", TEXT, "Title in English.", "英文名稱。", Source.GUANKAO),
        Column("approved_on", ColumnType.DATE, "Day of its approval.", "核定日期。"),
        Column("document_number", TEXT, "Number of the letter of approval.", "核定文號。"),
    ),
)

MEASURES = Dataset(
    name="measures",
    english="Measures of the action plans.",
    chinese="行動方案執行措施。",
    queryset=Measure.objects.all,
    columns=(
        places.identifier("measure", "措施"),
        places.pointer("action_plan", "action_plan__identifier", "action plan", "方案"),
        *places.fiscal_year("action_plan__fiscal_year"),
        Column("number", INTEGER, "Running number over the whole action plan.", "全案流水號。"),
        Column(
            "strategy_number",
            INTEGER,
            "Number of its strategy.",
            "策略項次。",
            value="strategy__number",
        ),
        Column("strategy", TEXT, "Title of its strategy.", "具體策略。", value="strategy__title"),
        Column(
            "strategy_en",
            TEXT,
            "Title of its strategy in English.",
            "具體策略英文名稱。",
            Source.GUANKAO,
            "strategy__title_en",
        ),
        Column("number_in_strategy", INTEGER, "Number under its strategy.", "策略下之項次。"),
        Column(
            "short_title",
            TEXT,
            "A short title, not the document's own words.",
            "簡稱，非文件原文。",
            Source.GUANKAO,
        ),
        Column("short_title_en", TEXT, "The short title in English.", "簡稱英譯。", Source.GUANKAO),
        Column(
            "text",
            TEXT,
            "The measure as written; empty where it was not entered.",
            "執行措施原文；未登錄者空白。",
        ),
        Column(
            "verdict",
            TEXT,
            f"What follows from its targets and the reported figures: {VERDICTS} or no_target.",
            f"目標值與填報數比對結果：{VERDICTS_ZH}、no_target 無目標值。",
            Source.COUNT,
        ),
    ),
)

MEASURE_AGENCIES = Dataset(
    name="measure_agencies",
    english="Who answers for which measure.",
    chinese="執行措施之主辦及協辦機關。",
    queryset=lambda: ResponsibleAgency.objects.filter(
        Q(agency__isnull=True) | Q(agency__fictional=False)
    ),
    columns=(
        places.pointer("measure", "measure__identifier", "measure", "措施"),
        Column(
            "position",
            INTEGER,
            "Place in the document's list, from 1.",
            "於文件中之順序，由 1 起。",
        ),
        Column("role", TEXT, "lead or co.", "lead 主辦、co 協辦。"),
        Column(
            "name",
            TEXT,
            "The agency as the document names it; some are groups, such as 各機關.",
            "機關名稱依文件所載；部分為統稱，如各機關。",
        ),
        Column(
            "agency",
            TEXT,
            "Name of the agency where it is a registered one; else empty.",
            "已登錄機關之全銜；否則空白。",
            Source.READING,
            "agency__name",
        ),
        Column("units", ColumnType.LIST, "Units named within it.", "機關內單位。"),
    ),
)

MEASURE_TARGETS = Dataset(
    name="measure_targets",
    english="Targets of the measures, one row for each figure of each target.",
    chinese="執行措施績效目標值，每一數值一筆。",
    queryset=MeasureTarget.objects.all,
    columns=(
        places.pointer("measure", "measure__identifier", "measure", "措施"),
        Column(
            "position",
            INTEGER,
            "Place among the measure's figures, from 1.",
            "於該措施各數值中之順序，由 1 起。",
            Source.COUNT,
        ),
        Column("number", INTEGER, "Number of the target within its measure.", "目標項次。"),
        Column(
            "part",
            INTEGER,
            "Number of the figure where a target holds several; else empty.",
            "一目標含多個數值時之序號；否則空白。",
            Source.READING,
        ),
        Column("text", TEXT, "The target as written.", "績效目標值原文。"),
        Column(
            "subject",
            TEXT,
            "What is counted, without the figure.",
            "衡量對象，不含數值。",
            Source.READING,
        ),
        Column(
            "comparator",
            TEXT,
            "How it is compared: >=, <=, = or milestone.",
            "比較方式：>=、<=、= 或 milestone。",
            Source.READING,
        ),
        Column(
            "value",
            DECIMAL,
            "The figure to be reached; empty at a milestone.",
            "目標數值；里程碑則空白。",
            Source.READING,
        ),
        Column("unit", TEXT, "Unit as written.", "單位原文。", Source.READING),
        Column(
            "verdict",
            TEXT,
            f"What follows from the reported figures: {VERDICTS}.",
            f"與填報數比對結果：{VERDICTS_ZH}。",
            Source.COUNT,
        ),
    ),
)

REPORTED_FIGURES = Dataset(
    name="reported_figures",
    english="What was reported for each figure of a target.",
    chinese="各目標值之填報執行情形。",
    queryset=ReportedFigure.objects.all,
    columns=(
        places.pointer("measure", "target__measure__identifier", "measure", "措施"),
        Column(
            "target_position",
            INTEGER,
            "Position of the figure in measure_targets.",
            "對應 measure_targets 之 position。",
            Source.COUNT,
            "target__position",
        ),
        Column(
            "position",
            INTEGER,
            "Place among the reports for this figure, from 1.",
            "同一目標各填報數之順序，由 1 起。",
            Source.COUNT,
        ),
        Column(
            "value",
            DECIMAL,
            "The reported figure; empty where words answer.",
            "填報數值；以文字說明者空白。",
        ),
        Column("unit", TEXT, "Unit as written.", "單位原文。"),
        Column(
            "agency",
            TEXT,
            "Who reported it, where several do; else empty.",
            "多機關填報時之填報機關；否則空白。",
            value="agency_name",
        ),
        Column(
            "basis",
            TEXT,
            "What was counted, where two counts differ.",
            "兩種計數不同時之計數基礎。",
        ),
        Column(
            "computed",
            TEXT,
            "Arithmetic that the report left undone.",
            "報告未自行加總時之算式。",
            Source.READING,
        ),
        Column(
            "text",
            TEXT,
            "The report as written; empty where it was not entered.",
            "執行情形原文；未登錄者空白。",
        ),
    ),
)
