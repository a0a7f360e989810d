"""Count what the database of the environment has kept of the last afternoon."""

from __future__ import annotations

import json

from guankao.web.commands.preparing import start_django


def count() -> dict[str, int]:
    """Reports handed in, how many of them the ledger names, and what is wrong with the ledger."""
    from guankao.web.ledger.events import Event
    from guankao.web.ledger.models import Entry
    from guankao.web.ledger.queries import verify
    from guankao.web.reporting.models import Report
    from guankao.web.reporting.states import ReportState

    entries = Entry.objects.filter(event=Event.REPORT_SUBMITTED.value)
    recorded = entries.values("subject").distinct().count()
    return {
        "submitted": Report.objects.filter(state=ReportState.SUBMITTED.value).count(),
        "recorded": recorded,
        # An event that stands twice is as wrong as a link that breaks.
        "broken": len(verify().breaks) + entries.count() - recorded,
    }


if __name__ == "__main__":
    start_django(None)
    print(json.dumps(count()))
