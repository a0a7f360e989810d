"""Papers of annual plans made by hand, for the tests of interpretation."""

from __future__ import annotations

from collections.abc import Sequence

from guankao.documents import Mark, Plan
from guankao.documents.interpretation import Interpretation, interpret
from guankao.documents.papers import Block, Cell, Paper, Paragraph, Row, Table

KPI_HEADS = (
    "施政目標",
    "",
    "關鍵績效指標",
    "評估體制",
    "評估方式",
    "衡量標準",
    "年度目標值",
    "與中長程個案計畫關聯",
)
PROJECT_HEADS = ("工作計畫名稱", "重要計畫項目", "計畫類別", "實施內容", "與KPI關聯")

GOALS = ("一、保育溪流", "（一）巡查河岸。", "二、推廣步道", "（一）修整路面。")
KPI_ROWS = (
    ("一 保育溪流", "1", "巡查次數", "1", "統計數據", "全年巡查次數", "120次", "無"),
    (
        "二 推廣步道",
        "1",
        "步道滿意度",
        "3",
        "問卷調查",
        "滿意人數÷受訪人數×100%",
        "85%",
        "社會發展",
    ),
)
PROJECT_ROWS = (
    ("河川業務", "河岸巡查計畫", "公共建設", "一、清點設施。\n二、修復護岸。", "巡查次數"),
    ("步道業務", "步道整修計畫", "其它", "修整路面。", "步道滿意度"),
)

Text = str | Cell


def table(heads: Sequence[Text], *rows: Sequence[Text], number: int = 1) -> Table:
    """A table with a row of heads; every cell is marked with its place."""
    return Table(
        tuple(
            Row(
                tuple(_cell(text, number, row, place) for place, text in enumerate(texts, 1)),
                mark=Mark(table=number, row=row),
            )
            for row, texts in enumerate((heads, *rows), start=1)
        ),
        mark=Mark(table=number),
    )


def _cell(text: Text, table_number: int, row: int, place: int) -> Cell:
    if isinstance(text, Cell):
        return text
    return Cell(text, mark=Mark(table=table_number, row=row, cell=place))


def paragraphs(*texts: str) -> tuple[Paragraph, ...]:
    """Paragraphs, marked with their lines."""
    return tuple(Paragraph(text, mark=Mark(line=line)) for line, text in enumerate(texts, 1))


def plan_paper(
    *,
    goals: Sequence[str] = GOALS,
    indicators: Sequence[Block] = (table(KPI_HEADS, *KPI_ROWS),),
    projects: Sequence[Block] = (table(PROJECT_HEADS, *PROJECT_ROWS, number=2),),
    title: str = "溪流署 110 年度施政計畫",
) -> Paper:
    """A small plan of a made-up agency; each part can be another."""
    before = paragraphs(title, "本署編定 110 年度施政計畫。", "壹、年度施政目標及策略", *goals)
    blocks: list[Block] = [*before, *paragraphs("貳、年度關鍵績效指標"), *indicators]
    return Paper((*blocks, *paragraphs("參、年度重要計畫"), *projects))


def read(paper: Paper) -> Interpretation:
    """The interpretation of a paper that holds one plan."""
    return interpret(paper)


def plan_of(paper: Paper) -> Plan:
    """The one plan of a paper that is read without a doubt."""
    result = interpret(paper)
    assert result.missing == ()
    assert result.uncertain == ()
    [plan] = result.documents
    assert isinstance(plan, Plan)
    return plan


def spanned(text: str, rows: int) -> Cell:
    """A cell that spans rows."""
    return Cell(text, rows=rows)
