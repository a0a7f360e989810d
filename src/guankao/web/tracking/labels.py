"""What a measure is called in lists, where its document gives it no short title."""

from __future__ import annotations

import re

from guankao.documents import Measure

LONGEST_LABEL = 40
"""Characters. A clause longer than this would fill two lines of a list."""

_END_OF_CLAUSE = re.compile(r"[，。；：,;\n]")


def short_title_of(measure: Measure) -> str:
    """The short title of a measure; where it has none, the first clause of its text.

    A document read from a file has no short titles: the published tables know none.

    >>> short_title_of(Measure(key="3", no=3, strategy_no=1, measure_no=3, text="辦理稽核，落實。"))
    '辦理稽核'
    """
    if measure.short_title:
        return measure.short_title
    clause = _END_OF_CLAUSE.split(measure.text or "", maxsplit=1)[0].strip()
    if not clause:
        return str(measure.no)
    return clause if len(clause) <= LONGEST_LABEL else f"{clause[: LONGEST_LABEL - 1]}…"
