"""Full-width and half-width forms are mixed.

What it finds:
    A name with half-width brackets beside Chinese characters, or with full-width Latin letters or
    digits (ｅ化, １０７).

Why it matters:
    To a computer （訂） and (訂) are different texts: searching, sorting and linking by name fail
    without anyone seeing why.

Example:
    KPI 「研修(訂)法規」 beside 「研修（訂）法規」

Instead:
    Full-width brackets, half-width letters and digits, everywhere

When it is right anyway:
    Trade names and titles of laws that are written so.

Basis:
    The guide to official documents (文書處理手冊): full-width punctuation, half-width digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.rules.findings import Fact, Fault, Level, Words
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

HALF_BRACKETS: Final = re.compile(r"(?<=[\u4e00-\u9fff」）%])\([^()（）]*[)）]|（[^()（）]*\)")
FULL_LETTERS: Final = re.compile(r"[Ａ-Ｚａ-ｚ０-９]+")


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Every name with a form of the wrong width."""
    for named in subject.names:
        found = HALF_BRACKETS.search(named.text) or FULL_LETTERS.search(named.text)
        if found is not None:
            facts: dict[str, Fact] = {"what": named.what, "quote": found[0]}
            yield Fault(named.element, named.field, facts, quote=found[0])


RULE = PlanRule(
    code="GK113",
    name="mixed-width",
    level=Level.NOTE,
    title=Words("全形半形混用", "Full-width and half-width forms are mixed"),
    sentence=Words(
        "{what}名稱中的「{quote}」與通用寫法的全形、半形不同",
        "「{quote}」 in the name of this {what} has another width than is usual",
    ),
    chinese=Explanation(
        finds="名稱中在中文旁使用半形括號，或使用全形的英文字母、數字。",
        matters="對電腦而言是不同的文字：搜尋、排序與依名稱關聯都會失敗，肉眼卻看不出來。",
        instead="括號用全形，英文與數字用半形。",
    ),
    check=check,
)
