"""The roles of people, as data: a stable code, words, and what is particular about each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Role(StrEnum):
    """What somebody is at an agency. The code is stored: never renamed and never reused."""

    PLANNER = "planner"
    REPORTER = "reporter"
    APPROVER = "approver"
    REVIEWER = "reviewer"
    CONTROLLER = "controller"
    AUDITOR = "auditor"
    SYSTEM_ADMINISTRATOR = "system-administrator"


@dataclass(frozen=True)
class RoleWords:
    """How a role is shown, and what it asks of whoever holds it."""

    name: Promise
    description: Promise
    second_factor: bool = False
    """Whether its holder must sign in with a second factor."""
    delegable: bool = True
    """Whether its holder may let another person act in their place."""


ROLES: dict[Role, RoleWords] = {
    Role.PLANNER: RoleWords(
        _("Planner"), _("Drafts the agency's annual plan and brings in its documents.")
    ),
    Role.REPORTER: RoleWords(
        _("Reporter"), _("Enters the agency's figures and progress when they are due.")
    ),
    Role.APPROVER: RoleWords(
        _("Approver"), _("Heads the agency or a unit of it, and signs what leaves the agency.")
    ),
    Role.REVIEWER: RoleWords(
        _("Reviewer"), _("Reviews what the agencies under the own agency submit.")
    ),
    Role.CONTROLLER: RoleWords(
        _("Controller"),
        _("Sees all agencies from the agency downward: what is late, missing or at risk."),
        second_factor=True,
    ),
    Role.AUDITOR: RoleWords(
        _("Auditor"), _("Reads who changed what and when, and changes nothing."), delegable=False
    ),
    Role.SYSTEM_ADMINISTRATOR: RoleWords(
        _("System administrator"),
        _("Looks after agencies, people and their roles, from the agency downward."),
        second_factor=True,
        delegable=False,
    ),
}
