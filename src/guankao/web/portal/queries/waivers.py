"""The waivers of findings that are public with a plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from guankao.web.planning.models import Waiver
from guankao.web.publishing.models import Finding


@dataclass(frozen=True)
class WaivedFinding:
    """A finding that somebody lets stand; no finding where the waiver silences nothing."""

    waiver: Waiver
    finding: Finding | None


@dataclass(frozen=True)
class SortedFindings:
    """The findings of a published document: what is open, and what may stand."""

    open: list[Finding]
    waived: list[WaivedFinding]


def waivers_of(identifier: str, on: dt.date) -> list[Waiver]:
    """The waivers of a plan that hold on a day: nobody ended them and their day is not over."""
    return list(
        Waiver.objects.filter(
            draft__identifier=identifier, ended_at__isnull=True, until_day__gte=on
        ).order_by("pk")
    )


def sorted_findings(findings: Iterable[Finding], waivers: Iterable[Waiver]) -> SortedFindings:
    """Tell the findings that may stand from the others; a waiver that silences nothing is told."""
    holding = {(one.code, one.element): one for one in waivers}
    used: set[tuple[str, str]] = set()
    still_open: list[Finding] = []
    waived: list[WaivedFinding] = []
    for finding in findings:
        key = (finding.code, finding.element)
        if key in holding:
            waived.append(WaivedFinding(holding[key], finding))
            used.add(key)
        else:
            still_open.append(finding)
    waived += [WaivedFinding(one, None) for key, one in holding.items() if key not in used]
    return SortedFindings(still_open, waived)
