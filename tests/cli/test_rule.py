"""`guankao rule`: the list of the rules, and the page of each."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from guankao.cli.main import app
from guankao.rules import FAMILIES, RULES


def run(*words: str):
    return CliRunner().invoke(app, ["rule", *words])


def test_the_list_holds_every_rule_under_its_family():
    lines = run().output.splitlines()
    assert [line.split()[0] for line in lines if line.startswith("  ")] == [
        rule.code for rule in RULES
    ]
    assert [line.split()[0] for line in lines if line[:2] == "GK"] == list(FAMILIES)


@pytest.mark.parametrize("name", ["GK103", "gk103", "goal-without-kpi"])
def test_a_page_is_found_by_code_and_name(name):
    page = run(name).output
    assert page.startswith("GK103 goal-without-kpi (警告)\n施政目標沒有指標")
    assert "為什麼重要" in page


def test_the_english_page_has_all_sections():
    page = run("GK103", "--language", "en").output
    for heading in ("What it finds", "Why it matters", "Example", "Instead", "Basis"):
        assert f"\n{heading}\n" in page


def test_an_unknown_code_is_refused():
    result = run("GK999")
    assert result.exit_code == 2
    assert "no rule is called" in result.output
