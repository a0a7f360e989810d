"""Fill in many reports by one request: all of them, or those that are right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import QuerySet

from guankao.web.reporting.actions.stating import save_report
from guankao.web.reporting.models import ExpectedReport
from guankao.web.reporting.statements import Answer, Becomes, Statement, look_at

if TYPE_CHECKING:
    from guankao.web.ledger.actors import Actor


@dataclass(frozen=True)
class StatedMany:
    """What became of each statement, in their order; whether anything was stored at all."""

    answers: tuple[Answer, ...]
    stored: bool

    def count(self, becomes: Becomes) -> int:
        """How many reports became so."""
        return sum(one.becomes is becomes for one in self.answers)


@transaction.atomic
def state_many(
    *, by: Actor, statements: Sequence[Statement], only_right: bool = False
) -> StatedMany:
    """Save many reports in one transaction; the same statements again change nothing.

    While one of them is refused nothing is stored, unless the person asks for the right ones:
    then each report without a fault is stored, and no part of one that has a fault. Raises
    TooMany.
    """
    _lock(statements)
    answers = look_at(by, statements)
    if not only_right and any(one.faults for one in answers):
        return StatedMany(answers, stored=False)
    # The ledger's streams are held until the end: in one order, so that nobody waits in a circle.
    order = sorted(
        (one for one in answers if one.changes_anything and one.expected is not None),
        key=lambda one: (one.expected.plan_id, one.expected.pk) if one.expected else (0, 0),
    )
    versions: dict[int, int] = {}
    for one in order:
        assert one.document is not None  # noqa: S101 - what changes anything has one
        saved = save_report(
            by=by,
            expected=one.statement.expected,
            version=one.statement.version,
            document=one.document,
        )
        versions[one.statement.expected] = saved.report.version
    return StatedMany(
        tuple(
            replace(one, version=versions.get(one.statement.expected, one.version))
            for one in answers
        ),
        stored=True,
    )


def _lock(statements: Sequence[Statement]) -> None:
    """Every period of every KPI and project that is stated, before anything else is held.

    Each report that is saved alone locks the same rows before it asks for its stream.
    """
    keys = {one.expected for one in statements}
    wanted = ExpectedReport.objects.filter(pk__in=keys).values_list("plan_id", "element")
    elements = frozenset(wanted)
    plans = {plan for plan, _element in elements}
    rows: QuerySet[ExpectedReport] = (
        ExpectedReport.objects.select_for_update(of=("self",))
        .filter(plan__in=plans, element__in={element for _plan, element in elements})
        .order_by("pk")
    )
    list(rows.values_list("pk", flat=True))
