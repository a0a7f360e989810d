"""The irregularities that people found are classified, and the linter finds most of them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from guankao.rules import FAMILIES, RULES

ROOT = Path(__file__).resolve().parents[2]
FACTS = ROOT / "tools" / "irregularities"
FAMILY_FILES = sorted(FACTS.glob("GK*.json"))
REASONS = {"reading", "transcription", "judgement", "sound", "language"}


def facts(name: str) -> dict[str, dict[str, object]]:
    return json.loads((FACTS / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", FAMILY_FILES, ids=lambda path: path.stem)
def test_every_expectation_names_rules_of_its_family_and_a_place(path):
    codes = {rule.code for rule in RULES} | FAMILIES.keys()
    for plan, sentences in facts(path.name).items():
        for number, wanted in sentences.items():
            assert wanted, (plan, number)
            for named, element, *reason in wanted:
                assert all(code in codes for code in named.split("|")), (plan, number, named)
                assert all(code.startswith(path.stem) for code in named.split("|"))
                assert re.fullmatch(r"(?:(?:goal|kpi|project|measure)/[\w.-]+)?", element)
                assert all(reason), (plan, number)


def test_what_no_machine_could_find_has_a_known_reason():
    for plan, numbers in facts("not_mechanical.json").items():
        assert set(numbers.values()) <= REASONS, plan


def test_enough_is_found_and_nothing_is_unclassified(shared):
    measured = subprocess.run(
        [sys.executable, "tools/accuracy_rules.py", str(shared)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert measured.returncode == 0, measured.stdout + measured.stderr
    assert "NO REASON GIVEN" not in measured.stdout
    share = re.search(r"^all: \d+/\d+ = ([\d.]+)%", measured.stdout, re.MULTILINE)
    assert share is not None
    assert float(share[1]) >= 70
