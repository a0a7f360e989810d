"""The forms by which a KPI's inputs get their figures from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guankao.web.reporting.actions import Origin
from guankao.web.reporting.models import ComputedFigure, SourceKind
from guankao.web.reporting.sources import PossibleOrigin

KINDS = {
    SourceKind.REPORT: _("Another report"),
    SourceKind.COMPUTED: _("Computed"),
    SourceKind.FILE: _("A file"),
}
COMPUTED = {
    ComputedFigure.PROJECTS: _("number of projects"),
    ComputedFigure.MILESTONES: _("milestones that are done, of all projects"),
    ComputedFigure.ALLOTTED: _("allotted budget of all projects, in thousand NTD"),
    ComputedFigure.SPENT: _("spent by all projects, in thousand NTD"),
}
OF_PROJECTS = {
    "actual": _("actual progress"),
    "allotted": _("allotted budget"),
    "spent": _("spent"),
}


class SourceForm(forms.Form):
    """Which input comes from where."""

    name = forms.ChoiceField(label=_("Input"))
    origin = forms.ChoiceField(
        label=_("Comes from"),
        help_text=_("From the next time that a report is saved. A figure is typed in one place."),
    )

    def __init__(
        self, inputs: Sequence[str], origins: Sequence[PossibleOrigin], *arguments: Any, **more: Any
    ) -> None:
        super().__init__(*arguments, **more)
        self._origins = {str(place): one for place, one in enumerate(origins)}
        groups: dict[SourceKind, list[tuple[str, str]]] = {}
        for place, one in self._origins.items():
            groups.setdefault(one.origin.kind, []).append((place, words_of(one)))
        names, chosen = self.fields["name"], self.fields["origin"]
        assert isinstance(names, forms.ChoiceField)  # noqa: S101 - for the type checker
        assert isinstance(chosen, forms.ChoiceField)  # noqa: S101 - for the type checker
        names.choices = [(one, one or str(_("The figure itself"))) for one in inputs]
        chosen.choices = [(KINDS[kind], options) for kind, options in groups.items()]

    @property
    def origin_chosen(self) -> Origin:
        """What was chosen; after the form was found valid."""
        return self._origins[self.cleaned_data["origin"]].origin


class FiguresForm(forms.Form):
    """A file with figures of the agency."""

    file = forms.FileField(
        label=_("CSV file"),
        help_text=_(
            "Its first row: 機關,期間,項目,數值 (agency, period, name, value), the period such as "
            "quarter-1. The same file again changes nothing."
        ),
    )


def words_of(one: PossibleOrigin) -> str:
    """A possible source as the list names it."""
    origin = one.origin
    if origin.kind is SourceKind.COMPUTED:
        return str(COMPUTED[ComputedFigure(origin.name)])
    if origin.kind is SourceKind.FILE:
        return origin.name
    what = OF_PROJECTS.get(origin.name, origin.name) if one.of_project else origin.name
    return f"{one.title} · {what}" if what else one.title
