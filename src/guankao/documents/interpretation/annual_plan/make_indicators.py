"""From rows of the table to the KPIs of a plan, each with its goal."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from guankao.documents.fields import Category
from guankao.documents.identifiers import indicator_identifier
from guankao.documents.interpretation.annual_plan.goal_titles import (
    GoalMatch,
    match_goal,
    table_goal,
)
from guankao.documents.interpretation.annual_plan.goals import FoundGoal
from guankao.documents.interpretation.annual_plan.indicators import (
    FoundIndicator,
    find_indicators,
    goal_texts,
)
from guankao.documents.interpretation.annual_plan.making import Making
from guankao.documents.interpretation.annual_plan.projects import category_of
from guankao.documents.interpretation.annual_plan.remarks import Standard, take_apart
from guankao.documents.interpretation.annual_plan.rows import FoundTable, Piece, TableRow
from guankao.documents.interpretation.ordinals import number_of
from guankao.documents.interpretation.spacing import without_white_space
from guankao.documents.plan import HistoryValue, Indicator

_CELLS: Final = (
    "name",
    "evaluation_arrangement",
    "evaluation_method",
    "standard",
    "target",
    "linkage",
    "note",
)
_NO_LINKAGE: Final = re.compile(r"無|-+|—+|－+")


def make_indicators(making: Making, table: FoundTable) -> Iterator[Indicator]:
    """The KPIs in the order of the table. Goals that only the table tells are added."""
    only_here = not making.found_goals
    used: Counter[str] = Counter()
    for piece, group in goal_texts(find_indicators(table, making.cleaner)):
        match, printed = _goal_of(making, piece, group, only_here=only_here)
        if match is None:
            continue
        renumbered = printed if printed not in {None, match.goal.no} else None
        for found in group:
            key = f"{match.goal.no}-{found.no}"
            used[key] += 1
            if used[key] > 1:
                making.account.doubt(found.name, f"the number {key} stands twice", found.row.mark)
                key = f"{key}.{used[key]}"
            if found.counted:
                making.account.doubt(found.name, f"has no number; counted as {key}", found.row.mark)
            made = _Maker(making, found, key, match.goal.no, renumbered).make()
            if made is not None:
                yield made


def _goal_of(
    making: Making, piece: Piece, group: list[FoundIndicator], *, only_here: bool
) -> tuple[GoalMatch | None, int | None]:
    """The goal that a cell of the table means, and the number that is printed there."""
    goals, account = making.found_goals, making.account
    cell = table_goal(making.cleaner.line(piece.text), goals)
    mark = piece.mark or group[0].row.mark
    if only_here:
        goals.append(FoundGoal(cell.no or len(goals) + 1, cell.title, mark))
    match = match_goal(cell, goals)
    if match is None:
        for found in group:
            reason = f"no goal of the list has the title or number {piece.text!r}"
            account.doubt(" | ".join(found.row.texts), reason, found.row.mark)
    elif not match.by_title and cell.title:
        reason = f"taken for goal {match.goal.no} by its number; the titles differ"
        account.doubt(piece.text, reason, mark)
    return match, cell.no


class _Maker:
    """Makes one KPI of its row."""

    def __init__(
        self,
        making: Making,
        found: FoundIndicator,
        key: str,
        goal: int,
        renumbered: int | None,
    ) -> None:
        self.making = making
        self.found = found
        self.row: TableRow = found.row
        self.key = key
        self.goal = str(goal)
        self.renumbered = renumbered
        self.identifier = making.identifier(indicator_identifier, key)

    def make(self) -> Indicator | None:
        """The KPI; none where a needed cell is empty, which is told then."""
        cleaner, account = self.making.cleaner, self.making.account
        standard = take_apart(self.row.text("standard"))
        arrangement = number_of(cleaner.line(self.row.text("evaluation_arrangement")))
        method = cleaner.line(self.row.text("evaluation_method"))
        target = cleaner.line(self.row.text("target"))
        counted = self._prose(standard.text)
        needed = {
            "name": self.found.name,
            "evaluation_arrangement": arrangement,
            "evaluation_method": method,
            "standard": counted,
            "target": target,
        }
        if arrangement is None or counted is None or not all(needed.values()):
            account.lack(self.identifier, needed, " | ".join(self.row.texts), self.row.mark)
            return None
        linkage = self._linkage()
        made = account.build(
            lambda: Indicator(
                key=self.key,
                goal=self.goal,
                goal_no_in_table=self.renumbered,
                no=self.found.no,
                name=self.found.name,
                evaluation_arrangement=arrangement,
                evaluation_method=method,
                standard=counted,
                standard_remark=self._prose(standard.remark),
                target=target,
                linkage=linkage,
                history=self._history(standard),
                note=self._prose(standard.note or self.row.text("note")),
            ),
            self.found.name,
            self.row.mark,
        )
        if made is not None:
            self._place(made)
        return made

    def _place(self, made: Indicator) -> None:
        """Keep where each value stood; what stands beside the standard shares its cell."""
        standard = self.row["standard"].mark
        number = self.row["no"].mark or self.row["name"].mark
        marks = {name: self.row[name].mark for name in _CELLS}
        marks |= {"no": number, "goal": self.found.goal_text.mark}
        marks |= {"standard_remark": standard, "history": standard}
        marks["note"] = marks["note"] or standard
        for name, mark in marks.items():
            if getattr(made, name):
                self.making.account.place(self.identifier, name, mark)

    def _prose(self, text: str | None) -> str | None:
        cleaner = self.making.cleaner
        return (cleaner.prose(cleaner.lines(text)) or None) if text else None

    def _history(self, standard: Standard) -> tuple[HistoryValue, ...]:
        line = self.making.cleaner.line
        return tuple(
            HistoryValue(fiscal_year=one.fiscal_year, value=line(one.value))
            for one in standard.history
        )

    def _linkage(self) -> tuple[Category, ...]:
        """The categories that the linkage cell names, divided by / or 、; 無 is none."""
        whole = without_white_space(self.making.cleaner.line(self.row.text("linkage")))
        found: list[Category] = []
        for piece in re.split(r"[/／、,，；;]", whole):
            category = category_of(piece)
            if category is not None:
                found.append(category)
            elif piece and not _NO_LINKAGE.fullmatch(piece):
                reason = "no category of plans (計畫類別)"
                self.making.account.doubt(piece, reason, self.row["linkage"].mark)
        return tuple(dict.fromkeys(found))
