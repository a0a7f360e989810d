"""The rows of the table of KPIs (年度關鍵績效指標), each with the goal that it stands under."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from guankao.documents.interpretation.annual_plan.rows import FoundTable, Piece, TableRow
from guankao.documents.interpretation.cleaning import Cleaner
from guankao.documents.interpretation.ordinals import bracketed_number, number_of
from guankao.documents.interpretation.spacing import without_white_space
from guankao.figures import fold_width

_LEADING_NUMBER: Final = re.compile(r"\s*(\d{1,3})")
_WITH_GOAL: Final = re.compile(r"\s*\d{1,2}[-–.]0?(?P<no>\d{1,2})(?:\s+|[.、．](?!\d)\s*)", re.S)
_NUMBER_APART: Final = re.compile(r"\s*(\d{1,2})[\s.、．](?!\d)")


@dataclass(slots=True)
class FoundIndicator:
    """A row of the table, its number and name told apart, and the text of its goal's cell.

    `counted` where no number stands in a table that has numbers, so that this one only follows.
    """

    row: TableRow
    no: int
    name: str
    goal_text: Piece
    opens_goal: bool
    counted: bool = False


def find_indicators(table: FoundTable, cleaner: Cleaner) -> list[FoundIndicator]:
    """The KPIs in the order of the table, rows that pages broke joined."""
    rows = _under_goals(table)
    _count_plainly(rows)
    numbering = _Numbering(table, rows, cleaner)
    found: list[FoundIndicator] = []
    for row in rows:
        _take(row, found, numbering)
    for indicator in found:
        indicator.name = numbering.name_of(indicator)
    return found


def _under_goals(table: FoundTable) -> list[TableRow]:
    """The rows of KPIs, those that hold only a goal taken as the head of the rows below them."""
    if "goal" in table.columns:
        return list(table.rows)
    rows: list[TableRow] = []
    head: Piece | None = None
    for row in table.rows:
        if set(row.pieces) == {"goal"}:
            head = row.pieces["goal"]
            continue
        if head is not None:
            row.pieces["goal"], head = head, None
        rows.append(row)
    return rows


def _count_plainly(rows: Sequence[TableRow]) -> None:
    """Write numbers before names as 1., where most of the table writes them （一） or 1-1."""
    names = [row for row in rows if row["name"] and row["evaluation_arrangement"]]
    for number_before in (_bracketed, _with_goal):
        found = [(row, number_before(row["name"].parts[0])) for row in names]
        plain = [(row, told) for row, told in found if told is not None]
        if len(plain) * 2 > len(names) and len({told[0] for _, told in plain}) > 1:
            for row, (number, rest) in plain:
                row["name"].parts[0] = f"{number}. {rest}"
            return


def _bracketed(name: str) -> tuple[int, str] | None:
    found = bracketed_number(name)
    return None if found is None else (found.no, found.text)


def _with_goal(name: str) -> tuple[int, str] | None:
    found = _WITH_GOAL.match(fold_width(name))
    return None if found is None else (int(found["no"]), name[found.end() :])


def _take(row: TableRow, found: list[FoundIndicator], numbering: _Numbering) -> None:
    last = found[-1] if found else None
    number = numbering.number_at(row, last)
    if number is None:
        if last is not None:
            if last.goal_text is not last.row.pieces.get("goal"):
                _add(last.goal_text, row.pieces.pop("goal", None))
            last.row.go_on_with(row)
        return
    goal = row.pieces.get("goal") or Piece()
    opens = last is None or ("goal" not in row.spanned and _opens_goal(goal, number, last))
    if not opens and last is not None:
        if without_white_space(goal.text) != without_white_space(last.goal_text.text):
            # A goal's cell that runs over a page leaves its second half in the next page's row.
            _add(last.goal_text, goal)
        goal = last.goal_text
    counted = numbering.numbers and not numbering.begins_with(row, number)
    found.append(FoundIndicator(row, number, "", goal, opens, counted))


def _add(piece: Piece, rest: Piece | None) -> None:
    for part in rest.parts if rest else ():
        piece.add(part, rest.mark if rest else None)


def _opens_goal(goal: Piece, number: int, last: FoundIndicator) -> bool:
    """Whether a row begins another goal: its KPI counts from 1 again, or it says a new number."""
    if not goal:
        return number == 1 and number <= last.no
    return number == 1 or number != last.no + 1


class _Numbering:
    """How a table numbers its KPIs: in a column of their own, before the name, or not at all."""

    def __init__(self, table: FoundTable, rows: Sequence[TableRow], cleaner: Cleaner) -> None:
        self.cleaner = cleaner
        self.own_column = "no" in table.columns and not self._counts_rows(rows)
        self.before_name = not self.own_column and self._most_begin_with_numbers(rows)

    def _counts_rows(self, rows: Sequence[TableRow]) -> bool:
        """Whether the column counts the rows of the whole table, over several goals."""
        numbers = [number for row in rows if (number := number_of(row.text("no"))) is not None]
        goals = {without_white_space(row.text("goal")) for row in rows if row["goal"]}
        through = numbers == list(range(1, len(numbers) + 1))
        return through and len(numbers) > len(goals) > 1

    def _most_begin_with_numbers(self, rows: Sequence[TableRow]) -> bool:
        names = [row.text("name") for row in rows if row["name"] and row["evaluation_arrangement"]]
        numbered = sum(_LEADING_NUMBER.match(fold_width(name)) is not None for name in names)
        return bool(names) and numbered * 2 > len(names)

    @property
    def numbers(self) -> bool:
        """Whether the table numbers its KPIs at all."""
        return self.own_column or self.before_name

    def number_at(self, row: TableRow, last: FoundIndicator | None) -> int | None:
        """The number of the KPI that a row begins; none where it goes on with the one before.

        A row that is whole is never the rest of another, whatever stands where its number should.
        """
        following = 1 if last is None or (row["goal"] and not self.numbers) else last.no + 1
        if self.own_column and (own := number_of(row.text("no"))) is not None:
            return own
        if not (row["name"] and (row["target"] or row["evaluation_arrangement"])):
            return None
        if self.own_column or not self.numbers:
            return following if not self.numbers or _is_whole(row, last) else None
        expected = (1, following) if row["goal"] else (following, 1)
        for number in expected:
            if self.begins_with(row, number):
                return number
        apart = _NUMBER_APART.match(fold_width(row.text("name")))
        if apart is not None and _is_whole(row, last):
            return int(apart[1]) or following
        return following if _is_whole(row, last) else None

    def begins_with(self, row: TableRow, number: int) -> bool:
        """Whether a row shows the number, in its column or before its name."""
        shown = row.text("no" if self.own_column else "name")
        return fold_width(shown).lstrip().startswith(str(number))

    def name_of(self, indicator: FoundIndicator) -> str:
        """The name without its number, even where nothing stands between: 12歲 is KPI 1 and 2歲."""
        name = indicator.row.text("name")
        if self.before_name and not indicator.counted:
            name = name.lstrip()[len(str(indicator.no)) :]
            name = re.sub(r"^\s*[.、．]\s*", "", name)
        return self.cleaner.line(name)


def _is_whole(row: TableRow, last: FoundIndicator | None) -> bool:
    """Whether a row has all that a KPI needs, and the one before it lacks nothing that it has."""
    needed = ("name", "evaluation_arrangement", "evaluation_method", "standard", "target")
    rows = [row] if last is None else [row, last.row]
    return all(each[column] for each in rows for column in needed)


def goal_texts(
    indicators: Sequence[FoundIndicator],
) -> Iterator[tuple[Piece, list[FoundIndicator]]]:
    """The KPIs by the goal that they stand under, in the order of the table."""
    group: list[FoundIndicator] = []
    for indicator in indicators:
        if indicator.opens_goal and group:
            yield group[0].goal_text, group
            group = []
        group.append(indicator)
    if group:
        yield group[0].goal_text, group
