"""The duties of a programme: who has to do what by when, who inspects whom, what is reported."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from guankao.documents.interpretation.programme.names import agencies_listed
from guankao.documents.interpretation.wording import day_of, outer_ends_trimmed
from guankao.documents.programme import PlannedInspection, ReportDue, Step
from guankao.figures.periods import YEARS_BEFORE
from guankao.figures.text import fold_width

_DUTY: Final = re.compile(r"(?:^|.*?[，。])?(?P<actor>[^，。；]{2,60}?)應(?P<action>.+)", re.DOTALL)
_BARE_DUTY: Final = re.compile(r"應(?P<action>.+)", re.DOTALL)
_DEADLINE: Final = re.compile(r"(?:應)?於\d{2,3}年\d{1,2}月\d{1,2}日前(?:完成)?")
_CONTENTS: Final = re.compile(r"應(?:包括|包含)(?P<list>[^。；]+?)等(?:項目|內容|事項)")
_INSPECTION: Final = re.compile(
    r"^(?P<by>[^，。]+?)(?:(?:就|對)(?P<of>[^，。]+?)(?:辦理|推動|執行)[^，。]*)?，?\s*"
    r"(?P<may>得|應)(?P<between>[^。]*?)(?P<how>不定期|定期|每季|每月|每半年|每年)(?P<what>[^，。]+)"
    r"(?:，(?:並)?(?P<follow>[^。]+))?"
)
_KINDS_OF_INSPECTION: Final = re.compile(r"查證|考核|查核|訪查|檢查|稽核|檢討|評核|督導")
_ROUND: Final = re.compile(r"第(?P<round>\d)次(?P<begin>\d{1,2})[~～至\-－](?P<end>\d{1,2})月")
_DUE: Final = re.compile(r"(?P<year>\d{2,3})年(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?")
_DUES: Final = re.compile(r"於(?P<list>(?:\d{2,3}年\d{1,2}月(?:\d{1,2}日)?[、及]?)+)前")
_ATTACHED: Final = re.compile(
    r"(?P<name>[^，。、（()）及與將就之並]{2,20}[（(][^（()）]*附件\d+[)）])"
)
_TO: Final = re.compile(r"(?:提報|陳報|函報|送|報)(?P<to>本部|本院|本會|本署|本局|本府)")


def read_step(text: str, number: int, actor: str | None) -> Step | None:
    """A duty as a step; `actor` has it where the sentence names nobody.

    >>> step = read_step("各機關應訂定計畫，於107年3月31日前公開。", 1, None)
    >>> step.actor, step.action, step.deadline.isoformat()
    ('各機關', '訂定計畫，公開', '2018-03-31')
    """
    bare = _BARE_DUTY.match(text)
    found = None if bare else _DUTY.match(text)
    if bare is None and found is None:
        return None
    action = bare["action"] if bare else found["action"] if found else ""
    who = found["actor"] if found else actor
    if not who:
        return None
    deadline = _DEADLINE.search(fold_width(action))
    return Step(
        no=number,
        actor=who,
        action=outer_ends_trimmed(_DEADLINE.sub("", action)),
        deadline=day_of(deadline[0]) if deadline else None,
    )


def required_contents(text: str) -> tuple[str, ...]:
    """What an execution plan must contain: 應包括甲、乙等項目.

    >>> required_contents("計畫內容應包括依據、目標及預算等項目。")
    ('依據', '目標及預算')
    """
    found = _CONTENTS.search(text)
    return tuple(filter(None, (one.strip() for one in found["list"].split("、")))) if found else ()


def read_inspection(text: str, stands_for: Mapping[str, str]) -> PlannedInspection | None:
    """An inspection that a sentence provides for.

    >>> one = read_inspection("本部就各機關辦理情形，得實施不定期查核。", {"本部": "甲部"})
    >>> one.by, one.of, one.what, one.frequency, one.mandatory
    (('甲部',), '各機關', '查核', '不定期', False)
    """
    found = _INSPECTION.match(text.strip())
    if found is None or not _KINDS_OF_INSPECTION.search(found["what"]):
        return None
    return PlannedInspection(
        by=agencies_listed(found["by"], stands_for),
        of=found["of"] or "本機關",
        what=found["what"].strip(),
        frequency=found["how"],
        mandatory=found["may"] == "應",
        follow_up=outer_ends_trimmed(found["follow"]) if found["follow"] else None,
    )


def read_reports(text: str, stands_for: Mapping[str, str]) -> Iterator[ReportDue]:
    """The reports of a sentence that gives their days and periods.

    Where only the last day of several is written out (7 月、108 年 1 月 20 日前), it holds for all.
    """
    folded = fold_width(text)
    dues, periods = _DUES.search(folded), list(_ROUND.finditer(folded))
    days = list(_dues(dues["list"])) if dues else []
    if not days or len(days) != len(periods):
        return
    who = agencies_listed(re.split(r"應", text, maxsplit=1)[0].rstrip("，"), stands_for)
    to = _TO.search(text)
    for due, period in zip(days, periods, strict=True):
        begin, end = int(period["begin"]), int(period["end"])
        if not 1 <= begin <= end <= 12:
            return
        year = due.year if due.month > end else due.year - 1
        yield ReportDue(
            round=int(period["round"]),
            period_begin=date(year, begin, 1),
            period_end=date(year, end, monthrange(year, end)[1]),
            due=due,
            submitted_by=who,
            reviewed_by=who if re.search(r"完成初[審核]", text) else (),
            submitted_to=stands_for.get(to["to"], to["to"]) if to else None,
            attachments=tuple(found["name"] for found in _ATTACHED.finditer(text)),
        )


def _dues(written: str) -> Iterator[date]:
    found = list(_DUE.finditer(written))
    shared = found[-1]["day"] if found else None
    for one in found:
        day = one["day"] or shared
        if day is None:
            return
        try:
            yield date(int(one["year"]) + YEARS_BEFORE, int(one["month"]), int(day))
        except ValueError:
            return
