"""Names in a programme: what 本部 stands for, and lists of agencies that share a beginning."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

_STANDS_FOR: Final = re.compile(
    r"(?P<name>[^\s，。、（(「」]{2,20})[（(]以下(?:簡)?稱[「]?(?P<short>[^）)」]{1,10})[」]?[)）]"
)
_ASIDE: Final = re.compile(r"[（(][^（()）]*[)）]")
_OWN: Final = re.compile(r"本[部院會署局府處]")
_NAME: Final = re.compile(r"(?:、|，|(?P<joint>及|與)|^)(?P<name>[^、，及與]+)")
_SHORT_NAME: Final = re.compile(r"[^、及與]{1,5}[署局司處院會]")


def short_names(text: str) -> dict[str, str]:
    """What short names stand for: 甲部（以下簡稱本部）.

    >>> short_names("甲部（以下簡稱本部）所屬機關")
    {'本部': '甲部'}
    """
    return {found["short"]: found["name"] for found in _STANDS_FOR.finditer(text)}


def agencies_listed(text: str, stands_for: Mapping[str, str]) -> tuple[str, ...]:
    """The agencies of a list, with 本部 written out; a short name joined by 及 shares it.

    >>> agencies_listed("乙院、本部一署及二署", {"本部": "甲部"})
    ('乙院', '甲部一署', '甲部二署')
    """
    names: list[str] = []
    shared = ""
    for found in _NAME.finditer(_ASIDE.sub("", text)):
        stripped = found["name"].strip(" 。")
        if not stripped:
            continue
        own = _OWN.match(stripped)
        full = stands_for.get(own[0], "") if own else ""
        if own and full:
            shared = full
            names.append(full + stripped[own.end() :])
        elif shared and found["joint"] and _SHORT_NAME.fullmatch(stripped):
            names.append(shared + stripped)
        else:
            shared = ""
            names.append(stripped)
    return tuple(names)
