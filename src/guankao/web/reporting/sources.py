"""What can be asked about provided inputs: what they are now, where from, what else could be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q

from guankao import documents
from guankao.calendars import ReportField
from guankao.documents import Indicator, Plan
from guankao.figures.formulas.evaluate import key
from guankao.results import Provided, definition_of
from guankao.results.accumulating import FIGURE
from guankao.results.provided import stated_figures
from guankao.web.archive.queries import document_of, documents_of
from guankao.web.reporting.models import (
    ComputedFigure,
    ExpectedReport,
    InputSource,
    ProvidedFigure,
    Report,
    ReportVersion,
    SourceKind,
)
from guankao.web.reporting.outcomes import element_of
from guankao.web.reporting.states import HANDED_IN, ReportState

OF_PROJECTS = {"actual": "實際進度", "allotted": "累計分配預算", "spent": "累計執行數"}
"""What a project states, with the words of the data tables."""
OF_COMPUTED = {
    ComputedFigure.PROJECTS: "重要計畫項目數",
    ComputedFigure.MILESTONES: "重要計畫項目已完成查核點數",
    ComputedFigure.ALLOTTED: "重要計畫項目累計分配預算合計（千元）",
    ComputedFigure.SPENT: "重要計畫項目累計執行數合計（千元）",
}


@dataclass(frozen=True)
class Origin:
    """Where an input is to come from.

    Attributes:
        kind: a report, a file, or computed.
        name: of a report, its input ("" is its figure), or `actual`, `allotted` or `spent` of a
            project; of a file, the name of the figure; computed, a code of `ComputedFigure`.
        element: of a report: the KPI or project, such as `kpi/1-1`.
        plan: of a report on another plan, its identifier; "" is the plan itself.
    """

    kind: SourceKind
    name: str = ""
    element: str = ""
    plan: str = ""


@dataclass(frozen=True)
class Suggestion:
    """An input that another KPI of the plan states in the same words and periods.

    Attributes:
        name: of the input here.
        element: of the KPI there.
        title: what that KPI is called.
        from_name: of the input there.
    """

    name: str
    element: str
    title: str
    from_name: str


def input_sources(expected: ExpectedReport) -> list[InputSource]:
    """The sources that stand for a KPI, in the order in which they were set."""
    return list(
        InputSource.objects.filter(
            plan=expected.plan_id, element=expected.element, ended_at__isnull=True
        )
        .select_related("from_plan")
        .order_by("pk")
    )


def provided_inputs(expected: ExpectedReport) -> tuple[Provided, ...]:
    """What the inputs of a report are that come from elsewhere, as it is known now.

    Of another agency only what was handed in counts; within one agency also what is being filled
    in. A bounded number of questions, whatever the number of inputs.
    """
    sources = input_sources(expected)
    if not sources:
        return ()
    rows = _providing_rows(expected, sources)
    texts = _texts(expected, rows)
    figures = _figures(expected, sources)
    return tuple(_provided(one, expected, rows, texts, figures) for one in sources)


def elements_with_sources(plans: Iterable[int]) -> frozenset[tuple[int, str]]:
    """Plan and element of KPIs of which an input comes from elsewhere; of the others nobody has
    to ask."""
    found = InputSource.objects.filter(plan__in=set(plans), ended_at__isnull=True)
    return frozenset(found.order_by().values_list("plan", "element").distinct())


def suggested_sources(expected: ExpectedReport) -> tuple[Suggestion, ...]:
    """Inputs that an earlier KPI of the plan asks for in the same words and periods."""
    plan = _plan(expected.plan.content_digest)
    found = element_of(plan, expected.element)
    if not isinstance(found, Indicator):
        return ()
    known = {key(one.name) for one in input_sources(expected)}
    wanted = {key(one): one for one in _asked(found, plan) if key(one) not in known}
    rows = ExpectedReport.objects.filter(
        plan=expected.plan_id, period=expected.period, withdrawn_at__isnull=True
    )
    expecting = set(rows.values_list("element", flat=True))
    taken = {
        (element, key(name))
        for element, name in InputSource.objects.filter(
            plan=expected.plan_id, ended_at__isnull=True
        ).values_list("element", "name")
    }
    return tuple(_suggested(found, plan, wanted, expecting, taken))


@dataclass(frozen=True)
class PossibleOrigin:
    """Something that could provide an input: what it is, and what its KPI or project is called."""

    origin: Origin
    title: str = ""
    of_project: bool = False


def possible_origins(expected: ExpectedReport) -> tuple[PossibleOrigin, ...]:
    """All that the agency's own plan has to offer a KPI for the same time, in the plan's order.

    Figures of files by the names under which they came, and by those of the KPI's own inputs.
    """
    plan = _plan(expected.plan.content_digest)
    rows = ExpectedReport.objects.filter(
        plan=expected.plan_id, period_end=expected.period_end, withdrawn_at__isnull=True
    ).exclude(element=expected.element)
    asked = {(row.element, row.period) for row in rows}
    taken = {
        (element, key(name))
        for element, name in InputSource.objects.filter(
            plan=expected.plan_id, ended_at__isnull=True
        ).values_list("element", "name")
    }
    found = [
        PossibleOrigin(Origin(SourceKind.REPORT, name, f"kpi/{one.key}"), one.name)
        for one in plan.indicators
        if (f"kpi/{one.key}", expected.period) in asked
        for name in (_asked(one, plan) or (FIGURE,))
        if (f"kpi/{one.key}", key(name)) not in taken
    ]
    reporting = {element for element, _period in asked}
    found += [
        PossibleOrigin(Origin(SourceKind.REPORT, name, f"project/{one.key}"), one.title, True)
        for one in plan.projects
        if f"project/{one.key}" in reporting
        for name in OF_PROJECTS
    ]
    found += [PossibleOrigin(Origin(SourceKind.COMPUTED, one.value)) for one in ComputedFigure]
    names = ProvidedFigure.objects.filter(
        agency=expected.plan.agency_id, fiscal_year=plan.fiscal_year, current=True
    )
    known = set(names.values_list("name", flat=True))
    own = element_of(plan, expected.element)
    if isinstance(own, Indicator):
        known |= {key(one) for one in _asked(own, plan)} or {key(own.name)}
    found += [PossibleOrigin(Origin(SourceKind.FILE, name)) for name in sorted(known)]
    return tuple(found)


def inputs_of(expected: ExpectedReport) -> tuple[str, ...]:
    """The inputs of a KPI that can come from elsewhere; "" is its figure; none of a project."""
    plan = _plan(expected.plan.content_digest)
    found = element_of(plan, expected.element)
    return (_asked(found, plan) or (FIGURE,)) if isinstance(found, Indicator) else ()


def _suggested(
    found: Indicator,
    plan: Plan,
    wanted: Mapping[str, str],
    expecting: set[str],
    taken: set[tuple[str, str]],
) -> Iterator[Suggestion]:
    open_ = dict(wanted)
    for one in plan.indicators:
        if one.key == found.key:
            return
        element = f"kpi/{one.key}"
        if element not in expecting:
            continue
        for name in _asked(one, plan):
            if key(name) in open_ and (element, key(name)) not in taken:
                yield Suggestion(open_.pop(key(name)), element, one.name, name)


def _asked(indicator: Indicator, plan: Plan) -> tuple[str, ...]:
    return definition_of(indicator, plan.fiscal_year).asked


def _providing_rows(
    expected: ExpectedReport, sources: Sequence[InputSource]
) -> list[ExpectedReport]:
    """The reports of the same time that these sources speak of.

    Figures of a project count from the start of the year, so the end of the period is enough;
    those of a KPI are those of just this period.
    """
    wanted = Q(pk__in=())
    for one in sources:
        if one.kind == SourceKind.REPORT:
            wanted |= Q(plan=one.from_plan_id, element=one.from_element)
        elif one.kind == SourceKind.COMPUTED:
            wanted |= Q(plan=expected.plan_id, element__startswith="project/")
    return list(
        ExpectedReport.objects.filter(
            wanted, period_end=expected.period_end, withdrawn_at__isnull=True
        )
        .filter(Q(period=expected.period) | Q(element__startswith="project/"))
        .select_related("report", "plan")
        .order_by("pk")
    )


def _texts(expected: ExpectedReport, rows: Sequence[ExpectedReport]) -> dict[int, documents.Report]:
    """What these reports say, by the key of what is expected."""
    digests: dict[int, str] = {}
    shown: dict[tuple[int, int], int] = {}
    for row in rows:
        report: Report | None = getattr(row, "report", None)
        if report is None:
            continue
        if row.plan.agency_id == expected.plan.agency_id or ReportState(report.state) in HANDED_IN:
            digests[row.pk] = report.digest
        elif report.published_version is not None:
            shown[report.pk, report.published_version] = row.pk
    if shown:
        versions = ReportVersion.objects.filter(report__in={report for report, _number in shown})
        for version in versions:
            place = shown.get((version.report_id, version.number))
            if place is not None:
                digests[place] = version.digest
    found = documents_of(digests.values())
    return {
        place: document
        for place, digest in digests.items()
        if isinstance(document := found.get(digest), documents.Report)
    }


def _figures(expected: ExpectedReport, sources: Sequence[InputSource]) -> dict[str, ProvidedFigure]:
    names = [one.from_name for one in sources if one.kind == SourceKind.FILE]
    if not names:
        return {}
    rows = ProvidedFigure.objects.filter(
        agency=expected.plan.agency_id,
        fiscal_year=expected.plan.fiscal_year,
        period=expected.period,
        name__in=names,
        current=True,
    )
    return {row.name: row for row in rows}


def _provided(
    source: InputSource,
    expected: ExpectedReport,
    rows: Sequence[ExpectedReport],
    texts: Mapping[int, documents.Report],
    figures: Mapping[str, ProvidedFigure],
) -> Provided:
    if source.kind == SourceKind.FILE:
        figure = figures.get(source.from_name)
        value = Decimal(figure.value) if figure else None
        return Provided(source.name, value, "file", figure.origin if figure else source.from_name)
    if source.kind == SourceKind.COMPUTED:
        wanted = ComputedFigure(source.from_name)
        value = _computed(wanted, expected, rows, texts)
        origin = f"{expected.plan.identifier} {OF_COMPUTED[wanted]}"
        return Provided(source.name, value, "computed", origin)
    place = next(
        (
            row
            for row in rows
            if (row.plan_id, row.element) == (source.from_plan_id, source.from_element)
        ),
        None,
    )
    text = texts.get(place.pk) if place is not None else None
    value = _stated(text, source.from_name) if text is not None else None
    return Provided(source.name, value, "report", origin_of(source, place))


def origin_of(source: InputSource, place: ExpectedReport | None) -> str:
    """Where a figure comes from, in words that stay with it."""
    name = OF_PROJECTS.get(source.from_name, source.from_name)
    plan = source.from_plan.identifier if source.from_plan else ""
    where = place.identifier if place is not None else f"{plan}/{source.from_element}"
    return f"{where} {name}".strip()[:300]


def _stated(text: documents.Report, name: str) -> Decimal | None:
    if text.project is not None:
        value = getattr(text.project, name) if name in OF_PROJECTS else None
        return value if isinstance(value, Decimal) else None
    return stated_figures(text).get(key(name) if name != FIGURE else FIGURE)


def _computed(
    wanted: ComputedFigure,
    expected: ExpectedReport,
    rows: Sequence[ExpectedReport],
    texts: Mapping[int, documents.Report],
) -> Decimal | None:
    """A sum over the plan's projects; unknown while one of them has not stated its part.

    A project that is not asked for it at this time leaves the sum unknown too: a part of the
    whole would be a wrong figure.
    """
    projects = {f"project/{one.key}" for one in _plan(expected.plan.content_digest).projects}
    if wanted is ComputedFigure.PROJECTS:
        return Decimal(len(projects))
    fields = {
        ComputedFigure.MILESTONES: ReportField.MILESTONES,
        ComputedFigure.ALLOTTED: ReportField.ALLOTTED,
        ComputedFigure.SPENT: ReportField.SPENT,
    }
    asked = [
        row
        for row in rows
        if row.plan_id == expected.plan_id
        and row.element.startswith("project/")
        and fields[wanted].value in row.fields
    ]
    parts: list[Decimal | None] = []
    for row in asked:
        text = texts.get(row.pk)
        if text is None or text.project is None:
            parts.append(None)
        elif wanted is ComputedFigure.MILESTONES:
            parts.append(Decimal(len(text.project.milestones)))
        else:
            parts.append(_stated(text, wanted.value))
    known = [one for one in parts if one is not None]
    if {row.element for row in asked} < projects or len(known) < len(parts) or not parts:
        return None
    return sum(known, Decimal(0))


def _plan(digest: str) -> Plan:
    found = document_of(digest)
    if not isinstance(found, Plan):
        raise TypeError(f"{found.identifier} is not a plan.")
    return found
