"""Papers that are damaged in any way: an account, or a refusal, but never another error."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.interpretation.plan_papers import plan_paper
from guankao.documents.interpretation import UnknownPaper, interpret
from guankao.documents.papers import Block, Cell, Paper, Paragraph, Row, Table

SCRAPS = st.one_of(
    st.sampled_from(
        ["", "1", "９", "一", "一、", "（一）", "二 推廣步道", "無", "其他", "\n", "、、、"]
    ),
    st.sampled_from(
        ["關鍵績效指標", "【備註：", "註：", "$\\frac{", "<p>", "12歲", "104年：", "1-1"]
    ),
    st.sampled_from(["99999999999999999999", "\u200b", "🙂"]),
    st.text(max_size=30),
)


@st.composite
def damaged_papers(draw: st.DrawFn) -> Paper:
    blocks = list(plan_paper().blocks)
    for _ in range(draw(st.integers(1, 8))):
        if not blocks:
            break
        place = draw(st.integers(0, len(blocks) - 1))
        blocks[place : place + 1] = draw(_damaged(blocks[place]))
    return Paper(tuple(blocks))


@st.composite
def _damaged(draw: st.DrawFn, block: Block) -> list[Block]:
    harm = draw(st.sampled_from(["lost", "twice", "changed", "changed", "changed"]))
    if harm == "lost":
        return []
    if harm == "twice":
        return [block, block]
    if isinstance(block, Table):
        return [draw(_damaged_table(block))]
    if isinstance(block, Paragraph):
        return [replace(block, text=draw(SCRAPS))]
    return [block]


@st.composite
def _damaged_table(draw: st.DrawFn, table: Table) -> Table:
    rows = list(table.rows)
    for _ in range(draw(st.integers(1, 6))):
        if not rows:
            break
        place = draw(st.integers(0, len(rows) - 1))
        cells = list(rows[place].cells)
        harm = draw(st.sampled_from(["text", "text", "text", "short", "covered", "row", "empty"]))
        if harm == "text" and cells:
            cells[draw(st.integers(0, len(cells) - 1))] = Cell(draw(SCRAPS))
        elif harm == "short":
            cells = cells[: draw(st.integers(0, len(cells)))]
        elif harm == "covered" and cells:
            cells[draw(st.integers(0, len(cells) - 1))] = Cell(covered=True)
        elif harm == "empty":
            cells = [Cell() for _ in cells]
        rows[place : place + 1] = [] if harm == "row" else [Row(tuple(cells))]
    return replace(table, rows=tuple(rows))


@given(paper=damaged_papers())
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_damaged_paper_gives_an_account_or_is_refused(paper: Paper) -> None:
    try:
        result = interpret(paper)
    except UnknownPaper:
        return
    for document in result.documents:
        assert list(document.identifiers())
    for missing in result.missing:
        assert missing.what
    for doubt in result.uncertain:
        assert doubt.reason


@given(paper=damaged_papers())
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_same_paper_gives_the_same_account(paper: Paper) -> None:
    try:
        assert interpret(paper) == interpret(paper)
    except UnknownPaper:
        return
