"""What the linter says of a published document, as rows that the pages read."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable

from guankao import documents
from guankao.rules import RULES, Finding, check_action_plan, check_plan

READING_VERSION = 1
"""Raised by one whenever a rule finds something else than before in the same document."""

LONGEST_QUOTE = 500


def rules_version() -> str:
    """By which rules a document was linted; a new rule makes another version."""
    codes = ",".join(f"{rule.code}{rule.level.value}" for rule in RULES)
    return f"{READING_VERSION}-{hashlib.sha256(codes.encode()).hexdigest()[:16]}"


def findings_of(
    document: documents.AnyDocument, previous: documents.Plan | None
) -> tuple[Finding, ...]:
    """Run the rules that there are for this kind of document."""
    if isinstance(document, documents.Plan):
        return check_plan(document, previous)
    if isinstance(document, documents.ActionPlan):
        return check_action_plan(document)
    return ()


def counts_of(findings: Iterable[Finding]) -> dict[str, int]:
    """How many findings there are at each level, by the names of `PlanFigures`."""
    levels = Counter(finding.level.value for finding in findings)
    return {
        "errors": levels["error"],
        "warnings": levels["warning"],
        "notes": levels["note"],
    }


def row_of(finding: Finding) -> dict[str, object]:
    """A finding as the fields of its row."""
    return {
        "code": finding.code,
        "level": finding.level.value,
        "element": finding.element,
        "field": finding.field or "",
        "message_zh": finding.message.zh,
        "message_en": finding.message.en,
        "quote": (finding.quote or "")[:LONGEST_QUOTE],
        "mark": finding.mark.model_dump(exclude_none=True) if finding.mark else {},
    }
