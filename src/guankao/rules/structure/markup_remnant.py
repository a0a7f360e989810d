"""A text holds pieces of a markup language.

What it finds:
    Remnants of HTML (<p>, <ol>, &nbsp;), of LaTeX (\\times, \\text{…}, $…$) or of an office
    program's fields in any text of the plan.

Why it matters:
    They were put in by a program, not by a person, and are printed as they stand; a formula with
    them cannot be read.

Example:
    $（甲數 \\div 乙數） \\times 100%$

Instead:
    （甲數÷乙數）×100%

When it is right anyway:
    Never.

Basis:
    The form of the annual plan (年度施政計畫) holds plain text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

REMNANT: Final = re.compile(
    r"</?[A-Za-z][A-Za-z0-9]{0,9}(?:\s[^<>]{0,80})?/?>|&(?:nbsp|lt|gt|amp|quot|#\d{2,5});|"
    r"\\\\?(?:times|div|text|frac|left|right|cdot|sum)\b|\$[^$]{2,}\$|\\[{}]"
)


def check(subject: PlanSubject) -> Iterator[Fault]:
    """The first remnant of every text."""
    for named in subject.texts:
        found = REMNANT.search(named.text)
        if found is not None:
            quote = found[0][:40]
            yield Fault(named.element, named.field, {"quote": quote}, quote=quote)


RULE = PlanRule(
    code="GK114",
    name="markup-remnant",
    level=Level.ERROR,
    title=Words("殘留標記語法", "Remnants of markup"),
    sentence=Words(
        "文字中殘留標記語法「{quote}」", "the text holds the markup remnant 「{quote}」"
    ),
    chinese=Explanation(
        finds="文字中殘留 HTML（<p>、<ol>、&nbsp;）、LaTeX（\\times、\\text{…}）或欄位碼。",
        matters="是程式而非人留下的，會原樣印出；含有這些符號的公式也無法讀取。",
        instead="刪除標記，改為一般文字與符號。",
    ),
    check=check,
)
