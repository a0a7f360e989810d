"""A title ends with a mark of punctuation.

What it finds:
    The name of a goal, KPI, work plan or project that ends with a full stop, comma, colon or 、.

Why it matters:
    In the other table the same name stands without it, so the two no longer match; a comma at the
    end often means that the rest was cut off.

Example:
    KPI 「推廣文化外交。」

Instead:
    KPI 「推廣文化外交」

When it is right anyway:
    Titles of laws and works that end so themselves.

Basis:
    The form of the annual plan (年度施政計畫): names are no sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.rules.findings import Fact, Fault, Level, Words
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

STRAY: Final = re.compile(r"[。，、；：,;:．.]+$")


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Every name that ends with punctuation."""
    for named in subject.names:
        found = STRAY.search(named.text)
        if found is not None:
            facts: dict[str, Fact] = {"what": named.what, "quote": found[0]}
            yield Fault(named.element, named.field, facts, quote=found[0])


RULE = PlanRule(
    code="GK112",
    name="stray-final-punctuation",
    level=Level.WARNING,
    title=Words("名稱末尾有多餘標點", "A title ends with punctuation"),
    sentence=Words("{what}名稱末尾有「{quote}」", "the name of this {what} ends with 「{quote}」"),
    chinese=Explanation(
        finds="施政目標、指標、工作計畫或計畫項目的名稱以句號、逗號、冒號或頓號結尾。",
        matters="另一表的名稱沒有標點，兩者就對不起來；以逗號結尾常表示後文被截斷。",
        instead="刪除末尾標點。",
    ),
    check=check,
)
