"""Query parameters: each page declares its own; what it does not know is refused by name.

A misspelt filter that is quietly ignored gives a person the wrong figures.
"""

from __future__ import annotations

from typing import Annotated, Self

from django.http import HttpRequest, QueryDict
from pydantic import BaseModel, ConfigDict, Field, ValidationError

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
            raise BadParameter(name, first["msg"]) from problem


def _single_values(query: QueryDict) -> dict[str, str]:
    values: dict[str, str] = {}
    for name, given in query.lists():
        if name.startswith(TRACKERS):
            continue
        if len(given) > 1:
            raise BadParameter(name, "it is given more than once")
        if given[0].strip():
            values[name] = given[0]
    return values
