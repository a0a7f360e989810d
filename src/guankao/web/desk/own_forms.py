"""The forms by which people see to what is their own: reminders, and tokens of programs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from guankao.web.desk.forms import DayField, plain
from guankao.web.organizations.actions.tokens import LONGEST_DAYS
from guankao.web.organizations.matrix import WORDS, Permission

USUAL_DAYS = 180


class RemindingForm(forms.Form):
    """Where reminders go, in which language, and whether also before the due time."""

    email = forms.EmailField(
        max_length=254,
        required=False,
        label=_("E-mail address"),
        help_text=_("Without an address you get no reminders."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    language = forms.ChoiceField(label=_("Language of the mails"), choices=settings.LANGUAGES)
    before_due = forms.BooleanField(
        required=False,
        label=_("Also remind me before reports are due"),
        help_text=_("What is late, and what came back, is told in any case."),
    )


class TokenForm(forms.Form):
    """Leave for a program: what it is called, what it may do, until when."""

    name = forms.CharField(
        max_length=100,
        label=_("Program"),
        validators=[plain],
        help_text=_("Which system has it, so that you know it again, such as: statistics system."),
    )
    permissions = forms.MultipleChoiceField(
        label=_("What it may do"), widget=forms.CheckboxSelectMultiple
    )
    until_day = DayField(
        label=_("Until"),
        help_text=_("The first day on which it is no longer good, at most a year from now."),
    )

    def __init__(self, allowed: Iterable[Permission], *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        permissions = self.fields["permissions"]
        assert isinstance(permissions, forms.MultipleChoiceField)  # noqa: S101 - for the checker
        permissions.choices = [(one.value, WORDS[one]) for one in allowed]
        self.fields["until_day"].initial = timezone.localdate() + dt.timedelta(days=USUAL_DAYS)
        self.fields["until_day"].widget.attrs |= {
            "min": (timezone.localdate() + dt.timedelta(days=1)).isoformat(),
            "max": (timezone.localdate() + dt.timedelta(days=LONGEST_DAYS)).isoformat(),
        }

    def clean_permissions(self) -> list[Permission]:
        return [Permission(one) for one in self.cleaned_data["permissions"]]
