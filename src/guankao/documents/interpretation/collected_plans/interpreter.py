"""From the text of the collected book to the plans of its chapters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import count

from guankao.documents.identifiers import goal_identifier, indicator_identifier, plan_identifier
from guankao.documents.interpretation.account import Account
from guankao.documents.interpretation.annual_plan.remarks import take_apart
from guankao.documents.interpretation.collected_plans import tabled_book
from guankao.documents.interpretation.collected_plans.cell_language import CellLanguage
from guankao.documents.interpretation.collected_plans.chapters import (
    Chapter,
    Section,
    chapters_of,
    is_book,
)
from guankao.documents.interpretation.collected_plans.flat_text import FlatText, flat_text
from guankao.documents.interpretation.collected_plans.goals import GoalFound, goals_of
from guankao.documents.interpretation.collected_plans.indicator_cells import Row
from guankao.documents.interpretation.collected_plans.indicator_table import (
    CERTAIN,
    Group,
    GroupRead,
    TableText,
    endings_of,
    groups_of,
    is_sound,
    read_group,
    table_text,
)
from guankao.documents.interpretation.collected_plans.language import Language
from guankao.documents.interpretation.collected_plans.make_projects import (
    make_projects,
    unread_stretches,
)
from guankao.documents.interpretation.collected_plans.projects import (
    CertainProject,
    ProjectTable,
    read_projects,
)
from guankao.documents.interpretation.errors import UnknownPaper
from guankao.documents.interpretation.progress import Progress, silent
from guankao.documents.interpretation.results import Interpretation
from guankao.documents.marks import Mark
from guankao.documents.papers import Paper
from guankao.documents.plan import Goal, HistoryValue, Indicator, Plan, Project, Strategy

SEVERAL_WAYS = "its columns can be put together in several ways"
NO_WAY = "its columns could not be put together"
PROJECT = "the columns of a project's row cannot be told apart for certain"
SHOWN = 160
"""Characters of a text that is listed as uncertain."""


POSSIBLE = 0.5
"""The share of the weight from which a KPI's name may be what a link says."""

_NO_TABLE = TableText("", (), ())

SECTIONS = {"goals": "年度施政目標", "indicators": "關鍵績效指標", "projects": "年度重要計畫"}
"""What a chapter holds, by the names of `chapters_of`."""


