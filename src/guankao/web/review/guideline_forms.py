"""The forms by which the policy guidelines are drafted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from guankao.documents import Guidelines, UnreadableDocument, read_document
from guankao.documents.guidelines_pieces import Heading, Sentence
from guankao.web.importing.forms import ElementForm, Lines

LARGEST_FILE = 2 * 1024 * 1024
"""Bytes; the guidelines of a year are a fiftieth of it."""


class PrioritiesForm(ElementForm):
    """What stands before the sections."""

    priorities = Lines(
        required=False,
        label=_("Priorities of the year, one on each line"),
        widget=forms.Textarea(attrs={"rows": 10}),
    )


class SectionForm(ElementForm):
    """A section: only its title, for its clauses have forms of their own."""

    title = forms.CharField(max_length=300, label=_("Title of the section"))


class ClauseForm(ElementForm):
    """One clause."""

    text = forms.CharField(
        max_length=20_000,
        label=_("Text of the clause"),
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class BeginGuidelinesForm(forms.Form):
    """Of which year, by which agency, and from what."""

    agency = forms.ChoiceField(label=_("Written by"))
    fiscal_year = forms.IntegerField(
        min_value=1,
        max_value=999,
        label=_("Fiscal year"),
        help_text=_("In the counting of the Republic, such as 108 for 2019."),
    )
    source = forms.ChoiceField(
        label=_("Begin with"),
        choices=[
            ("copy", _("the latest published guidelines")),
            ("nothing", _("nothing")),
            ("file", _("a file")),
        ],
        initial="copy",
    )
    file = forms.FileField(
        required=False,
        label=_("File"),
        help_text=_("Guidelines as an interchange document (JSON), at most 2 MB."),
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )

    def __init__(
        self, agencies: Sequence[tuple[str, str]], *arguments: Any, **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        choice = self.fields["agency"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101 - for the type checker
        choice.choices = list(agencies)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("source") == "file" and "file" not in self.errors:
            try:
                given["document"] = _document_in(given.get("file"))
                _refuse_another(given["document"], given.get("fiscal_year"))
            except ValidationError as fault:
                self.add_error("file", fault)
        return given


def _document_in(file: object) -> Guidelines:
    if not isinstance(file, UploadedFile):
        raise ValidationError(_("Choose a file."))
    if (file.size or 0) > LARGEST_FILE:
        raise ValidationError(_("The file is larger than 2 MB."))
    try:
        document = read_document(file.read())
    except UnreadableDocument as refusal:
        raise ValidationError([str(problem) for problem in refusal.problems[:5]]) from None
    if not isinstance(document, Guidelines):
        raise ValidationError(_("This document holds no policy guidelines."))
    return document


def _refuse_another(document: Guidelines, fiscal_year: int | None) -> None:
    if document.fiscal_year != fiscal_year:
        raise ValidationError(
            _("The file holds the guidelines of %(year)d."), params={"year": document.fiscal_year}
        )


def initial_of_piece(piece: Guidelines | Heading | Sentence) -> dict[str, Any]:
    """What the form of a piece shows when it is opened."""
    if isinstance(piece, Guidelines):
        return {"priorities": piece.priorities}
    if isinstance(piece, Heading):
        return {"title": piece.title}
    return {"text": piece.text or ""}
