"""Wording that all plain documents share: broken lines, leftover markup, numbered items, days."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from guankao.figures.periods import YEARS_BEFORE
from guankao.figures.text import fold_width, normalise

_MARKUP: Final = re.compile(r"</?(?:p|ol|ul|li|div|span|b|strong)\b[^<>]{0,200}>", re.IGNORECASE)
_BREAK: Final = re.compile(r"<br\s*/?>|</p>", re.IGNORECASE)
_SPACES: Final = re.compile(r"[ \t\u3000\u00a0]+")
_LATIN_END: Final = re.compile(r"[A-Za-z]$")
_LATIN_START: Final = re.compile(r"^[A-Za-z]")
# Between two characters of which one is Chinese a space says nothing: columns are padded with it.
_WIDE: Final = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\u3000-\u303f]"
_PADDING: Final = re.compile(
    rf"(?<={_WIDE})\s+(?={_WIDE})|(?<=\d)\s+(?={_WIDE})|(?<={_WIDE})\s+(?=\d)"
)
_DAY: Final = re.compile(
    r"(?P<year>\d{2,3})\s*年\s*(?P<month>\d{1,2})\s*月(?:\s*(?P<day>\d{1,2})\s*日)?"
)
_FIRST_ITEM: Final = re.compile(r"(?:^|(?<=[\s。;:]))1\s*[.、](?!\d)")
_CHINESE_NUMBERS: Final = "一二三四五六七八九"

SUBJECT_CODES: Final = {
    "廉政": "integrity",
    "服務": "service",
    "人權": "human-rights",
    "性別": "gender-equality",
    "詐": "anti-fraud",
    "毒": "anti-drug",
    "洗錢": "anti-money-laundering",
    "食品": "food-safety",
    "空氣": "air-quality",
    "減碳": "net-zero",
    "淨零": "net-zero",
    "災": "disaster",
}
"""Short names in addresses for the subjects that such documents treat; the first word found."""


def without_markup(text: str) -> str:
    """A text without the tags that a web form left in it; a paragraph ends a line.

    >>> without_markup('<ol style="x"> 1. 甲</ol><p>2. 乙</p>')
    '1. 甲2. 乙'
    """
    broken = _BREAK.sub("\n", text)
    lines = (_SPACES.sub(" ", _MARKUP.sub("", line)).strip() for line in broken.split("\n"))
    return "\n".join(line for line in lines if line)


def joined(lines: Iterable[str]) -> str:
    """One text of lines that were broken to fit a column.

    >>> joined(["透過創新與強化為民", "服務作為"]), joined(["Janine", "McGruddy"])
    ('透過創新與強化為民服務作為', 'Janine McGruddy')
    """
    whole = ""
    for line in lines:
        piece = line.strip()
        between = " " if _LATIN_END.search(whole) and _LATIN_START.search(piece) else ""
        whole += between + piece
    return whole


def closed_up(text: str) -> str:
    """A text without the spaces that only pad it: beside Chinese, they belong to no word.

    >>> closed_up("第 2屆「政府服務獎」, 107 年")
    '第2屆「政府服務獎」, 107年'
    """
    return _PADDING.sub("", _SPACES.sub(" ", text)).strip()


def chinese_number(number: int) -> str:
    """A number from 1 to 99 in Chinese, as it numbers headings.

    >>> chinese_number(7), chinese_number(10), chinese_number(21)
    ('七', '十', '二十一')
    """
    tens, ones = divmod(number, 10)
    before = "" if tens == 0 else ("十" if tens == 1 else f"{_CHINESE_NUMBERS[tens - 1]}十")
    return before + (_CHINESE_NUMBERS[ones - 1] if ones else "")


def numbered_items(text: str) -> tuple[str, ...]:
    """The items 1., 2., 3. of a text; the whole text where it is not numbered.

    A number counts only where it goes on from the one before: 第 2.5 級 begins no item.

    >>> numbered_items("1. 宣導 53 場。 2.審核 8 件。")
    ('宣導 53 場。', '審核 8 件。')
    >>> numbered_items("宣導 53 場。")
    ('宣導 53 場。',)
    """
    lead, items = lead_and_items(text)
    whole = text.strip()
    return items if items and not lead else ((whole,) if whole else ())


def lead_and_items(text: str) -> tuple[str, tuple[str, ...]]:
    """What stands before the items 1., 2., 3. of a text, and the items.

    >>> lead_and_items("全年稽核 61 案： 1. 工程 53 案。 2. 勞務 8 案。")
    ('全年稽核 61 案：', ('工程 53 案。', '勞務 8 案。'))
    """
    folded = fold_width(text)
    first = _FIRST_ITEM.search(folded)
    if first is None:
        return text.strip(), ()
    starts, ends = [first.end()], []
    while found := re.compile(rf"(?<=[\s。;:%)】」])(?<!\d){len(starts) + 1}\s*[.、](?!\d)").search(
        folded, starts[-1]
    ):
        ends.append(found.start())
        starts.append(found.end())
    ends.append(len(text))
    items = (text[start:end].strip() for start, end in zip(starts, ends, strict=True))
    return text[: first.start()].strip(), tuple(item for item in items if item)


def day_of(text: str) -> date | None:
    """The first full day that a text names, of the Republic's calendar; `None` where none stands.

    >>> day_of("行政院 108 年 9 月 11 日核定")
    datetime.date(2019, 9, 11)
    """
    for found in _DAY.finditer(fold_width(text)):
        if found["day"] is not None:
            try:
                return date(
                    int(found["year"]) + YEARS_BEFORE, int(found["month"]), int(found["day"])
                )
            except ValueError:
                continue
    return None


def code_of(title: str, fallback: str) -> str:
    """A short name for the address of an action plan or programme.

    Titles are Chinese and addresses are not, so the subject decides; where it is unknown, the
    title's own digest, which is the same for the same title.

    >>> code_of("國家廉政建設行動方案", "action-plan")
    'integrity'
    """
    for word, code in SUBJECT_CODES.items():
        if word in title:
            return code
    digest = hashlib.sha256(normalise(title).encode()).hexdigest()
    return f"{fallback}-{digest[:6]}"


def pairs(text: str) -> set[str]:
    """All pairs of neighbouring characters that are letters, digits or Chinese: what texts share.

    >>> sorted(pairs("宣導 530 場"))
    ['宣導']
    """
    found = re.findall(r"[^\W\d_]+", fold_width(text))
    return {run[place : place + 2] for run in found for place in range(len(run) - 1)}


def outer_ends_trimmed(text: str) -> str:
    """A text without the stop at its end, as items are quoted in lists."""
    return text.strip().rstrip("。；;").strip()