@dataclass(slots=True)
class _ChapterRead:
    """A chapter with what was read of it so far."""

    chapter: Chapter
    goals: list[GoalFound]
    table: TableText | None
    groups: list[Group]
    project_table: TableText
    read: list[GroupRead] = field(default_factory=list)
    projects: tuple[CertainProject, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the KPIs, the doubtful ones too: a link may name any of them."""
        return tuple(
            dict.fromkeys(
                row.name for part in self.read for row, share in part.rows if share >= POSSIBLE
            )
        )


def recognise(paper: Paper) -> bool:
    """Whether the paper holds the chapters of several agencies, with tables or flattened."""
    return tabled_book.recognise(paper) or is_book(flat_text(paper).text)


def interpret(paper: Paper, progress: Progress = silent) -> Interpretation:
    """Make the plans of the chapters, as far as they can be read for certain.

    Raises:
        UnknownPaper: it holds no chapter.
    """
    if tabled_book.recognise(paper):
        return tabled_book.interpret(paper, progress)
    flat = flat_text(paper)
    chapters = list(chapters_of(flat.text))
    if not chapters:
        raise UnknownPaper(
            "no chapter was found", "an agency's name and its title, one after the other"
        )
    reads = [_begun(chapter) for chapter in chapters]
    language = Language(
        section.text for chapter in chapters for section in chapter.sections.values()
    )
    steps = 4 * len(reads)
    for place, read in enumerate(reads, start=1):
        read.read = [read_group(group, language, {}) for group in read.groups]
        progress(place, steps)
    endings = endings_of([part for read in reads for part in read.read])
    account = Account()
    for place, read in enumerate(reads, start=len(reads) + 1):
        read.read = [
            part if part.certain else read_group(part.group, language, endings)
            for part in read.read
        ]
        _part_goals(read)
        progress(place, steps)
    done = count(2 * len(reads) + 1)
    _read_projects(reads, lambda: progress(next(done), steps))
    plans = [_Maker(read, flat, account).plan() for read in reads]
    account.found.update(chapters=len(plans))
    return Interpretation(
        documents=tuple(plans),
        places=account.places,
        found=dict(account.found),
        missing=tuple(account.missing),
        uncertain=tuple(account.uncertain),
    )


def _read_projects(reads: Sequence[_ChapterRead], table_read: Callable[[], None]) -> None:
    tables = [ProjectTable(read.project_table, read.names) for read in reads]
    language = CellLanguage(
        read.project_table.text if name == "projects" else section.text
        for read in reads
        for name, section in read.chapter.sections.items()
    )
    for read, found in zip(reads, read_projects(tables, language, table_read), strict=True):
        read.projects = found


def _begun(chapter: Chapter) -> _ChapterRead:
    goals = chapter.sections.get("goals")
    indicators = chapter.sections.get("indicators")
    found = list(goals_of(goals.text)) if goals else []
    table = table_text(indicators) if indicators else None
    groups = list(groups_of(table, found)) if table else []
    projects = chapter.sections.get("projects")
    return _ChapterRead(
        chapter, found, table, groups, table_text(projects) if projects else _NO_TABLE
    )


def _part_goals(read: _ChapterRead) -> None:
    """Where a heading ran into a goal's title, the KPI table shows where the title ends."""
    for part in read.read:
        goal = part.group.goal
        below = goal.title.removeprefix(part.title)
        # A table that shortens a title does so at a mark; a heading begins with a word.
        begins_anew = below not in {"", goal.title} and below[0] not in "－，：（"
        if goal.run_together and part.certain and begins_anew:
            goal.parted_at(part.title)


class _Maker:
    """Makes the plan of one chapter, and keeps the account."""

    def __init__(self, read: _ChapterRead, flat: FlatText, account: Account) -> None:
        self.read = read
        self.chapter = read.chapter
        self.flat = flat
        self.account = account

    def plan(self) -> Plan:
        chapter = self.chapter
        goals = self._goals()
        indicators = self._indicators({goal.no for goal in goals})
        for name, words in (
            ("goals", "年度施政目標"),
            ("indicators", "關鍵績效指標"),
            ("projects", "年度重要計畫"),
        ):
            if name not in chapter.sections:
                self.account.miss(f"{chapter.agency}: {words}")
        projects = self._projects(indicators)
        plan = Plan(
            fiscal_year=chapter.fiscal_year,
            agency=chapter.agency,
            chapter=chapter.number,
            goals=goals,
            indicators=indicators,
            projects=projects,
            mark=self.flat.mark_at(chapter.start),
        )
        self.account.found.update(goals=len(plan.goals), indicators=len(plan.indicators))
        return plan

    def _mark(self, section: Section, position: int) -> Mark | None:
        """The place of a position: the line of the text, and the page counted over the book."""
        mark = self.flat.mark_at(section.start + position)
        page = section.page_at(position)
        if mark is None or page is None:
            return mark
        return mark.model_copy(update={"page": self.chapter.first_page + page - 1})

    def _goals(self) -> tuple[Goal, ...]:
        section = self.chapter.sections.get("goals")
        if section is None:
            return ()
        made = (self._goal(found, section) for found in self.read.goals)
        return tuple(goal for goal in made if goal is not None)

    def _goal(self, found: GoalFound, section: Section) -> Goal | None:
        mark = self._mark(section, found.position)
        key = str(found.number)
        goal = self.account.build(
            lambda: Goal(
                key=key,
                no=found.number,
                title=found.title,
                strategies=tuple(
                    Strategy(text=text, mark=self._mark(section, position))
                    for text, position in found.strategies
                ),
                mark=mark,
            ),
            found.title,
            mark,
        )
        if goal is not None:
            identifier = goal_identifier(self.chapter.fiscal_year, self.chapter.agency, key)
            self.account.place(identifier, "title", mark)
            self.account.found.update(strategies=len(goal.strategies))
        return goal

    def _indicators(self, goals: set[int]) -> tuple[Indicator, ...]:
        section, table = self.chapter.sections.get("indicators"), self.read.table
        if section is None or table is None:
            return ()
        indicators = []
        for part in self.read.read:
            if part.group.goal.number not in goals:
                continue
            if not part.rows:
                mark = self._mark(section, table.in_section(part.group.start))
                self.account.doubt(part.group.text[:SHOWN], NO_WAY, mark)
            for row, share in part.rows:
                mark = self._mark(section, table.in_section(part.group.start + row.start))
                if share < CERTAIN or not is_sound(row):
                    text = part.group.text[row.start : row.start + SHOWN]
                    self.account.doubt(text, SEVERAL_WAYS, mark)
                    continue
                made = self._indicator(part.group, row, mark)
                if made is not None:
                    indicators.append(made)
        return tuple(indicators)

    def _indicator(self, group: Group, row: Row, mark: Mark | None) -> Indicator | None:
        goal = str(group.goal.number)
        key = f"{goal}-{row.no}"
        standard = take_apart(row.standard)
        made = self.account.build(
            lambda: Indicator(
                key=key,
                goal=goal,
                goal_no_in_table=group.printed_number,
                no=row.no,
                name=row.name,
                evaluation_arrangement=row.arrangement,
                evaluation_method=row.method,
                standard=standard.text,
                standard_remark=standard.remark,
                target=row.target,
                linkage=tuple(row.linkage.split("/")) if row.linkage else (),  # type: ignore[arg-type]
                history=tuple(
                    HistoryValue(fiscal_year=one.fiscal_year, value=one.value)
                    for one in standard.history
                ),
                note=standard.note,
                mark=mark,
            ),
            row.name,
            mark,
        )
        if made is not None:
            agency = self.chapter.agency
            identifier = indicator_identifier(self.chapter.fiscal_year, agency, key)
            self.account.place(identifier, "name", mark)
        return made

    def _projects(self, indicators: tuple[Indicator, ...]) -> tuple[Project, ...]:
        """The projects that are certain; the stretches of the table with the others are listed."""
        section, table = self.chapter.sections.get("projects"), self.read.project_table
        if section is None:
            return ()

        def marking(position: int) -> Mark | None:
            return self._mark(section, table.in_section(position))

        projects, starts = make_projects(
            self.chapter, self.read.projects, indicators, self.account, marking
        )
        unread = list(unread_stretches(table.text, starts))
        if unread:
            identifier = plan_identifier(self.chapter.fiscal_year, self.chapter.agency)
            self.account.miss("projects (重要計畫項目)", identifier, self._mark(section, 0))
        for position, text in unread:
            self.account.doubt(text[:SHOWN], PROJECT, marking(position))
        self.account.found.update(project_rows_listed=len(unread))
        return projects
