"""Letters and documents that a programme names: who issued them, when, and under which number."""

from __future__ import annotations

import re
from typing import Final

from guankao.documents.interpretation.wording import closed_up, day_of, outer_ends_trimmed
from guankao.documents.programme import Source

_NUMBER: Final = re.compile(
    r"日\s*(?P<issuer>\S*?(?:部|院|會|署|局|府|處|省))??(?P<number>[^\s\d，。]{1,8}字第\d+號)"
)
_ISSUER_BEFORE: Final = re.compile(r"(?P<issuer>[^\s\d，。、（(]{2,20}?)(?:民國)?\s*\d{2,3}年")
_ISSUED: Final = re.compile(r"號(?:函|令)?(?:函頒|頒布|訂頒|頒|核定|修正|訂定)?(?P<title>.*)")
_QUOTED: Final = re.compile(r"[「《](?P<title>[^「」《》]+)[」》]")


def read_source(text: str) -> Source | None:
    """The source that a text names, or `None` where it names no letter and no title.

    >>> source = read_source("某部 106 年 1 月 9 日某綜字第 10600 號函頒「甲方案」。")
    >>> source.issuer, source.document_no, source.title
    ('某部', '某綜字第10600號', '甲方案')
    """
    whole = outer_ends_trimmed(closed_up(text))
    found = _NUMBER.search(whole)
    if found is None:
        quoted = _QUOTED.fullmatch(whole) or _QUOTED.search(whole)
        return Source(title=quoted["title"]) if quoted else None
    before = _ISSUER_BEFORE.match(whole)
    issuer, number = _taken_apart(found["number"], found["issuer"])
    issued = _ISSUED.search(whole, found.end("number") - 1)
    title = unquoted(issued["title"]) if issued else ""
    return Source(
        title=title or None,
        issuer=before["issuer"] if before else issuer,
        date=day_of(whole),
        document_no=number,
    )


def unquoted(text: str) -> str:
    """A title without the marks around the whole of it.

    >>> unquoted("「甲方案」"), unquoted("第2屆「甲獎」評獎計畫")
    ('甲方案', '第2屆「甲獎」評獎計畫')
    """
    stripped = outer_ends_trimmed(text)
    whole = _QUOTED.fullmatch(stripped)
    return whole["title"] if whole else stripped


def _taken_apart(number: str, issuer: str | None) -> tuple[str | None, str]:
    """The issuer that stands glued before a number: 某部某綜字第1號."""
    if issuer:
        return issuer, number
    glued = re.match(
        r"(?P<issuer>\S{1,10}(?:部|院|會|署|局|府|處))(?P<number>\S{2,5}字第\d+號)", number
    )
    return (glued["issuer"], glued["number"]) if glued else (None, number)
