"""The dataset of what the linter says."""

from __future__ import annotations

from guankao.web.portal.datasets import places
from guankao.web.portal.datasets.columns import Column, ColumnType, Dataset, Source
from guankao.web.publishing.models import Finding

TEXT, INTEGER, COUNT = ColumnType.TEXT, ColumnType.INTEGER, Source.COUNT

FINDINGS = Dataset(
    name="findings",
    english="What the linter says of the plans and action plans.",
    chinese="計畫與行動方案之檢查發現。",
    queryset=lambda: Finding.objects.filter(linted__fictional=False),
    columns=(
        Column(
            "document",
            TEXT,
            "Identifier of the document.",
            "文件識別碼。",
            Source.GUANKAO,
            value="linted__document",
        ),
        *places.fiscal_year(),
        Column("position", INTEGER, "Place among the findings.", "於該文件發現中之序位。", COUNT),
        Column("code", TEXT, "Code of the rule, such as GK402.", "規則代碼，如 GK402。", COUNT),
        Column("level", TEXT, "error, warning or note.", "等級：錯誤、警告或提示。", COUNT),
        Column("element", TEXT, "Identifier of the element.", "所指項目之識別碼。", COUNT),
        Column("field", TEXT, "Field of the element, if one.", "所指欄位，無則空白。", COUNT),
        Column("message_zh", TEXT, "The sentence in Chinese.", "中文說明。", COUNT),
        Column("message_en", TEXT, "The sentence in English.", "英文說明。", COUNT),
        Column("quote", TEXT, "The text at fault, if not all.", "有疑義之文字。", COUNT),
    ),
)
