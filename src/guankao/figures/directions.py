"""In which direction a target is meant, where its own text does not say.

Every rule looks at what is measured (the standard before the name), and gives the word that
decided, so that a person can confirm the answer or turn it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final, Literal

from guankao.figures import direction_words as words
from guankao.figures.measures import Measure, fold_measure, measure, without_remarks
from guankao.figures.milestones import deciding_stage
from guankao.figures.quantities import Quantity
from guankao.figures.text import fold_width


class Comparator(StrEnum):
    """How an actual figure is held against its target."""

    AT_LEAST = ">="
    AT_MOST = "<="
    EQUAL = "="
    MILESTONE = "milestone"


class Direction(StrEnum):
    """Which actual figures are better."""

    HIGHER = "higher"
    LOWER = "lower"
    EXACT = "exact"
    MILESTONE = "milestone"

    @classmethod
    def of(cls, comparator: Comparator) -> Direction:
        """The direction that a comparator means."""
        return {
            Comparator.AT_LEAST: cls.HIGHER,
            Comparator.AT_MOST: cls.LOWER,
            Comparator.EQUAL: cls.EXACT,
            Comparator.MILESTONE: cls.MILESTONE,
        }[comparator]


class ReasonCode(StrEnum):
    """Why a comparator was chosen. The codes are stable; the word beside them is the text's."""

    WRITTEN = "written"
    """The target says it: 以下, 至少, ≥."""
    DEED = "deed"
    """The target names a deed and no figure."""
    STAGED = "staged"
    """The standard marks steps of a work, by percentages or by years."""
    THRESHOLD = "threshold"
    """The standard puts a comparator beside the target's own figure."""
    ZERO = "zero"
    """No count is below nought, so nought can only be the most that is allowed."""
    RANK = "rank"
    """A rank or class: the first is the best."""
    REDUCTION = "reduction"
    """The size of a reduction or saving is measured."""
    COMPLEMENT = "complement"
    """What is measured is the rest: one minus a share."""
    CEILING = "ceiling"
    """The share by which an estimate exceeds what was allotted."""
    OWN_STAFF = "own-staff"
    """Growth of government's own staff, pay or debt."""
    LOWERED = "lowered"
    """The name says that what is measured is to be lowered."""
    HARM = "harm"
    """A harm is measured: deaths, errors, pollution, risk."""
    CONCENTRATION = "concentration"
    DURATION = "duration"
    """The time that something takes."""
    GAIN = "gain"
    """Nothing speaks for less, and a word speaks for more."""
    DEFAULT = "default"
    """No word decided: more is taken to be better."""


@dataclass(frozen=True, slots=True)
class Reason:
    """The word that decided a comparator, and where it stands; both empty for the default."""

    code: ReasonCode
    word: str = ""
    where: Literal["text", "name", "standard", ""] = ""

    def __str__(self) -> str:
        return f"{self.code.value}: {self.word} ({self.where})" if self.word else self.code.value


Finding = tuple[Comparator, Reason]
LESS: Final = Comparator.AT_MOST
MORE: Final = Comparator.AT_LEAST


@dataclass(frozen=True, slots=True)
class Question:
    """What a rule is asked: a target's figure with the words around it, folded once."""

    quantity: Quantity
    name: str
    standard: Measure
    raw_standard: str

    @property
    def unit(self) -> str:
        """The unit, width-folded."""
        return fold_width(self.quantity.unit)

    @property
    def is_percentage(self) -> bool:
        """Whether the figure is in percent."""
        return self.unit in ("%", "百分比", "百分點", "‰")

    def places(self) -> Iterator[tuple[str, Literal["standard", "name"]]]:
        """The texts to look in, in order of weight."""
        yield self.standard.text, "standard"
        yield self.name, "name"


def infer_comparator(
    quantity: Quantity, *, name: str = "", standard: str = "", ordinal: bool = False
) -> Finding:
    """The comparator of a target whose text holds none, with its reason.

    Rules are asked in order, from those that rest on the standard's structure to those that rest
    on a single word; the first that answers decides.

    >>> infer_comparator(Quantity(Decimal(1), "%"), name="降低火災死亡率",
    ...     standard="火災死亡數較前3年平均減少比率")[0].value
    '>='
    >>> str(infer_comparator(Quantity(Decimal("11.2"), "人"), name="自殺死亡率")[1])
    'harm: 死亡率 (name)'
    """
    if ordinal:
        return LESS, Reason(ReasonCode.RANK, "第", "text")
    stage = deciding_stage(standard, quantity.value, fold_width(quantity.unit))
    if stage:
        return Comparator.MILESTONE, Reason(ReasonCode.STAGED, stage, "standard")
    question = Question(
        quantity=quantity,
        name=without_remarks(fold_measure(name)).replace("「", "").replace("」", ""),
        standard=measure(standard),
        raw_standard=fold_measure(standard),
    )
    for rule in _RULES:
        finding = rule(question)
        if finding is not None:
            return finding
    return _gain(question)


