"""From the outline of a programme to the programme."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.documents.identifiers import programme_identifier
from guankao.documents.interpretation.account import Account
from guankao.documents.interpretation.errors import UnknownPaper
from guankao.documents.interpretation.outline import Item, outline_of
from guankao.documents.interpretation.programme.duties import (
    read_inspection,
    read_reports,
    read_step,
    required_contents,
)
from guankao.documents.interpretation.programme.names import agencies_listed, short_names
from guankao.documents.interpretation.programme.sources import read_source, unquoted
from guankao.documents.interpretation.progress import Progress, silent
from guankao.documents.interpretation.results import Interpretation
from guankao.documents.interpretation.wording import closed_up, code_of, joined, outer_ends_trimmed
from guankao.documents.marks import Mark
from guankao.documents.papers import Paper
from guankao.documents.programme import (
    PlannedInspection,
    Programme,
    ProgrammeStrategy,
    ReportDue,
    Source,
    Step,
)
from guankao.figures.text import fold_width

_TITLE: Final = re.compile(r".*(?:實施|執行|推動)計畫\s*")
_YEAR: Final = re.compile(r"(\d{2,3})\s*年度?")
_SECTIONS: Final = {
    "basis": re.compile(r".*依據"),
    "purpose": re.compile(r".*(?:目標|目的|宗旨)"),
    "applies_to": re.compile(r".*(?:對象|適用範圍)"),
    "strategies": re.compile(r".*(?:策略|推動作法|執行方法).*"),
    "steps": re.compile(r".*(?:步驟|作業程序)"),
    "control": re.compile(r".*(?:管制|考核|管考|查核)"),
    "awards": re.compile(r".*(?:獎勵|獎懲)"),
    "others": re.compile(r".*(?:其他|附則)"),
}
_ACTOR: Final = re.compile(r"(?P<actor>各[^，。應]{1,10}?)(?:應|擬訂|辦理|推動)")
_RULES: Final = re.compile(r"依(?P<list>.+?)(?:等相關規定|等規定|相關規定|規定辦理|辦理)")


def recognise(paper: Paper) -> bool:
    """Whether the paper has a programme's sections, and no KPI table."""
    top = outline_of(paper.paragraphs)
    named = set(_sections(top))
    return {"basis", "strategies"} <= named and bool(named & {"steps", "control"})


def interpret(paper: Paper, progress: Progress = silent) -> Interpretation:
    """Make the programme of a paper.

    Raises:
        UnknownPaper: its title names no year.
    """
    top = outline_of(paper.paragraphs)
    lines = [closed_up(line) for line in top.lines]
    title = next((line for line in lines if _TITLE.fullmatch(line)), None)
    year = _YEAR.search(fold_width(title or ""))
    if title is None or year is None:
        raise UnknownPaper("the title was not found", "a line such as 某部107年度某某實施計畫")
    reader = _Reader(top, code_of(title, "programme"), int(year[1]))
    programme = reader.programme(title, lines, Mark(file=paper.file) if paper.file else None)
    progress(1, 1)
    account = reader.account
    return Interpretation(
        documents=(programme,),
        places=account.places,
        found=dict(account.found),
        missing=tuple(account.missing),
        uncertain=tuple(account.uncertain),
    )


def _sections(top: Item) -> dict[str, Item]:
    """The sections by what they hold; the first of each kind."""
    named: dict[str, Item] = {}
    for item in top.items:
        heading = closed_up(item.lines[0]) if item.lines else ""
        for name, pattern in _SECTIONS.items():
            if pattern.fullmatch(heading):
                named.setdefault(name, item)
                break
    return named


def _prose(item: Item) -> str:
    """What stands in a section without being numbered: all but its heading."""
    return closed_up(joined(item.lines[1:]))


def _leaf_texts(item: Item) -> Iterator[tuple[Item, str]]:
    for leaf in item.leaves():
        yield leaf, closed_up(leaf.text)


