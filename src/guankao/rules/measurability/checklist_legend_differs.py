"""The legend of a checklist names another number of items than it has.

What it finds:
    A score of 0 that stands for 「n項均未達到」 where the list has another number of items.

Why it matters:
    The result between the two numbers is not defined.

Example:
    0代表「2項均未達到」 over three items

Instead:
    0代表「3項均未達到」

When it is right anyway:
    Never.

Basis:
    The standard itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.measurability.lists import numbered_items
from guankao.rules.measurability.wording import fold
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

_NONE_MET: Final = re.compile(r"0\s*代表「?(\d+)項均未達到」?")
_MET: Final = re.compile(r"達到(\d+)項")


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Legends whose number is not that of the items."""
    for indicator in subject.plan.indicators:
        text = fold(indicator.standard)
        said = _NONE_MET.search(text)
        if said is None:
            continue
        most = max((int(number) for number in _MET.findall(text)), default=0)
        number = len(numbered_items(text)) or most
        if int(said[1]) != number:
            facts = {"said": said[0], "number": str(number)}
            quote = indicator.standard[said.start() : said.end()]
            yield Fault(subject.indicator_id(indicator), "standard", facts, quote)


RULE = PlanRule(
    code="GK237",
    name="checklist-legend-differs",
    level=Level.WARNING,
    title=Words(
        "計分說明的項數與條列不符",
        "The legend of a checklist does not fit its items",
    ),
    sentence=Words(
        "計分說明寫「{said}」，條列卻有 {number} 項",
        'the legend says "{said}", and there are {number} items',
    ),
    chinese=Explanation(
        finds=("0 分寫「n項均未達到」，條列的項數卻不是 n。"),
        matters=("介於兩者之間的成績沒有定義。"),
        instead=("改正計分說明的項數。"),
    ),
    check=check,
)
