"""Let the public see years of reports: `python -m benchmarks.figures_filling YEARS KPIS`.

Beside what `benchmarks.boards_filling` made: a published figure for each published report of the
newest years, and the texts of some KPIs, which their pages read. The last line of output is JSON:
seconds, published figures, and the addresses of those KPIs.
"""

from __future__ import annotations

import json
import random
import sys
import time
from decimal import Decimal
from typing import Any

from benchmarks.boards_filling import LAST_YEAR, insert
from guankao.web.commands.preparing import bring_database_up_to_date, start_django

SEED = 6_000_000
CONTENT = {
    "values": {},
    "value": "55",
    "unit": "件",
    "steps": [],
    "achievement": "0.55",
    "met": False,
    "unknown": None,
    "against": "target",
    "light": "green",
    "example": True,
    "problems": [],
}
"""What the result of a count is, as `reporting.outcomes.as_content` keeps it."""


def fill(years: int, kpis: int) -> dict[str, object]:
    """Make the rows, then the texts."""
    from django.db import connection, transaction

    from guankao.web.publishing.models import PublishedFigure

    began = time.perf_counter()
    with connection.cursor() as cursor:
        for year in range(LAST_YEAR - years + 1, LAST_YEAR + 1):
            with transaction.atomic():
                _figures(cursor, year)
            print(f"{year}: {time.perf_counter() - began:.0f} s", flush=True)
    paths = _texts(kpis)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return {
        "seconds": time.perf_counter() - began,
        "figures": PublishedFigure.objects.count(),
        "paths": paths,
    }


def _figures(cursor: Any, year: int) -> None:
    """A figure of each published report; the last of its KPI or project is the latest."""
    from guankao.web.publishing.models import FigureCause, PublishedFigure

    insert(
        cursor,
        PublishedFigure,
        "reporting_result s JOIN reporting_report r ON r.id = s.report_id "
        "JOIN reporting_expectedreport e ON e.id = r.expected_id "
        "JOIN planning_plan p ON p.id = e.plan_id "
        f"WHERE p.fiscal_year = {year} AND r.published_version IS NOT NULL",
        plan_id="p.id", report_id="r.id", result_id="s.id", element="e.element",
        period="e.period", period_end="e.period_end", number="1",
        cause=f"'{FigureCause.FIRST.value}'", published_at="r.changed_at", standing="TRUE",
        latest="ROW_NUMBER() OVER (PARTITION BY e.plan_id, e.element "
        "ORDER BY e.period_end DESC) = 1",
        value="s.value", unit="s.unit", achievement="s.achievement", light="s.light",
        risk="s.risk", allotted="s.allotted", spent="s.spent",
    )  # fmt: skip


def _texts(kpis: int) -> list[str]:
    """The reports of some KPIs as their agencies would have written them; their addresses."""
    from django.db import transaction

    from guankao.documents import Report, ReportedIndicator
    from guankao.web.archive.actions import keep
    from guankao.web.planning.models import Indicator
    from guankao.web.publishing.models import PublishedFigure
    from guankao.web.reporting.models import Result

    keys = list(
        Indicator.objects.filter(plan__fiscal_year=LAST_YEAR).order_by("pk").values_list("pk")
    )
    chosen = random.Random(SEED).sample(keys, kpis)
    indicators = Indicator.objects.filter(pk__in=[key for (key,) in chosen])
    paths = []
    for indicator in indicators.select_related("plan__agency"):
        with transaction.atomic():
            figures = PublishedFigure.objects.filter(
                plan=indicator.plan, element=f"kpi/{indicator.key}"
            )
            for figure in figures:
                document = Report(
                    fiscal_year=LAST_YEAR,
                    agency=indicator.plan.agency.name,
                    fictional=True,
                    period=figure.period,
                    indicator=ReportedIndicator(key=indicator.key, figure=Decimal(55)),
                    reason="上期延後辦理之場次於本期補辦。",
                )
                Result.objects.filter(pk=figure.result_id).update(
                    digest=keep(document), content=CONTENT
                )
        paths.append(f"/{indicator.identifier}/")
    return paths


def main(arguments: list[str]) -> None:
    """Fill and tell."""
    start_django(None)
    bring_database_up_to_date()
    years, kpis = map(int, arguments)
    print(json.dumps(fill(years, kpis)))


if __name__ == "__main__":
    main(sys.argv[1:])
