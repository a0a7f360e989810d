"""The form by which a calendar is looked at and adopted."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from guankao.web.filing.calendar_facts import LONGEST_TEXT


class CalendarForm(forms.Form):
    """A calendar as a file, or as a text that was typed or kept from the last look."""

    file = forms.FileField(
        required=False,
        label=_("Calendar as a file"),
        help_text=_("JSON, as the page on calendars in the documentation shows it."),
        widget=forms.ClearableFileInput(attrs={"accept": ".json,application/json"}),
    )
    content = forms.CharField(
        required=False,
        label=_("or as a text"),
        max_length=LONGEST_TEXT,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false", "class": "code"}),
    )

    def clean(self) -> dict[str, Any]:
        """The text of the file, where there is one, takes the place of what was typed."""
        cleaned = super().clean() or {}
        file = cleaned.get("file")
        if file is not None:
            if file.size > LONGEST_TEXT * 4:
                raise ValidationError(_("The file is too large to be a calendar."))
            try:
                cleaned["content"] = file.read().decode("utf-8-sig")
            except UnicodeDecodeError as fault:
                raise ValidationError(
                    _("The file is no text in UTF-8, so it is no calendar.")
                ) from fault
        if not self.errors and not cleaned.get("content", "").strip():
            raise ValidationError(_("Choose a file, or write the calendar down."))
        return cleaned
