"""The form of a report: what its KPI or project asks for, and the words beside the figures."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guankao.calendars import ReportField
from guankao.documents import (
    Milestone,
    Project,
    Report,
    ReportedIndicator,
    ReportedInput,
    ReportedMilestone,
    ReportedProject,
)
from guankao.figures.formulas.evaluate import key
from guankao.results import Definition
from guankao.results.accumulating import FIGURE
from guankao.web.desk.forms import DayField
from guankao.web.filing.sentences import COUNTED
from guankao.web.filing.typed import THOUSAND_DOLLARS, read_figure, read_input
from guankao.web.portal.formulas.figures import LONGEST_TYPED
from guankao.web.portal.formulas.trial import percentages
from guankao.web.portal.templatetags.words import figure as in_groups

LONGEST_TEXT = 20_000
Read = Callable[[str], Decimal]


class FigureField(forms.CharField):
    """A figure as people type it; gives a Decimal, or None where nothing was typed."""

    def __init__(self, read: Read, *, unit: str = "", **options: Any) -> None:
        widget = forms.TextInput(attrs={"autocomplete": "off", "class": "figure"})
        super().__init__(required=False, max_length=LONGEST_TYPED, widget=widget, **options)
        self.read = read
        self.unit = unit

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return self.read(text) if text else None

    def prepare_value(self, value: Any) -> Any:
        return in_groups(value) if isinstance(value, Decimal) else value


@dataclass(frozen=True)
class Question:
    """One figure that a report asks for, as it stands in the form.

    Attributes:
        field: of the form.
        label: in the words of the standard, or of the system.
        official: whether the label is the document's own, in Chinese.
        unit: what stands behind the field.
        last: what the period before stated; '' where it stated nothing.
        span: what time it is of, where that is not as the KPI's rule says; '' else.
    """

    field: forms.BoundField
    label: str | Promise
    official: bool
    unit: str
    last: str
    span: str | Promise = ""

    @property
    def read_as(self) -> str:
        """The figure in plain digits with its unit, where it was typed otherwise; else ''."""
        form = self.field.form
        if not form.is_bound or self.field.errors:
            return ""
        value = getattr(form, "cleaned_data", {}).get(self.field.name)
        typed = str(self.field.data or "").strip()
        if value is None or typed.replace(",", "") == in_groups(value).replace(",", ""):
            return ""
        return f"{in_groups(value)}{self.unit}"


@dataclass(frozen=True)
class Step:
    """A milestone of the plan with its box and its day."""

    milestone: Milestone
    done: forms.BoundField
    day: forms.BoundField


class ReportForm(forms.Form):
    """What every report can say beside its figures. `last` are the figures of the period before."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    reason = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=LONGEST_TEXT,
        required=False,
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Why the figures are as they are, where somebody would ask."),
    )
    countermeasure = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=LONGEST_TEXT,
        required=False,
        label=gettext_lazy("Countermeasure"),
        help_text=gettext_lazy("What is done about it, by whom and until when."),
    )
    data_quality = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=LONGEST_TEXT,
        required=False,
        label=gettext_lazy("Notes on data quality"),
        help_text=gettext_lazy("What somebody has to know who compares the figures."),
    )

    def __init__(self, last: Mapping[str, str], *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.last = last

    @property
    def texts(self) -> Sequence[forms.BoundField]:
        """The fields of prose, in their order."""
        return [self[name] for name in ("reason", "countermeasure", "data_quality")]

    @property
    def questions(self) -> Sequence[Question]:
        """The figures that are asked for, in their order."""
        raise NotImplementedError

    def field_of(self, problem: str) -> str:
        """The field of the form that a problem of the report is about; '' where none is."""
        return problem if problem in self.fields else ""

    def parts(self) -> dict[str, Any]:
        """What was typed, as the pieces of a report; what cannot be read is left out."""
        given = self.cleaned_data
        return {name: given.get(name) or None for name in ("reason", "countermeasure")} | {
            "data_quality": given.get("data_quality") or None
        }

    def _question(
        self, name: str, asked: str, *, official: bool = False, span: str | Promise = ""
    ) -> Question:
        field = self.fields[name]
        unit, last = getattr(field, "unit", ""), self.last.get(asked, "")
        return Question(self[name], field.label or name, official, unit, last, span)


class IndicatorReportForm(ReportForm):
    """The inputs of a formula, or the figure itself where nothing computes it.

    `provided` are the inputs that come from elsewhere, which are not asked for: saving fills them
    in. `known` is what stood before, so that an input that came from a file and was not touched
    keeps saying so.
    """

    def __init__(
        self,
        definition: Definition,
        provided: Collection[str],
        known: ReportedIndicator | None,
        *arguments: Any,
        **options: Any,
    ) -> None:
        super().__init__(*arguments, **options)
        self.definition = definition
        self.known = known
        self.inputs: dict[str, str] = {}
        formula = definition.formula
        filled_in = {key(name) for name in provided}
        if formula is None:
            if FIGURE in provided:
                return
            read = partial(read_figure, unit=definition.unit)
            self.fields["figure"] = FigureField(
                read, unit=definition.unit, label=gettext_lazy("Figure")
            )
            return
        in_percent = percentages(formula)
        units = {item.name: item.unit for item in formula.inputs}
        for name in definition.asked:
            if key(name) in filled_in:
                continue
            percent = name in in_percent
            field = input_field(name)
            self.inputs[field] = name
            self.fields[field] = FigureField(
                partial(read_input, name=name, percent=percent),
                unit=units[name] or ("%" if percent else ""),
                label=name,
            )

    @property
    def questions(self) -> Sequence[Question]:
        if self.definition.formula is None:
            return [self._question("figure", "")] if "figure" in self.fields else []
        return [
            self._question(field, name, official=True, span=self._span(name))
            for field, name in self.inputs.items()
        ]

    def _span(self, name: str) -> str | Promise:
        """What time an input is of, where it has a rule of its own."""
        rule, usual = self.definition.rule_of(name), self.definition.accumulation
        return COUNTED[rule] if rule and rule != (usual.value if usual else None) else ""

    def field_of(self, problem: str) -> str:
        name = problem.removeprefix("inputs.")
        return next((field for field, one in self.inputs.items() if one == name), "") or (
            super().field_of(problem)
        )

    def parts(self) -> dict[str, Any]:
        own_key = self.definition.indicator.key
        given = self.cleaned_data
        if self.definition.formula is None:
            figure = given.get("figure")
            known = self.known
            same = known is not None and figure is not None and known.figure == figure
            stated = (
                known.model_copy(update={"inputs": ()})
                if known is not None and same
                else ReportedIndicator(key=own_key, figure=figure)
            )
            return super().parts() | {"indicator": stated}
        typed = {name: given.get(field) for field, name in self.inputs.items()}
        inputs = tuple(
            self._input(name, value) for name, value in typed.items() if value is not None
        )
        return super().parts() | {"indicator": ReportedIndicator(key=own_key, inputs=inputs)}

    def _input(self, name: str, value: Decimal) -> ReportedInput:
        stood = next((one for one in self._known_inputs() if one.name == name), None)
        if stood is not None and stood.value == value:
            return stood
        return ReportedInput(name=name, value=value)

    def _known_inputs(self) -> Sequence[ReportedInput]:
        return self.known.inputs if self.known is not None else ()


class ProjectReportForm(ReportForm):
    """How far a project is, what was spent, which milestones are done, as its level asks."""

    def __init__(
        self,
        project: Project,
        asked: Collection[ReportField],
        *arguments: Any,
        plans_progress: bool,
        **options: Any,
    ) -> None:
        super().__init__(*arguments, **options)
        self.project = project
        percent = partial(_percent, unit="%")
        money = partial(_not_negative, unit=THOUSAND_DOLLARS)
        figures: list[tuple[str, Any, Read, str]] = []
        if not plans_progress:
            label = gettext_lazy("Planned progress")
            figures.append(("planned", label, percent, "%"))
        figures.append(("actual", gettext_lazy("Actual progress"), percent, "%"))
        if ReportField.ALLOTTED in asked:
            label = gettext_lazy("Allotted so far")
            figures.append(("allotted", label, money, THOUSAND_DOLLARS))
        if ReportField.SPENT in asked:
            figures.append(("spent", gettext_lazy("Spent so far"), money, THOUSAND_DOLLARS))
        for name, label, read, unit in figures:
            self.fields[name] = FigureField(read, unit=unit, label=label)
        for one in project.milestones:
            box, day = step_fields(one)
            self.fields[box] = forms.BooleanField(required=False, label=one.title)
            self.fields[day] = DayField(required=False, label=gettext_lazy("Done on"))
        self.figures = [name for name, _label, _read, _unit in figures]

    @property
    def questions(self) -> Sequence[Question]:
        return [self._question(name, name) for name in self.figures]

    @property
    def steps(self) -> Sequence[Step]:
        """The milestones of the plan with their boxes."""
        return [
            Step(one, *(self[name] for name in step_fields(one))) for one in self.project.milestones
        ]

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        for one in self.project.milestones:
            box, day = step_fields(one)
            if given.get(box) and not given.get(day) and day not in self.errors:
                self.add_error(day, _("Say on which day it was done."))
            if given.get(day) and not given.get(box):
                self.add_error(box, _("Tick that it is done, or take the day out."))
        return given

    def parts(self) -> dict[str, Any]:
        given = self.cleaned_data
        done = tuple(self._done())
        figures = {name: given.get(name) for name in self.figures}
        project = ReportedProject(key=self.project.key, milestones=done, **figures)
        return super().parts() | {"project": project}

    def _done(self) -> Iterator[ReportedMilestone]:
        for one in self.project.milestones:
            box, day = step_fields(one)
            if self.cleaned_data.get(box) and self.cleaned_data.get(day):
                done_on = self.cleaned_data[day]
                yield ReportedMilestone(due=one.due, title=one.title, done_on=done_on)


def initial_of(form: ReportForm, report: Report | None) -> dict[str, Any]:
    """What the fields of a form show of a report; nothing of one that nobody began."""
    if report is None:
        return {}
    shown: dict[str, Any] = {
        name: getattr(report, name) or "" for name in ("reason", "countermeasure", "data_quality")
    }
    if isinstance(form, IndicatorReportForm) and report.indicator is not None:
        stated = {one.name: one.value for one in report.indicator.inputs}
        shown["figure"] = report.indicator.figure
        shown |= {field: stated.get(name) for field, name in form.inputs.items()}
    if isinstance(form, ProjectReportForm) and report.project is not None:
        shown |= {name: getattr(report.project, name) for name in form.figures}
        done = {(one.due, one.title): one.done_on for one in report.project.milestones}
        for one in form.project.milestones:
            box, day = step_fields(one)
            shown[box] = (one.due, one.title) in done
            shown[day] = done.get((one.due, one.title))
    return {name: value for name, value in shown.items() if name in form.fields}


def as_sent(value: object) -> list[str]:
    """A value as a browser would send it from its field; nothing from a box that is not ticked."""
    if isinstance(value, bool):
        return ["on"] if value else []
    if isinstance(value, Decimal):
        return [in_groups(value)]
    if isinstance(value, dt.date):
        return [value.isoformat()]
    return ["" if value is None else str(value)]


def input_field(name: str) -> str:
    """The field of an input: its name may hold what no identifier of a page may."""
    return f"input-{_short(name)}"


def step_fields(one: Milestone) -> tuple[str, str]:
    """The fields of a milestone: the box, and the day."""
    short = _short(f"{one.due.isoformat()} {one.title}")
    return f"done-{short}", f"day-{short}"


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def _percent(text: str, unit: str) -> Decimal:
    value = read_figure(text, unit)
    if not 0 <= value <= 100:
        raise ValidationError(_("Progress is from 0 to 100 percent."))
    return value


def _not_negative(text: str, unit: str) -> Decimal:
    value = read_figure(text, unit)
    if value < 0:
        raise ValidationError(_("An amount of money is not below 0 here."))
    return value
