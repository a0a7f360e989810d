"""Who answers for a measure: 主辦機關：甲部（一司、二司） 協辦機關：乙部."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pydantic import ValidationError

from guankao.documents.action_plan import ResponsibleAgency

_ROLE: Final = re.compile(r"(?P<role>主辦|協辦)(?:機關|單位)?\s*[:：]\s*")
_WITH_UNITS: Final = re.compile(r"(?P<agency>[^(（]+)[(（](?P<units>[^)）]*)[)）]?")


def responsible_agencies(
    text: str,
) -> tuple[tuple[ResponsibleAgency, ...], tuple[ResponsibleAgency, ...]]:
    """The agencies in the lead and those that help; without the words 主辦 and 協辦 all lead.

    >>> lead, co = responsible_agencies("主辦機關：甲部（一司、二司）。 協辦機關：乙部、丙會")
    >>> lead[0].agency, lead[0].units, [one.agency for one in co]
    ('甲部', ('一司', '二司'), ['乙部', '丙會'])
    """
    lead: list[ResponsibleAgency] = []
    co: list[ResponsibleAgency] = []
    position, into = 0, lead
    for found in _ROLE.finditer(text):
        into.extend(_named(text[position : found.start()]))
        position, into = found.end(), lead if found["role"] == "主辦" else co
    into.extend(_named(text[position:]))
    return tuple(lead), tuple(co)


def _named(text: str) -> Iterator[ResponsibleAgency]:
    for name in _split(text):
        found = _WITH_UNITS.fullmatch(name)
        agency, listed = (found["agency"], found["units"]) if found else (name, "")
        units = tuple(unit.strip() for unit in re.split(r"[、,，]", listed) if unit.strip())
        try:
            yield ResponsibleAgency(agency=agency.strip(), units=units)
        except ValidationError:
            continue


def _split(text: str) -> Iterator[str]:
    """Split at 、 outside of brackets."""
    depth, name = 0, ""
    for character in text.strip().rstrip("。"):
        depth += (character in "(（") - (character in ")）")
        if depth <= 0 and character in "、,，；;\n":
            yield from _unless_empty(name)
            name = ""
        else:
            name += character
    yield from _unless_empty(name)


def _unless_empty(name: str) -> Iterator[str]:
    if name.strip(" 。"):
        yield name.strip(" 。")
