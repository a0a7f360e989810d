"""The forms by which a plan is drafted: every column of the table, and what stands beyond it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guankao.documents import Goal, Indicator, InputAccumulation, Plan, Project
from guankao.web.importing.forms import (
    ElementForm,
    GoalForm,
    HistoryLines,
    IndicatorForm,
    Lines,
    ProjectForm,
)
from guankao.web.importing.forms import initial_of as initial_of_table

_MILESTONE = re.compile(r"(?P<due>[0-9]{4}-[0-9]{2}-[0-9]{2})\s+(?P<title>.+)")
_PROGRESS = re.compile(r"(?P<month>[0-9]{1,2})\s*月?\s*[:：]?\s*(?P<percent>[0-9.]+)\s*[%％]?")

INPUT_RULES = {
    "加總": "sum",
    "最新值": "latest",
    "平均": "average",
    "期末值": "stock_at_end",
    "加權": "ratio_of_sums",
}
_INPUT_RULE = re.compile(
    rf"(?P<name>[^：:]+)[：:]\s*(?P<rule>{'|'.join(INPUT_RULES)})\s*(?:[（(](?P<weight>.+)[）)])?"
)

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
CONTROL_LEVELS = [
    ("", _("not stated")),
    ("行政院", _("cabinet (行政院)")),
    ("部會", _("ministry (部會)")),
    ("自行", _("the agency itself (自行)")),
]
CATEGORIES = [
    ("公共建設", _("public construction (公共建設)")),
    ("社會發展", _("social development (社會發展)")),
    ("科技發展", _("science and technology (科技發展)")),
    ("其它", _("other (其它)")),
]
"""The word that the plan holds stands beside its English one."""


class YearTargetLines(HistoryLines):
    """A fiscal year and its target on each line: `109年：74%`."""

    def to_python(self, value: object) -> Any:
        return tuple(
            {"fiscal_year": one["fiscal_year"], "target": one["value"]}
            for one in super().to_python(value)
        )


class AccumulationLines(Lines):
    """An input and its rule on each line: `年底人數：期末值`, `滿意度：加權（回收份數）`."""

    def to_python(self, value: object) -> Any:
        rules: list[dict[str, str]] = []
        for number, line in enumerate(super().to_python(value), start=1):
            found = _INPUT_RULE.fullmatch(line)
            weight = (found["weight"] or "").strip() if found else ""
            if found is None or (found["rule"] == "加權") != bool(weight):
                raise ValidationError(
                    _("Line %(number)d: write an input and its rule, such as %(example)s"),
                    params={"number": number, "example": "年底人數：期末值"},
                )
            name = found["name"].strip()
            if name in {weight, *(one["name"] for one in rules)}:
                raise ValidationError(
                    _("Line %(number)d: this input has a rule already, or is weighed by itself."),
                    params={"number": number},
                )
            rule = {"name": name, "rule": INPUT_RULES[found["rule"]]}
            rules.append(rule | ({"weight": weight} if weight else {}))
        return tuple(rules)


def accumulation_line(one: InputAccumulation) -> str:
    """The rule of an input as its line is written."""
    rule = next(word for word, code in INPUT_RULES.items() if code == one.rule)
    return f"{one.name}：{rule}" + (f"（{one.weight}）" if one.weight else "")


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


class DraftedForm(ElementForm):
    """A form of a draft: its fields in groups, each with a hint where one helps."""

    groups: ClassVar[Sequence[tuple[str | Promise, Sequence[str]]]] = ()
    """The heading of each group and its fields; what no group names stands first, without one."""
    hints: ClassVar[Mapping[str, Any]] = {}
    """By field, in the language of the page when it is shown."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        for name, hint in self.hints.items():
            self.fields[name].help_text = hint

    @property
    def sections(self) -> Sequence[tuple[str | Promise, Sequence[forms.BoundField]]]:
        """The fields that a person sees, as they stand together."""
        placed = {name for _heading, names in self.groups for name in names}
        alone = [field for field in self.visible_fields() if field.name not in placed]
        grouped = [(heading, [self[name] for name in names]) for heading, names in self.groups]
        return [("", alone), *grouped] if alone else grouped


class IntroductionForm(DraftedForm):
    """What stands before the goals; agency and year are those of the draft."""

    hints: ClassVar = {"introduction": _("One paragraph on each line.")}

    introduction = Lines(required=False, label=_("Introduction"))


class DraftGoalForm(DraftedForm, GoalForm):
    """A goal with its strategies."""

    hints: ClassVar = {
        "no": _("Its place among the goals of the plan."),
        "title": _("What is to be better at the end of the year, in one sentence."),
        "strategies": _("How the agency goes about it; one strategy on each line."),
    }


