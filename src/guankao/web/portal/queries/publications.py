"""What was published last: plans, amendments, results, corrections and cabinet documents."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from guankao.web.ledger.events import Event
from guankao.web.ledger.queries import EntryFilter, find_entries
from guankao.web.organizations.models import Agency
from guankao.web.planning.models import Guidelines, PublishedVersion
from guankao.web.publishing.models import FigureCause, PublishedFigure
from guankao.web.tracking.models import ActionPlan

MOST_PUBLICATIONS = 100
"""A feed tells the latest; everything stands in the datasets."""


class PublicationKind(StrEnum):
    """What was published. The code is a category of the feed: never renamed."""

    PLAN = "plan"
    AMENDMENT = "amendment"
    RESULT = "result"
    CORRECTION = "correction"
    GUIDELINES = "guidelines"
    ACTION_PLAN = "action-plan"


_OF_EVENTS = {
    Event.GUIDELINES_LOADED: PublicationKind.GUIDELINES,
    Event.GUIDELINES_REPLACED: PublicationKind.GUIDELINES,
    Event.ACTION_PLAN_LOADED: PublicationKind.ACTION_PLAN,
    Event.ACTION_PLAN_REPLACED: PublicationKind.ACTION_PLAN,
}


@dataclass(frozen=True)
class Publication:
    """One thing that the public can read since a moment.

    Attributes:
        key: names it for ever, whatever is published later.
        identifier: of the document or element; the address of its page.
        fiscal_year: of it.
        agency: whose it is; None of what belongs to the whole government.
        title: what it is called, where that is not said by kind, agency and year.
        reason: why something was amended or corrected.
        figure: of a result; with the row that it took the place of counted in `number`.
    """

    kind: PublicationKind
    key: str
    at: dt.datetime
    identifier: str
    fiscal_year: int
    agency: Agency | None
    fictional: bool
    title: str = ""
    reason: str = ""
    figure: PublishedFigure | None = None
    version: int = 1


def latest_publications() -> list[Publication]:
    """The newest first, in five questions at most."""
    found = [*_versions(), *_figures(), *_documents()]
    found.sort(key=lambda one: (one.at, one.key), reverse=True)
    return found[:MOST_PUBLICATIONS]


def _versions() -> list[Publication]:
    rows = PublishedVersion.objects.select_related("plan__agency").order_by("-published_at", "-pk")
    return [
        Publication(
            kind=PublicationKind.AMENDMENT if row.number > 1 else PublicationKind.PLAN,
            key=f"{row.plan.identifier}/versions/{row.number}",
            at=row.published_at,
            identifier=row.plan.identifier,
            fiscal_year=row.plan.fiscal_year,
            agency=row.plan.agency,
            fictional=row.plan.fictional,
            reason=row.reason,
            version=row.number,
        )
        for row in rows[:MOST_PUBLICATIONS]
    ]


def _figures() -> list[Publication]:
    rows = PublishedFigure.objects.select_related("plan__agency", "report__expected")
    return [
        Publication(
            kind=PublicationKind.RESULT
            if row.cause == FigureCause.FIRST
            else PublicationKind.CORRECTION,
            key=f"{row.report.expected.identifier}/{row.number}",
            at=row.published_at,
            identifier=f"{row.plan.identifier}/{row.element}",
            fiscal_year=row.plan.fiscal_year,
            agency=row.plan.agency,
            fictional=row.plan.fictional,
            title=row.report.expected.title,
            reason=row.reason,
            figure=row,
            version=row.number,
        )
        for row in rows.order_by("-published_at", "-pk")[:MOST_PUBLICATIONS]
    ]


def _documents() -> list[Publication]:
    """Guidelines and action plans, whose publications only the ledger keeps."""
    wanted = EntryFilter(events=frozenset(_OF_EVENTS))
    entries = find_entries(wanted, size=MOST_PUBLICATIONS).entries
    identifiers = {one.subject for one in entries}
    guidelines = {
        one.identifier: one for one in Guidelines.objects.filter(identifier__in=identifiers)
    }
    plans = {one.identifier: one for one in ActionPlan.objects.filter(identifier__in=identifiers)}
    found = []
    for entry in entries:
        document = guidelines.get(entry.subject) or plans.get(entry.subject)
        if document is None:
            continue
        found.append(
            Publication(
                kind=_OF_EVENTS[Event(entry.event)],
                key=f"{entry.subject}/{entry.digest}",
                at=entry.recorded_at,
                identifier=entry.subject,
                fiscal_year=document.fiscal_year,
                agency=None,
                fictional=isinstance(document, Guidelines) and document.fictional,
                title=document.label if isinstance(document, ActionPlan) else "",
                version=2 if entry.before else 1,
            )
        )
    return found
