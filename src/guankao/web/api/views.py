"""The page that describes the API to people, made of the same description as for programs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from guankao.web.api.interface import TAGS, api

_REFERENCE = "#/components/schemas/"


@dataclass(frozen=True)
class Described:
    """A parameter or a field: its name, what it holds, what it means."""

    name: str
    type: str
    meaning: str
    required: bool
    schema: str = ""
    """The name of the schema that describes what it holds, where there is one."""


@dataclass(frozen=True)
class Operation:
    """One route."""

    anchor: str
    method: str
    path: str
    summary: str
    description: str
    parameters: list[Described]
    responses: list[tuple[str, str]]
    schema: str
    row: str
    """The name of the schema of the rows, where the answer is a page of a list."""
    example: str
    body: str
    """The name of the schema of one call, where a body is sent."""
    body_example: str
    lists: bool
    """Whether a list of such bodies may be sent as well."""
    asks_token: bool


@dataclass(frozen=True)
class Group:
    """The routes of one tag."""

    name: str
    meaning: str
    operations: list[Operation] = field(default_factory=list)


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """All routes by tag, then the schemas of what they answer."""
    description = api.get_openapi_schema()
    schemas = description["components"]["schemas"]
    groups = {name: Group(name, meaning) for name, meaning in TAGS.items()}
    for path, operations in description["paths"].items():
        for method, operation in operations.items():
            described = _operation(method.upper(), path, operation, schemas)
            groups[operation["tags"][0]].operations.append(described)
    context = {
        "lines": list(_lines(description["info"]["description"])),
        "groups": groups.values(),
        "schemas": [
            (name, schema.get("description", ""), list(_fields(schema, schemas)))
            for name, schema in sorted(schemas.items())
            if "properties" in schema and "results" not in schema["properties"]
        ],
    }
    response: HttpResponse = render(request, "api/docs.html", context)
    patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
    return response


def _lines(description: str) -> Iterator[str]:
    """The description without the marks of its list."""
    for line in description.splitlines():
        if line:
            yield line.removeprefix("- ").replace("`", "")


def _operation(
    method: str, path: str, operation: dict[str, Any], schemas: dict[str, Any]
) -> Operation:
    schema = _schema_of(operation["responses"][200])
    results = schemas.get(schema, {}).get("properties", {}).get("results", {})
    return Operation(
        anchor=operation["operationId"],
        method=method,
        path=path,
        summary=operation["summary"],
        description=operation.get("description", ""),
        parameters=[_parameter(one) for one in operation["parameters"]],
        responses=[
            (str(status), response["description"])
            for status, response in operation["responses"].items()
        ],
        schema="" if results else schema,
        row=results.get("items", {}).get("$ref", "").removeprefix(_REFERENCE),
        example=_example(path, operation) if method == "GET" else path,
        body=_schema_of(operation["requestBody"]) if "requestBody" in operation else "",
        body_example=_BODIES.get(operation["operationId"], ""),
        lists="anyOf" in _body_of(operation),
        asks_token="security" in operation,
    )


def _body_of(operation: dict[str, Any]) -> dict[str, Any]:
    """The schema of what is sent; empty where nothing is."""
    content = operation.get("requestBody", {}).get("content", {})
    found: dict[str, Any] = content.get("application/json", {}).get("schema", {})
    return found


def _schema_of(described: dict[str, Any]) -> str:
    """The name of the schema of a body; of several, each stands for a list of the first."""
    schema = described["content"]["application/json"]["schema"]
    first = schema.get("anyOf", [schema])[0]
    return str(first.get("$ref", "")).removeprefix(_REFERENCE)


def _parameter(parameter: dict[str, Any]) -> Described:
    schema = parameter["schema"]
    return Described(
        name=parameter["name"],
        type=_type(schema),
        meaning=schema.get("description", ""),
        required=parameter["required"],
    )


def _fields(schema: dict[str, Any], schemas: dict[str, Any]) -> Iterator[Described]:
    for name, described in schema["properties"].items():
        # What a field points at, itself or by its items; a list of words is told on the spot.
        inner = described.get("items", described)
        pointed = str(inner.get("$ref", "")).removeprefix(_REFERENCE)
        words = schemas.get(pointed, {})
        yield Described(
            name=name,
            type=_type(words if "enum" in words else described),
            meaning=described.get("description", ""),
            required=name in schema.get("required", ()),
            schema="" if "enum" in words else pointed,
        )


def _type(schema: dict[str, Any]) -> str:
    """A type in few words, with its values or bounds."""
    if "anyOf" in schema:
        return " or ".join(_type(choice) for choice in schema["anyOf"])
    if "enum" in schema:
        return " | ".join(str(value) for value in schema["enum"])
    if schema.get("type") == "array":
        return f"list of {_type(schema['items'])}"
    if "$ref" in schema:
        return str(schema["$ref"]).removeprefix(_REFERENCE)
    words = str(schema.get("format") or schema.get("type") or "value")
    if "minimum" in schema and "maximum" in schema:
        words += f" {schema['minimum']} to {schema['maximum']}"
    if "default" in schema:
        words += f", default {schema['default']}"
    return words


_BODIES = {
    "read_formulas": '{"id": 1, "standard": "及格人數÷到考人數×100%", "target": "90%"}',
    "evaluate_formulas": '{"id": 1, "standard": "及格人數÷到考人數×100%", "target": "90%", '
    '"values": {"及格人數": 45, "到考人數": 60}}',
}
_BODIES |= {
    "state_one_report": '{"version": 0, "fields": {"inputs.及格人數": "900", '
    '"inputs.到考人數": "1,000"}}',
    "state_reports": '{"only_right": false, "reports": [{"identifier": '
    '"107/內政部/kpi/1-2/report/quarter-1", "version": 0, "fields": {"figure": "30"}}]}',
    "submit_one_report": '{"version": 1, "answer": ""}',
}
_EXAMPLES = {
    "name": "法務部",
    "plan": "107/內政部",
    "goal": "107/內政部/goal/1",
    "indicator": "107/內政部/kpi/1-1",
    "project": "107/法務部/project/1-1",
    "guidelines": "107/guidelines",
    "action_plan": "107/action-plan/integrity",
    "measure": "107/action-plan/integrity/measure/1",
}


def _example(path: str, operation: dict[str, Any]) -> str:
    if path.endswith("/search"):
        return f"{path}?q=毒品&kind=indicator"
    identifier = _EXAMPLES.get(operation["operationId"], "")
    return path.replace("{name}", _EXAMPLES["name"]).replace("{identifier}", identifier)
