"""Versions that one person made of one element in one go, told as one.

While a person types, each pause is saved as a version of its own, and each is kept for ever: a
version that grew after it was made would be one that nobody could be held to. A reader is helped by
the whole change, so a list of versions shows such a run as one line, and one press takes it back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from guankao.web.planning.models import PlanVersion
from guankao.web.planning.versions import VersionKind

LONGEST_PAUSE = timedelta(minutes=10)
"""Somebody who comes back later than this begins another change."""


@dataclass(frozen=True)
class VersionGroup:
    """Versions that follow each other, the newest first.

    Attributes:
        versions: at least one.
    """

    versions: Sequence[PlanVersion]

    @property
    def newest(self) -> PlanVersion:
        return self.versions[0]

    @property
    def oldest(self) -> PlanVersion:
        return self.versions[-1]

    @property
    def before(self) -> int:
        """The number of the version that stood before the first of them; 0 where none did."""
        return self.oldest.number - 1


def grouped(versions: Sequence[PlanVersion]) -> list[VersionGroup]:
    """Put versions, the newest first, into runs of one person, one element and one go."""
    groups: list[list[PlanVersion]] = []
    for one in versions:
        if groups and belong_together(one, groups[-1][-1]):
            groups[-1].append(one)
        else:
            groups.append([one])
    return [VersionGroup(tuple(group)) for group in groups]


def belong_together(earlier: PlanVersion, later: PlanVersion) -> bool:
    """Whether two versions are one change that was saved twice on its way."""
    return (
        earlier.kind == later.kind == VersionKind.SAVED
        and later.number == earlier.number + 1
        and (earlier.person, earlier.element) == (later.person, later.element)
        and later.saved_at - earlier.saved_at <= LONGEST_PAUSE
    )
