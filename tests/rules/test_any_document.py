"""Whatever a document holds, no rule fails on it, and every finding can be written."""

from __future__ import annotations

import json

from hypothesis import HealthCheck, given, settings

from documents.document_strategies import documents, plans
from guankao.rules import check_document, check_plan
from guankao.rules.output import Linted, review_paper, to_json, to_sarif, to_text

SLOW = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)  # a document takes a while to draw


@SLOW
@given(documents)
def test_no_rule_fails_on_any_document(document):
    findings = check_document(document)
    assert "GK000" not in {one.code for one in findings}, [
        one.message.en for one in findings if one.code == "GK000"
    ]
    linted = [Linted("plan.odt", document.identifier, findings)]
    for language in ("zh-Hant", "en"):
        assert to_text(linted, language)
        assert len(json.loads(to_json(linted, language))) == len(findings)
        assert json.loads(to_sarif(linted, "1", language))
        assert review_paper(linted, language).blocks


@SLOW
@given(plans(), plans())
def test_no_rule_fails_on_any_two_years(before, now):
    findings = check_plan(now, before)
    assert "GK000" not in {one.code for one in findings}, findings
    assert check_plan(now, before) == findings


@SLOW
@given(plans())
def test_nothing_changed_since_the_same_plan(plan):
    assert not [one for one in check_plan(plan, plan, select=["GK5"]) if one.code != "GK504"]
