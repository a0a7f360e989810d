"""Findings as JSON: a list of objects, each with the same six keys."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from guankao.rules.findings import Finding, Language
from guankao.rules.output.linted import Linted


def to_json(linted: Iterable[Linted], language: Language = "zh-Hant") -> str:
    """The findings of all documents as one list."""
    objects = [as_object(finding, language) for each in linted for finding in each.findings]
    return json.dumps(objects, ensure_ascii=False, indent=1)


def as_object(finding: Finding, language: Language) -> Mapping[str, object]:
    """One finding: {"code","level","element","field","message","mark"}."""
    mark = None if finding.mark is None else finding.mark.model_dump(exclude_none=True)
    return {
        "code": finding.code,
        "level": finding.level.value,
        "element": finding.element,
        "field": finding.field,
        "message": finding.message.in_language(language),
        "mark": mark,
    }
