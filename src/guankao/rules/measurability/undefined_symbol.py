"""The formula uses a symbol that the KPI does not explain.

What it finds:
    Inputs called 指標1, I1, A or the like, that are defined neither in the standard nor in its
    remarks; a note where the KPI has no remark at all.

Why it matters:
    The formula then says nothing at all; what is measured stands in another document.

Example:
    指標1×50%＋指標2×50%

Instead:
    指標1×50%＋指標2×50%（指標1：如期結案件數÷應結案件數；指標2：…）

When it is right anyway:
    When the definition stands in a note that was left out of the file; then put it back.

Basis:
    The form of the annual plan: the column 衡量標準 states how the KPI is measured.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.measurability.wording import fold
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

_SYMBOL: Final = re.compile(r"指標[\d一二三四五甲乙丙丁]+|[A-Z]\d{0,2}")


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Symbols without a definition."""
    for indicator, formula in subject.with_formulas():
        beside = fold(
            f"{indicator.standard}{indicator.standard_remark or ''}{indicator.note or ''}"
        )
        for item in formula.inputs:
            symbol = fold(item.name)
            explained = re.search(rf"{re.escape(symbol)}\s*(?:[:=係為指]|[(【]註)", beside)
            if _SYMBOL.fullmatch(symbol) and not explained:
                # Records often leave the notes out; where there are some, this one is missing.
                noted = indicator.standard_remark or indicator.note
                level = None if noted else Level.NOTE
                facts = {"symbol": item.name}
                yield Fault(subject.indicator_id(indicator), "standard", facts, level=level)
                break


RULE = PlanRule(
    code="GK234",
    name="undefined-symbol",
    level=Level.WARNING,
    title=Words(
        "算式裡的代號沒有定義",
        "A symbol of the formula is not explained",
    ),
    sentence=Words(
        "算式用了代號「{symbol}」，衡量標準與備註都沒有說明它是什麼",
        'the formula uses "{symbol}", which neither the standard nor the remarks explain',
    ),
    chinese=Explanation(
        finds=(
            "算式用「指標1」「I1」「A」等代號，衡量標準與備註都沒有定義；完全沒有備註時列為提示。"
        ),
        matters=("只看這一欄，完全不知道衡量什麼。"),
        instead=("在衡量標準寫出每個代號的算式或名稱。"),
    ),
    check=check,
)