_NUMBER: Final = r"(?P<value>-?\d[\d,]*(?:\.\d+)?)"
_UNDER: Final = r"不超過|不逾|不得超過|不高於|不大於|不多於|低於|少於|小於|未達|至多|最多|≤|<"
_OVER: Final = r"不低於|不少於|不小於|高於|大於|多於|超過|至少(?:達)?|≥|>"
_BESIDE: Final = re.compile(
    rf"(?:(?P<under>{_UNDER})|(?P<over>{_OVER}))\s*"
    rf"(?:(?P<own>(?:本|該|各)?年度(?:設定)?目標(?:設定)?值?|目標(?:設定)?值)|{_NUMBER}\s*(?P<unit>[%\w]{{0,8}}))"
)
_BEHIND: Final = re.compile(
    rf"(?<![\d.,]){_NUMBER}\s*(?P<unit>[%‰]|[^\W\d]{{1,6}}?)(?:\(含\))?"
    r"(?:(?P<over>以上)|(?P<under>以下|以內|之內))(?![之的者])"
)
_GOES_ON: Final = re.compile(r"[^,。;()÷×]{0,6}?[之的者比]")


def _threshold(question: Question) -> Finding | None:
    """低於80小時 for a target of 80小時; ≧年度目標值 for any."""
    for match in _BESIDE.finditer(question.raw_standard):
        word = match["under"] or match["over"]
        own = match["own"] or (
            _same_figure(match, question)
            and not _GOES_ON.match(question.raw_standard, match.end("value"))
        )
        if own:
            return LESS if match["under"] else MORE, Reason(ReasonCode.THRESHOLD, word, "standard")
    for match in _BEHIND.finditer(question.raw_standard):
        if _same_figure(match, question):
            word = match["under"] or match["over"]
            return LESS if match["under"] else MORE, Reason(ReasonCode.THRESHOLD, word, "standard")
    return None


def _same_figure(match: re.Match[str], question: Question) -> bool:
    if len(match["value"]) > 20 or Decimal(match["value"].replace(",", "")) != (
        question.quantity.value
    ):
        return False
    return match["unit"][:1] == question.unit[:1]


def _zero(question: Question) -> Finding | None:
    if question.quantity.value != 0 or question.is_percentage:
        return None
    return LESS, Reason(ReasonCode.ZERO, "0", "text")


def _rank(question: Question) -> Finding | None:
    if found := words.RANK_IN_UNIT.search(question.unit):
        return LESS, Reason(ReasonCode.RANK, found[0], "text")
    if question.unit not in ("", "名"):
        return None
    for text, where in question.places():
        if found := words.RANK.search(text):
            return LESS, Reason(ReasonCode.RANK, found[0], where)
    return None


def _reduction(question: Question) -> Finding | None:
    standard = question.standard
    if found := words.REDUCTION.search(standard.text):
        word = found["after"] or found["noun"] or found["width"]
        return MORE, Reason(ReasonCode.REDUCTION, word, "standard")
    if standard.decrease:
        return MORE, Reason(ReasonCode.REDUCTION, standard.subtracted[0], "standard")
    if standard.arithmetic:
        return None  # the formula gives a level, whatever the name promises
    if found := words.SAVED.search(standard.text):
        return MORE, Reason(ReasonCode.REDUCTION, found[0], "standard")
    if found := words.SAVING_NAME.search(question.name) or words.REDUCTION.search(question.name):
        return MORE, Reason(ReasonCode.REDUCTION, found[0], "name")
    return None


def _complement(question: Question) -> Finding | None:
    if not question.standard.complement:
        return None
    subtracted = question.standard.subtracted
    return MORE, Reason(ReasonCode.COMPLEMENT, subtracted[0] if subtracted else "1－", "standard")


