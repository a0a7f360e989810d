"""A paper that holds one of each thing a writer must be able to put down."""

from __future__ import annotations

from guankao.documents.papers import (
    COVERED,
    Cell,
    Figure,
    PageBreak,
    Paper,
    Paragraph,
    Row,
    Style,
    Table,
)

CHART = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="192" height="96" viewBox="0 0 192 96">'
    '<rect x="8" y="8" width="120" height="40" fill="#1f5a7a"/></svg>'
)

TABLE = Table(
    rows=(
        Row((Cell("目標", heading=True), Cell("指標", columns=2, heading=True), COVERED), True),
        Row((Cell("一 守時", rows=2), Cell("1"), Cell("準時率\n【備註：以日計】"))),
        Row((COVERED, Cell("2", numeric=True), Cell("等候  時間"))),
    ),
    widths=(3, 1, 4),
    caption="表一 指標",
)

PAPER = Paper(
    blocks=(
        Paragraph("港務局 110 年度施政計畫", Style.TITLE),
        Paragraph("第一行\n第二行 <&>  兩個空白"),
        Paragraph("壹、目標", Style.SECTION),
        Paragraph("一、守時", Style.HEADING),
        Paragraph("（一）船班", Style.ITEM),
        TABLE,
        Paragraph("註：說明", Style.NOTE),
        Figure(CHART, "準時率逐年上升"),
        PageBreak(),
        Paragraph("貳、其他", Style.SECTION),
    ),
    title="港務局 110 年度施政計畫",
    notice="示範資料",
)
