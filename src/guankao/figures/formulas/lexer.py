"""From text to items: which characters calculate, which only belong to a name.

The same character does both jobs in official text. A hyphen is a minus sign between two
quantities and a range in 7-20年生; a slash divides two counts and stands in 跨域/跨界; a quotation
mark encloses a name or a whole expression. Each doubt is settled here, by the neighbours alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from guankao.figures.errors import UnreadableFigure
from guankao.figures.formulas import signs
from guankao.figures.formulas.errors import RefusalCode, RefusedFormula
from guankao.figures.formulas.items import Group, Item, Mark, Sign, Word, calculates
from guankao.figures.text import fold_width, require_legible

LONGEST_FORMULA: Final = 4_000
"""Characters of a standard; the longest real one has under 500."""
DEEPEST: Final = 24
"""Brackets within brackets; the deepest real formula has four."""
MOST_SIGNS: Final = 200
"""Signs of arithmetic in one standard; bounds the depth of the tree too."""

_WHITE: Final = str.maketrans("\t\r\n\v\f", "     ")
_SIGNS_ALIKE: Final = str.maketrans(
    dict.fromkeys("－—−–﹣", signs.MINUS)
    | {"∑": "Σ", "✕": "×", "╳": "×", "∕": "/", "╱": "/", "﹢": "+", "〈": "(", "〉": ")"}
)
_PAIRS: Final = {"(": ")", "[": "]", "{": "}", "【": "】", "〔": "〕", "「": "」", "『": "』"}
_QUOTES: Final = {"「": "」", "『": "』", '"': '"', "“": "”"}
_STOPS: Final = "。;!?"
_COMPARISONS: Final = "≥≤<>"

_NUMBER: Final = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?")
_LIST_NUMBER: Final = re.compile(r"(\d{1,2})\s*[.、](?!\d)")
_CHINESE_NUMBERS: Final = "一二三四五六七八九十"
_CHINESE_LIST_NUMBER: Final = re.compile(r"([一二三四五六七八九十])、(?![一二三四五六七八九十])")
_CIRCLED: Final = "①②③④⑤⑥⑦⑧⑨⑩"
_BRACKETED_NUMBER: Final = re.compile(r"\s*(\d{1,2}|[一二三四五六七八九十])\s*")
_NEW_CLAUSE: Final = re.compile(
    r"(?:分子|分母|(?:計算|衡量)?公式|計算方式|計算式|衡量標準|備?註\d{0,2}|說明)\s*(?:如下|為)?\s*[:=]"
    r"|(?<![A-Za-z0-9])[A-Za-z]\d{0,2}\s*[:=]|指標\d{1,2}\s*[:=]"
)
_AFTER_PERCENT_NAME_GOES_ON: Final = re.compile(r"\s*(?:以|之|的|者|成|[增減]|$)")
_COUNTER: Final = re.compile(r"[萬億千百]*[^\W\d]{1,3}")


@dataclass
class _Frame:
    """An open bracket and what was read in it so far."""

    bracket: str
    start: int
    items: list[Item] = field(default_factory=list)
    expected_number: int = 1
    expected_bracketed: int = 1


def legible(text: str) -> str:
    """The standard as it is kept: NFC, line ends made spaces, bounded.

    Raises:
        RefusedFormula: too long, or with characters that nobody can see.
    """
    if len(text) > LONGEST_FORMULA:
        code, expected = RefusalCode.TOO_LONG, f"at most {LONGEST_FORMULA} characters"
        raise RefusedFormula(text[:LONGEST_FORMULA], LONGEST_FORMULA, code, expected)
    try:
        return require_legible(text.translate(_WHITE), longest=LONGEST_FORMULA)
    except UnreadableFigure as error:
        raise RefusedFormula(
            error.text, error.position, RefusalCode.ILLEGIBLE, error.expected
        ) from None


def fold(whole: str) -> str:
    """The text with one character for each sign, whatever wrote it; positions stay.

    >>> fold("（甲－乙）÷７－２０年")
    '(甲⊖乙)÷7⊖20年'
    """
    return fold_width(whole.translate(_SIGNS_ALIKE))


def items_of(whole: str) -> tuple[Item, ...]:
    """Take a legible standard apart.

    Raises:
        RefusedFormula: a bracket without its partner, too many brackets or signs.

    >>> [type(item).__name__ for item in items_of("甲數÷（乙數＋丙數）")]
    ['Word', 'Sign', 'Group']
    """
    return _Lexer(whole).run()


class _Lexer:
    def __init__(self, whole: str) -> None:
        self.whole = whole
        self.text = fold(whole)
        self.frames = [_Frame("", 0)]
        self.begin: int | None = None
        self.signs = 0

    def run(self) -> tuple[Item, ...]:
        position = 0
        while position < len(self.text):
            position = self.step(position)
        self.flush(position)
        if len(self.frames) > 1:
            raise self.refused(self.frames[-1].start, RefusalCode.UNBALANCED_BRACKET)
        return tuple(self.frames[0].items)

    def refused(self, position: int, code: RefusalCode) -> RefusedFormula:
        expected = {
            RefusalCode.UNBALANCED_BRACKET: "every bracket with its partner",
            RefusalCode.TOO_DEEP: f"at most {DEEPEST} brackets within each other",
            RefusalCode.TOO_LONG: f"at most {MOST_SIGNS} signs of arithmetic",
        }[code]
        return RefusedFormula(self.whole, position, code, expected)

    def flush(self, position: int) -> None:
        """Close the word that was open."""
        if self.begin is None:
            return
        start, self.begin = self.begin, None
        words = self.text[start:position]
        if words.strip():
            lead = len(words) - len(words.lstrip())
            end = start + len(words.rstrip())
            self.frames[-1].items.append(Word(self.whole[start + lead : end], start + lead, end))

    def add(self, item: Item, position: int) -> int:
        self.flush(position)
        self.frames[-1].items.append(item)
        return item.end

    def sign(self, text: str, start: int, end: int) -> int:
        self.signs += 1
        if self.signs > MOST_SIGNS:
            raise self.refused(start, RefusalCode.TOO_LONG)
        return self.add(Sign(text, start, end), start)

    def step(self, at: int) -> int:  # noqa: PLR0911  one return a kind of character
        """Read what begins at ``at``; return where the next piece begins."""
        character = self.text[at]
        if (end := self.new_clause(at)) is not None:
            return end
        if (end := self.quoted(at)) is not None:
            return end
        if character in _PAIRS:
            return self.open(at)
        if character in _PAIRS.values():
            return self.close(at)
        if (end := self.separator(at)) is not None:
            return end
        if (end := self.arithmetic(at)) is not None:
            return end
        if self.begin is None:
            self.begin = at
        return at + 1

    def new_clause(self, at: int) -> int | None:
        """A number of a list, or a keyword such as 分母： that begins something new."""
        if (end := self.chinese_number(at)) is not None:
            return end
        frame = self.frames[-1]
        before = self.text[at - 1 : at]
        match = (
            None if before.isdigit() or before in (".", "第") else _LIST_NUMBER.match(self.text, at)
        )
        if match and int(match[1]) in (1, frame.expected_number):
            frame.expected_number = int(match[1]) + 1
            return self.add(Mark("#", at, match.end(), int(match[1])), at)
        goes_on = self.begin is not None and at > self.begin
        behind_bracket = (
            self.begin is None and bool(frame.items) and isinstance(frame.items[-1], Group | Word)
        )
        if (goes_on or behind_bracket) and _NEW_CLAUSE.match(self.text, at):
            self.add(Mark("。", at, at), at)
            self.begin = at
            return at + 1
        return None

    def chinese_number(self, at: int) -> int | None:
        """一、 where a clause begins, and ① wherever it stands, in their order."""
        frame = self.frames[-1]
        if (value := _CIRCLED.find(self.text[at]) + 1) and value in (1, frame.expected_bracketed):
            frame.expected_bracketed = value + 1
            return self.add(Mark("##", at, at + 1, value), at)
        match = _CHINESE_LIST_NUMBER.match(self.text, at)
        begins = self.begin is None and (not frame.items or isinstance(frame.items[-1], Mark))
        if match is None or not begins:
            return None
        value = _CHINESE_NUMBERS.find(match[1]) + 1
        if value not in (1, frame.expected_number):
            return None
        frame.expected_number = value + 1
        return self.add(Mark("#", at, match.end(), value), at)

    def quoted(self, at: int) -> int | None:
        """A name in quotation marks is one piece, whatever stands in it; an expression is not."""
        close = _QUOTES.get(self.text[at])
        if close is None:
            return None
        end = self.text.find(close, at + 1)
        if end < 0:
            return self.word_goes_on(at, at + 1)
        content = self.text[at + 1 : end]
        if close != '"' and re.search(rf"[÷×Σ]|{signs.MINUS}(?!\d)|\+(?!\d)", content):
            return None
        return self.word_goes_on(at, end + 1)

    def word_goes_on(self, at: int, end: int) -> int:
        if self.begin is None:
            self.begin = at
        return end

    def open(self, at: int) -> int:
        self.flush(at)
        if len(self.frames) > DEEPEST:
            raise self.refused(at, RefusalCode.TOO_DEEP)
        self.frames.append(_Frame(self.text[at], at))
        return at + 1

    def close(self, at: int) -> int:
        self.flush(at)
        if len(self.frames) == 1 or _PAIRS[self.frames[-1].bracket] != self.text[at]:
            raise self.refused(at, RefusalCode.UNBALANCED_BRACKET)
        frame = self.frames.pop()
        items = tuple(frame.items)
        prose = any(isinstance(item, Mark) and item.text not in "," for item in items)
        group = Group(items, calculates(items) and not _is_unit(items), prose, frame.start, at + 1)
        self.frames[-1].items.append(self.list_number(group) or group)
        return at + 1

    def list_number(self, group: Group) -> Mark | None:
        """（1）, where it numbers the entry of a list."""
        number = _BRACKETED_NUMBER.fullmatch(self.text, *group.inner)
        if number is None:
            return None
        frame = self.frames[-1]
        before = frame.items[-1] if frame.items else None
        after = self.text[group.end : group.end + 1]
        value = _CHINESE_NUMBERS.find(number[1]) + 1 or int(number[1])
        follows = value > 1 and value == frame.expected_bracketed
        begins = isinstance(before, Mark | None) and bool(signs.HAN.match(after) or after in _PAIRS)
        adds = isinstance(before, Sign) and before.text == "+" and after in _PAIRS
        if not begins and not (follows and (adds or signs.HAN.match(after))):
            return None
        frame.expected_bracketed = value + 1
        return Mark("##", group.start, group.end, value)

    def separator(self, at: int) -> int | None:
        """Marks that end a clause or name one."""
        character = self.text[at]
        digit_before = self.text[at - 1 : at].isdigit()
        digit_after = self.text[at + 1 : at + 2].isdigit()
        if character in _STOPS:
            return self.add(Mark("。", at, at + 1), at)
        if character == "," and not (digit_before and self.groups_digits(at)):
            return self.add(Mark(",", at, at + 1), at)
        if character == ":" and not (digit_before and digit_after):
            return self.add(Mark(":", at, at + 1), at)
        if character == "=":
            return self.add(Mark("=", at, at + 1), at)
        if character in _COMPARISONS:
            return self.add(Mark("≥", at, at + 1), at)
        return None

    def groups_digits(self, at: int) -> bool:
        """Whether the comma stands in a number; a full-width one only among full-width digits."""
        of_one_width = self.whole[at] == "," or not self.whole[at - 1].isascii()
        return of_one_width and re.match(r",\d{3}(?!\d)", self.text[at : at + 5]) is not None

    def arithmetic(self, at: int) -> int | None:
        """Signs, where they calculate."""
        character = self.text[at]
        if character in "²³":
            self.sign("^", at, at)
            end = at + 1
            return self.add(Word("2" if character == "²" else "3", at, end), at)
        if character == "%":
            return self.percent(at)
        found = signs.sign_at(self.text, at)
        return None if found is None else self.sign(found[0], at, found[1])

    def percent(self, at: int) -> int | None:
        """% after a number belongs to it, and may end the operand; elsewhere it is a sign."""
        word = self.text[self.begin : at].strip() if self.begin is not None else ""
        if word[-1:] in ("」", "』") or (not word and self.text[at - 1 : at] in (")", "]", "}")):
            return self.sign("%", at, at + 1)
        if _NUMBER.fullmatch(word) and not _AFTER_PERCENT_NAME_GOES_ON.match(self.text, at + 1):
            self.flush(at + 1)
            return at + 1
        return None


def _is_unit(items: tuple[Item, ...]) -> bool:
    """Whether 件÷年 stands there: a unit written with a sign, and no division."""
    if len(items) != 3:
        return False
    left, sign, right = items
    return (
        isinstance(left, Word)
        and isinstance(sign, Sign)
        and isinstance(right, Word)
        and sign.text == "/"
        and _COUNTER.fullmatch(left.text) is not None
        and signs.TIME_OR_HEAD.fullmatch(right.text) is not None
    )
