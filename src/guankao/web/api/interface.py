"""The API itself: its description, and how a route is declared."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from inspect import signature
from typing import Any

from django.http import HttpRequest
from ninja import NinjaAPI, Schema
from ninja.openapi.schema import OpenAPISchema
from ninja.parser import Parser

from guankao.figures.formula_calls import MalformedCall, from_json
from guankao.web.api.errors import ErrorBody, Refused, answer_errors

DESCRIPTION = """\
Government plans and their KPIs, for programs. What is public is read without a token; an agency's
own system states and submits its reports with one.

- Lists come in pages: `limit` (at most 200) and `offset`; `next` is the address of the next page.
- A parameter that a route does not know is refused with 400, by name, like one that it cannot use.
- Figures are exact: strings of plain digits, such as `"24.5"`.
- Standards are computed by POST, which stores nothing; figures are JSON numbers there, both ways.
- What is read has an ETag. Send it back in `If-None-Match`: 304 says that nothing changed.
- Rows of fictional agencies are left out of lists unless `fictional` says otherwise, and marked.
- Everything at once is faster in bulk: `/data/`.
"""
TAGS = {
    "Plans": "Annual plans of agencies: goals, KPIs and projects.",
    "Guidelines": "The cabinet's policy guidelines of a year.",
    "Action plans": "Measures of several agencies, their targets and what was reported.",
    "Search": "All of it, by any part of a word.",
    "Reports": "What an agency is expected to state, for its own system: with a token that a "
    "person of the agency makes on the page of their own account.",
    "Formulas": "Standards read as formulas and computed with their working. Nothing is stored.",
}

View = Callable[..., Any]


class Interface(NinjaAPI):
    """NinjaAPI with a description that says no more and no less than what is accepted."""

    def __init__(self, **description: Any) -> None:
        super().__init__(**description)
        self._descriptions: dict[str, OpenAPISchema] = {}

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        """The description, made once for each address that the API stands at."""
        prefix = self.get_root_path(path_params or {}) if path_prefix is None else path_prefix
        if prefix not in self._descriptions:
            self._descriptions[prefix] = self._describe(prefix)
        return self._descriptions[prefix]

    def _describe(self, prefix: str) -> OpenAPISchema:
        schema = super().get_openapi_schema(path_prefix=prefix)
        for operations in schema["paths"].values():
            for method, operation in operations.items():
                operation["parameters"] = list(map(_described, operation["parameters"]))
                if "requestBody" in operation:
                    _describe_body(operation["requestBody"])
                _describe_responses(operation["responses"], cached=method == "get")
                if operation.get("description") == operation["summary"]:
                    del operation["description"]
        return schema


def _described(parameter: dict[str, Any]) -> dict[str, Any]:
    """The parameter with its meaning beside it; its examples stay with its schema, since here
    OpenAPI would take them for something else."""
    schema = _without_null(parameter["schema"])
    described = {"in": parameter["in"], "name": parameter["name"], "schema": schema}
    described["required"] = parameter["required"]
    if "description" in schema:
        described["description"] = schema["description"]
    return described


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """A query parameter is absent or has a value: it has no way to be null."""
    choices = [choice for choice in schema.get("anyOf", []) if choice.get("type") != "null"]
    if len(choices) != 1:
        return schema
    kept = {name: value for name, value in schema.items() if name not in {"anyOf", "default"}}
    return {**choices[0], **kept}


def _describe_body(body: dict[str, Any]) -> None:
    """One call stands for a list of one."""
    content = body["content"]["application/json"]
    if "items" not in content["schema"]:
        return
    content["schema"] = {"anyOf": [content["schema"]["items"], content["schema"]]}


def _describe_responses(responses: dict[Any, Any], *, cached: bool) -> None:
    words = {
        200: "What was asked for.",
        304: "Nothing changed since the version that If-None-Match names.",
        400: "A parameter or the body is unknown or cannot be used.",
        401: "No token that is good was sent.",
        403: "The token or the person may not do this.",
        404: "There is nothing of this identifier.",
        409: "Somebody else was quicker, or the state does not allow it. Nothing was done.",
        413: "The body is too large.",
        415: "The body is not declared as JSON.",
        422: "What is stated cannot be taken, field by field; or the key was used for another "
        "request. Nothing was done.",
        429: "Too many calls in this minute.",
    }
    for status, response in responses.items():
        response["description"] = words[status]
        if cached and status in {200, 304}:
            response["headers"] = {
                "ETag": {"description": "Version of this answer.", "schema": {"type": "string"}}
            }


class ExactParser(Parser):
    """JSON with every digit of its numbers."""

    def parse_body(self, request: HttpRequest) -> Any:
        try:
            return from_json(request.body.decode("utf-8"))
        except (UnicodeDecodeError, MalformedCall) as problem:
            raise ValueError(str(problem)) from problem


api = Interface(
    parser=ExactParser(),
    title="Guankao",
    version="1",
    description=DESCRIPTION,
    docs_url=None,
    openapi_url="/openapi.json",
    openapi_extra={
        "info": {"license": {"name": "CC0 1.0", "identifier": "CC0-1.0"}},
        "tags": [{"name": name, "description": words} for name, words in TAGS.items()],
    },
    urls_namespace="api",
)
answer_errors(api)


def route(
    path: str, response: Any, *, tag: str, filters: type[Schema] | None = None
) -> Callable[[View], View]:
    """Declare a route. Query parameters other than those of `filters` are refused."""
    known = set(filters.model_fields) if filters else set()

    def declare(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            refuse_unknown(request, known)
            return view(request, *args, **kwargs)

        # Ninja reads the parameters from the signature, whose words mean something where the
        # view stands, not here.
        checked.__signature__ = signature(view, eval_str=True)  # type: ignore[attr-defined]
        statuses = {200: response, 304: None, 400: ErrorBody}
        if "{" in path:
            statuses[404] = ErrorBody
        summary, _, description = (view.__doc__ or "").partition("\n\n")
        declared: View = api.get(
            path,
            response=statuses,
            tags=[tag],
            operation_id=view.__name__,
            summary=" ".join(summary.split()),
            description=" ".join(description.split()) or None,
        )(checked)
        return declared

    return declare


def refuse_unknown(request: HttpRequest, known: set[str]) -> None:
    """Refuse by name a query parameter that is not known, or that is given twice."""
    for name, values in request.GET.lists():
        if name not in known:
            raise Refused(name, "This parameter is not known here.")
        if len(values) > 1:
            raise Refused(name, "This parameter is given more than once.")
