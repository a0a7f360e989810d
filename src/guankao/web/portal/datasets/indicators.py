"""Datasets of KPIs: the promise as written, what was read out of it, and earlier years."""

from __future__ import annotations

from guankao.web.planning.models import HistoryValue, Indicator, YearTarget
from guankao.web.portal.datasets import places
from guankao.web.portal.datasets.columns import Column, ColumnType, Dataset, Source

TEXT, INTEGER, DECIMAL = ColumnType.TEXT, ColumnType.INTEGER, ColumnType.DECIMAL
READING, COUNT = Source.READING, Source.COUNT

INDICATORS = Dataset(
    name="indicators",
    english="Key performance indicators with their targets as written and as read.",
    chinese="關鍵績效指標及年度目標值：原文與判讀結果並列。",
    queryset=lambda: Indicator.objects.filter(plan__fictional=False),
    columns=(
        places.identifier("KPI", "指標"),
        places.pointer("plan", "plan__identifier", "plan", "計畫"),
        *places.fiscal_year("plan__fiscal_year"),
        *places.agency("plan__agency"),
        places.pointer("goal", "goal__identifier", "goal", "目標"),
        Column("goal_title", TEXT, "The goal as written.", "施政目標。", value="goal__title"),
        Column("key", TEXT, "Key within the plan.", "於計畫內之代號。", Source.GUANKAO),
        Column(
            "position", INTEGER, "Place in the plan's table, from 1.", "於計畫表中之順序，由 1 起。"
        ),
        Column("number", INTEGER, "Number under its goal.", "指標項次。"),
        Column(
            "goal_number_in_table",
            INTEGER,
            "Number of the goal in the KPI table where that counts goals differently; else empty.",
            "指標表之目標項次與目標清單不同時，指標表所載之項次；相同則空白。",
        ),
        Column("name", TEXT, "Name of the KPI.", "關鍵績效指標。"),
        Column(
            "evaluation_arrangement",
            INTEGER,
            "Who evaluates: 1 own organisation, 2 task force, 3 third party, "
            "4 own with third party, 5 other.",
            "評估體制：1 現有組織架構、2 任務編組、3 第三者、4 現有組織架構與第三者共同、5 其它。",
        ),
        Column("evaluation_method", TEXT, "How it is evaluated.", "評估方式。"),
        Column("standard", TEXT, "What is measured, as written.", "衡量標準。"),
        Column(
            "standard_remark", TEXT, "Remark that stands with the standard.", "衡量標準之備註。"
        ),
        Column("note", TEXT, "Note on the KPI.", "說明。"),
        Column(
            "linkage",
            ColumnType.LIST,
            "Categories of medium- and long-term plans that it is linked with, by their codes.",
            "與中長程個案計畫關聯之類別代碼。",
        ),
        Column(
            "target", TEXT, "The year's target as written.", "年度目標值原文。", value="target_text"
        ),
        Column(
            "comparator",
            TEXT,
            "How the target is compared: >=, <=, = or milestone; empty where it was not read.",
            "比較方式：>=、<=、= 或 milestone（里程碑）；未能判讀者空白。",
            READING,
        ),
        Column(
            "target_value",
            DECIMAL,
            "Figure of the target in the unit as written.",
            "目標數值，單位依原文。",
            READING,
        ),
        Column("target_unit", TEXT, "Unit of the target as written.", "目標單位原文。", READING),
        Column(
            "target_base_value",
            DECIMAL,
            "The same figure in the base unit: 280 of 萬戶 is 2800000 of 戶.",
            "換算為基本單位之數值：280 萬戶即 2800000 戶。",
            READING,
        ),
        Column("target_base_unit", TEXT, "The base unit.", "基本單位。", READING),
        Column(
            "direction",
            TEXT,
            "Which way is better: higher, lower, exact or milestone; empty where it was not read.",
            "何者為佳：higher 愈高、lower 愈低、exact 恰好、milestone 里程碑；未能判讀者空白。",
            READING,
        ),
        Column(
            "direction_written",
            ColumnType.BOOLEAN,
            "True where the target itself says the direction; false where it was inferred.",
            "方向為目標值原文所載為 true，推論所得為 false。",
            READING,
        ),
        Column(
            "direction_reason",
            TEXT,
            "What decided the direction: a code, the word and its place.",
            "方向之判斷依據：代碼、字詞及其所在。",
            READING,
        ),
        Column(
            "target_problem",
            TEXT,
            "Why the target could not be read; empty where it was.",
            "目標值未能判讀之原因；已判讀者空白。",
            READING,
        ),
        Column(
            "kind",
            TEXT,
            "Kind of KPI by the signs in its texts: formula, count, survey or milestone.",
            "指標型態（依文字判讀）：formula 計算式、count 計數、survey 調查、milestone 里程碑。",
            READING,
        ),
        Column(
            "project_count",
            INTEGER,
            "How many projects of the plan carry it.",
            "支撐此指標之計畫項目數。",
            COUNT,
        ),
        Column(
            "surpassed_in",
            INTEGER,
            "The last earlier fiscal year whose figure was already better than this target; "
            "empty where there is none.",
            "實績已優於本目標值之最近年度；無則空白。",
            COUNT,
        ),
        Column("owner", TEXT, "The unit that answers for the KPI.", "主辦單位。"),
        Column("data_source", TEXT, "Where its figures come from.", "資料來源。"),
        Column(
            "data_quality", TEXT, "What is known of the quality of its figures.", "資料品質說明。"
        ),
        Column(
            "result_level",
            TEXT,
            "What it measures: input, process, output or outcome; empty where it is not said.",
            "指標層次：input 投入、process 過程、output 產出、outcome 成果；未載明者空白。",
        ),
        Column(
            "accumulation",
            TEXT,
            "How the year's figure comes from those of its periods: sum, latest, average or "
            "stock_at_end; empty where it is not said.",
            "累計方式：sum 加總、latest 最新值、average 平均、stock_at_end 期末值；未載明者空白。",
        ),
        Column(
            "baseline_year",
            INTEGER,
            "Fiscal year of the value that its targets start from.",
            "基準值之年度。",
        ),
        Column(
            "baseline",
            TEXT,
            "The value that its targets start from, as written.",
            "基準值原文。",
            value="baseline_text",
        ),
        Column(
            "weaker_target_reason",
            TEXT,
            "Why the target is weaker than what was reached.",
            "目標值低於實績之理由。",
        ),
        Column(
            "series",
            TEXT,
            "Identifier of the KPI that its series through the years begins with.",
            "歷年數列起始指標之識別碼。",
            COUNT,
            value="series_year__series",
        ),
        Column(
            "definition_changed",
            ColumnType.BOOLEAN,
            "True where its definition changed against the year before or by an amendment: figures "
            "before and after do not compare.",
            "定義較前一年度變更或經修正變更者為 true，其前後數值不可直接比較。",
            COUNT,
            value="series_year__broken",
        ),
    ),
)

