"""A bracket has no partner.

What it finds:
    An opening bracket or quotation mark that is never closed, or a closing one that was never
    opened, in a name, title, standard, target or remark.

Why it matters:
    In a standard it changes what is divided by what; in a name, the text before or after it may
    have been lost.

Example:
    （甲數＋乙數÷丙數×100%

Instead:
    （甲數＋乙數）÷丙數×100%

When it is right anyway:
    List numbers such as 1), which are not taken for brackets.

Basis:
    The reader of formulas refuses such a text, unless every place for the missing bracket gives
    the same formula.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from guankao.figures import fold_width
from guankao.rules.findings import Fault, Level, Words
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

PARTNERS: Final = {
    ")": "(",
    "]": "[",
    "}": "{",
    "】": "【",
    "〕": "〔",
    "」": "「",
    "』": "『",
    "》": "《",
}
SMALL: Final = str.maketrans("﹛﹜﹝﹞﹙﹚｟｠｢｣", "{}〔〕()()「」")
BRACKETS: Final = re.compile(f"[{re.escape(''.join((*PARTNERS, *PARTNERS.values())))}]")
LIST_NUMBER: Final = re.compile(r"(?:^|[\s。；;，、:：])[\dA-Za-z一二三四五六七八九十]{1,2}$")
CONTEXT: Final = 6


def check(subject: PlanSubject) -> Iterator[Fault]:
    """The first bracket without a partner of every text."""
    for named in subject.texts:
        place = _without_partner(named.text)
        if place is not None:
            around = named.text[max(place - CONTEXT, 0) : place + CONTEXT + 1]
            facts = {"bracket": named.text[place], "around": around}
            yield Fault(named.element, named.field, facts, quote=around)


# Of a plan that is linted again after each change, nearly all texts are those of before.
@lru_cache(maxsize=2048)
def _without_partner(written: str) -> int | None:
    text = fold_width(written).translate(SMALL)
    if not BRACKETS.search(text):
        return None
    opened: list[int] = []
    for place, character in enumerate(text):
        if character in PARTNERS.values():
            opened.append(place)
        elif character in PARTNERS:
            if opened and text[opened[-1]] == PARTNERS[character]:
                opened.pop()
            elif not (character == ")" and LIST_NUMBER.search(text[:place])):
                return place
    return opened[0] if opened else None


RULE = PlanRule(
    code="GK111",
    name="unbalanced-bracket",
    level=Level.WARNING,
    title=Words("括號不成對", "A bracket has no partner"),
    sentence=Words("「{bracket}」沒有成對：…{around}…", "「{bracket}」 has no partner: …{around}…"),
    chinese=Explanation(
        finds="名稱、衡量標準、目標值或備註中，有括號或引號只有一半。",
        matters="在衡量標準裡，缺一個括號就改變了被除的範圍；在名稱裡，可能漏了文字。",
        instead="補上缺少的一半。",
    ),
    check=check,
)
