"""`guankao manage performance_report 107/示範署 --to pdf`: the report on a plan as a document."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from guankao.charts.reports import report_figures
from guankao.documents.writing import (
    FILE_FORMATS,
    UnwritableDocument,
    file_format,
    title_of_document,
    write,
)
from guankao.web.planning.models import Plan
from guankao.web.publishing.performance import NothingReported, performance_report


class Command(BaseCommand):
    """Write the performance report (施政績效報告) of an agency and year from its reports."""

    help = (
        "Write the performance report (施政績效報告) of an agency and year, made of what was "
        "published of its reports. Nothing is typed again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The plan, the formats, and where to."""
        parser.add_argument("plan", help="Identifier of the plan, such as 107/示範署.")
        parser.add_argument(
            "--to",
            nargs="+",
            required=True,
            choices=list(FILE_FORMATS),
            metavar="FORMAT",
            help=f"The formats: {', '.join(FILE_FORMATS)}.",
        )
        parser.add_argument(
            "--output", type=Path, default=Path(), help="The folder; the current one without it."
        )
        parser.add_argument(
            "--preliminary",
            action="store_true",
            help="Also what was accepted and is not published yet, marked as preliminary.",
        )
        parser.add_argument(
            "--force", action="store_true", help="Write over files that are there already."
        )

    def handle(self, *_arguments: Any, **options: Any) -> None:
        """Make all files before the first is written."""
        plan = Plan.objects.filter(identifier=options["plan"]).first()
        if plan is None:
            raise CommandError(f"There is no published plan {options['plan']}.")
        try:
            report = performance_report(plan, preliminary=options["preliminary"])
        except NothingReported:
            raise CommandError(
                f"Nothing of the reports on {plan.identifier} is published."
            ) from None
        title = title_of_document(report).replace("/", "／")
        figures = report_figures(report)
        made: list[tuple[Path, bytes]] = []
        for name in options["to"]:
            try:
                path = options["output"] / f"{title}{file_format(name).suffix}"
                made.append((path, write(report, name, figures)))
            except UnwritableDocument as problem:
                raise CommandError(str(problem)) from None
        taken = [path for path, _ in made if path.exists()]
        if taken and not options["force"]:
            raise CommandError(f"{taken[0]} is there already; --force writes over it.")
        for path, data in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            self.stdout.write(str(path))
