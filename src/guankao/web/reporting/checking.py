"""Compute every stored result again, blanks included, and name every difference.

Plan by plan, so that what is held at once is one plan's year whatever the size of the record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from django.db.models import Exists, OuterRef, QuerySet

from guankao import documents
from guankao.web.archive.queries import AlteredDocument, broken_files, documents_of
from guankao.web.planning.models import Plan
from guankao.web.reporting.burden import burden_of_report
from guankao.web.reporting.models import (
    EvidenceFile,
    ExpectedReport,
    Report,
    ReportVersion,
    Result,
)
from guankao.web.reporting.outcomes import (
    NotInPlan,
    as_columns,
    as_content,
    money_of,
    outcome_of,
    rules_named,
)
from guankao.web.reporting.states import HANDED_IN, ReportState
from guankao.web.reporting.tallies import tally_differences

Progress = Callable[[int], None]
"""Told how many results were computed so far, after each plan."""


@dataclass(frozen=True)
class Difference:
    """Something stored that is not what follows from the texts that it was made of.

    `number` is that of the result; 0 where it is not about one.
    """

    identifier: str
    number: int
    reason: str


def differences(progress: Progress | None = None) -> Iterator[Difference]:
    """Everything that is stored of reports and does not follow from their texts.

    Results against their texts, blanks included, with their columns; texts that count without a
    result; results of an earlier period that has another text by now; versions; kept counts; and
    files of evidence whose bytes are not those of their digests.
    """
    done = 0
    for plan in _plans().iterator(chunk_size=200):
        year = _Year(plan)
        yield from year.differences()
        done += year.computed
        if progress is not None:
            progress(done)
    for one in tally_differences():
        yield Difference(one.identifier, 0, one.reason)
    for digest in broken_files():
        yield Difference(f"files/{digest}", 0, "its bytes are gone, or are not what was handed in")


def _whole_of(digests: Iterable[str]) -> Iterator[tuple[str, documents.AnyDocument]]:
    """Those of the documents that nobody altered, one by one."""
    for digest in digests:
        try:
            yield from documents_of([digest]).items()
        except AlteredDocument:
            continue


def _plans() -> QuerySet[Plan]:
    reported = ExpectedReport.objects.filter(plan=OuterRef("pk"), report__isnull=False)
    return Plan.objects.filter(Exists(reported)).order_by("pk")


class _Year:
    """All reports on one plan, asked for at once."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.computed = 0
        rows = ExpectedReport.objects.filter(plan=plan).select_related("report")
        self._elements: dict[str, list[ExpectedReport]] = {}
        for row in rows.order_by("period_end", "pk"):
            row.plan = plan
            self._elements.setdefault(row.element, []).append(row)
        self._versions: dict[int, dict[int, str]] = {}
        for report, number, digest in ReportVersion.objects.filter(
            report__expected__plan=plan
        ).values_list("report", "number", "digest"):
            self._versions.setdefault(report, {})[number] = digest
        self._results: dict[int, list[Result]] = {}
        for one in Result.objects.filter(report__expected__plan=plan, current=True).order_by("pk"):
            self._results.setdefault(one.report_id, []).append(one)
        self._evidence = frozenset(
            EvidenceFile.objects.filter(expected__plan=plan).values_list("expected", "file")
        )
        self._texts = self._read()

    def differences(self) -> Iterator[Difference]:
        """What differs, in the order of the plan's elements."""
        for rows in self._elements.values():
            for row in rows:
                report: Report | None = getattr(row, "report", None)
                if report is not None:
                    yield from self._of_report(row, report, rows)

    def _read(self) -> Mapping[str, documents.AnyDocument]:
        wanted = {digest for one in self._versions.values() for digest in one.values()}
        for results in self._results.values():
            for one in results:
                wanted |= {one.plan_digest, one.digest, *filter(None, one.earlier)}
        try:
            return documents_of(wanted)
        except AlteredDocument:
            return dict(_whole_of(wanted))

    def _of_report(
        self, row: ExpectedReport, report: Report, rows: Sequence[ExpectedReport]
    ) -> Iterator[Difference]:
        versions = self._versions.get(report.pk, {})
        if versions.get(report.version) != report.digest or max(versions, default=0) != (
            report.version
        ):
            yield Difference(row.identifier, 0, "its newest version is not the one that it names")
        for digest in versions.values():
            text = self._texts.get(digest)
            if not isinstance(text, documents.Report):
                yield Difference(
                    row.identifier, 0, f"the text {digest[:12]} is not kept, or was altered"
                )
            elif any((row.pk, one.digest) not in self._evidence for one in text.evidence):
                yield Difference(row.identifier, 0, "it names a file that came with another")
        standing = self._standing(report)
        of_standing = False
        for result in self._results.get(report.pk, []):
            self.computed += 1
            counts = standing is not None and standing == (result.version, result.digest)
            of_standing = of_standing or counts
            reason = self._computed_again(result, row)
            if not reason and versions.get(result.version) != result.digest:
                reason = "it is of another text than its version"
            current = counts and row.withdrawn_at is None
            if not reason and current and result.earlier != self._earlier(row, rows):
                reason = "an earlier period has another text by now"
            if reason:
                yield Difference(row.identifier, result.number, reason)
        if standing is not None and not of_standing and row.withdrawn_at is None:
            yield Difference(row.identifier, 0, "what was handed in has no result")

    def _computed_again(self, result: Result, row: ExpectedReport) -> str:
        """What is wrong with a result; empty where it is what its texts give."""
        digests = (*result.earlier, result.digest)
        texts = [self._texts.get(one) if one else None for one in digests]
        plan = self._texts.get(result.plan_digest)
        if not isinstance(plan, documents.Plan) or any(
            one and not isinstance(text, documents.Report)
            for one, text in zip(digests, texts, strict=True)
        ):
            return "a text that it was computed of is not kept, or was altered"
        reports = [one if isinstance(one, documents.Report) else None for one in texts]
        document = reports[-1]
        assert document is not None  # noqa: S101 - its digest is never empty
        try:
            outcome = outcome_of(
                plan,
                row.element,
                row.period,
                reports,
                fields=row.fields,
                rules=rules_named(result.rules),
                history=result.history,
            )
        except (NotInPlan, LookupError) as problem:
            return str(problem)
        if as_content(outcome) != result.content:
            return "its texts give another result"
        before = reports[-2] if len(reports) > 1 else None
        columns = {
            **as_columns(outcome),
            **money_of(document),
            **asdict(burden_of_report(plan, document, outcome, before)),
        }
        wrong = sorted(name for name, value in columns.items() if getattr(result, name) != value)
        return f"its column {wrong[0]} is not what its texts give" if wrong else ""

    def _standing(self, report: Report) -> tuple[int, str] | None:
        """Version and text of what counts, as `queries.standing_of` finds it."""
        if report.published_version is not None and report.state != ReportState.PUBLISHED:
            versions = self._versions.get(report.pk, {})
            return report.published_version, versions.get(report.published_version, "")
        if ReportState(report.state) in HANDED_IN:
            return report.version, report.digest
        return None

    def _earlier(self, row: ExpectedReport, rows: Sequence[ExpectedReport]) -> list[str | None]:
        """The texts of the earlier periods of the same kind, as `queries.earlier_digests` does."""
        kind = row.period.partition("-")[0]
        found: list[str | None] = []
        for one in rows:
            if (
                one.withdrawn_at is None
                and one.period_end < row.period_end
                and one.period.partition("-")[0] == kind
            ):
                report: Report | None = getattr(one, "report", None)
                standing = self._standing(report) if report is not None else None
                found.append(standing[1] if standing else None)
        return found