YEAR_TARGETS = Dataset(
    name="indicator_year_targets",
    english="What the plans aim at in each year of the medium term.",
    chinese="施政計畫所載指標之中程各年度目標值。",
    queryset=lambda: YearTarget.objects.filter(indicator__plan__fictional=False),
    columns=(
        places.pointer("indicator", "indicator__identifier", "KPI", "關鍵績效指標"),
        *places.fiscal_year(),
        Column("text", TEXT, "The target as written.", "目標值原文。"),
        Column(
            "value",
            DECIMAL,
            "Figure in the unit as written; empty where it could not be read.",
            "數值，單位依原文；未能判讀者空白。",
            READING,
        ),
        Column("unit", TEXT, "Unit as written.", "單位原文。", READING),
    ),
)

INDICATOR_HISTORY = Dataset(
    name="indicator_history",
    english="What the plans state for earlier years of their KPIs.",
    chinese="施政計畫所載指標過去年度實際值。",
    queryset=lambda: HistoryValue.objects.filter(indicator__plan__fictional=False),
    columns=(
        places.pointer("indicator", "indicator__identifier", "KPI", "關鍵績效指標"),
        *places.fiscal_year(),
        Column("text", TEXT, "The value as written.", "實際值原文。"),
        Column(
            "value",
            DECIMAL,
            "Figure in the unit as written; empty where it could not be read.",
            "數值，單位依原文；未能判讀者空白。",
            READING,
        ),
        Column("unit", TEXT, "Unit as written.", "單位原文。", READING),
    ),
)
