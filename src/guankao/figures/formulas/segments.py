"""A standard as a row of clauses: which calculate, which define a name, which are only prose."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from guankao.figures.formulas.errors import RefusalCode, RefusedFormula
from guankao.figures.formulas.items import Group, Item, Mark, Sign, Word, calculates
from guankao.figures.formulas.lexer import fold

_HEADING: Final = re.compile(
    r"(?:計算|衡量)?(?:公式|方式|標準|式)(?:如下)?|說明|備?註\d{0,2}|本項(?:為綜合性指標)?|其中|"
    r".*(?:計算|衡量)(?:公式|方式|標準|式)(?:如下)?為?"
)
_NAMES: Final = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Segment:
    """One clause.

    Attributes:
        label: what stands before its = or ：, without a mere heading (計算公式).
        items: its body.
        number: its number in a list, 0 outside; ``level`` is 2 for （1） and 1 for 1.
        start, end: its span, label and all.
        soft: whether only a comma parts it from the clause before.
        remark: what stood in brackets behind the label.
    """

    label: str
    items: tuple[Item, ...]
    number: int
    level: int
    start: int
    end: int
    soft: bool = False
    remark: str = ""

    @property
    def calculates(self) -> bool:
        """Whether arithmetic stands in its body."""
        return calculates(self.items)


class _Builder:
    def __init__(self, whole: str) -> None:
        self.whole = whole
        self.done: list[Segment] = []
        self.body: list[Item] = []
        self.label = ""
        self.number = 0
        self.level = 0
        self.soft = False
        self.remark = ""
        self.skipping = False
        self.skipped: list[Item] = []

    def close(self, *, soft: bool = False, keep_number: bool = False) -> None:
        """End the clause at hand."""
        if self.body or self.label:
            start = self.body[0].start if self.body else 0
            end = self.body[-1].end if self.body else start
            self.done.append(
                Segment(
                    self.label,
                    tuple(self.body),
                    self.number,
                    self.level,
                    start,
                    end,
                    self.soft,
                    self.remark,
                )
            )
        self.refuse_skipped()
        self.body, self.label, self.soft, self.skipping = [], "", soft, False
        self.remark = ""
        if not keep_number:
            self.number = self.level = 0

    def refuse_skipped(self) -> None:
        """Refuse a second formula behind ＝ or ≧; a worked example with figures is none."""
        skipped, self.skipped = tuple(self.skipped), []
        if calculates(skipped) and _NAMES.search(
            fold(self.whole[skipped[0].start : skipped[-1].end])
        ):
            code, expected = RefusalCode.SEVERAL_FORMULAS, "one formula"
            raise RefusedFormula(self.whole, skipped[0].start, code, expected)

    def name_clause(self, mark: Mark) -> None:
        """A colon or an equals sign: what stands before it is a label, or it ends a formula."""
        if calculates(self.body):
            if mark.text == "=":
                self.skipping = True  # ＝2%: the target, said again
                return
            self.close(keep_number=True)
            return
        words = [item for item in self.body if isinstance(item, Word)]
        if words:
            text = fold(self.whole[self.body[0].start : words[-1].end]).strip()
            last = self.body[-1]
            if isinstance(last, Group) and not last.calculates:
                self.remark = fold(self.whole[slice(*last.inner)])
            text = re.sub(r"[(\[【〔][^()\[\]【】〔〕]*[)\]】〕]$", "", text).strip()
            self.label = self.label if _HEADING.fullmatch(text) else text
        self.body = []

    def take(self, item: Item) -> None:
        """Read one item."""
        match item:
            case Mark(text="。"):
                self.close(keep_number=True)
            case Mark(text="#" | "##"):
                if self.body and isinstance(self.body[-1], Sign) and self.body[-1].text == "+":
                    self.body.pop()  # 1.…×60%＋2.…×40%
                self.close()
                self.number, self.level = item.number, len(item.text)
            case Mark(text=","):
                self.comma()
            case Mark(text="≥"):
                self.skipping = calculates(self.body)
            case Mark():
                self.name_clause(item)
            case _ if self.skipping:
                self.skipped.append(item)
            case Group() if item.calculates and item.prose:
                self.close(keep_number=True)
                number, level = self.number, self.level
                for inner in item.items:
                    self.take(inner)
                self.close()
                self.number, self.level = number, level
            case Group() if not item.calculates and self.is_heading(item):
                self.close()
            case _:
                if isinstance(item, Word) and self.body and isinstance(self.body[-1], Word):
                    self.close(keep_number=True)  # …×100%本項係…
                self.body.append(item)

    def comma(self) -> None:
        if self.body:
            self.close(soft=True, keep_number=True)

    def is_heading(self, group: Group) -> bool:
        """Whether 【說明】 stands there, after which something new begins."""
        return fold(self.whole[slice(*group.inner)]).strip() == "說明"


def segments_of(whole: str, items: tuple[Item, ...]) -> list[Segment]:
    """The clauses of a standard, in its order."""
    builder = _Builder(whole)
    for item in items:
        builder.take(item)
    builder.close()
    return [segment for segment in builder.done if segment.items or segment.label]


def has_sign(items: tuple[Item, ...], sign: str) -> bool:
    """Whether a sign stands among ``items``, at any depth."""
    return any(
        (isinstance(item, Sign) and item.text == sign)
        or (isinstance(item, Group) and has_sign(item.items, sign))
        for item in items
    )
