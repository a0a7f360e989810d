"""Keep the counts of a plan's reports, inside the verb that changes one of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import connection, transaction

from guankao.web.organizations.permissions import Permission, require
from guankao.web.planning.kinds import DraftKind
from guankao.web.planning.models import Draft, Plan
from guankao.web.planning.versions import VersionKind
from guankao.web.reporting.burden import fields_of_plan
from guankao.web.reporting.models import ExpectedReport, PlanBurden, Report, Tally
from guankao.web.reporting.models.tallies import AMOUNTS, COUNTS
from guankao.web.reporting.queries import plan_at, report_of, rows_of_element, standing_of_state
from guankao.web.reporting.tallies import counted_anew, figures_of, key_of

if TYPE_CHECKING:
    from guankao.web.ledger.actors import Actor

_BEGUN_FROM = frozenset({VersionKind.COPIED.value, VersionKind.IMPORTED.value})


def tally_element(expected: ExpectedReport) -> None:
    """Count again what a change of one report can have changed: its period and those after it."""
    rows = rows_of_element(expected)
    _mark_newest(rows)
    tally_plan(
        expected.plan_id,
        frozenset(row.period for row in rows if row.period_end >= expected.period_end),
    )


def tally_plan(plan: int, periods: frozenset[str] | None = None) -> bool:
    """Make the kept counts of a plan those of its reports; whether anything was another.

    Whoever counts first holds the plan's counts to the end of the transaction, so that the second
    counts what the first has done.
    """
    _hold(plan)
    kept = {key_of(one): one for one in Tally.objects.filter(plan=plan)}
    added, changed, seen = [], [], set()
    for fresh in counted_anew(plan, periods):
        known = kept.get(key_of(fresh))
        seen.add(key_of(fresh))
        if known is None:
            added.append(fresh)
        elif figures_of(known) != figures_of(fresh):
            fresh.pk = known.pk
            changed.append(fresh)
    gone = [
        one.pk
        for key, one in kept.items()
        if key not in seen and (periods is None or not one.period or one.period in periods)
    ]
    if gone:
        Tally.objects.filter(pk__in=gone).delete()
    if added:
        Tally.objects.bulk_create(added)
    # A report changes one or two of them, for which a plain update is put together sooner.
    for one in changed:
        one.save(update_fields=[*COUNTS, *AMOUNTS, "period_end"])
    return bool(gone or added or changed)


def tally_whole_plan(plan: Plan) -> None:
    """Count all of a plan: after the list of what is expected was made anew."""
    by_element: dict[str, list[ExpectedReport]] = {}
    rows = ExpectedReport.objects.filter(plan=plan).select_related("report")
    for row in rows.order_by("period_end", "pk"):
        by_element.setdefault(row.element, []).append(row)
    _mark_newest_of(by_element.values())
    tally_plan(plan.pk)
    _note_burden(plan)


@transaction.atomic
def count_again(*, by: Actor, plan: int) -> bool:
    """Make the counts of one plan anew from its reports; whether they were others.

    Nothing that anybody stated changes, so nothing is recorded. Raises Plan.DoesNotExist.
    """
    row = Plan.objects.select_for_update(of=("self",)).select_related("agency").get(pk=plan)
    require(by, Permission.EXPECT_REPORTS, at=row.agency)
    before = list(Tally.objects.filter(plan=row).order_by("pk"))
    tally_whole_plan(row)
    after = list(Tally.objects.filter(plan=row).order_by("pk"))
    return [figures_of(one) for one in before] != [figures_of(one) for one in after]


def _mark_newest(rows: list[ExpectedReport]) -> None:
    _mark_newest_of([rows])


def _mark_newest_of(elements: Iterable[list[ExpectedReport]]) -> None:
    """Mark of each KPI or project the period by which it is judged now."""
    unmark: list[int] = []
    mark: list[int] = []
    for rows in elements:
        asked = [row for row in rows if row.withdrawn_at is None]
        standing = [row for row in asked if _stands(report_of(row))]
        newest = (standing or asked)[-1] if asked else None
        unmark += [row.pk for row in rows if row.newest and row is not newest]
        if newest is not None and not newest.newest:
            mark.append(newest.pk)
    if unmark:
        ExpectedReport.objects.filter(pk__in=unmark).update(newest=False)
    if mark:
        ExpectedReport.objects.filter(pk__in=mark).update(newest=True)


def _stands(report: Report | None) -> bool:
    return report is not None and standing_of_state(report)


def _note_burden(plan: Plan) -> None:
    """How much of the published text nobody had to write, by the first version of its draft."""
    draft = Draft.objects.filter(kind=DraftKind.PLAN.value, identifier=plan.identifier).first()
    first = draft.versions.order_by("number").first() if draft is not None else None
    if first is None:
        return
    begun_from = plan_at(first.digest) if first.kind in _BEGUN_FROM else None
    found = fields_of_plan(plan_at(plan.content_digest), begun_from)
    copied = first.kind == VersionKind.COPIED.value
    PlanBurden.objects.update_or_create(
        plan=plan,
        defaults={
            "fields": found.fields,
            "carried": found.same if copied else 0,
            "read": 0 if copied else found.same,
            "typed": found.fields - found.same,
        },
    )


def _hold(plan: int) -> None:
    """Let two who count the same plan queue; SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 2))", [str(plan)])
