"""What the words of a KPI count: the unit of a standard, and whether a name is a number or a rate.

Signs, no understanding: a Chinese noun phrase says what it counts with its last word (人數, 金額,
比率), so the ends of clauses are looked at, without the remarks in brackets.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from guankao.figures import fold_width, normalise
from guankao.figures.quantities import split_scale

LONGEST_CLAUSE: Final = 24
"""Characters of a clause that a finding quotes."""

_REMARK: Final = re.compile(r"[(\[【〔][^()\[\]【】〔〕]*[)\]】〕]")
_NOTE: Final = re.compile(r"(?:[【(]?(?:說明|備註|註)[】)]?[:】)]|註\d?[:、]).*$", re.DOTALL)
_END: Final = r"(?=$|[,。;、:等及與和或並\s)】〕]|\d+[.、])"
_COMPOUND: Final = "人次|家次|架次|場次|項次|件次|檔次|部次|班次|廠次|車次|航次|人日|人時"
_MEASURE_WORD: Final = (
    "公斤|公噸|公里|公頃|公尺|小時|項目|案件|[人件次項案家戶篇張筆處所棟座個校班站艘隻頭株則"
    "組隊團名門種輛台臺冊份宗館天日]"
)
_UNIT: Final = re.compile(
    rf"(?P<word>{_COMPOUND})(?:數)?{_END}"
    rf"|(?<![國專方大])(?<!單)(?<!場)(?P<counted>{_MEASURE_WORD})(?:數量|數目|總數|數){_END}"
    rf"|(?P<first>[件次人項])\((?P<second>[件次人項團])\)數{_END}"
)
_AMOUNT: Final = re.compile(
    r"(?:(?<![無多少])數(?:目|量)?|[總水氣能流重數載運力產]量|量|次|總和|合計|金額|額|(?<!數)值|價|收入|收益|"
    r"營收|所得|營業額|面積|容量|噸位|工時|期程|時間|日程|排名|名次|率|比例|比重|百分比|幅度|"
    r"滿意度|程度|準確度|[^年制季][^進]度|分數|得分|平均|指數|里程|長度|規模|貢獻|支出|經費|費用|成本|單價|補助款|稅收|盈餘|損益|淨利|資產|負債|餘命|進度|情形)"
    rf"{_END}"
)
_STATED: Final = re.compile(r"\d+(?:\.\d+)?\s*(?:[萬億]?[^\W\d]{1,3}以[上下]|[件項案次場家處])")
_PER: Final = re.compile(r"\([^()÷/]{1,6}[÷/][^()]{1,4}\)|單位:")
_RATE_END: Final = re.compile(
    r"(?:[^效機概頻利]率|比例|比率|百分比|占比|比重|幅度|滿意度|認知度|達成度|覆蓋度|準確度)$"
)
_RATE_INSIDE: Final = re.compile(r"(?:普及|自有|達成|完成|合格|涵蓋|使用|就業|通過|普查)率")
_NUMBER_END: Final = re.compile(
    rf"(?:{_COMPOUND}|(?<!指)(?<!基)(?<!級)(?<!係)數(?:目|量)?|總?金額|總額|產值|收入|面積|時間|時數|公里)$"
)


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """A text as it is looked at here: NFC, half-width, without line breaks."""
    return fold_width(normalise(text)).replace("\n", "")


def without_remarks(folded: str) -> str:
    """A folded text without its bracketed remarks and without the notes at its end.

    >>> without_remarks(fold("輔導家數（不含個人）。註：含分校"))
    '輔導家數。'
    """
    text = _NOTE.sub("", folded)
    for _ in range(3):  # remarks nest two deep at most
        text = _REMARK.sub("", text)
    return text


def clause_before(text: str, end: int) -> str:
    """The clause of a folded text up to a place, as a finding quotes it; shortened in front.

    >>> clause_before("辦理說明會,提供諮詢之滿意度", 14)
    '提供諮詢之滿意度'
    """
    clause = re.split(r"[,。;:、(\[【〔]", text[:end])[-1]
    return clause if len(clause) <= LONGEST_CLAUSE else f"…{clause[-LONGEST_CLAUSE:]}"


def names_amount(standard: str) -> bool:
    """Whether a standard names something that can be counted or measured.

    >>> names_amount("辦理研習之參加人次"), names_amount("推動雨水花園"), names_amount("數位教材")
    (True, False, False)
    """
    folded = fold(standard)
    text = without_remarks(folded)
    return bool(_AMOUNT.search(text) or _STATED.search(text) or _PER.search(folded))


def units(text: str) -> tuple[str, ...]:
    """The units in which the phrases of a text count, each once, in the order of the text.

    >>> units("1.參訪次數。2.受邀國家之人數及互訪人次")
    ('次', '人', '人次')
    >>> units("國家數"), units("教師（含代理）人數"), units("決議之次（件）數")
    ((), ('人',), ('次', '件'))
    """
    folded = fold(text)
    found: dict[str, None] = {}
    both = _UNIT.search(folded)
    if both and both["first"]:
        found[both["first"]] = found[both["second"]] = None
    for match in _UNIT.finditer(without_remarks(folded)):
        unit = match["word"] or match["counted"]
        if unit:
            found[{"項目": "項", "案件": "件"}.get(unit, unit)] = None
    return tuple(found)


def unit_of_target(unit: str) -> tuple[int, str]:
    """The power of ten of a target's unit, and the unit without scale and without its period.

    >>> unit_of_target("萬人次"), unit_of_target("件/年"), unit_of_target("累計件數")
    ((4, '人次'), (0, '件'), (0, '件'))
    """
    power, base = split_scale(fold(unit).replace(" ", ""))
    base = re.split(r"[/(]", base)[0]
    base = re.sub(r"^累計", "", base)
    return power, re.sub(r"(?<=.)數$", "", base)


def is_rate_name(name: str) -> bool:
    """Whether the name of a KPI is that of a rate.

    >>> is_rate_name("提升結訓學員就業率"), is_rate_name("改善工作效率"), is_rate_name("辦理場次")
    (True, False, False)
    """
    bare = without_remarks(fold(name)).rstrip("。. ")
    return bool(_RATE_END.search(bare) or _RATE_INSIDE.search(bare))


def is_number_name(name: str) -> bool:
    """Whether the name of a KPI is that of a count, an amount or a time.

    >>> is_number_name("年度考照人數"), is_number_name("考照人數成長率"), is_number_name("風險指數")
    (True, False, False)
    """
    bare = without_remarks(fold(name)).rstrip("。. ")
    return bool(_NUMBER_END.search(bare)) and not _RATE_END.search(bare)
