"""The versions of a report, and what each changed of the one before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guankao import documents
from guankao.web.filing.opened import Opened
from guankao.web.portal.templatetags.words import figure
from guankao.web.reporting.models import ReportVersion
from guankao.web.reporting.queries import report_at

MOST: Final = 60
"""The newest versions that are compared on one page; autosave makes many."""

NAMES: dict[str, Promise] = {
    "figure": _("Figure"),
    "planned": _("Planned progress"),
    "actual": _("Actual progress"),
    "allotted": _("Allotted so far"),
    "spent": _("Spent so far"),
    "milestones": _("Milestones that are done"),
    "reason": _("Reason"),
    "countermeasure": _("Countermeasure"),
    "data_quality": _("Notes on data quality"),
    "evidence": _("Evidence"),
}


@dataclass(frozen=True)
class Changed:
    """One fact that a version changed; '' where it says nothing."""

    name: str | Promise
    official: bool
    before: str
    after: str


@dataclass(frozen=True)
class Versioned:
    """One version, with what it changed of the one before."""

    version: ReportVersion
    published: bool
    changes: Sequence[Changed]


def versions_of(one: Opened) -> Sequence[Versioned]:
    """The newest versions first; a document is read once for each of them."""
    if one.report is None:
        return []
    rows = list(one.report.versions.order_by("-number")[: MOST + 1])
    texts: list[documents.Report | None] = [report_at(row.digest) for row in rows]
    if rows and rows[-1].number == 1:
        pairs = list(pairwise([*texts, None]))
    else:
        pairs = list(pairwise(texts))
        rows = rows[:-1]
    return [
        Versioned(row, row.number == one.report.published_version, list(_changes(old, new)))
        for row, (new, old) in zip(rows, pairs, strict=True)
    ]


def _changes(old: documents.Report | None, new: documents.Report | None) -> Iterator[Changed]:
    before, after = _facts(old), _facts(new)
    for name in [*after, *(one for one in before if one not in after)]:
        if before.get(name, "") != after.get(name, ""):
            words = NAMES.get(name, name)
            yield Changed(words, name not in NAMES, before.get(name, ""), after.get(name, ""))


def _facts(report: documents.Report | None) -> Mapping[str, str]:
    """What a report says, by name: inputs by the words of the standard."""
    if report is None:
        return {}
    facts: dict[str, str] = {}
    if report.indicator is not None:
        facts |= {one.name: figure(one.value) for one in report.indicator.inputs}
        facts["figure"] = figure(report.indicator.figure)
    if report.project is not None:
        for name in ("planned", "actual", "allotted", "spent"):
            facts[name] = figure(getattr(report.project, name))
        facts["milestones"] = "\n".join(
            f"{one.title} {one.done_on.isoformat()}" for one in report.project.milestones
        )
    for name in ("reason", "countermeasure", "data_quality"):
        facts[name] = getattr(report, name) or ""
    facts["evidence"] = "\n".join(f"{one.name} ({one.digest[:12]}…)" for one in report.evidence)
    return {name: text for name, text in facts.items() if text}
