"""What can be recorded. The code is what is stored: it is never renamed and never reused."""

from __future__ import annotations

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Event(StrEnum):
    AGENCY_REGISTERED = "agency.registered"
    AGENCY_CHANGED = "agency.changed"
    PLAN_LOADED = "plan.loaded"
    PLAN_REPLACED = "plan.replaced"
    PLAN_REREAD = "plan.reread"
    GUIDELINES_LOADED = "guidelines.loaded"
    GUIDELINES_REPLACED = "guidelines.replaced"
    ACTION_PLAN_LOADED = "action-plan.loaded"
    ACTION_PLAN_REPLACED = "action-plan.replaced"
    ACTION_PLAN_REREAD = "action-plan.reread"


WORDS: dict[Event, Promise] = {
    Event.AGENCY_REGISTERED: _("registered the agency"),
    Event.AGENCY_CHANGED: _("changed the agency"),
    Event.PLAN_LOADED: _("loaded the annual plan"),
    Event.PLAN_REPLACED: _("replaced the annual plan by a corrected document"),
    Event.PLAN_REREAD: _("read the texts of the same annual plan again, by a newer reader"),
    Event.GUIDELINES_LOADED: _("loaded the policy guidelines"),
    Event.GUIDELINES_REPLACED: _("replaced the policy guidelines by a corrected document"),
    Event.ACTION_PLAN_LOADED: _("loaded the action plan"),
    Event.ACTION_PLAN_REPLACED: _("replaced the action plan by a corrected document"),
    Event.ACTION_PLAN_REREAD: _("judged the figures of the same action plan again"),
}
"""How an event is told to a person; a test holds that every event has its words."""
