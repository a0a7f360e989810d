"""What may stand is told apart from what is to be mended, and a waiver without a finding is one."""

from __future__ import annotations

from datetime import date

import pytest

from documents.plans_of_tests import small_plan
from guankao.rules import Waiver, apply_waivers, check_plan
from guankao.rules.findings import Finding, Level, Words

TODAY = date(2019, 6, 1)
FINDINGS = check_plan(small_plan())


def waiver(finding: Finding, **values: object) -> Waiver:
    return Waiver(
        **{
            "code": finding.code,
            "element": finding.element,
            "reason": "法規修正。",
            "until": TODAY,
            "person": "某人",
            **values,
        }
    )


def test_the_plan_of_the_tests_has_findings():
    assert len({(one.code, one.element) for one in FINDINGS}) > 3


def test_without_waivers_everything_is_open():
    assert apply_waivers(FINDINGS, [], on=TODAY).open == FINDINGS


def test_a_waived_finding_is_silenced_and_no_other():
    one = FINDINGS[0]
    sorted_out = apply_waivers(FINDINGS, [waiver(one)], on=TODAY)
    silenced = [found for found, _ in sorted_out.silenced]
    assert one in silenced
    assert {(each.code, each.element) for each in silenced} == {(one.code, one.element)}
    assert len(sorted_out.open) + len(silenced) == len(FINDINGS)
    assert all(each in sorted_out.open or each in silenced for each in FINDINGS)


@pytest.mark.parametrize("field", ["code", "element"])
def test_a_waiver_that_silences_nothing_is_a_finding(field):
    unused = waiver(FINDINGS[0], **{field: "GK6999" if field == "code" else "107/別處"})
    found = apply_waivers(FINDINGS, [unused], on=TODAY)
    assert found.silenced == ()
    [said] = [one for one in found.open if one.code == "GK001"]
    assert (said.element, said.level) == (unused.element, Level.WARNING)
    assert "法規修正。" in said.message.zh


def test_a_waiver_holds_on_its_last_day_and_not_after():
    one = waiver(FINDINGS[0])
    assert apply_waivers(FINDINGS, [one], on=TODAY).silenced
    over = apply_waivers(FINDINGS, [one], on=date(2019, 6, 2))
    assert over.silenced == ()
    assert over.open == FINDINGS


def test_what_the_linter_says_of_itself_stays_open():
    crashed = Finding("GK000", Level.ERROR, "108/示範署", None, Words("錯", "failed"))
    found = apply_waivers([crashed], [waiver(crashed)], on=TODAY)
    assert [one.code for one in found.open] == ["GK000", "GK001"]
