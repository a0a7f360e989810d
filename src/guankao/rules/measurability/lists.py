"""The items of a numbered list that stands inside a standard."""

from __future__ import annotations

import re
from typing import Final

from guankao.rules.measurability.wording import fold

_NUMBER: Final = re.compile(r"(?<![\d.,])(\d{1,2})[.、](?!\d)|(?<![\d.,])(\d{1,2})\.(?=\d{3}年)")


def numbered_items(standard: str) -> tuple[str, ...]:
    """The items of a list 1. 2. 3. in a standard; none where its numbers do not run from 1.

    >>> numbered_items("1.參訪次數。2.受訪人次。以上合計")
    ('參訪次數', '受訪人次')
    >>> numbered_items("占比2.5%")
    ()
    """
    text = fold(standard)
    starts: list[tuple[int, int]] = []
    for match in _NUMBER.finditer(text):
        if int(match[1] or match[2]) == len(starts) + 1:
            starts.append((match.start(), match.end()))
    if len(starts) < 2:
        return ()
    ends = [start for start, _ in starts[1:]] + [len(text)]
    items = (text[begin:end] for (_, begin), end in zip(starts, ends, strict=True))
    return tuple(re.split(r"[。;]", item.strip())[0] for item in items)
