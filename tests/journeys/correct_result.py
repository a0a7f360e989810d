"""Correct a published report of the demonstration, from its beginning to its publication.

A program of its own, beside the running one and on its database; by the verbs, as its people.
"""

from __future__ import annotations

from decimal import Decimal

from guankao.web.commands.preparing import start_django

REASON = "漏計已完成之流程盤點。"


def main() -> None:
    """Raise the progress of one project by two points, with the reason."""
    start_django(None)
    from guankao.web.organizations.actors import as_actor
    from guankao.web.organizations.models import Person
    from guankao.web.reporting.actions import (
        Review,
        accept_report,
        correct_report,
        publish_report,
        save_report,
        submit_report,
    )
    from guankao.web.reporting.models import Report
    from guankao.web.reporting.queries import report_at

    people = {one.account: as_actor(one) for one in Person.objects.select_related("agency")}
    reporter, reviewer = people["reporter"], people["reviewer"]
    report = Report.objects.select_related("expected").get(
        expected__identifier="107/示範署/project/1-1/report/quarter-1"
    )
    correct_report(by=reporter, report=report.pk, version=report.version, reason=REASON)
    text = report_at(report.digest)
    project = text.project.model_copy(update={"actual": text.project.actual + Decimal(2)})
    saved = save_report(
        by=reporter,
        expected=report.expected_id,
        version=report.version,
        document=text.model_copy(update={"project": project}),
    ).report
    at = {"report": saved.pk, "version": saved.version}
    submit_report(by=reporter, **at)
    accept_report(by=reviewer, **at)
    if report.expected.final_review:
        accept_report(by=people["controller"], review=Review.FINAL, **at)
    publish_report(by=reviewer, **at)


if __name__ == "__main__":
    main()
