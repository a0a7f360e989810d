"""The published JSON Schemas agree with what the reader takes."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator

from documents.document_strategies import documents
from documents.enforcement_plan import ENFORCEMENT, changed
from guankao.documents import KINDS, AnyDocument, UnknownKind, json_schema, write_document
from guankao.sample import documents as sample_documents

VALIDATORS = {kind: Draft202012Validator(json_schema(kind)) for kind in KINDS}


def is_valid(document: AnyDocument) -> bool:
    return VALIDATORS[document.kind].is_valid(json.loads(write_document(document)))


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_says_what_it_is(kind: str) -> None:
    schema = json_schema(kind)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"urn:guankao:schema:{kind}:1.0"
    assert {"format", "format_version", "kind", "fiscal_year"} <= set(schema["required"])
    Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_described_and_the_terms_stand_in_chinese_too(kind: str) -> None:
    schema = json_schema(kind)
    models = [schema, *schema["$defs"].values()]
    properties: list[tuple[str, Any]] = [
        item for model in models for item in model["properties"].items()
    ]
    assert all(field.get("description") for _, field in properties)
    assert all(re.search("[一-鿿]", model.get("title", "")) for model in models[:1])
    assert schema["additionalProperties"] is False
    assert all(model["additionalProperties"] is False for model in schema["$defs"].values())


@given(documents)
@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
def test_every_document_that_is_written_satisfies_its_schema(document: AnyDocument) -> None:
    assert is_valid(document)


def test_the_whole_sample_satisfies_its_schemas() -> None:
    shipped = [*sample_documents(), *sample_documents(fictional=True)]
    assert len(shipped) == 38
    assert all(is_valid(document) for document in shipped)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["format"], ...),
        (["kind"], "guidelines"),
        (["format_version"], "2.0"),
        (["ministry"], "法務部"),
        (["fiscal_year"], "106"),
        (["fiscal_year"], 1000),
        (["goals", 0, "key"], "一"),
        (["goals", 0, "title"], ""),
        (["indicators", 0, "target"], ...),
        (["indicators", 0, "evaluation_arrangement"], 6),
        (["projects", 0, "category"], "其他"),
    ],
)
def test_a_schema_refuses_what_the_reader_refuses(path: list[str | int], value: object) -> None:
    assert VALIDATORS["plan"].is_valid(ENFORCEMENT)
    assert not VALIDATORS["plan"].is_valid(json.loads(changed(path, value)))


def test_an_unknown_kind_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownKind, match="'budget' is not a kind of document; choose plan, "):
        json_schema("budget")