def _ceiling(question: Question) -> Finding | None:
    for text, where in question.places():
        if found := words.CEILING.search(text):
            word = next(w for w in ("額度", "上限", "限額") if w in found[0])
            return LESS, Reason(ReasonCode.CEILING, word, where)
    return None


def _own_staff(question: Question) -> Finding | None:
    for text, where in (*question.places(),):
        if found := words.OWN_STAFF_GROWTH.search(text):
            return LESS, Reason(ReasonCode.OWN_STAFF, found["word"], where)
    return None


_GROWTH: Final = re.compile(r"[成增]長率|增加率|增減率|變動率")


def _shrinking(question: Question) -> Finding | None:
    """A growth rate below nought is aimed at only where what grows is to become less."""
    if question.quantity.value >= 0:
        return None
    for text, where in question.places():
        if found := _GROWTH.search(text):
            return LESS, Reason(ReasonCode.LOWERED, found[0], where)
    return None


def _lowered(question: Question) -> Finding | None:
    """降低X率, where the standard measures X and does nothing about it."""
    phrases = question.standard.phrases
    if question.standard.subtracted and (rate := words.LOWERED_RATE.fullmatch(question.name)):
        return LESS, Reason(
            ReasonCode.LOWERED, rate[0], "name"
        )  # 漏水率＝（供水量－售水量）÷供水量
    for found in words.LOWERING.finditer(question.name):
        if any(words.REMEDY.search(phrase) for phrase in phrases):
            return None
        if not phrases and found.start() > 0:
            continue  # a purpose named in passing: 推動…，以降低…
        if not phrases or any(_share_words(found["object"], phrase) for phrase in phrases):
            return LESS, Reason(ReasonCode.LOWERED, found[0], "name")
    return None


_MEASURING_END: Final = re.compile(
    r"(?:之|的)?(?:比率|比例|發生率|傳播率|率|人數|件數|次數|數|量|值|問題|情形)$"
)


def _share_words(wanted: str, phrase: str) -> bool:
    """Whether half of the neighbouring pairs of characters of ``wanted`` stand in ``phrase``."""
    core = _MEASURING_END.sub("", wanted)
    pairs = {core[i : i + 2] for i in range(len(core) - 1)}
    return bool(pairs) and 2 * sum(pair in phrase for pair in pairs) >= len(pairs)


def _harm(question: Question) -> Finding | None:
    for phrase in question.standard.phrases:
        if word := _harm_measured(phrase):
            return LESS, Reason(ReasonCode.HARM, word, "standard")
    standard = question.standard
    if any(words.REMEDY.search(phrase) for phrase in standard.phrases):
        return None
    for clause in re.split(r"[,。;:、\s()]", question.name):
        word = _harm_measured(clause)
        if word and (not standard.phrases or _share_words(word + "、", standard.text)):
            return LESS, Reason(ReasonCode.HARM, word, "name")
    return None


def _harm_measured(phrase: str) -> str:
    """The harm that a phrase counts, or "" where it counts what is done about one."""
    found = words.HARM_AT_END.search(phrase)
    if found is None:
        return ""
    if found["failing"]:
        return found["word"]
    if words.REMEDY.search(phrase):
        return ""
    if words.OBSERVATION.search(phrase) and not words.A_RATE.search(phrase):
        return ""
    return found["word"]


def _concentration(question: Question) -> Finding | None:
    if not words.UNIT_OF_CONCENTRATION.match(question.unit):
        return None
    for text, where in question.places():
        found = words.CONCENTRATION.search(text)
        if found and not words.WELCOME_CONCENTRATION.search(text):
            return LESS, Reason(ReasonCode.CONCENTRATION, found[0], where)
    return None


def _duration(question: Question) -> Finding | None:
    if not words.UNIT_OF_TIME.match(question.unit):
        return None
    for text, where in question.places():
        found = words.DURATION.search(text)
        if found and not words.WELCOME_TIME.search(text):
            return LESS, Reason(ReasonCode.DURATION, found[0], where)
    return None


def _gain(question: Question) -> Finding:
    for word in words.GAINS:
        for text, where in question.places():
            if word in text:
                return MORE, Reason(ReasonCode.GAIN, word, where)
    return MORE, Reason(ReasonCode.DEFAULT)


_RULES: Final[tuple[Callable[[Question], Finding | None], ...]] = (
    _threshold,
    _zero,
    _rank,
    _ceiling,
    _reduction,
    _complement,
    _own_staff,
    _shrinking,
    _lowered,
    _harm,
    _concentration,
    _duration,
)
