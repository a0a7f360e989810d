"""From the flat lines of an agency's goals to its plan."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from guankao.documents.identifiers import goal_identifier, indicator_identifier, project_identifier
from guankao.documents.interpretation.account import Account
from guankao.documents.interpretation.agency_goals.cells import lines_of
from guankao.documents.interpretation.agency_goals.tables import (
    KpiRow,
    ProjectRow,
    Unplaced,
    kpi_rows,
    project_rows,
)
from guankao.documents.interpretation.errors import UnknownPaper
from guankao.documents.interpretation.outline import Item, outline_of
from guankao.documents.interpretation.progress import Progress, silent
from guankao.documents.interpretation.results import Interpretation
from guankao.documents.interpretation.wording import closed_up, joined, outer_ends_trimmed
from guankao.documents.marks import Mark
from guankao.documents.papers import Paper, Paragraph
from guankao.documents.plan import Goal, Indicator, Plan, Project, Strategy
from guankao.figures.text import fold_width

_TITLE: Final = re.compile(r"(?P<agency>\S+?)(?P<year>\d{2,3})年度?施政(?:目標(?:與|及)重點|計畫)")
_SECTION: Final = re.compile(r"\s*[壹貳參叁肆]\s*、\s*(?P<heading>.*)")
_PARENT: Final = re.compile(r"(?P<parent>\S+?[部院會])\S+(?:署|局|處|院|館|所|中心)")


def recognise(paper: Paper) -> bool:
    """Whether it is such a paper without tables; with tables it is read as an annual plan."""
    if any(True for _ in paper.tables):
        return False
    texts = [closed_up(one.text) for one in paper.paragraphs]
    titled = any(_TITLE.match(text) for text in texts[:20])
    headings = [found["heading"] for text in texts if (found := _SECTION.fullmatch(text))]
    return titled and any("績效指標" in one for one in headings) and len(paper.blocks) > 3


def interpret(paper: Paper, progress: Progress = silent) -> Interpretation:
    """Make the plan of a paper.

    Raises:
        UnknownPaper: no title names an agency and a year.
    """
    paragraphs = list(paper.paragraphs)
    title = next((found for one in paragraphs if (found := _TITLE.match(_folded(one)))), None)
    if title is None:
        raise UnknownPaper("no title was found", "a title such as 某署106年度施政目標與重點")
    reader = _Reader(title["agency"], int(title["year"]))
    sections = _sections(paragraphs)
    goals = reader.goals(sections.get("目標", []))
    indicators = reader.indicators(sections.get("指標", []), goals)
    projects = reader.projects(sections.get("計畫", []), indicators)
    parent = _PARENT.fullmatch(reader.agency)
    plan = Plan(
        fiscal_year=reader.year,
        agency=reader.agency,
        parent_agency=parent["parent"] if parent else None,
        goals=goals,
        indicators=indicators,
        projects=projects,
        mark=Mark(file=paper.file) if paper.file else None,
    )
    progress(1, 1)
    account = reader.account
    account.found.update(goals=len(goals), indicators=len(indicators), projects=len(projects))
    return Interpretation(
        documents=(plan,),
        places=account.places,
        found=dict(account.found),
        missing=tuple(account.missing),
        uncertain=tuple(account.uncertain),
    )


def _folded(paragraph: Paragraph) -> str:
    return fold_width(closed_up(paragraph.text))


def _sections(paragraphs: list[Paragraph]) -> dict[str, list[Paragraph]]:
    """The paragraphs under 壹, 貳 and 參, by what their headings name."""
    sections: dict[str, list[Paragraph]] = {}
    current: list[Paragraph] | None = None
    for paragraph in paragraphs:
        found = _SECTION.fullmatch(closed_up(paragraph.text))
        kind = _kind_of(found["heading"]) if found else None
        if kind is not None:
            current = sections.setdefault(kind, [])
        elif current is not None:
            current.append(paragraph)
    return sections


def _kind_of(heading: str) -> str | None:
    if "績效指標" in heading:
        return "指標"
    if heading.endswith("計畫") and "重要" in heading:
        return "計畫"
    return "目標" if "施政目標" in heading else None


class _Reader:
    """Reads the sections of one agency, and keeps the account."""

    def __init__(self, agency: str, year: int) -> None:
        self.agency = agency
        self.year = year
        self.account = Account()

    def goals(self, paragraphs: list[Paragraph]) -> tuple[Goal, ...]:
        """The goals: numbered 一、, or a single one without a number over its strategies."""
        top = outline_of(paragraphs)
        found = [item for item in top.items if item.level == 2]
        title = closed_up(joined(top.lines))
        if not found and title:
            lone = Item(2, 1, [title], paragraphs[0].mark)
            lone.items = top.items
            found = [lone]
        goals = []
        for number, item in enumerate(found, start=1):
            identifier = goal_identifier(self.year, self.agency, str(number))
            self.account.place(identifier, "title", item.mark)
            goals.append(
                Goal(
                    key=str(number),
                    no=number,
                    title=outer_ends_trimmed(closed_up(item.text)),
                    strategies=tuple(
                        Strategy(text=closed_up(one.text), mark=one.mark) for one in item.items
                    ),
                    mark=item.mark,
                )
            )
        if not goals:
            self.account.miss("goals (年度施政目標)")
        return tuple(goals)

    def indicators(
        self, paragraphs: list[Paragraph], goals: tuple[Goal, ...]
    ) -> tuple[Indicator, ...]:
        lines = lines_of([(one.text, one.mark) for one in paragraphs])
        keys = {goal.title: goal.key for goal in goals}
        indicators = []
        for row in kpi_rows(lines, list(keys)):
            if isinstance(row, Unplaced):
                self.account.doubt(row.text, row.reason, row.mark)
                continue
            goal = keys.get(row.goal or "") or (goals[0].key if len(goals) == 1 else None)
            if goal is None:
                self.account.doubt(row.name, "stands under no goal that is known", row.mark)
                continue
            indicators.append(self._indicator(row, goal))
        if not indicators:
            self.account.miss("KPIs (關鍵績效指標)")
        return tuple(indicators)

    def _indicator(self, row: KpiRow, goal: str) -> Indicator:
        key = f"{goal}-{row.no}"
        identifier = indicator_identifier(self.year, self.agency, key)
        self.account.place(identifier, "name", row.mark)
        return Indicator(
            key=key,
            goal=goal,
            no=row.no,
            name=row.name,
            evaluation_arrangement=row.arrangement,
            evaluation_method=row.method,
            standard=row.standard,
            standard_remark=row.remark,
            target=row.target,
            mark=row.mark,
        )

    def projects(
        self, paragraphs: list[Paragraph], indicators: tuple[Indicator, ...]
    ) -> tuple[Project, ...]:
        lines = lines_of([(one.text, one.mark) for one in paragraphs])
        keys = {one.name: one.key for one in indicators}
        work_plans: dict[str, int] = {}
        items: Counter[str] = Counter()
        work_plan = ""
        projects = []
        for row in project_rows(lines, list(keys)):
            if isinstance(row, Unplaced):
                self.account.doubt(row.text, row.reason, row.mark)
                work_plan = ""
                continue
            work_plan = row.work_plan or work_plan
            if not work_plan:
                self.account.doubt(row.title, "stands under no work plan that is known", row.mark)
                continue
            number = work_plans.setdefault(work_plan, len(work_plans) + 1)
            items[work_plan] += 1
            projects.append(self._project(row, work_plan, f"{number}-{items[work_plan]}", keys))
        if not projects:
            self.account.miss("projects (重要計畫項目)")
        return tuple(projects)

    def _project(self, row: ProjectRow, work_plan: str, key: str, keys: dict[str, str]) -> Project:
        self.account.place(project_identifier(self.year, self.agency, key), "title", row.mark)
        return Project.model_validate(
            {
                "key": key,
                "work_plan": work_plan,
                "title": row.title,
                "category": row.category,
                "contents": row.items,
                "indicators": tuple(dict.fromkeys(keys[name] for name in row.links)),
                "mark": row.mark,
            }
        )
