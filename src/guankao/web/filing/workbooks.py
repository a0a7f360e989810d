"""Reports of one plan and period as a workbook: which there are, what stands in them, what came
back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import get_language

from guankao.calendars import Stage, period_of
from guankao.documents import Plan, Project
from guankao.documents.reading import Place, address
from guankao.results import planned_at
from guankao.results.statements import stated_in
from guankao.results.workbooks import Blank, Filled, Workbook
from guankao.web.archive.queries import documents_of
from guankao.web.filing.sentences import language
from guankao.web.reporting.models import (
    ExpectedReport,
    LateException,
    Report,
    ReportStep,
    ReportVersion,
)
from guankao.web.reporting.outcomes import NotInPlan, element_of
from guankao.web.reporting.queries import RETURNS, expected_at, plan_at, report_at, report_of
from guankao.web.reporting.sources import elements_with_sources, provided_inputs
from guankao.web.reporting.statements import Answer, Statement
from guankao.web.reporting.states import EDITABLE, HANDED_IN, ReportState
from guankao.web.reporting.words import last_moment


@dataclass(frozen=True)
class Choice:
    """The reports of one plan for one period.

    Attributes:
        rows: all that are expected, in the order of the plan.
        open_ones: those that can be filled in now.
        due: the first due time among these, or of all.
    """

    plan: int
    period: str
    rows: tuple[ExpectedReport, ...]
    open_ones: tuple[ExpectedReport, ...]

    @property
    def first(self) -> ExpectedReport:
        return self.rows[0]

    @property
    def due(self) -> dt.datetime:
        return min(row.due_at for row in self.open_ones or self.rows)

    @property
    def words(self) -> str:
        """The period, as the page says it."""
        year = self.first.plan.fiscal_year
        return period_of(year, self.period).label("en" if get_language() == "en" else "zh")

    @property
    def until(self) -> str:
        """The due time, as people say it: midnight belongs to the day before it."""
        return last_moment(self.due)


def choices_at(agencies: frozenset[int]) -> list[Choice]:
    """Plans and periods of which something can be filled in now, the first due first."""
    now = timezone.now()
    rows = list(expected_at(agencies).filter(opens_at__lte=now))
    groups: dict[tuple[int, str], list[ExpectedReport]] = {}
    for row in rows:
        groups.setdefault((row.plan_id, row.period), []).append(row)
    can = _fillable(rows, now)
    found = [_choice(group, can) for group in groups.values()]
    return sorted((one for one in found if one.open_ones), key=lambda one: (one.due, one.plan))


def choice_of(agencies: frozenset[int], plan: int, period: str) -> Choice | None:
    """One of them, also where nothing can be filled in; None where nothing is expected."""
    rows = list(expected_at(agencies).filter(plan=plan, period=period))
    return _choice(rows, _fillable(rows, timezone.now())) if rows else None


def _choice(rows: Sequence[ExpectedReport], can: frozenset[int]) -> Choice:
    in_order = tuple(sorted(rows, key=lambda row: row.pk))
    return Choice(
        rows[0].plan_id, rows[0].period, in_order, tuple(row for row in in_order if row.pk in can)
    )


def _fillable(rows: Sequence[ExpectedReport], now: dt.datetime) -> frozenset[int]:
    """The keys of those that can be filled in now; a few questions for all."""
    excused = {
        one.expected_id: one.until
        for one in LateException.objects.filter(expected__in=rows, ended_at__isnull=True)
    }
    returned = frozenset(
        ReportStep.objects.filter(report__expected__in=rows, step__in=RETURNS)
        .order_by()
        .values_list("report", flat=True)
    )
    found = set()
    for row in rows:
        report = report_of(row)
        if report is not None and ReportState(report.state) not in EDITABLE:
            continue
        goes_on = report is not None and (
            report.published_version is not None or report.pk in returned
        )
        stage = row.window(excused.get(row.pk)).stage_at(now)
        if goes_on or stage not in {Stage.NOT_YET, Stage.CLOSED}:
            found.add(row.pk)
    return frozenset(found)


def workbook_of(choice: Choice) -> Workbook:
    """The workbook of what can be filled in now, in the language of the page."""
    row = choice.first
    plan = plan_at(row.plan.content_digest)
    in_words = language()
    return Workbook(
        plan=plan.identifier,
        agency=row.plan.agency.label,
        fiscal_year=plan.fiscal_year,
        period=choice.period,
        title=f"{choice.words} {row.plan.agency.label}",
        due=choice.until,
        left_out=len(choice.rows) - len(choice.open_ones),
        blanks=tuple(_blanks(plan, choice)),
        language=in_words,
    )


def _blanks(plan: Plan, choice: Choice) -> Iterable[Blank]:
    last = _last_values(choice)
    with_sources = elements_with_sources([choice.plan])
    documents_of([one.digest for row in choice.open_ones if (one := report_of(row)) is not None])
    for row in choice.open_ones:
        try:
            element = element_of(plan, row.element)
        except NotInPlan:
            continue
        report = report_of(row)
        planned = None
        if isinstance(element, Project):
            planned = planned_at(element, row.period_end.month)
        yield Blank(
            identifier=row.identifier,
            version=report.version if report is not None else 0,
            element=element,
            report=report_at(report.digest) if report is not None else None,
            last=last.get(row.element, {}),
            provided=(provided_inputs(row) if (row.plan_id, row.element) in with_sources else ()),
            planned="" if planned is None else f"{planned:f}",
        )


def _last_values(choice: Choice) -> dict[str, Mapping[str, str]]:
    """What the reports that stand of the last period before this one state, by element."""
    kind = choice.period.partition("-")[0]
    earlier = (
        ExpectedReport.objects.filter(
            plan=choice.plan,
            period__startswith=kind,
            period_end__lt=choice.first.period_end,
            withdrawn_at__isnull=True,
            report__isnull=False,
        )
        .select_related("report")
        .order_by("period_end", "pk")
    )
    newest = {row.element: row.report for row in earlier if _counts(row.report)}
    digests = _counting_digests(newest.values())
    texts = documents_of(digests.values())
    return {
        element: stated_in(report_at(digests[report.pk]))
        for element, report in newest.items()
        if digests.get(report.pk) in texts
    }


def _counts(report: Report) -> bool:
    return report.published_version is not None or ReportState(report.state) in HANDED_IN


def _counting_digests(reports: Iterable[Report]) -> dict[int, str]:
    """The digests of the texts that count, by report; of a correction, what the public sees."""
    digests: dict[int, str] = {}
    corrected: dict[int, int] = {}
    for one in reports:
        if one.corrects and one.published_version is not None:
            corrected[one.pk] = one.published_version
        else:
            digests[one.pk] = one.digest
    for version in ReportVersion.objects.filter(report__in=corrected):
        if corrected[version.report_id] == version.number:
            digests[version.report_id] = version.digest
    return digests


@dataclass(frozen=True)
class Cells:
    """Where each field of a report stands in the file that came back."""

    places: Mapping[int, Mapping[str, tuple[str, Place]]]

    def of(self, answer: Answer, field: str) -> str:
        """The cell of a field, such as `指標數值 J5`; of a whole report, where it begins."""
        cells = self.places.get(id(answer.statement), {})
        sheet, place = cells.get(field) or next(iter(cells.values()), ("", (0, 0)))
        return f"{sheet} {address(place)}" if sheet else ""


def statements_of(filled: Filled) -> tuple[list[Statement], Cells]:
    """What a workbook states, for the verb; a report that nobody expects gets a key of none."""
    names = [one.identifier for one in filled.reports]
    keys = dict(ExpectedReport.objects.filter(identifier__in=names).values_list("identifier", "pk"))
    statements = []
    places = {}
    for one in filled.reports:
        statement = Statement(keys.get(one.identifier, 0), one.version, one.fields)
        statements.append(statement)
        places[id(statement)] = one.cells
    return statements, Cells(places)
