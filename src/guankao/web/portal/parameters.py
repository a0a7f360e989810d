"""Query parameters: each page declares its own; what it does not know is refused by name.

A misspelt filter that is quietly ignored gives a person the wrong figures.
"""

from __future__ import annotations

from typing import Annotated, Self

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from guankao.web.portal.errors import BadParameter

TRACKERS = ("utm_", "fbclid", "gclid")
"""What other sites hang on the links that people share; it filters nothing and is let pass."""

LAST_PAGE = 10_000

PageNumber = Annotated[int, Field(ge=1, le=LAST_PAGE)]


class Parameters(BaseModel):
    """The query parameters of one page. Every field needs a default; blank means absent."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def of(cls, request: HttpRequest) -> Self:
        """Read them, or raise BadParameter with the name of the first that is wrong."""
        try:
            return cls(**_single_values(request.GET))
        except ValidationError as problem:
            first = problem.errors()[0]
            name = str(first["loc"][0]) if first["loc"] else ""
            raise BadParameter(name, _reason(first)) from problem


REASONS = {
    "extra_forbidden": gettext_lazy("This page has no such parameter."),
    "literal_error": gettext_lazy("It can be: %(expected)s."),
    "enum": gettext_lazy("It can be: %(expected)s."),
    "int_parsing": gettext_lazy("It is a whole number."),
    "int_parsing_size": gettext_lazy("It is a whole number."),
    "greater_than_equal": gettext_lazy("It is at least %(ge)s."),
    "less_than_equal": gettext_lazy("It is at most %(le)s."),
    "string_too_long": gettext_lazy("It has at most %(max_length)s characters."),
}
"""What is wrong with a value, by the type of fault that pydantic names."""


def _reason(fault: ErrorDetails) -> str:
    """The sentence in the language of the page, or '' where the parameter's name says it all."""
    context = dict(fault.get("ctx", {}))
    if "expected" in context:
        context["expected"] = str(context["expected"]).replace(" or ", ", ")
    return str(REASONS.get(fault["type"], "")) % context


def _single_values(query: QueryDict) -> dict[str, str]:
    values: dict[str, str] = {}
    for name, given in query.lists():
        if name.startswith(TRACKERS):
            continue
        if len(given) > 1:
            raise BadParameter(name, _("It is given more than once."))
        if given[0].strip():
            values[name] = given[0]
    return values
