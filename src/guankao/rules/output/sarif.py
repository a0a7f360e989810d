"""Findings as SARIF 2.1.0, the interchange format of static analysis (OASIS, 2020)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Final
from urllib.parse import quote

from guankao.rules.findings import Finding, Language
from guankao.rules.output.linted import Linted, place_words
from guankao.rules.registry import RULES
from guankao.rules.rule import Rule

SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_INDEX: Final = {rule.code: place for place, rule in enumerate(RULES)}


def to_sarif(linted: Iterable[Linted], version: str, language: Language = "zh-Hant") -> str:
    """The findings of all documents as one run of the linter.

    Args:
        linted: the documents with their findings.
        version: of the linter.
        language: of the messages.
    """
    driver = {
        "name": "guankao",
        "version": version,
        "rules": [_rule(rule, language) for rule in RULES],
    }
    results = [_result(each, one, language) for each in linted for one in each.findings]
    run = {
        "tool": {"driver": driver},
        "language": "zh-Hant-TW" if language != "en" else "en",
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    whole = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(whole, ensure_ascii=False, indent=1)


def _rule(rule: Rule, language: Language) -> Mapping[str, object]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.title.in_language(language)},
        "defaultConfiguration": {"level": rule.level.value},
    }


def _result(each: Linted, finding: Finding, language: Language) -> Mapping[str, object]:
    region: dict[str, object] = {}
    if finding.mark is not None and finding.mark.line is not None:
        region["startLine"] = finding.mark.line
    if finding.quote is not None and region:
        region["snippet"] = {"text": finding.quote}
    physical: dict[str, object] = {"artifactLocation": {"uri": quote(each.file)}}
    if region:
        physical["region"] = region
    location: dict[str, object] = {
        "physicalLocation": physical,
        "logicalLocations": [{"fullyQualifiedName": finding.element}],
    }
    if finding.mark is not None and (place := place_words(finding.mark, language)):
        location["message"] = {"text": place}
    return {
        "ruleId": finding.code,
        "ruleIndex": _INDEX[finding.code],
        "level": finding.level.value,
        "message": {"text": finding.message.in_language(language)},
        "locations": [location],
        "partialFingerprints": {"guankao/v1": f"{finding.code}:{finding.element}:{finding.field}"},
    }
