"""Formulas: two calls that compute and store nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Body, Query
from pydantic import BeforeValidator, Field

from guankao.figures.formula_calls import Call, Json, answer_to_evaluate, answer_to_read, to_json
from guankao.web.api.computing import computation
from guankao.web.api.parameters import FormulaParameters
from guankao.web.api.schemas import formulas as schemas

TAG = "Formulas"


def _listed(body: object) -> object:
    return body if isinstance(body, list) else [body]


Calls = Annotated[
    list[schemas.FormulaCall],
    BeforeValidator(_listed),
    Field(max_length=schemas.MOST_CALLS),
]


@computation("/formulas/read", schemas.FormulaRead, tag=TAG, filters=FormulaParameters)
def read_formulas(
    request: HttpRequest, filters: Query[FormulaParameters], calls: Body[Calls]
) -> HttpResponse:
    """How standards are read as formulas: one call, or a list of at most 100.

    Answers one object for one call and a list for a list, in the same order.
    """
    return _answered(request, calls, filters.fiscal_year, answer_to_read)


@computation("/formulas/evaluate", schemas.FormulaResult, tag=TAG, filters=FormulaParameters)
def evaluate_formulas(
    request: HttpRequest, filters: Query[FormulaParameters], calls: Body[Calls]
) -> HttpResponse:
    """What standards give for stated values, with the working: one call, or at most 100.

    Answers one object for one call and a list for a list, in the same order.
    """
    return _answered(request, calls, filters.fiscal_year, answer_to_evaluate)


def _answered(
    request: HttpRequest,
    calls: list[schemas.FormulaCall],
    fiscal_year: int,
    answer: Callable[[Call, int], Mapping[str, Json]],
) -> HttpResponse:
    answers = [
        answer(Call(one.id, one.standard, one.target, one.name, one.values), fiscal_year)
        for one in calls
    ]
    many = request.body.lstrip()[:1] == b"["
    return HttpResponse(to_json(answers if many else answers[0]), content_type="application/json")
