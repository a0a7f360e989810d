"""One name is spelled in several ways.

What it finds:
    A name with a middle dot that is written with different dots within one plan (・ ． · ‧), and
    two names that differ only in width or spaces.

Why it matters:
    Searching for one spelling finds half of the places.

Example:
    「城鄉・對話」 and 「城鄉．對話」

Instead:
    One spelling everywhere

When it is right anyway:
    Never within one plan.

Basis:
    The guide to official documents (文書處理手冊): one name is written in one way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from guankao.figures import fold_width
from guankao.rules.findings import Fault, Level, Words
from guankao.rules.named_texts import NamedText
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

DOTS: Final = "・．·‧•･∙"
DOTTED: Final = re.compile(rf"[\u4e00-\u9fff]{{2}}[{DOTS}][\u4e00-\u9fff]{{2}}")
ONE_DOT: Final = str.maketrans(dict.fromkeys(DOTS, "·"))


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Every name with more than one spelling, at the first text that departs from the first."""
    spellings: dict[str, dict[str, NamedText]] = {}
    for named in subject.texts:
        pieces = DOTTED.findall(named.text)
        if named.field in ("title", "name"):
            pieces.append(named.text)
        for piece in pieces:
            spellings.setdefault(_key(piece), {}).setdefault(piece, named)
    for variants in spellings.values():
        if len(variants) > 1:
            written, named = list(variants.items())[1]
            facts = {"spellings": "、".join(f"「{one}」" for one in variants)}
            yield Fault(named.element, named.field, facts, quote=written)


@lru_cache(maxsize=2048)
def _key(piece: str) -> str:
    """The name without what tells its spellings apart."""
    return fold_width(piece.translate(ONE_DOT)).translate(ONE_DOT).replace(" ", "")


RULE = PlanRule(
    code="GK118",
    name="name-spelled-two-ways",
    level=Level.NOTE,
    title=Words("同一名稱有多種寫法", "One name is spelled in several ways"),
    sentence=Words(
        "同一名稱有多種寫法：{spellings}", "one name is spelled in several ways: {spellings}"
    ),
    chinese=Explanation(
        finds="同一計畫內，間隔號不同（・．·‧），或僅全形半形、空白不同的名稱。",
        matters="以其中一種寫法搜尋，只找得到一半。",
        instead="統一寫法。",
    ),
    check=check,
)
