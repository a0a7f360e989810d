"""Fill the database of the environment through the real verbs: `python -m benchmarks.filling N`.

N is the number of copies of the sample; 0 loads the sample itself, -1 only makes the tables. The
last line of output is JSON: the seconds that the verbs took, and what the database holds of
fiscal year 107.
"""

from __future__ import annotations

import json
import sys
import time

from benchmarks.generate import Country
from guankao.web.commands.preparing import bring_database_up_to_date, start_django

FISCAL_YEAR = 107
THE_SAMPLE, NOTHING = 0, -1


def fill(copies: int) -> float:
    """Publish everything; one transaction a copy, as an installation grows ministry by ministry."""
    from django.db import transaction

    from guankao.web.commands.loading import load_sample
    from guankao.web.ledger.actors import COMMAND_LINE
    from guankao.web.organizations.actions import register_agency
    from guankao.web.publishing.actions import publish

    began = time.perf_counter()
    if copies == THE_SAMPLE:
        load_sample()
        return time.perf_counter() - began
    country = Country()
    for number in range(1, copies + 1):
        agencies, documents = country.copy(number)
        with transaction.atomic():
            for agency in agencies:
                register_agency(
                    by=COMMAND_LINE,
                    name=agency.name,
                    name_en=agency.name_en,
                    parent=agency.parent,
                )
            for document in documents:
                publish(document, by=COMMAND_LINE)
    return time.perf_counter() - began


def settle() -> None:
    """Do at once what PostgreSQL does by itself within minutes of a bulk load."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def holdings() -> dict[str, int]:
    """What the database holds of the year that is measured."""
    from guankao.web.planning.models import Indicator, Plan, Project

    return {
        "agencies": Plan.objects.filter(fiscal_year=FISCAL_YEAR, fictional=False).count(),
        "indicators": Indicator.objects.filter(
            plan__fiscal_year=FISCAL_YEAR, plan__fictional=False
        ).count(),
        "projects": Project.objects.filter(
            plan__fiscal_year=FISCAL_YEAR, plan__fictional=False
        ).count(),
    }


def main(arguments: list[str]) -> None:
    """Fill and report."""
    start_django(None)
    bring_database_up_to_date()
    seconds = fill(int(arguments[0]))
    settle()
    print(json.dumps({"seconds": seconds, **holdings()}))


if __name__ == "__main__":
    main(sys.argv[1:])
