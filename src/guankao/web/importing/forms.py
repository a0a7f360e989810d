"""The forms by which a person corrects what was read; each gives values for `documents.editing`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from guankao.documents import Goal, Indicator, Plan, Project

_HISTORY = re.compile(r"(?P<year>[0-9]{1,3})\s*年?\s*[:：]\s*(?P<value>.+)")
CATEGORIES = [(word, word) for word in ("公共建設", "社會發展", "科技發展", "其它")]
ARRANGEMENTS = [
    (1, _("1 own organisation")),
    (2, _("2 task force")),
    (3, _("3 third party")),
    (4, _("4 own with third party")),
    (5, _("5 other")),
]


class Lines(forms.CharField):
    """A text of which every line that is not blank is one entry."""

    widget = forms.Textarea(attrs={"rows": 3})

    def to_python(self, value: object) -> Any:
        return tuple(line.strip() for line in str(value or "").splitlines() if line.strip())

    def prepare_value(self, value: object) -> object:
        return "\n".join(value) if isinstance(value, tuple | list) else value


class HistoryLines(Lines):
    """A fiscal year and its value on each line, as the plans write them: `105年：5,842人`."""

    def to_python(self, value: object) -> Any:
        past = []
        for number, line in enumerate(super().to_python(value), start=1):
            found = _HISTORY.fullmatch(line)
            if found is None:
                raise ValidationError(
                    _("Line %(number)d: write a year and its value, such as 105年：5,842人."),
                    params={"number": number},
                )
            past.append({"fiscal_year": int(found["year"]), "value": found["value"].strip()})
        return tuple(past)


class ElementForm(forms.Form):
    """What every form of an element has: the version that it was opened at."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    @property
    def values(self) -> dict[str, Any]:
        """The cleaned values without the version; an empty optional text is None."""
        return {
            name: (None if value == "" else value)
            for name, value in self.cleaned_data.items()
            if name != "version"
        }


class FactsForm(ElementForm):
    """The facts of the whole plan."""

    agency = forms.CharField(max_length=60, label=_("Agency"))
    parent_agency = forms.CharField(max_length=60, required=False, label=_("Parent agency"))
    fiscal_year = forms.IntegerField(min_value=1, max_value=999, label=_("Fiscal year"))
    introduction = Lines(required=False, label=_("Introduction"))


class GoalForm(ElementForm):
    """A goal with its strategies."""

    no = forms.IntegerField(min_value=1, max_value=9999, label=_("Number"))
    title = forms.CharField(max_length=300, label=_("Goal"))
    strategies = Lines(required=False, label=_("Strategies, one on each line"))


class IndicatorForm(ElementForm):
    """A KPI with every column of the table."""

    goal = forms.ChoiceField(label=_("Goal"))
    no = forms.IntegerField(min_value=1, max_value=9999, label=_("Number"))
    name = forms.CharField(max_length=300, label=_("KPI"))
    evaluation_arrangement = forms.TypedChoiceField(
        choices=ARRANGEMENTS, coerce=int, label=_("Evaluation arrangement")
    )
    evaluation_method = forms.CharField(max_length=300, label=_("Evaluation method"))
    standard = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}), max_length=20_000, label=_("Standard")
    )
    standard_remark = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=20_000,
        required=False,
        label=_("Remark on the standard"),
    )
    target = forms.CharField(max_length=300, label=_("Target"))
    linkage = forms.MultipleChoiceField(
        choices=CATEGORIES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Linkage"),
    )
    history = HistoryLines(required=False, label=_("Earlier years, one on each line"))
    note = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}), max_length=20_000, required=False, label=_("Note")
    )

    def __init__(self, plan: Plan, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        goals = self.fields["goal"]
        assert isinstance(goals, forms.ChoiceField)  # noqa: S101 - for the type checker
        goals.choices = [(goal.key, f"{goal.no} {goal.title}") for goal in plan.goals]

    def clean_linkage(self) -> tuple[str, ...]:
        return tuple(self.cleaned_data["linkage"])


class ProjectForm(ElementForm):
    """A project with the KPIs that it serves."""

    work_plan = forms.CharField(max_length=300, label=_("Work plan"))
    title = forms.CharField(max_length=300, label=_("Project"))
    category = forms.ChoiceField(choices=CATEGORIES, label=_("Category"))
    contents = Lines(required=False, label=_("Contents, one item on each line"))
    indicators = forms.MultipleChoiceField(
        required=False, widget=forms.CheckboxSelectMultiple, label=_("KPIs that it serves")
    )

    def __init__(self, plan: Plan, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        served = self.fields["indicators"]
        assert isinstance(served, forms.MultipleChoiceField)  # noqa: S101
        served.choices = [(one.key, f"{one.key} {one.name}") for one in plan.indicators]

    def clean_indicators(self) -> tuple[str, ...]:
        return tuple(self.cleaned_data["indicators"])


def initial_of(element: Plan | Goal | Indicator | Project | None) -> Mapping[str, Any]:
    """What a form shows when it is opened."""
    if isinstance(element, Plan):
        return {
            "agency": element.agency,
            "parent_agency": element.parent_agency or "",
            "fiscal_year": element.fiscal_year,
            "introduction": element.introduction,
        }
    if isinstance(element, Goal):
        return {
            "no": element.no,
            "title": element.title,
            "strategies": tuple(strategy.text for strategy in element.strategies),
        }
    if isinstance(element, Indicator):
        values = {name: getattr(element, name, None) for name in IndicatorForm.base_fields}
        return {
            **values,
            "history": tuple(f"{past.fiscal_year}年：{past.value}" for past in element.history),
        }
    if isinstance(element, Project):
        return {name: getattr(element, name, None) for name in ProjectForm.base_fields}
    return {}
