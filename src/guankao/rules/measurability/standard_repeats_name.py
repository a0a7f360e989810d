"""The standard only repeats the name of the KPI.

What it finds:
    A standard whose words are those of the KPI's name, but for the year, the agency or a word of
    addition.

Why it matters:
    The standard has a column of its own so that it can say what counts and what does not.

Example:
    參觀人次 under the name 年度參觀人次

Instead:
    常設展及特展購票入場人次（不含線上展）

When it is right anyway:
    When the name is a term with one official definition, such as a published statistic.

Basis:
    The form of the annual plan: 關鍵績效指標 and 衡量標準 are two columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.measurability.wording import fold, without_remarks
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

_EMPTY: Final = re.compile(
    r"[\W_]|本[會部署局處府院]|本總處|[本當]年度?|年度|每年|各年度|總|數量|數目|數|之|的"
)


def check(subject: PlanSubject) -> Iterator[Fault]:
    """KPIs whose standard and name say the same."""
    for indicator in subject.plan.indicators:
        said = _essence(indicator.standard)
        if said and said == _essence(indicator.name):
            facts = {"name": indicator.name}
            yield Fault(subject.indicator_id(indicator), "standard", facts)


def _essence(text: str) -> str:
    return _EMPTY.sub("", without_remarks(fold(text)))


RULE = PlanRule(
    code="GK202",
    name="standard-repeats-name",
    level=Level.NOTE,
    title=Words(
        "衡量標準只重複指標名稱",
        "The standard repeats the KPI's name",
    ),
    sentence=Words(
        "衡量標準與指標名稱「{name}」幾乎相同，沒有說明計算範圍與方式",
        'the standard says the same as the name "{name}", and nothing of scope or method',
    ),
    chinese=Explanation(
        finds=("衡量標準與指標名稱用字相同，只差年度、機關自稱或「總」「數」等字。"),
        matters=("衡量標準另設一欄，是為了說明什麼算、什麼不算。"),
        instead=("寫出計算範圍、資料來源與期間。"),
    ),
    check=check,
)
