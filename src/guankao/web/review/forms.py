"""The forms by which a plan is drafted: every column of the table, and what stands beyond it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from guankao.documents import Goal, Indicator, Plan, Project
from guankao.web.importing.forms import (
    ElementForm,
    HistoryLines,
    IndicatorForm,
    Lines,
    ProjectForm,
)
from guankao.web.importing.forms import initial_of as initial_of_table

_MILESTONE = re.compile(r"(?P<due>[0-9]{4}-[0-9]{2}-[0-9]{2})\s+(?P<title>.+)")
_PROGRESS = re.compile(r"(?P<month>[0-9]{1,2})\s*月?\s*[:：]?\s*(?P<percent>[0-9.]+)\s*[%％]?")

RESULT_LEVELS = [
    ("", _("not stated")),
    ("input", _("input")),
    ("process", _("process")),
    ("output", _("output")),
    ("outcome", _("outcome")),
]
ACCUMULATIONS = [
    ("", _("not stated")),
    ("sum", _("the periods are added up")),
    ("latest", _("the latest figure holds")),
    ("average", _("the mean of the periods")),
    ("stock_at_end", _("what there is on the last day")),
]
CONTROL_LEVELS = [("", _("not stated")), *((word, word) for word in ("行政院", "部會", "自行"))]


class YearTargetLines(HistoryLines):
    """A fiscal year and its target on each line: `109年：74%`."""

    def to_python(self, value: object) -> Any:
        return tuple(
            {"fiscal_year": one["fiscal_year"], "target": one["value"]}
            for one in super().to_python(value)
        )


class MilestoneLines(Lines):
    """A day and what is done by then on each line: `2019-06-30 完成期中檢討`."""

    def to_python(self, value: object) -> Any:
        steps = []
        for number, line in enumerate(super().to_python(value), start=1):
            found = _MILESTONE.fullmatch(line)
            try:
                due = date.fromisoformat(found["due"]) if found else None
            except ValueError:
                due = None
            if found is None or due is None:
                raise ValidationError(
                    _("Line %(number)d: write a day and what is done by then, such as %(example)s"),
                    params={"number": number, "example": "2019-06-30 完成期中檢討"},
                )
            steps.append({"due": due, "title": found["title"].strip()})
        return tuple(steps)


class ProgressLines(Lines):
    """A month and the planned progress on each line: `6月 45.5%`."""

    def to_python(self, value: object) -> Any:
        planned = []
        for number, line in enumerate(super().to_python(value), start=1):
            found = _PROGRESS.fullmatch(line)
            if found is None or found["percent"].count(".") > 1 or found["percent"] == ".":
                raise ValidationError(
                    _("Line %(number)d: write a month and a percentage, such as %(example)s"),
                    params={"number": number, "example": "6月 45.5%"},
                )
            planned.append({"month": int(found["month"]), "percent": Decimal(found["percent"])})
        return tuple(planned)


class IntroductionForm(ElementForm):
    """What stands before the goals; agency and year are those of the draft."""

    introduction = Lines(required=False, label=_("Introduction"))


class DraftIndicatorForm(IndicatorForm):
    """A KPI with all that can be stated of it."""

    owner = forms.CharField(max_length=300, required=False, label=_("Unit that answers for it"))
    data_source = forms.CharField(max_length=2_000, required=False, label=_("Data source"))
    data_quality = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=20_000,
        required=False,
        label=_("Notes on data quality"),
    )
    result_level = forms.ChoiceField(
        choices=RESULT_LEVELS, required=False, label=_("Level of result")
    )
    accumulation = forms.ChoiceField(
        choices=ACCUMULATIONS, required=False, label=_("Rule of accumulation")
    )
    baseline = HistoryLines(
        required=False,
        label=_("Baseline: a year and its value"),
        widget=forms.TextInput,
    )
    year_targets = YearTargetLines(
        required=False, label=_("Targets of the medium term, one on each line")
    )
    weaker_target_reason = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=20_000,
        required=False,
        label=_("Why the target is weaker than what was reached"),
    )

    def clean_baseline(self) -> Mapping[str, Any] | None:
        given = self.cleaned_data["baseline"]
        if len(given) > 1:
            raise ValidationError(_("Write one year only."))
        return given[0] if given else None


class DraftProjectForm(ProjectForm):
    """A project with all that can be stated of it."""

    budget = forms.DecimalField(
        required=False,
        min_value=0,
        max_digits=20,
        decimal_places=3,
        label=_("Budget of the year, in thousand NTD"),
    )
    control_level = forms.ChoiceField(
        choices=CONTROL_LEVELS, required=False, label=_("Control level")
    )
    milestones = MilestoneLines(required=False, label=_("Milestones, one on each line"))
    planned_progress = ProgressLines(
        required=False, label=_("Planned progress by month, one on each line")
    )


class WaiverForm(forms.Form):
    """Which finding may stand, why, and until when."""

    code = forms.ChoiceField(label=_("Rule"))
    reason = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 2}), max_length=2_000, label=_("Why it may stand")
    )
    until = forms.DateField(
        widget=forms.DateInput(attrs={"type": "date"}), label=_("Until and with")
    )

    def __init__(self, codes: list[str], *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        choice = self.fields["code"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101 - for the type checker
        choice.choices = [(code, code) for code in codes]


class BeginForm(forms.Form):
    """Which agency's plan of which year is begun, and from what."""

    agency = forms.ChoiceField(label=_("Agency"))
    fiscal_year = forms.IntegerField(min_value=1, max_value=999, label=_("Fiscal year"))
    source = forms.ChoiceField(
        label=_("Begin with"),
        choices=[("copy", _("the latest published plan")), ("nothing", _("nothing"))],
        initial="copy",
    )

    def __init__(self, agencies: list[str], *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        choice = self.fields["agency"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101 - for the type checker
        choice.choices = [(name, name) for name in agencies]


def initial_of(element: Plan | Goal | Indicator | Project | None) -> Mapping[str, Any]:
    """What a form shows when it is opened."""
    shown = dict(initial_of_table(element))
    if isinstance(element, Indicator):
        for name in ("owner", "data_source", "data_quality", "result_level", "accumulation"):
            shown[name] = getattr(element, name) or ""
        shown["weaker_target_reason"] = element.weaker_target_reason or ""
        base = element.baseline
        shown["baseline"] = f"{base.fiscal_year}年：{base.value}" if base else ""
        shown["year_targets"] = tuple(
            f"{one.fiscal_year}年：{one.target}" for one in element.year_targets
        )
    if isinstance(element, Project):
        shown["budget"] = element.budget
        shown["control_level"] = element.control_level or ""
        shown["milestones"] = tuple(f"{one.due} {one.title}" for one in element.milestones)
        shown["planned_progress"] = tuple(
            f"{one.month}月 {one.percent}%" for one in element.planned_progress
        )
    return shown
