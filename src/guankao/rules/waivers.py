"""Findings that somebody lets stand: they are told apart from the others, never dropped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from guankao.rules import rule_crashed, unused_waiver
from guankao.rules.findings import Finding

LINTERS_OWN = frozenset({rule_crashed.RULE.code, unused_waiver.RULE.code})
"""What the linter says of itself, which nobody can let stand."""


@dataclass(frozen=True, slots=True)
class Waiver:
    """Who lets the findings of one rule on one element stand, why, and until when.

    Attributes:
        code: the rule.
        element: the identifier that the finding names.
        reason: why it may stand.
        until: the last day on which it does.
        person: who says so, as it is shown.
    """

    code: str
    element: str
    reason: str
    until: date
    person: str


@dataclass(frozen=True, slots=True)
class Waived:
    """The findings of a document, sorted by its waivers.

    Attributes:
        open: what is still to be mended, and the waivers that silence nothing.
        silenced: what may stand, each with its waiver.
    """

    open: tuple[Finding, ...]
    silenced: tuple[tuple[Finding, Waiver], ...]


def apply_waivers(findings: Iterable[Finding], waivers: Iterable[Waiver], *, on: date) -> Waived:
    """Sort findings by the waivers that hold on a day; a waiver that is over says nothing."""
    holding = {(one.code, one.element): one for one in waivers if one.until >= on}
    left = dict(holding)
    still_open: list[Finding] = []
    silenced: list[tuple[Finding, Waiver]] = []
    for finding in findings:
        key = (finding.code, finding.element)
        waiver = None if finding.code in LINTERS_OWN else holding.get(key)
        if waiver is None:
            still_open.append(finding)
        else:
            silenced.append((finding, waiver))
            left.pop(key, None)
    still_open += [unused_waiver.unused(one.code, one.element, one.reason) for one in left.values()]
    return Waived(tuple(still_open), tuple(silenced))
