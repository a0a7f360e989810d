"""The reference page of the format says what the code does."""

from __future__ import annotations

import re
from pathlib import Path

from guankao.documents import (
    KINDS,
    RESERVED_NAMES,
    json_schema,
    parse_identifier,
    read_document,
)

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "plan-document.md"


def page() -> str:
    return PAGE.read_text(encoding="utf-8")


def test_every_field_stands_in_the_table_of_its_model() -> None:
    sections = dict(re.findall(r"^### (\w+)\n(.*?)(?=^### |\Z)", page(), re.M | re.S))
    named = set()
    for kind, model in KINDS.items():
        schema = json_schema(kind)
        for name, described in {model.__name__: schema, **schema["$defs"]}.items():
            rows = re.findall(r"^\| `(\w+)` \| (●?) \| (.+) \|$", sections[name], re.M)
            required = described.get("required", [])
            assert rows == [
                (field, "●" if field in required else "", value["description"])
                for field, value in described["properties"].items()
            ]
            named.add(name)
    assert set(sections) == named


def test_the_example_and_the_identifiers_of_the_page_are_read() -> None:
    [example] = re.findall(r"```json\n(.*?)```", page(), re.S)
    assert read_document(example).identifier == "106/法務部行政執行署"
    identifiers = re.findall(r"^\| [\w ]+ \| `(107/.+)` \|$", page(), re.M)
    assert len(identifiers) == 12
    for identifier in identifiers:
        assert str(parse_identifier(identifier)) == identifier


def test_every_reserved_word_is_named() -> None:
    assert all(f"`{word}`" in page() for word in RESERVED_NAMES)
