"""The form by which an auditor narrows the record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guankao.web.desk.forms import DayField
from guankao.web.ledger.events import WORDS, Event
from guankao.web.organizations.models import Agency

MOST_CHOICES = 300
"""Beyond so many agencies a menu helps nobody, and the name is typed."""
GROUPS: dict[str, str | Promise] = {
    "agency": _("Agencies"),
    "person": _("People"),
    "role": _("Roles"),
    "plan": _("Plans"),
    "comment": _("Comments"),
    "waiver": _("Waivers"),
    "guidelines": _("Policy guidelines"),
    "action-plan": _("Action plans"),
    "import": _("Files that were handed in"),
}
"""The first part of an event's code: what it is about. A new one needs its word here."""


def group_of(event: Event) -> str:
    return event.value.partition(".")[0]


class AgencyNameField(forms.CharField):
    """An agency by a name that it has; gives the agency."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=100, **options)
        self.by_name: dict[str, Agency] = {}

    def offer(self, agencies: Iterable[Agency]) -> None:
        self.by_name = {agency.name: agency for agency in agencies}
        if len(self.by_name) <= MOST_CHOICES:
            self.widget = forms.Select(
                choices=[("", _("all"))]
                + [(name, agency.label) for name, agency in self.by_name.items()]
            )

    def clean(self, value: Any) -> Any:
        name = super().clean(value)
        if name and name not in self.by_name:
            raise ValidationError(_("You may read the record of no agency of this name."))
        return self.by_name.get(name)


class RecordForm(forms.Form):
    """Which entries are wanted; all may stay empty."""

    q = forms.CharField(max_length=100, required=False, label=_("Words"))
    agency = AgencyNameField(required=False, label=_("About the agency"))
    person = forms.CharField(
        max_length=150,
        required=False,
        label=_("Who did it"),
        help_text=_("Full name, account or code"),
    )
    event = forms.ChoiceField(required=False, label=_("What was done"))
    since = DayField(required=False, label=_("From"))
    until = DayField(required=False, label=_("Until (inclusive)"))
    object = forms.CharField(
        max_length=300,
        required=False,
        label=_("Only this object"),
        help_text=_("Its identifier, such as 107/示範署 or agency/示範署"),
    )

    def __init__(self, agencies: Iterable[Agency], *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["agency"].offer(agencies)  # type: ignore[attr-defined]
        self.fields["event"].choices = event_choices()  # type: ignore[attr-defined]
        self.label_suffix = ""

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        since, until = given.get("since"), given.get("until")
        if since and until and until < since:
            self.add_error("until", _("This day is before the first one."))
        return given

    @property
    def events(self) -> frozenset[Event] | None:
        """What was chosen: one kind of event, or all that are about the same."""
        chosen = self.cleaned_data["event"]
        if not chosen:
            return None
        return frozenset(one for one in Event if chosen in {one.value, group_of(one)})

    @property
    def query(self) -> str:
        """What was filled in, as it stands in an address."""
        given = {name: self.data.get(name, "") for name in self.fields}
        return urlencode({name: value for name, value in given.items() if value})


def event_choices() -> list[Any]:
    groups = [
        (
            words,
            [(code, _("all of these"))]
            + [(one.value, WORDS[one]) for one in Event if group_of(one) == code],
        )
        for code, words in GROUPS.items()
    ]
    return [("", _("all")), *groups]


def start_of(day: dt.date | None) -> dt.datetime | None:
    """The first moment of a day, on the clock of the government."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time())) if day else None