class _Reader:
    """Reads the sections of one programme, and keeps the account."""

    def __init__(self, top: Item, code: str, fiscal_year: int) -> None:
        self.sections = _sections(top)
        self.account = Account()
        self.code = code
        self.fiscal_year = fiscal_year
        self.identifier = programme_identifier(fiscal_year, code)
        everything = "。".join(_all_texts(top))
        self.stands_for = short_names(everything)

    def programme(self, title: str, lines: list[str], mark: Mark | None) -> Programme:
        contents, steps = self._steps()
        reports, inspections = self._control()
        further, supplement = self._others(len(steps))
        rules, award = self._awards()
        issued = next((read_source(line) for line in lines if "號" in line), None)
        if issued is not None:
            issued = issued.model_copy(update={"title": None})
        for name in _SECTIONS:
            if name not in self.sections:
                self.account.miss(f"section {name}", self.identifier)
            else:
                self.account.place(self.identifier, name, self.sections[name].mark)
        programme = Programme(
            fiscal_year=self.fiscal_year,
            code=self.code,
            title=title,
            issued=issued,
            basis=self._basis(),
            purpose=_prose(self.sections["purpose"]) or None
            if "purpose" in self.sections
            else None,
            applies_to=self._applies_to(),
            strategies=self._strategies(),
            steps=(*steps, *further),
            report_calendar=reports,
            inspections=inspections,
            required_contents=contents,
            award_rules=rules,
            award_text=award,
            supplement=supplement,
            mark=mark,
        )
        self.account.found.update(
            strategies=len(programme.strategies),
            actions=sum(len(one.actions) for one in programme.strategies),
            steps=len(programme.steps),
            reports=len(reports),
            inspections=len(inspections),
        )
        return programme

    def _basis(self) -> tuple[Source, ...]:
        found = []
        for item, text in self._leaves("basis"):
            source = read_source(text)
            if source is None:
                self.account.doubt(text, "names neither a letter nor a title", item.mark)
            else:
                found.append(source)
        return tuple(found)

    def _applies_to(self) -> tuple[str, ...]:
        if "applies_to" not in self.sections:
            return ()
        text = _prose(self.sections["applies_to"])
        listed = text.split("所屬", 1)[-1] if "所屬" in text else text
        return agencies_listed(listed, self.stands_for)

    def _strategies(self) -> tuple[ProgrammeStrategy, ...]:
        section = self.sections.get("strategies")
        return tuple(
            ProgrammeStrategy(
                no=item.number,
                title=outer_ends_trimmed(closed_up(item.text)),
                actions=tuple(closed_up(action.text) for action in item.items),
                mark=item.mark,
            )
            for item in (section.items if section else ())
        )

    def _steps(self) -> tuple[tuple[str, ...], tuple[Step, ...]]:
        contents: tuple[str, ...] = ()
        steps: list[Step] = []
        actor: str | None = None
        for item in self.sections["steps"].items if "steps" in self.sections else ():
            named = _ACTOR.match(closed_up(item.text))
            actor = named["actor"] if named else actor
            for leaf in item.leaves() if item.items else (item,):
                text = closed_up(leaf.text)
                listed = required_contents(text)
                if listed:
                    contents += listed
                    continue
                step = read_step(text, len(steps) + 1, actor)
                if step is None:
                    self.account.doubt(text, "says not who has to do what", leaf.mark)
                else:
                    steps.append(step.model_copy(update={"mark": leaf.mark}))
        return contents, tuple(steps)

    def _control(self) -> tuple[tuple[ReportDue, ...], tuple[PlannedInspection, ...]]:
        reports: list[ReportDue] = []
        inspections: list[PlannedInspection] = []
        for item, text in self._leaves("control"):
            due = [
                one.model_copy(update={"mark": item.mark})
                for one in read_reports(text, self.stands_for)
            ]
            inspection = None if due else read_inspection(text, self.stands_for)
            reports += due
            if inspection is not None:
                inspections.append(inspection.model_copy(update={"mark": item.mark}))
            elif not due:
                self.account.doubt(text, "is neither a report nor an inspection", item.mark)
        return tuple(reports), tuple(inspections)

    def _awards(self) -> tuple[tuple[str, ...], str | None]:
        section = self.sections.get("awards")
        if section is None:
            return (), None
        texts = [_prose(section), *(text for _, text in _leaf_texts(section))]
        whole = "\n".join(filter(None, texts))
        found = _RULES.search(whole)
        listed = re.split(r"及(?=[「《\S])|、", found["list"]) if found else []
        return tuple(unquoted(one) for one in listed if one.strip()), whole or None

    def _others(self, steps_before: int) -> tuple[tuple[Step, ...], str | None]:
        """Duties among the other rules are steps too; what remains is a supplement."""
        steps: list[Step] = []
        rest: list[str] = []
        for item, text in self._leaves("others"):
            step = read_step(text, steps_before + len(steps) + 1, None)
            if step is None or step.actor not in text.split("，")[0]:
                rest.append(text)
            else:
                steps.append(step.model_copy(update={"mark": item.mark}))
        return tuple(steps), "\n".join(rest) or None

    def _leaves(self, name: str) -> Iterator[tuple[Item, str]]:
        section = self.sections.get(name)
        if section is None:
            return
        yield from _leaf_texts(section)
        if not section.items and _prose(section):
            yield section, _prose(section)


def _all_texts(item: Item) -> Iterator[str]:
    if item.level == 1:
        yield from (closed_up(item.lines[0]) if item.lines else "", _prose(item))
    else:
        yield closed_up(item.text)
    for below in item.items:
        yield from _all_texts(below)
