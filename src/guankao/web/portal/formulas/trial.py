"""The calculator: typed figures, what is wrong with each, and what the formula gives for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from pydantic import Field, create_model

from guankao.figures import UnreadableFigure
from guankao.figures.formulas import (
    Formula,
    Input,
    Problem,
    ProblemCode,
    Result,
    evaluate,
)
from guankao.figures.formulas.nodes import Divide, Percent, walk
from guankao.figures.formulas.operands import is_measure, is_rate
from guankao.web.planning.models import Indicator
from guankao.web.portal.formulas.figures import read_typed, written
from guankao.web.portal.formulas.outcome import Outcome, outcome_of
from guankao.web.portal.formulas.reading import Reading
from guankao.web.portal.parameters import Parameters
from guankao.web.portal.spreadsheet import plain

LONGEST_PARAMETER = 200
"""Longer values are refused as a parameter; shorter ones at their field, where they stay."""

ABSURD_PERCENTAGE = 1_000
"""Of a ratio: ten times the whole and more was hardly meant."""


@dataclass
class InputField:
    """One input of the formula as a field of the form.

    Attributes:
        parameter: its name in the address, which is short and stays the same.
        name: what the standard calls it.
        unit: what stands behind the field: the unit of a value in the text, or %.
        percent: whether the formula takes it in percent: 90, not 0.9.
        typed: what stands in the field, whatever became of it.
    """

    parameter: str
    name: str
    unit: str
    percent: bool
    typed: str
    value: Decimal | None = None
    faults: list[str] = field(default_factory=list)
    """Sentences with which there is no result."""
    doubts: list[str] = field(default_factory=list)
    """Sentences that ask to look again."""

    @property
    def read_as(self) -> str:
        """The figure in plain digits, where it was typed otherwise."""
        shown = "" if self.value is None else written(self.value)
        return "" if self.typed.strip() in {shown, shown.replace(",", ""), f"{shown}%"} else shown


@dataclass(frozen=True)
class Trial:
    """The calculator of one KPI as it stands after a request."""

    fields: list[InputField]
    asked: bool
    problems: list[str] = field(default_factory=list)
    """Sentences that belong to no single field."""
    outcome: Outcome | None = None

    @property
    def failed(self) -> bool:
        """Whether figures were typed and give no result."""
        return self.asked and self.outcome is None

    def data(self) -> dict[str, Any] | None:
        """What the `.json` form says of typed figures; None where none were."""
        if not self.asked:
            return None
        faults = {one.name: one.faults + one.doubts for one in self.fields}
        return {
            "values": {
                one.name: None if one.value is None else plain(one.value) for one in self.fields
            },
            "problems": {
                **{name: sentences for name, sentences in faults.items() if sentences},
                **({"": self.problems} if self.problems else {}),
            },
            "result": None if self.outcome is None else self.outcome.data(),
        }


class ValueParameters(Parameters):
    """The query parameters of a KPI: one for each input of its formula."""


@lru_cache(maxsize=64)
def parameters_of(inputs: int) -> type[ValueParameters]:
    """The query parameters of a page whose formula has so many inputs: v1, v2 and so on.

    >>> list(parameters_of(2).model_fields)
    ['v1', 'v2']
    """
    typed = Annotated[str, Field(max_length=LONGEST_PARAMETER)]
    fields: dict[str, Any] = {f"v{number}": (typed, "") for number in range(1, inputs + 1)}
    return create_model(f"ValuesOf{inputs}", __base__=ValueParameters, **fields)


def trial_of(request: HttpRequest, indicator: Indicator, reading: Reading) -> Trial | None:
    """The calculator for what a request gives; None where the KPI has none.

    Raises:
        BadParameter: a parameter that the page does not have, or a value longer than any figure.
    """
    formula = reading.formula if reading.calculable else None
    parameters_of(0 if formula is None else len(formula.inputs)).of(request)
    if formula is None:
        return None
    in_percent = percentages(formula)
    fields = [
        _field(request, number, item, percent=item.name in in_percent)
        for number, item in enumerate(formula.inputs, start=1)
    ]
    if not any(one.parameter in request.GET for one in fields):
        return Trial(fields, asked=False)
    for one in fields:
        _read(one)
    if any(one.faults for one in fields):
        return Trial(fields, asked=True)
    values = {one.name: one.value for one in fields if one.value is not None}
    result = evaluate(formula, values)
    problems = [
        sentence
        for problem in result.problems
        for sentence in _placed(problem, fields, fatal=not result.ok)
    ]
    outcome = outcome_of(indicator, formula, result) if result.ok else None
    if _like_a_ratio_of_percentages(formula, result):
        problems.append(
            _("The result is very large. If an input is a percentage, type it with its sign.")
        )
    return Trial(fields, asked=True, problems=problems, outcome=outcome)


def percentages(formula: Formula) -> frozenset[str]:
    """The names of the inputs that the formula takes in percent."""
    nodes = list(walk(formula.expression))
    marked = {
        node.operand.name
        for node in nodes
        if isinstance(node, Percent) and isinstance(node.operand, Input)
    }
    if formula.unit == "%" and formula.factor == 1:
        # A percentage made of percentages: 指標1×50%＋指標2×50%. Behind a division only a name
        # that says so is one.
        divided = any(isinstance(node, Divide) for node in nodes)
        marked |= {
            item.name
            for item in formula.inputs
            if is_rate(item.name) or not (divided or is_measure(item.name))
        }
    return frozenset(marked)


def _like_a_ratio_of_percentages(formula: Formula, result: Result) -> bool:
    """Whether a ratio came out so large that 24 was likely typed for 24%."""
    value = result.value
    return formula.factor == 100 and value is not None and abs(value) >= ABSURD_PERCENTAGE


def _field(request: HttpRequest, number: int, item: Input, *, percent: bool) -> InputField:
    """The field with what was typed; at first, with the value that the standard itself gives."""
    parameter = f"v{number}"
    default = "" if item.default is None else written(item.default)
    return InputField(
        parameter,
        item.name,
        item.unit or ("%" if percent else ""),
        percent,
        request.GET.get(parameter, default),
    )


def _read(one: InputField) -> None:
    if not one.typed.strip():
        one.faults.append(_("Type a figure."))
        return
    try:
        value, percent = read_typed(one.typed)
    except UnreadableFigure:
        one.faults.append(
            _("“%(typed)s” is no figure. Write it like 6,500, 3億4,093萬 or 90%%.")
            % {"typed": one.typed.strip()[:40]}
        )
        return
    if percent and not one.percent:
        if is_measure(one.name) and not is_rate(one.name):
            one.faults.append(_("This asks for a number, not for a percentage."))
            return
        value = value.scaleb(-2)
    one.value = value


def _placed(problem: Problem, fields: list[InputField], *, fatal: bool) -> list[str]:
    """Put a problem at the fields that it is about; what is left is about the whole."""
    sentence = _sentence(problem, fields)
    if problem.code is ProblemCode.DIVISION_BY_ZERO:
        concerned = [one for one in fields if f"「{one.name}」" in problem.subject]
    else:
        concerned = [one for one in fields if one.name == problem.subject]
    for one in concerned:
        (one.faults if fatal else one.doubts).append(sentence)
    return [] if concerned else [sentence]


def _sentence(problem: Problem, fields: list[InputField]) -> str:
    value = next((one.value for one in fields if one.name == problem.subject), None)
    sentences: Mapping[ProblemCode, str] = {
        ProblemCode.MISSING_INPUT: _("Type a figure."),
        ProblemCode.NOT_A_FIGURE: _("This number is beyond any amount."),
        ProblemCode.DIVISION_BY_ZERO: _("Division by nought: %(divisor)s is 0.")
        % {"divisor": problem.subject},
        ProblemCode.NEGATIVE_COUNT: _("A count is never below nought. Is the sign right?"),
        ProblemCode.FRACTION_FOR_PERCENTAGE: _(
            "A percentage is asked for. %(value)s was taken as %(value)s%%; "
            "if %(hundredfold)s%% is meant, type %(hundredfold)s."
        )
        % {
            "value": "" if value is None else written(value),
            "hundredfold": "" if value is None else written(value * 100),
        },
        ProblemCode.PERCENTAGE_ABOVE_HUNDRED: _(
            "More than a hundred percent of those asked cannot agree."
        ),
    }
    return sentences.get(problem.code, str(problem))
