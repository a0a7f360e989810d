"""Arithmetic said in words alone: 甲占乙之比率, 較前一年度增加數, 以上各項合計為總次數."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import islice
from typing import Final

from guankao.figures.formulas.averages import mean
from guankao.figures.formulas.lexer import fold
from guankao.figures.formulas.lists_in_words import body_of, least_growth, list_sum
from guankao.figures.formulas.nodes import (
    Add,
    Divide,
    Input,
    Multiply,
    Node,
    Number,
    Percent,
    Subtract,
    total,
)
from guankao.figures.formulas.operands import Place, is_measure, is_rate, named, operand, trimmed

LONGEST_IN_WORDS: Final = 800
"""Characters of a calculation in words; a longer text describes, and does not calculate."""
MOST_JOINTS: Final = 6
"""Places of 及 at which a phrase is tried as two quantities."""

_RATIO: Final = r"(?:比率|比例|百分比|百分率|比重)"
_SHARE: Final = re.compile(
    rf"(?:.*[。:;])?(?P<part>[^。:;]+?)(?<![各])[占佔](?P<whole>[^占佔。:;]+?)(?:之|的)?{_RATIO}"
)
_DOWN: Final = ("減少", "降低", "下降", "縮短", "減緩")
_WAY: Final = r"(?P<way>增加|成長|增長|提升|提高|減少|降低|下降|縮短)"
_RELATIVE: Final = r"(?P<relative>(?:之|的)?(?:比率|比例|幅度|百分比|率))"
_ABSOLUTE: Final = r"(?P<absolute>(?:之|的)?(?:[^\W\d]?數|數量|額|金額|量|人次|場次|時間))"
_COMPARED: Final = re.compile(
    r"(?P<now>[^。:;,]+?)(?:較|比|與(?=[^。:;,]*(?:相較|相比|比較)))"
    rf"(?P<before>[^。:;,較]+?)(?:相較|相比|比較)?(?:之|的)?{_WAY}(?:{_RELATIVE}|{_ABSOLUTE})"
)
_AGAINST_BASE: Final = re.compile(
    rf"(?P<now>[^。:;,較()]+?){_WAY}{_RELATIVE}\((?:基準值|基期|基準)(?:為|:)?(?P<before>[^()]+)\)"
)
_EARLIER: Final = re.compile(
    r"(?:前|上|去|基期|基準)\s*(?:[一1]?年?|\d{1,2}年)?(?:年度|年|期|學年度?)?|\d{2,3}(?:學)?年度?(?:底)?"
)
_EARLIER_MEAN: Final = re.compile(
    r"(?:前|近|過去)\s*[\d一二三四五六七八九十]{1,2}年(?:度)?(?:之|的)?平均(?:值|數)?"
)
_WEIGHTED: Final = re.compile(
    r"(?P<name>[^%,、。;:占佔()]+(?:\([^()%]{1,12}\)[^%,、。;:占佔()]+)*?)(?:[占佔]|權重為?)(?P<weight>\d+(?:\.\d+)?)%"
)
_WEIGHT_BEHIND: Final = re.compile(
    r"(?P<name>[^%,。;:占佔()]+)"
    r"\((?P<said>權重|權數|比重|配分|[占佔])?\s*(?:為|:)?\s*(?P<weight>\d+(?:\.\d+)?)%\)[、,;]?"
)
_TOGETHER: Final = re.compile(
    r"(?P<names>[^。:;,()]+?)(?:(?:之|的)?(?:合計|加總|總和|總計)|之和)(?:數|總數|值)?"
)
_JOINED: Final = re.compile(r"(?P<first>[^。:;,()]+?)(?:加計|加上)(?P<second>[^。:;,()]+)")
_LESS: Final = re.compile(
    r"(?P<first>[^。:;,()]+?)(?:扣除|減去|扣減)(?P<second>[^。:;,()]+?)(?:後?之(?:金額|餘額|差額|數額|差|淨額))?"
)
_MEAN: Final = re.compile(r"(?P<names>[^。:;,()]+?)(?:之|的)?(?:算術)?平均(?:值|數)?")
_RATIO_OF_TWO: Final = re.compile(
    rf"(?P<part>[^。:;,()]+?)[與和對](?P<whole>[^。:;,()與和對]+?)之(?:{_RATIO}|比值?)"
)
_SAYS_WHOLE: Final = re.compile(r"總|全部|全體|全國|應|預定|計畫|目標|核定")
_PLUS_OR_MINUS: Final = re.compile(
    r"(?P<first>[^。:;,()加減]+)(?P<sign>[加減])(?P<second>[^。:;,()加減少權值總入保強速盟班量免碳徵收列除輕緩租稅油工碼蓋簽退熱護倍注計]"
    r"[^。:;,()加減]{2,})"
)
_MONEY: Final = re.compile(r"(?:[額款費金]|經費|收入|支出|預算|產值)$")
_AROUND: Final = {"(": ")", "[": "]", "【": "】", "〔": "〕"}
_JOINT: Final = re.compile(r"[、與及和暨]")


def read_words(whole: str) -> Node | None:
    """The tree of a standard that calculates without signs; ``None`` where it does not.

    >>> node = read_words("本年度得獎作品件數占參展作品件數之比率")
    >>> node.left.name, node.right.name
    ('本年度得獎作品件數', '參展作品件數')
    >>> read_words("辦理研習之人次") is None
    True
    """
    text = fold(whole).rstrip()
    if len(text) > LONGEST_IN_WORDS:
        return None
    place = _unwrapped(Place(whole, 0, len(text.rstrip("。 "))))
    for reader in _READERS:
        if (node := reader(place)) is not None:
            return node
    return None


def _unwrapped(place: Place) -> Place:
    """What stands in brackets that are all around it: （甲件數）."""
    text = place.text
    lead = len(text) - len(text.lstrip())
    bare = text.strip()
    if not bare or bare[0] not in _AROUND or bare[-1] != _AROUND[bare[0]]:
        return place
    if any(bracket in bare[1:-1] for bracket in (bare[0], bare[-1])):
        return place
    return Place(place.whole, place.start + lead + 1, place.start + lead + len(bare) - 1)


def _input(place: Place, match: re.Match[str], group: str) -> Input:
    piece = trimmed(
        _unwrapped(
            Place(place.whole, place.start + match.start(group), place.start + match.end(group))
        )
    )
    return Input(named(piece), span=piece.span)


def _share(place: Place) -> Node | None:
    body = body_of(place)
    match = _SHARE.fullmatch(body.text)
    if match is None or "%" in match[0] or re.search(r"[,、]$", match["part"]):
        return None
    part, whole = _input(body, match, "part"), _input(body, match, "whole")
    if "," in fold(part.name) or not _counts(part):
        return None
    piece = Place(body.whole, body.start + match.start("whole"), body.start + match.end("whole"))
    constant = operand(piece)
    if isinstance(constant, Input) and constant.default is not None:
        whole = constant  # 占目標人數80人之百分比
    elif not _counts(whole):
        return None
    return Divide(part, whole, body.span)


def _counts(item: Input) -> bool:
    return is_measure(item.name) and not is_rate(item.name)


def _before(place: Place, match: re.Match[str], now: Node) -> Input | None:
    """What it is compared with; 前一年度 alone is the same thing of that year."""
    before = _input(place, match, "before")
    text = fold(before.name)
    if (
        _EARLIER.fullmatch(re.sub(r"\([^()]*\)$", "", text))
        or _EARLIER_MEAN.fullmatch(text)
        or text.startswith("基準值")
    ):
        name = now.name if isinstance(now, Input) else place.whole[slice(*match.span("now"))]
        return Input(f"{before.name}（{name.strip()}）", span=before.span)
    if _EARLIER.match(text) and (is_measure(text) or re.search(r"平均", text)):
        return before
    return None


def _compared(place: Place) -> Node | None:
    """甲較前一年度增加數, 甲較前3年平均值減少比率."""
    body = body_of(place)
    match = _COMPARED.fullmatch(body.text)
    if match is None:
        return None
    now: Node = _input(body, match, "now")
    before = _before(body, match, now)
    if before is None:
        return None
    parts = _together(Place(body.whole, body.start, body.start + match.end("now")))
    return _change(parts or now, before, match, body)


def _against_base(place: Place) -> Node | None:
    """甲減少比率（基準值為乙）"""
    match = _AGAINST_BASE.fullmatch(place.text.rstrip(" 。;"))
    if match is None or re.match(r"[\d.,]+\D{0,3}$", match["before"]):
        return None
    now = _input(place, match, "now")
    before = _input(place, match, "before")
    return _change(now, Input(f"基準值（{before.name}）", span=before.span), match, place)


def _change(now: Node, before: Node, match: re.Match[str], place: Place) -> Node | None:
    if isinstance(now, Input) and is_rate(now.name):
        return None  # a ratio of ratios and a difference of points are both said so
    down = match["way"] in _DOWN
    change = Subtract(*((before, now) if down else (now, before)), place.span)
    return Divide(change, before, place.span) if match["relative"] else change


def _weights(place: Place) -> Node | None:
    """甲結果占50%及乙結果占50%, alone or in a bracket."""
    matches = list(_WEIGHTED.finditer(place.text))
    if len(matches) < 2:
        return None
    if sum(Decimal(match["weight"]) for match in matches) != 100:
        return None
    parts: list[Node] = []
    for match in matches:
        name = _input(place, match, "name")
        if not re.sub(r"\W", "", name.name):
            return None
        weight = Percent(Number(Decimal(match["weight"])), name.span)
        parts.append(Multiply(name, weight, name.span))
    return total(parts, place.span)


def _weights_behind(place: Place) -> Node | None:
    """甲率（40%）及乙率（60%）; a weight that is not called one needs a rate before it."""
    body = Place(place.whole, place.start, place.start + len(place.text.rstrip(" 。;")))
    parts: list[Node] = []
    position, summed = 0, Decimal(0)
    for match in _WEIGHT_BEHIND.finditer(body.text):
        name = _input(body, match, "name")
        if match.start() != position or not (match["said"] or is_rate(name.name)):
            return None
        if not (is_rate(name.name) or is_measure(name.name) or name.name.endswith("結果")):
            return None
        position, summed = match.end(), summed + Decimal(match["weight"])
        weight = Percent(Number(Decimal(match["weight"])), name.span)
        parts.append(Multiply(name, weight, name.span))
    if len(parts) < 2 or position != len(body.text) or summed != 100:
        return None
    return total(parts, body.span)


def _names(place: Place, match: re.Match[str]) -> list[Input]:
    """The quantities of a list; a joint inside a name (就業、創業人數) parts nothing."""
    start, text = match.start("names"), match["names"]
    found: list[Input] = []
    begin = 0
    ends = [joint.start() for joint in islice(_JOINT.finditer(text), MOST_JOINTS)]
    for end in [*ends, len(text)]:
        piece = text[begin:end]
        if end < len(text) and not (is_measure(piece) or is_rate(piece)):
            continue
        at = trimmed(Place(place.whole, place.start + start + begin, place.start + start + end))
        found.append(Input(named(at), span=at.span))
        begin = end + 1
    return found


def _together(place: Place) -> Node | None:
    """甲人數及乙人數合計, 甲人次、乙人次及丙人次之總和"""
    body = body_of(place)
    match = _TOGETHER.fullmatch(body.text)
    if match is None:
        return None
    names = _names(body, match)
    if len(names) < 2 or not all(_counts(item) for item in names):
        return None
    if len({_is_money(item) for item in names}) > 1:
        return None
    return total(list(names), body.span)


def _mean(place: Place) -> Node | None:
    """甲滿意度及乙滿意度之平均值"""
    body = body_of(place)
    match = _MEAN.fullmatch(body.text)
    if match is None:
        return None
    names = _names(body, match)
    if len(names) < 2 or not all(is_rate(item.name) for item in names):
        return None
    return mean(list(names), body.span)


def _is_money(item: Input) -> bool:
    return _MONEY.search(fold(item.name)) is not None


def _two(place: Place, pattern: re.Pattern[str]) -> tuple[Input, Input] | None:
    match = pattern.fullmatch(place.text)
    if match is None:
        return None
    first, second = _input(place, match, "first"), _input(place, match, "second")
    if not (_counts(first) and _counts(second)) or "後" in second.name:
        return None
    if len(second.name) < 3 or _is_money(first) != _is_money(second):
        return None  # 扣除額 is one word; and money does not add to persons
    return first, second


def _joined(place: Place) -> Node | None:
    """甲人次加計乙人次"""
    body = body_of(place)
    pair = _two(body, _JOINED)
    return total(list(pair), body.span) if pair else None


def _less(place: Place) -> Node | None:
    """甲金額扣除乙金額之餘額"""
    body = body_of(place)
    pair = _two(body, _LESS)
    return Subtract(pair[0], pair[1], body.span) if pair else None


def _ratio_of_two(place: Place) -> Node | None:
    """甲件數與總件數之比率; without a word for the whole both could be parts of a third."""
    body = body_of(place)
    match = _RATIO_OF_TWO.fullmatch(body.text)
    if match is None or not _SAYS_WHOLE.search(match["whole"]):
        return None
    part, whole = _input(body, match, "part"), _input(body, match, "whole")
    if not (_counts(part) and _counts(whole)) or _SAYS_WHOLE.search(part.name):
        return None
    return Divide(part, whole, body.span)


def compound(place: Place) -> Node | None:
    """An operand that says a sum or a difference: 甲件數加計乙件數, 甲額扣除乙額, 甲數及乙數合計.

    >>> compound(Place("甲件數加乙件數", 0, 7)).right.name
    '乙件數'
    """
    for reader in (_together, _joined, _less, _plus_or_minus):
        if (node := reader(place)) is not None:
            return node
    return None


def _plus_or_minus(place: Place) -> Node | None:
    """甲件數加乙件數: one character, so both must be quantities of one kind."""
    match = _PLUS_OR_MINUS.fullmatch(place.text)
    if match is None or match["first"][-2:] != match["second"][-2:]:
        return None
    first, second = _input(place, match, "first"), _input(place, match, "second")
    if not (_counts(first) and _counts(second)) or "後" in second.name:
        return None
    join = Add if match["sign"] == "加" else Subtract
    return join(first, second, place.span)


_READERS: Final = (
    list_sum,
    least_growth,
    _weights,
    _weights_behind,
    _against_base,
    _compared,
    _share,
    _ratio_of_two,
    _together,
    _joined,
    _less,
    _mean,
)
