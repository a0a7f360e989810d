"""docs/reference/rules is what tools/write_rule_pages.py writes of the rules."""

from __future__ import annotations

import subprocess
import sys

from guankao.rules import RULES


def test_the_pages_are_those_that_the_rules_write(root):
    checked = subprocess.run(
        [sys.executable, "tools/write_rule_pages.py", "--check"],
        cwd=root,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (checked.returncode, checked.stdout) == (0, ""), checked.stdout + checked.stderr


def test_every_rule_has_its_section(pages):
    text = "\n".join(
        words for name, words in pages.items() if name.startswith("docs/reference/rules/")
    )
    missing = [rule.code for rule in RULES if f"\n## {rule.code} {rule.name}\n" not in text]
    assert missing == []
