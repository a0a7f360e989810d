"""What of the reports waits for a person, as the rows have it; nothing is kept beside them.

Lists are short and counts are counts, so that a start page asks the same few questions on the last
afternoon as on the first.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, Min, OuterRef, Prefetch, QuerySet
from django.utils import timezone

from guankao.web.organizations.permissions import Permission, Rights
from guankao.web.reporting.exceptions import exceptions_at, standing
from guankao.web.reporting.models import LateException, Report, ReportStep
from guankao.web.reporting.queries import RETURNS
from guankao.web.reporting.states import TABLE, ReportState, ReportTurn, Transition

MOST = 20
"""Of each kind; what is dealt with makes room, and the lists of reports have all."""
NEWS_FOR = dt.timedelta(days=14)
"""How long it is news what became of a report that one handed in."""

_NEWS = frozenset(ReportTurn) - {
    ReportTurn.SUBMIT,
    ReportTurn.WITHDRAW,
    ReportTurn.CORRECT,
    ReportTurn.DROP_CORRECTION,
    ReportTurn.RETURN,
    ReportTurn.RETURN_FINALLY,
}
_WAITING = (
    ("first", ReportState.SUBMITTED, Permission.REVIEW_REPORT),
    ("final", ReportState.PASSED, Permission.REVIEW_REPORT_FINALLY),
    ("publish", ReportState.ACCEPTED, Permission.PUBLISH_REPORT),
)


@dataclass(frozen=True)
class Waiting:
    """How many reports wait for a decision of the person.

    Attributes:
        queue: `first`, `final` or `publish`.
        number: at least one.
        since: since when the first of them waits.
    """

    queue: str
    number: int
    since: dt.datetime


@dataclass(frozen=True)
class News:
    """The latest that somebody else did with a report that the person handed in."""

    step: ReportStep
    line: Transition
    taken_back: bool


@dataclass(frozen=True)
class ReportNotices:
    """What to look at: what came back, what to decide, what may come later, what became of it."""

    returned: Sequence[tuple[Report, ReportStep]]
    waiting: Sequence[Waiting]
    excused: Sequence[LateException]
    news: Sequence[News]

    @property
    def any(self) -> bool:
        return any((self.returned, self.waiting, self.excused, self.news))


def report_notices_for(code: str, rights: Rights) -> ReportNotices:
    """Everything about reports that waits for a person; eight questions at most."""
    filled = rights.agencies(Permission.FILL_REPORT)
    handed_in = filled | rights.agencies(Permission.SUBMIT_REPORT)
    return ReportNotices(
        returned=_returned(handed_in) if handed_in else [],
        waiting=list(_waiting(rights)),
        excused=_excused(handed_in) if handed_in else [],
        news=_news(code) if handed_in else [],
    )


def _returned(agencies: frozenset[int]) -> Sequence[tuple[Report, ReportStep]]:
    opinions = ReportStep.objects.filter(step__in=RETURNS).order_by("-number")
    found = (
        Report.objects.filter(
            state=ReportState.RETURNED.value,
            expected__plan__agency__in=agencies,
            expected__withdrawn_at__isnull=True,
        )
        .select_related("expected__plan__agency")
        .prefetch_related(Prefetch("steps", opinions, to_attr="opinions"))
        .order_by("changed_at", "pk")[:MOST]
    )
    return [(one, opinion) for one in found for opinion in _first(one)]


def _first(report: Report) -> Sequence[ReportStep]:
    opinions: list[ReportStep] = report.opinions  # type: ignore[attr-defined]
    return opinions[:1]


def _waiting(rights: Rights) -> Sequence[Waiting]:
    found = []
    for queue, state, permission in _WAITING:
        agencies = rights.agencies(permission)
        if not agencies:
            continue
        counted = Report.objects.filter(
            state=state.value,
            expected__plan__agency__in=agencies,
            expected__withdrawn_at__isnull=True,
        ).aggregate(number=Count("pk"), since=Min("changed_at"))
        if counted["number"]:
            found.append(Waiting(queue, counted["number"], counted["since"]))
    return found


def _excused(agencies: frozenset[int]) -> Sequence[LateException]:
    """Leave that was given and that nobody has made use of yet."""
    open_ = standing(exceptions_at(agencies), timezone.now())
    return list(
        open_.exclude(
            expected__report__state__in=[
                ReportState.SUBMITTED.value,
                ReportState.PASSED.value,
                ReportState.ACCEPTED.value,
                ReportState.PUBLISHED.value,
            ]
        ).filter(expected__withdrawn_at__isnull=True)[:MOST]
    )


def _news(code: str) -> Sequence[News]:
    latest: dict[int, ReportStep] = {}
    for step in _steps_of_others(code)[: MOST * 4]:
        latest.setdefault(step.report_id, step)
    return [
        News(
            step,
            TABLE[ReportTurn(step.step)],
            ReportTurn(step.step)
            in {ReportTurn.UNPASS, ReportTurn.UNACCEPT, ReportTurn.UNACCEPT_FINALLY},
        )
        for step in list(latest.values())[:MOST]
    ]


def _steps_of_others(code: str) -> QuerySet[ReportStep]:
    mine = ReportStep.objects.filter(
        report=OuterRef("report"), step=ReportTurn.SUBMIT.value, person=code
    )
    return (
        ReportStep.objects.filter(
            Exists(mine),
            step__in=[one.value for one in _NEWS],
            taken_at__gte=timezone.now() - NEWS_FOR,
        )
        .exclude(person=code)
        .exclude(report__state__in=[ReportState.DRAFT.value, ReportState.RETURNED.value])
        .select_related("report__expected__plan__agency")
        .order_by("-taken_at", "-pk")
    )
