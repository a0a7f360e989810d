"""The target asks for a finished deed, and the report says that it goes on.

What it finds:
    A target of 完成, 完竣, 陳報 or 公布, and in the report to it 尚, 刻正, 初步, 續行 or 俟 with no
    word that it was done.

Why it matters:
    Unfinished work is often told in the same tone as finished work.

Example:
    target 修正草案陳報; report 已初步完成研擬

Instead:
    已於12月陳報, or 未完成，預定次年3月陳報

When it is right anyway:
    When the unfinished part is not what the target asks for.

Basis:
    A milestone is reached or not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.documents.action_plan import Measure, MeasureTarget
from guankao.rules.findings import Fault, Level, Words
from guankao.rules.reports.prose import items, prose, quoted
from guankao.rules.rule import ActionPlanRule, Explanation
from guankao.rules.subjects import ActionPlanSubject

_ASKED: Final = re.compile(
    r"^(?!.*(?:期使|積極|持續|加強)).*(?:完成|完竣|陳報|公布|通過|提出|建置)"
)
_UNFINISHED: Final = re.compile(
    r"[^,。;]{0,12}(?:尚有?(?:部分|待|未)|尚待|刻正|初步完成|續行|仍(?:亟)?待|俟[^,。;]{2,12}後|研議中|審查中|辦理中)"
    r"[^,。;]{0,12}"
)


def check(subject: ActionPlanSubject) -> Iterator[Fault]:
    """Deeds that the report to them calls unfinished."""
    for measure in subject.plan.measures:
        report = measure.report or ""
        text = prose(report)
        for target in measure.targets:
            if target.value is not None or not _ASKED.search(target.text):
                continue
            start, end = _answer(text, measure, target)
            found = _UNFINISHED.search(text, start, end)
            if found and not _is_done(text[found.end() : end], target):
                words = quoted(report, *found.span())
                facts = {"target": target.text, "words": words}
                yield Fault(subject.measure_id(measure), "report", facts, words)


def _answer(text: str, measure: Measure, target: MeasureTarget) -> tuple[int, int]:
    """The item of the report with the target's number; the whole where they do not pair."""
    spans = items(text)
    paired = len(spans) == len(measure.targets)
    return spans[target.no - 1] if paired and target.no <= len(spans) else (0, len(text))


def _is_done(rest: str, target: MeasureTarget) -> bool:
    """Whether the rest of the report says that what the target asks for was done."""
    quoted_names = re.findall(r"[^,。;、「」]{2,12}(?:法|條例|要點|草案)", prose(target.text))
    names = [name[-6:] for name in quoted_names] or [target.text[:4]]
    return any(
        re.search(rf"{re.escape(name)}[^。]{{0,20}}(?:陳報|函陳|函報|送|公布)", rest)
        for name in names
    )


RULE = ActionPlanRule(
    code="GK612",
    name="unfinished-deed",
    level=Level.WARNING,
    title=Words(
        "目標要求完成，報告顯示尚未完成",
        "The deed is not finished",
    ),
    sentence=Words(
        "目標是「{target}」，報告寫「{words}」，看來尚未完成",
        'the target is "{target}", the report says "{words}", which is not done',
    ),
    chinese=Explanation(
        finds=(
            "目標要求完成、完竣、陳報或公布，報告卻有「尚」「刻正」「初步」「續行」等字，沒有說"
            "已完成。"
        ),
        matters=("未完成的事常以完成的語氣敘述。"),
        instead=("寫明完成日期；未完成則寫原因與預定日期。"),
    ),
    check=check,
)