class DraftIndicatorForm(DraftedForm, IndicatorForm):
    """A KPI with all that can be stated of it."""

    groups: ClassVar = (
        (
            _("What is promised"),
            ("goal", "no", "name", "standard", "standard_remark", "target"),
        ),
        (
            _("Where it comes from and where it goes"),
            ("history", "baseline", "year_targets", "weaker_target_reason"),
        ),
        (
            _("How it is measured"),
            (
                "evaluation_arrangement",
                "evaluation_method",
                "result_level",
                "accumulation",
                "input_accumulation",
                "owner",
                "data_source",
                "data_quality",
            ),
        ),
        (_("What belongs to it"), ("linkage", "note")),
    )
    hints: ClassVar = {
        "no": _("Its place among the KPIs of the goal."),
        "name": _("What is counted or reached, such as 線上申辦件數."),
        "standard": _(
            "How the figure comes about. A formula is computed where it can be read, such as "
            "（如期辦結件數÷受理件數）×100%"
        ),
        "target": _("A figure with its unit, such as 1,200件, 達85% or 10%以下."),
        "history": _("What was reached before, such as 105年：5,842人."),
        "baseline": _("The year that the targets start from, such as 105年：5,842人."),
        "year_targets": _("This year and the years to come, such as 109年：74%."),
        "weaker_target_reason": _(
            "Needed where the target asks for less than what was reached already."
        ),
        "evaluation_method": _("Such as 統計數據, 問卷調查 or 進度控管."),
        "result_level": _(
            "Input: what is spent. Process: what is done. Output: what comes of it. Outcome: what "
            "is better for people."
        ),
        "accumulation": _("How the figures of months or quarters become that of the year."),
        "input_accumulation": _(
            "Where one input comes together differently, such as 年底人數：期末值 or "
            "滿意度：加權（回收份數）. The rules are 加總, 最新值, 平均, 期末值 and 加權."
        ),
        "owner": _("The unit that is asked when something is unclear, such as 綜合規劃司."),
        "data_source": _("The system or the statistics that the figures are taken from."),
        "data_quality": _("What somebody has to know who compares the figures."),
        "linkage": _("The medium-term projects that the KPI belongs to, by their category."),
    }

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
    input_accumulation = AccumulationLines(
        required=False, label=_("Rules of single inputs, one on each line")
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

    linkage = forms.MultipleChoiceField(
        choices=CATEGORIES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Linkage"),
    )

    def clean_baseline(self) -> Mapping[str, Any] | None:
        given = self.cleaned_data["baseline"]
        if len(given) > 1:
            raise ValidationError(_("Write one year only."))
        return given[0] if given else None


class DraftProjectForm(DraftedForm, ProjectForm):
    """A project with all that can be stated of it."""

    groups: ClassVar = (
        (_("What is done"), ("work_plan", "title", "category", "contents")),
        (_("Money and control"), ("budget", "control_level")),
        (_("On the way"), ("milestones", "planned_progress")),
        (_("What it serves"), ("indicators",)),
    )
    hints: ClassVar = {
        "work_plan": _("As it is called in the budget; projects of one work plan stand together."),
        "contents": _("What is carried out; one item on each line."),
        "budget": _("In thousand New Taiwan dollars, such as 12500 for 12.5 million."),
        "control_level": _("Who watches it: the Executive Yuan, the ministry or the agency."),
        "milestones": _("A day and what is done by then, such as 2019-06-30 完成期中檢討."),
        "planned_progress": _(
            "How far it is at the end of a month, from the start of the year, such as 6月 45.5%."
        ),
    }

    category = forms.ChoiceField(choices=CATEGORIES, label=_("Category"))
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
        widget=forms.DateInput(attrs={"type": "date"}), label=_("It may stand until (inclusive)")
    )

    def __init__(self, codes: Iterable[tuple[str, str]], *arguments: Any, **options: Any) -> None:
        """`codes` are the rules that can be chosen, each with what is said beside its code."""
        super().__init__(*arguments, **options)
        choice = self.fields["code"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101 - for the type checker
        choice.choices = list(codes)


class BeginForm(forms.Form):
    """Which agency's plan of which year is begun, and from what."""

    agency = forms.ChoiceField(label=_("Agency"))
    fiscal_year = forms.IntegerField(
        min_value=1,
        max_value=999,
        label=_("Fiscal year"),
        help_text=_("In the counting of the Republic, such as 108 for 2019."),
    )
    source = forms.ChoiceField(
        label=_("Begin with"),
        choices=[("copy", _("the latest published plan")), ("nothing", _("nothing"))],
        initial="copy",
    )

    def __init__(
        self, agencies: Sequence[tuple[str, str]], *arguments: Any, **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        choice = self.fields["agency"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101 - for the type checker
        choice.choices = list(agencies)


def initial_of(element: Plan | Goal | Indicator | Project | None) -> Mapping[str, Any]:
    """What a form shows when it is opened."""
    shown = dict(initial_of_table(element))
    if isinstance(element, Indicator):
        for name in ("owner", "data_source", "data_quality", "result_level", "accumulation"):
            shown[name] = getattr(element, name) or ""
        shown["weaker_target_reason"] = element.weaker_target_reason or ""
        shown["input_accumulation"] = tuple(map(accumulation_line, element.input_accumulation))
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
