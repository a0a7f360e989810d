"""The forms of people, roles and agencies."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from guankao.documents import RESERVED_NAMES, parse_identifier
from guankao.web.organizations.models import Agency
from guankao.web.organizations.roles import ROLES, Role

_ACCOUNT = re.compile(r"[a-z0-9][a-z0-9._+-]*(@[a-z0-9-]+(\.[a-z0-9-]+)+)?")


class DayField(forms.DateField):
    """A day, as the browser's calendar writes it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            input_formats=["%Y-%m-%d"],
            error_messages={"invalid": _("Write the day as 2018-01-31.")},
            **options,
        )

    def to_python(self, value: Any) -> datetime.date | None:
        day = super().to_python(value)
        if day is not None and not 1912 <= day.year <= 2199:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return day


class AgencyField(forms.ChoiceField):
    """One of some agencies; gives the agency itself."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.by_key: dict[str, Agency] = {}

    def offer(self, agencies: Iterable[Agency]) -> None:
        self.by_key = {str(agency.pk): agency for agency in agencies}
        self.choices = [
            ("", _("Choose …")),
            *((key, agency.label) for key, agency in self.by_key.items()),
        ]

    def clean(self, value: Any) -> Any:
        return self.by_key.get(super().clean(value))


def plain(value: str) -> None:
    """A name on one line, without characters that cannot be seen."""
    if not all(letter.isprintable() for letter in value):
        raise ValidationError(_("It contains a character that cannot be seen. Type it anew."))


class PersonForm(forms.Form):
    """Who somebody is: name, account, agency."""

    name = forms.CharField(max_length=100, label=_("Full name"), validators=[plain])
    account = forms.CharField(
        max_length=150,
        label=_("Account"),
        help_text=_("A staff account or an e-mail address, to sign in with."),
    )
    email = forms.EmailField(
        max_length=254,
        required=False,
        label=_("E-mail address"),
        help_text=_("Where reminders go; the person can change it."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    agency = AgencyField(label=_("Agency"))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    def __init__(self, agencies: Iterable[Agency], *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["agency"].offer(agencies)  # type: ignore[attr-defined]
        self.fields["account"].widget.attrs |= {
            "autocapitalize": "none",
            "spellcheck": "false",
            "autocomplete": "off",
        }

    def clean_account(self) -> str:
        account = str(self.cleaned_data["account"]).lower()
        if not _ACCOUNT.fullmatch(account):
            raise ValidationError(
                _("Letters, digits and . _ + - only, or an e-mail address, without spaces.")
            )
        return account


class RoleForm(forms.Form):
    """A role to be given."""

    role = forms.ChoiceField(label=_("Role"))
    agency = AgencyField(label=_("Agency"))
    from_day = DayField(label=_("From"))
    until_day = DayField(
        label=_("Until"), required=False, help_text=_("The first day without the role.")
    )

    def __init__(self, agencies: Iterable[Agency], *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            ("", _("Choose …")),
            *((role.value, words.name) for role, words in ROLES.items()),
        ]
        self.fields["agency"].offer(agencies)  # type: ignore[attr-defined]
        self.fields["from_day"].initial = timezone.localdate()

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])


class DelegationForm(forms.Form):
    """A role that somebody lends for some days."""

    holding = forms.ChoiceField(label=_("Role"))
    person = forms.ChoiceField(label=_("Person"))
    from_day = DayField(label=_("From"))
    until_day = DayField(label=_("Until"), help_text=_("The first day without the role."))

    def __init__(
        self,
        holdings: Iterable[tuple[str, str]],
        people: Iterable[tuple[str, str]],
        *arguments: Any,
        **options: Any,
    ) -> None:
        super().__init__(*arguments, **options)
        for name, choices in (("holding", holdings), ("person", people)):
            self.fields[name].choices = [("", _("Choose …")), *choices]  # type: ignore[attr-defined]
        self.fields["from_day"].initial = timezone.localdate()


class AgencyForm(forms.Form):
    """The names of an agency."""

    name = forms.CharField(max_length=60, label=_("Name"), validators=[plain])
    name_en = forms.CharField(
        max_length=200, required=False, label=_("English name"), validators=[plain]
    )

    def clean_name(self) -> str:
        """A name that can stand in an address, as the documents have it."""
        name = str(self.cleaned_data["name"])
        if name.lower() in RESERVED_NAMES:
            raise ValidationError(_("This word cannot be the name of an agency."))
        try:
            parse_identifier(f"1/{name}")
        except ValueError:
            raise ValidationError(_("It contains a character that no agency's name has.")) from None
        return name


class NewAgencyForm(AgencyForm):
    """An agency under another."""

    parent = AgencyField(label=_("Stands under"))

    def __init__(self, agencies: Iterable[Agency], *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["parent"].offer(agencies)  # type: ignore[attr-defined]


class RenameForm(AgencyForm):
    """A new name, and the day from which it holds."""

    on = DayField(label=_("From"))
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class OtherAgencyForm(forms.Form):
    """Another agency to go to: to stand under, or to be merged into on a day."""

    other = AgencyField(label=_("Agency"))
    on = DayField(label=_("On"))
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, agencies: Iterable[Agency], *arguments: Any, **options: Any) -> None:
        dated = options.pop("dated", True)
        super().__init__(*arguments, **options)
        self.fields["other"].offer(agencies)  # type: ignore[attr-defined]
        if not dated:
            del self.fields["on"]
