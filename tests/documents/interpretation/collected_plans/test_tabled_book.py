"""A book whose tables are still tables gives every chapter's plan whole."""

from __future__ import annotations

from guankao.documents import Goal, Indicator, Plan, Project, Strategy
from guankao.documents.interpretation import interpret
from guankao.documents.official import plan_paper
from guankao.documents.papers import Paper, Paragraph, Style


def plan(agency: str, name: str) -> Plan:
    return Plan(
        fiscal_year=110,
        agency=agency,
        goals=(Goal(key="1", no=1, title=f"{name}目標", strategies=(Strategy(text="推動。"),)),),
        indicators=(
            Indicator(
                key="1-1",
                goal="1",
                no=1,
                name=f"{name}件數",
                evaluation_arrangement=1,
                evaluation_method="統計數據",
                standard=f"當年度{name}件數",
                target="8件",
            ),
        ),
        projects=(Project(key="1-1", work_plan="一般業務", title=f"{name}計畫", category="其它"),),
    )


PLANS = (plan("環境部", "巡查"), plan("道路部", "養護"), plan("教學部", "訪視"))


def test_each_chapter_is_read_as_an_annual_plan() -> None:
    blocks = [Paragraph("行政院110年度施政計畫彙編", Style.TITLE)]
    book = Paper((*blocks, *(block for one in PLANS for block in plan_paper(one).blocks)))
    seen: list[tuple[int, int]] = []
    result = interpret(book, progress=lambda done, of: seen.append((done, of)))
    read = [one for one in result.documents if isinstance(one, Plan)]
    assert [one.agency for one in read] == ["環境部", "道路部", "教學部"]
    for given, wanted in zip(read, PLANS, strict=True):
        assert [one.title for one in given.goals] == [one.title for one in wanted.goals]
        assert [one.name for one in given.indicators] == [one.name for one in wanted.indicators]
        assert [one.title for one in given.projects] == [one.title for one in wanted.projects]
    assert result.found["chapters"] == 3
    assert seen[-1] == (3, 3)


def test_two_plans_are_no_book() -> None:
    paper = Paper(tuple(block for one in PLANS[:2] for block in plan_paper(one).blocks))
    assert "chapters" not in interpret(paper).found
