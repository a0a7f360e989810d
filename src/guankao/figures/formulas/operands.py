"""One operand: a number, a percentage, a quantity with its name, or a constant inside a name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from guankao.figures.errors import UnreadableFigure
from guankao.figures.formulas.errors import RefusalCode, RefusedFormula
from guankao.figures.formulas.lexer import fold
from guankao.figures.formulas.nodes import Add, Divide, Input, Multiply, Node, Number, Percent, Span
from guankao.figures.numerals import LONGEST_NUMERAL
from guankao.figures.quantities import Quantity, unit_between, value_at

LONGEST_NAME: Final = 400
"""Characters of a name; the longest real one has a hundred."""

_LEAD: Final = re.compile(
    r"^(?:.{1,40}?(?:率|度|比例|比重|[數值])(?:係指|是指|即為|係(?!數))|(?:計算|衡量)?(?:公式|方式|式)(?:如下|為|:)*|亦即|意即|也就是|其中|以及|及(?![格時早])|[、,;:。])\s*"
)
_IN_WORDS: Final = re.compile(r"以.*(?:除以|乘以|[÷×]).*計算(?:之)?。?")
"""以甲除以乙計算: the first 以 belongs to 計算, and not to the name."""
_TAIL: Final = re.compile(r"\s*[、,;:。]$")
_RATIO_TAIL: Final = re.compile(r"(?:之|的)(?:比率|比例|百分比|百分率|比值|商|和|總和|合計)$")
_MEASURE: Final = re.compile(
    r"(?:[數量額值率例比度費次戶利口金款算價本餘分重積]|人數|人次|時間|收入|支出|經費|預算|面積|"
    r"人日|家次|[頭件]次|數目|員額|人員)$"
)
_RATE: Final = re.compile(
    r"(?:[^年月季分利機效概][率]|[^年月季分]率|比率|比例|百分比|占比|滿意度|認知度|準確度|妥善度|達成度|"
    r"完成度|覆蓋度|[^年季限額制程速溫長高強密硬濕深厚寬額進幅]度)$"
)
_RATE_INSIDE: Final = re.compile(r"滿意度|達成率|合格率|百分比")
_LAST_NUMBER: Final = re.compile(
    r"(?<![\d.,A-Za-z第])(?:\d[\d,]*(?:\.\d+)?[百千]?[萬億兆]){0,3}"
    r"(?P<value>\d[\d,]*(?:\.\d+)?)\s*(?P<scale>[百千]?[萬億兆]|[百千])?"
    r"\s*(?P<unit>%|[^\W\d]{0,6})$"
)
_NO_UNIT: Final = re.compile(r"^(?:年度|年底|學年|級|點|款|條|期)|以上|以下|以內|以前|以後")
_NAME_AND_NO_UNIT: Final = re.compile(r"..[數量率額值費]$|^年.")
"""107年用水量 is a name, and no 107 of anything."""
_IN_A_NAME: Final = re.compile(r"^(?:年|月|日|季|週|歲)")
"""Units of time end a name as a date (至11月30日), and give it no value."""
_COUNTED_WHOLE: Final = re.compile(
    r"^(?P<name>(?:全國|全部|全臺|總目標|目標|總計|總|共計|共|合計|計)\D{0,12}?)"
    r"(?P<value>\d[\d,]*)(?P<scale>[萬億])?(?P<unit>[處家所校個站班間戶縣鄉里村項件人名])"
    r"(?P<rest>\D*)$"
)
_RAISED: Final = re.compile(
    r"^(?P<first>.*\d[\d,萬億]*)\s*(?:加上|加計|再加)\s*(?P<rate>[\d.]+)%.{0,6}$"
)
_WHOLE: Final = re.compile(r"目標|預定|預計|預估|規劃|總|全國|全部|基準|核定|應")
_THRESHOLD: Final = re.compile(r"\d[\d,.]*\s*(?:%|[^\W\d]{0,4})(?:以上|以下|以內)$")
_PERCENTAGE_OF_WORDS: Final = re.compile(r"[\d.]+%(?:之|的|為)")
_PERCENTAGE_AS_RATIO: Final = re.compile(r"[\d.]+%(?P<rest>(?:之|的)(?:比率|比例|百分比|百分率))")
_YEAR: Final = re.compile(r"(?:民國)?(?:[89]\d|1[0-3]\d)年度?")
_SHARE: Final = re.compile(
    r"^(?P<part>.*?)[占佔](?P<whole>.+?)(?:之|的)?(?:比率|比例|百分比|百分率|比重)$"
)
_SURE_SIGN: Final = re.compile(r"[×÷Σ=]")
_QUOTED: Final = re.compile(r"「([^「」]*)」|『([^『』]*)』|\"([^\"]*)\"|“([^“”]*)”")
_NO_NAME: Final = re.compile(r"[\W\d_]*")


@dataclass(frozen=True, slots=True)
class Place:
    """A piece of the standard: what stands there, and where."""

    whole: str
    start: int
    end: int

    @property
    def text(self) -> str:
        """What stands there, with one character for each sign."""
        return fold(self.whole[self.start : self.end])

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)

    def refused(self, code: RefusalCode, expected: str) -> RefusedFormula:
        """The refusal that points here."""
        return RefusedFormula(self.whole, self.start, code, expected)


def operand(place: Place) -> Node:
    """Read one operand.

    Raises:
        RefusedFormula: nothing stands there, or words that are a condition.

    >>> operand(Place("４年預估受益戶數1,800戶", 0, 14))
    Input(name='４年預估受益戶數', default=Decimal('1800'), unit='戶', span=Span(start=0, end=14))
    >>> operand(Place("365日", 0, 4)).value
    Decimal('365')
    """
    if place.end - place.start > LONGEST_NAME:
        raise place.refused(RefusalCode.TOO_LONG, f"a name of at most {LONGEST_NAME} characters")
    if (share := _share(place)) is not None:
        return share
    place = trimmed(place)
    if ratio := _PERCENTAGE_AS_RATIO.fullmatch(place.text):
        place = Place(place.whole, place.start, place.start + ratio.start("rest"))
    text = place.text
    if _YEAR.fullmatch(text):
        return Input(named(place), span=place.span)
    if _PERCENTAGE_OF_WORDS.match(text):
        code = RefusalCode.OPEN_AVERAGE if "平均" in text else RefusalCode.WORDS_CALCULATE
        raise place.refused(code, "the whole calculation in signs")
    for reader in (_number, _raised, _counted_whole, _constant):
        if (node := reader(place)) is not None:
            return node
    if _NO_NAME.fullmatch(text):
        raise place.refused(RefusalCode.OPERAND, "a quantity, a number or a bracket")
    if _SURE_SIGN.search(text):
        raise place.refused(RefusalCode.WORDS_CALCULATE, "a sign between two quantities")
    if _THRESHOLD.search(text):
        raise place.refused(RefusalCode.CONDITION, "a quantity, without a threshold it must reach")
    return Input(named(place), span=place.span)


def trimmed(place: Place) -> Place:
    """Without the words that only lead to a name (亦即) or trail it (之比率), and spaces."""
    start = place.start
    text = place.text
    if not fold(place.whole[:start]).strip() and _IN_WORDS.fullmatch(fold(place.whole)):
        start, text = start + 1, text[1:]
    while True:
        left = len(text) - len(text.lstrip())
        if lead := _LEAD.match(text[left:]):
            left += lead.end()
        right = len(text.rstrip())
        tail = _TAIL.search(text[:right]) or _RATIO_TAIL.search(text[:right])
        if tail and (tail.re is _TAIL or is_measure(text[: tail.start()])):
            right = tail.start()
        if (left, right) == (0, len(text)) or left >= right:
            return Place(place.whole, start + left, start + max(left, right))
        start, text = start + left, text[left:right]


def named(place: Place) -> str:
    """The name as it is shown: quotation marks around the whole and spaces inside go."""
    text = place.whole[place.start : place.end].strip()
    if quoted := _QUOTED.fullmatch(text):
        text = "".join(filter(None, quoted.groups())).strip()
    return re.sub(r"\s+", " ", text).translate({ord("「"): "『", ord("」"): "』"})


def with_constant(name: Place, remark: Place) -> Node | None:
    """4年目標數（500件）: a whole that the remark behind it counts; ``None`` for other remarks."""
    found = quantity_at(trimmed(remark))
    if found is None or found[1] or not found[0].unit or not _WHOLE.search(name.text):
        return None
    quantity, _ = found
    return Input(named(trimmed(name)), quantity.value, quantity.unit, name.span)


def is_measure(name: str) -> bool:
    """Whether a name ends as a quantity does: 人數, 金額, 面積.

    >>> is_measure("獲獎作品件數"), is_measure("代理訴訟")
    (True, False)
    """
    return _MEASURE.search(_without_remark(fold(name))) is not None


def is_rate(name: str) -> bool:
    """Whether a name is that of a percentage: 合格率, 滿意度; not 年度 or 利率."""
    bare = _without_remark(fold(name))
    return bool(_RATE.search(bare) or _RATE_INSIDE.search(bare[-14:]))


def _without_remark(name: str) -> str:
    return re.sub(r"(?<=.)[(\[【〔][^()\[\]【】〔〕]*[)\]】〕]$", "", name).rstrip()


def quantity_at(place: Place) -> tuple[Quantity, bool] | None:
    """The number that is the whole of a place, in its base unit, and whether it is a percentage.

    >>> quantity_at(Place("6.3萬人次", 0, 6))
    (Quantity(value=Decimal('63000'), unit='人次'), False)
    """
    text = place.text
    if len(text) > LONGEST_NUMERAL or not re.match(r"[+-]?\d", text):
        return None
    try:
        value, unit_start, said = value_at(text, 0)
        unit = said or unit_between(text, unit_start, len(text))
    except UnreadableFigure:
        return None
    if unit == "%":
        return Quantity(value, "%"), True
    if len(unit) > 4 or _NO_UNIT.match(unit) or _NAME_AND_NO_UNIT.search(unit):
        return None
    try:
        return Quantity(value, unit).base, False
    except ValueError:
        return None


def _number(place: Place) -> Node | None:
    found = quantity_at(place)
    if found is None:
        return None
    quantity, percent = found
    if percent:
        return Percent(Number(quantity.value, span=place.span), place.span)
    return Number(quantity.value, quantity.unit, place.span)


def _constant(place: Place) -> Node | None:  # noqa: PLR0911  one return for each doubt
    """A name that ends with its own value: 4年預估受益戶數1,800戶."""
    match = _LAST_NUMBER.search(place.text)
    if match is None or match.start() == 0 or _IN_A_NAME.match(match["unit"]):
        return None
    if not match["unit"] and not match["scale"] and not is_measure(place.text[: match.start()]):
        return None  # 指標1 is a name
    if match["unit"] and is_measure(match["unit"]) and len(match["unit"]) > 2:
        return None  # 達成3項目標人數: the number belongs to the name
    found = quantity_at(Place(place.whole, place.start + match.start(), place.end))
    if found is None:
        return None
    quantity, percent = found
    name = named(trimmed(Place(place.whole, place.start, place.start + match.start())))
    if not name:
        return None
    if percent:
        return Percent(Input(name, quantity.value, "%", place.span), place.span)
    return Input(name, quantity.value, quantity.unit, place.span)


def _counted_whole(place: Place) -> Node | None:
    """A whole that the text counts: 全國25處園區."""
    match = _COUNTED_WHOLE.match(place.text)
    if match is None or not match["rest"] or is_measure(place.text):
        return None
    value = Decimal(match["value"].replace(",", "")).scaleb(
        {"萬": 4, "億": 8}.get(match["scale"] or "", 0)
    )
    return Input(named(place), value, match["unit"], place.span)


def _raised(place: Place) -> Node | None:
    """A constant raised by a percentage in words: 100萬加上3%增長值."""
    match = _RAISED.match(place.text)
    if match is None:
        return None
    first = operand(Place(place.whole, place.start, place.start + match.end("first")))
    if isinstance(first, Input) and first.default is None:
        return None
    rate = Percent(Number(Decimal(match["rate"])), place.span)
    return Multiply(first, Add(Number(Decimal(1)), rate, place.span), place.span)


def _share(place: Place) -> Node | None:
    """A占B之百分比, inside a larger expression."""
    match = _SHARE.match(place.text)
    if match is None or not match["part"] or re.match(r"[\d.]+%", match["whole"]):
        return None
    part = operand(Place(place.whole, place.start, place.start + match.end("part")))
    whole = operand(
        Place(place.whole, place.start + match.start("whole"), place.start + match.end("whole"))
    )
    return Divide(part, whole, place.span)


def share_of(place: Place) -> Node | None:
    """What a bracket is a share of: the operand in 占總目標80處之百分比."""
    match = _SHARE.match(place.text)
    if match is None or match["part"]:
        return None
    return operand(
        Place(place.whole, place.start + match.start("whole"), place.start + match.end("whole"))
    )
