"""The form by which a report is let come later, and the one that begins a correction."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from guankao.web.reporting.actions.exceptions import LONGEST_REASON
from guankao.web.reporting.actions.taking import LONGEST_REASON as LONGEST_OPINION

_FORMATS = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%d"]


class ExceptionForm(forms.Form):
    """Until when a report may come, and why. Both are public."""

    until = forms.DateTimeField(
        label=_("It may come until (day and time in Taiwan)"),
        help_text=_("The first moment at which it is too late, such as 2026-12-01 00:00."),
        input_formats=_FORMATS,
        error_messages={"invalid": _("Write day and time as 2026-12-01 00:00.")},
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    reason = forms.CharField(
        label=_("Why it may come later"),
        help_text=_("Everybody can read it in the portal."),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class CorrectionForm(forms.Form):
    """Why a figure that the public knows is corrected."""

    reason = forms.CharField(
        label=_("Why it is corrected"),
        help_text=_("Everybody can read it in the portal once the correction is published."),
        max_length=LONGEST_OPINION,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
