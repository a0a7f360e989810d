"""Who may do what. 'May this person' is asked here; 'does the state allow it' elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from guankao.web.organizations import queries
from guankao.web.organizations.matrix import (
    GRANTS,
    PROGRAMS,
    WITHOUT_AGENCY,
    WORDS,
    Permission,
    Reach,
)
from guankao.web.organizations.models import Agency, Holding, Person
from guankao.web.organizations.roles import ROLES, Role

if TYPE_CHECKING:
    from guankao.web.ledger.actors import Actor

__all__ = [
    "NotPermitted",
    "OwnSubmission",
    "Permission",
    "Rights",
    "people_allowed",
    "refuse_own_submission",
    "require",
    "rights_of",
]


class NotPermitted(PermissionDenied):
    """This person may not do this, whatever the state."""

    def __init__(self, by: Actor, permission: Permission, agency: str = "") -> None:
        self.permission = permission
        what = {"who": by.name, "what": WORDS[permission], "agency": agency}
        super().__init__(
            _("%(who)s may not do this at %(agency)s: %(what)s.") % what
            if agency
            else _("%(who)s may not do this: %(what)s.") % what
        )


class OwnSubmission(PermissionDenied):
    """No one reviews what they themselves wrote or submitted."""

    def __init__(self) -> None:
        super().__init__(
            _("You wrote or submitted this yourself, so another person has to review it.")
        )


@dataclass(frozen=True)
class Rights:
    """What one actor may do now. Made for one question or one page, and never kept."""

    program: frozenset[Permission] | None
    holdings: tuple[Holding, ...]
    """Those of today; without those that want a second factor which the person has not."""
    wants_second_factor: bool = False
    """A role is held that gives nothing until the person has a second factor."""

    def allows(self, permission: Permission, at: Agency | None = None) -> bool:
        """Whether it is allowed at an agency, or at all where the matrix asks for none."""
        if self.program is not None:
            return permission in self.program
        if at is None:
            return permission in WITHOUT_AGENCY and self.allows_somewhere(permission)
        return any(
            self._reaches(holding, reach, at) for holding, reach in self._granting(permission)
        )

    def allows_somewhere(self, permission: Permission) -> bool:
        """Whether there is an agency at which it is allowed."""
        if self.program is not None:
            return permission in self.program
        return any(
            reach is not Reach.TOP or holding.agency.parent_id is None
            for holding, reach in self._granting(permission)
        )

    def stands_for(self, permission: Permission, at: Agency) -> frozenset[str]:
        """In whose place the actor does this: nobody's, where a role of their own allows it."""
        found = [
            holding
            for holding, reach in self._granting(permission)
            if self._reaches(holding, reach, at)
        ]
        lent = [one.delegated_from.person.code for one in found if one.delegated_from]
        return frozenset(lent) if len(lent) == len(found) else frozenset()

    def allows_at_top(self, permission: Permission) -> bool:
        """Whether it is allowed at an agency that stands under no other."""
        return self.program is None and any(
            holding.agency.parent_id is None for holding, _reach in self._granting(permission)
        )

    def agencies(self, permission: Permission) -> frozenset[int]:
        """The keys of all agencies at which it is allowed."""
        if self.program is not None:
            return frozenset(self._parents) if permission in self.program else frozenset()
        return frozenset(
            key
            for key in self._parents
            if any(
                self._spans(holding.agency_id, reach, key)
                and not (reach is Reach.TOP and holding.agency.fictional and key in self._real)
                for holding, reach in self._granting(permission)
            )
        )

    def _granting(self, permission: Permission) -> Iterable[tuple[Holding, Reach]]:
        granted = GRANTS[permission]
        for holding in self.holdings:
            reach = granted.get(Role(holding.role))
            if reach is not None:
                yield holding, reach

    def _reaches(self, holding: Holding, reach: Reach, at: Agency) -> bool:
        if reach is Reach.OWN:
            return holding.agency_id == at.pk
        if reach is Reach.TOP and holding.agency.fictional and not at.fictional:
            # Whoever is made up stands at the top of what is made up alone.
            return False
        return self._spans(holding.agency_id, reach, at.pk)

    def _spans(self, holder: int, reach: Reach, key: int) -> bool:
        if reach is Reach.TOP:
            return self._parents.get(holder) is None
        if reach is Reach.OWN:
            return key == holder
        if key == holder:
            alone = self._parents.get(holder) is None
            return reach is Reach.DOWN or (reach is Reach.ABOVE and alone)
        seen: set[int] = set()
        above = self._parents.get(key)
        while above is not None and above not in seen:
            if above == holder:
                return True
            seen.add(above)
            above = self._parents.get(above)
        return False

    @cached_property
    def _real(self) -> frozenset[int]:
        """The agencies that are not made up; asked only for who is, and acts from the top."""
        return frozenset(queries.agencies(fictional=False).values_list("pk", flat=True))

    @cached_property
    def _parents(self) -> dict[int, int | None]:
        return queries.parents()


def rights_of(by: Actor) -> Rights:
    """What an actor may do; an unknown actor, and a person who has ended, nothing."""
    program = PROGRAMS.get(by.code)
    if program is not None:
        return Rights(program, ())
    held = queries.holdings_today(by.code)
    demanding = {role for role, words in ROLES.items() if words.second_factor}
    if not any(holding.role in demanding for holding in held):
        return Rights(None, tuple(held))
    if queries.has_second_factor(by.code):
        return Rights(None, tuple(held))
    usable = tuple(holding for holding in held if holding.role not in demanding)
    return Rights(None, usable, wants_second_factor=True)


def require(by: Actor, permission: Permission, *, at: Agency | str | None = None) -> None:
    """Refuse unless the actor may do this at the agency, which a name stands for as well.

    A missing agency refuses, except for what the matrix lists in WITHOUT_AGENCY; so does a name
    that no agency has or had.
    """
    rights = rights_of(by)
    agency = queries.agency_known_as(at) if isinstance(at, str) else at
    named = agency is not None or at is None
    if not named and rights.program is None:
        raise NotPermitted(by, permission, str(at))
    if not rights.allows(permission, agency):
        raise NotPermitted(by, permission, agency.label if agency else "")


def people_allowed(permission: Permission, *, at: Agency) -> QuerySet[Person]:
    """Whoever holds a role today that allows it at an agency."""
    above = queries.agencies_above(at)
    places = {
        Reach.OWN: Q(agency=at),
        Reach.DOWN: Q(agency__in=above),
        Reach.UNDER: Q(agency__in=above[1:]),
        Reach.ABOVE: Q(agency__in=above[1:] or above),
        Reach.TOP: Q(agency__parent__isnull=True)
        & (Q() if at.fictional else Q(agency__fictional=False)),
    }
    held = Q(pk__in=[])
    for role, reach in GRANTS[permission].items():
        held |= Q(role=role.value) & places[reach]
    holders = queries.in_force().filter(held).order_by().values("person")
    return Person.objects.filter(pk__in=holders, is_active=True)


def refuse_own_submission(
    by: Actor, *, submitted_by: Iterable[str], acting_for: Iterable[str] = ()
) -> None:
    """Refuse whoever wrote or submitted a thing, by the codes of all who did, to review it.

    A delegation does not help: what counts is the person, and in whose place the person acts.
    """
    if {by.code, *acting_for} & set(submitted_by):
        raise OwnSubmission
