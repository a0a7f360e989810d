"""`guankao schema` as a person calls it."""

from __future__ import annotations

import json

import pytest
import typer
from typer.testing import CliRunner

from guankao.cli.schema import schema
from guankao.documents import KINDS, json_schema

app = typer.Typer()
app.command()(schema)


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_of_a_kind_is_printed(kind: str) -> None:
    result = CliRunner().invoke(app, [kind])
    assert result.exit_code == 0
    assert json.loads(result.stdout) == json_schema(kind)


def test_terms_are_printed_in_chinese_and_not_as_escapes() -> None:
    assert "施政計畫" in CliRunner().invoke(app, ["plan"]).stdout


def test_an_unknown_kind_gives_a_sentence_and_exit_code_2() -> None:
    result = CliRunner().invoke(app, ["budget"])
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr == (
        "guankao schema: 'budget' is not a kind of document; "
        "choose plan, guidelines, action-plan, programme, performance-report, report\n"
    )
