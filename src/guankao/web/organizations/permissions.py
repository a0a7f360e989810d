"""Who may do what. 'May this person' is asked here; 'does the state allow it' elsewhere."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from guankao.web.ledger.actors import COMMAND_LINE

if TYPE_CHECKING:
    from guankao.web.ledger.actors import Actor


class Permission(StrEnum):
    REGISTER_AGENCY = "agency.register"
    LOAD_DOCUMENT = "document.load"


PERMISSIONS_OF_ACTOR: dict[str, frozenset[Permission]] = {
    COMMAND_LINE.code: frozenset({Permission.REGISTER_AGENCY, Permission.LOAD_DOCUMENT}),
}


class NotPermitted(PermissionDenied):
    """This person may not do this, whatever the state."""


def require(by: Actor, permission: Permission) -> None:
    """Refuse unless the actor holds the permission; an unknown actor holds none."""
    if permission not in PERMISSIONS_OF_ACTOR.get(by.code, frozenset()):
        raise NotPermitted(f"{by.name} may not do this ({permission.value}).")
