"""Who filled in the fields of reports and plans, summed from what is kept of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import IntegerField, Sum
from django.db.models.functions import Coalesce

from guankao.web.organizations.models import Agency
from guankao.web.overview.queries import of_periods
from guankao.web.overview.scope import Scope
from guankao.web.reporting.models import PlanBurden
from guankao.web.reporting.tallies import SUMS

ROWS_A_PAGE = 50
OF_PLAN = ("fields", "carried", "read", "typed")
SYSTEM = tuple(name for name in SUMS if name != "typed")


@dataclass(frozen=True)
class Burden:
    """The fields of some reports.

    Attributes:
        received: how many reports.
        counts: how many fields, by who filled them in (`reporting.burden`).
        plan: the fields of the plan, by how they came; empty where none was written at the desk.
    """

    received: int
    counts: Mapping[str, int]
    plan: Mapping[str, int]

    @property
    def fields(self) -> int:
        return sum(self.counts.values())

    @property
    def typed(self) -> int:
        return self.counts["typed"]

    @property
    def share(self) -> int | None:
        """Percent of the fields that a person typed, rounded half up; None where there are none."""
        return _percent(self.typed, self.fields)

    @property
    def plan_share(self) -> int | None:
        """The same of the plan."""
        return _percent(self.plan.get("typed", 0), self.plan.get("fields", 0))

    def share_of(self, name: str) -> int | None:
        return _percent(self.counts[name], self.fields)


def _percent(part: int, whole: int) -> int | None:
    return (200 * part + whole) // (2 * whole) if whole else None


def by_agency(scope: Scope) -> dict[int, Burden]:
    """Of every agency of which something was handed in or written, by its key: two questions."""
    counted = _counted(scope, "plan__agency")
    plans = PlanBurden.objects.filter(scope.plans()).order_by()
    written = {row.pop("plan__agency"): row for row in plans.values("plan__agency", *OF_PLAN)}
    keys = {one for one, row in counted.items() if row["received"]} | written.keys()
    return {one: _burden(counted.get(one, {}), written.get(one, {})) for one in keys}


def by_level(scope: Scope) -> list[tuple[str, Burden]]:
    """Of KPIs and of the projects of each control level."""
    found = _counted(scope, "control_level")
    return [(level, _burden(found[level], {})) for level in sorted(found)]


def _counted(scope: Scope, key: str) -> dict[Any, dict[str, int]]:
    sums = {
        f"n_{name}": Coalesce(Sum(name), 0, output_field=IntegerField())
        for name in ("received", *SUMS)
    }
    rows: Iterable[dict[str, Any]] = of_periods(scope).values(key).annotate(**sums)
    return {row[key]: {name.removeprefix("n_"): row[name] for name in sums} for row in rows}


def _burden(row: Mapping[str, int], plan: Mapping[str, int]) -> Burden:
    return Burden(row.get("received", 0), {name: row.get(name, 0) for name in SUMS}, plan)


def total_of(found: Iterable[Burden]) -> Burden:
    """All of them together."""
    received, counts, plan = 0, dict.fromkeys(SUMS, 0), dict.fromkeys(OF_PLAN, 0)
    for one in found:
        received += one.received
        for name in SUMS:
            counts[name] += one.counts[name]
        for name in OF_PLAN:
            plan[name] += one.plan.get(name, 0)
    return Burden(received, counts, plan)


def burden_rows(scope: Scope) -> Iterator[tuple[object, ...]]:
    """The table as a file: an agency, its plan and a level each."""
    found = of_periods(scope).values("plan__agency__name", "plan__identifier", "control_level")
    names = ("received", *SUMS)
    summed = found.annotate(**{f"n_{name}": Sum(name) for name in names})
    rows: Iterator[Any] = summed.order_by("plan__identifier", "control_level").iterator(
        chunk_size=2_000
    )
    for row in rows:
        yield (
            "reports",
            row["plan__agency__name"],
            row["plan__identifier"],
            row["control_level"] or "kpi",
            *(row[f"n_{name}"] for name in names),
            None,
        )
    plans = PlanBurden.objects.filter(scope.plans()).select_related("plan__agency")
    for one in plans.order_by("plan__identifier").iterator(chunk_size=2_000):
        counts = dict.fromkeys(names) | {"carried": one.carried, "typed": one.typed}
        yield (
            "plan", one.plan.agency.name, one.plan.identifier, "plan", *counts.values(), one.read,
        )  # fmt: skip


COLUMNS = ("of", "agency", "plan", "on", "reports", *SUMS, "read_from_document")


def agencies_of(found: Mapping[int, Burden]) -> dict[int, Agency]:
    return Agency.objects.select_related("parent").in_bulk(list(found))
