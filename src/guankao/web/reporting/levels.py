"""The control levels of projects by the codes that are stored."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType


class ControlLevel(StrEnum):
    """Who controls a project (管制級別)."""

    CABINET = "cabinet"
    MINISTRY = "ministry"
    SELF = "self"


CODES = MappingProxyType(
    {
        "行政院": ControlLevel.CABINET,
        "部會": ControlLevel.MINISTRY,
        "自行": ControlLevel.SELF,
    }
)
"""By the word that stands in documents."""
