"""Hypothesis strategies for arbitrary valid documents of every kind."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from guankao.documents import (
    ActionPlan,
    ActionPlanStrategy,
    Actual,
    Approval,
    Clause,
    Evidence,
    Goal,
    Guidelines,
    HistoryValue,
    Indicator,
    IndicatorResult,
    InputValue,
    Mark,
    Measure,
    MeasureTarget,
    PerformanceReport,
    Plan,
    PlannedInspection,
    Programme,
    ProgrammeStrategy,
    Project,
    ProjectProgress,
    Report,
    ReportDue,
    ReportedIndicator,
    ReportedInput,
    ReportedMilestone,
    ReportedProject,
    ResponsibleAgency,
    Section,
    Source,
    Step,
    Strategy,
    TargetPart,
)

Model = TypeVar("Model", bound=BaseModel)

# Compatibility ideographs, combining marks, full-width forms, surrogate-pair characters, quotes
# and backslashes: what sources hold, and what a careless writer of JSON would break.
CHARACTERS = st.one_of(
    st.sampled_from("內政部率率é\u0301ＡｅＡ％÷【】{}\"\\'<&= 　1,2.5𠀋🙂"),
    st.characters(exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp", "Cn")),
)


def _fits(model: type[BaseModel], **values: Any) -> bool:
    try:
        model(**values)
    except ValidationError:
        return False
    return True


titles = st.text(CHARACTERS, min_size=1, max_size=12).filter(
    lambda text: _fits(ResponsibleAgency, agency="內政部", units=(text,))
)
texts = st.text(st.one_of(CHARACTERS, st.just("\n")), min_size=1, max_size=30).filter(
    lambda text: _fits(Strategy, text=text)
)
agencies = titles.filter(lambda name: _fits(ResponsibleAgency, agency=name))
keys = st.from_regex(r"[0-9A-Za-z](?:[0-9A-Za-z.-]{0,6}[0-9A-Za-z])?", fullmatch=True)
codes = st.from_regex(r"[a-z](?:[a-z0-9-]{0,6}[a-z0-9])?", fullmatch=True)
years = st.integers(1, 999)
ordinals = st.integers(1, 9999)
days = st.dates(min_value=date(1912, 1, 1), max_value=date(2910, 12, 31))
numbers = st.one_of(
    st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12)),
    st.sampled_from([Decimal("73.10"), Decimal("-0.1"), Decimal("0"), Decimal("1E+3")]),
).filter(lambda number: abs(number.adjusted()) < 20)
categories = st.sampled_from(["公共建設", "社會發展", "科技發展", "其它"])
comparators = st.sampled_from([">=", "<=", "=", "milestone"])


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), values)


def several(values: st.SearchStrategy[Any], **unique: Any) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(values, max_size=3, **unique).map(tuple)


places = maybe(st.integers(1, 9_999_999))
marks = maybe(
    st.builds(Mark, file=maybe(titles), page=places, table=places, row=places, cell=places)
)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    goals = tuple(
        draw(
            st.builds(
                Goal,
                key=st.just(key),
                no=st.just(number),
                title=titles,
                strategies=several(st.builds(Strategy, text=texts, mark=marks)),
                mark=marks,
            )
        )
        for number, key in enumerate(draw(st.lists(keys, max_size=3, unique=True)), start=1)
    )
    indicator_keys = draw(st.lists(keys, max_size=3, unique=True)) if goals else []
    indicators = tuple(draw(_indicators(key, goals)) for key in indicator_keys)
    links: st.SearchStrategy[list[str]] = st.just([])
    if indicator_keys:
        links = st.lists(st.sampled_from(indicator_keys), unique=True)
    projects = several(
        st.builds(
            Project,
            key=keys,
            work_plan=titles,
            title=titles,
            category=categories,
            content_items=st.integers(0, 9999),
            indicators=links.map(tuple),
            mark=marks,
        ),
        unique_by=lambda project: project.key,
    )
    agency = draw(agencies)
    # The parent may become the same name as the agency only once both are normalised.
    parent = draw(maybe(agencies))
    own = Plan(fiscal_year=1, agency=agency).agency
    above = None if parent is None else Plan(fiscal_year=1, agency=parent).agency
    return Plan(
        fiscal_year=draw(years),
        fictional=draw(st.booleans()),
        mark=draw(marks),
        agency=own,
        parent_agency=None if above == own else above,
        chapter=draw(maybe(ordinals)),
        goals=goals,
        indicators=indicators,
        projects=draw(projects),
    )


def _indicators(key: str, goals: tuple[Goal, ...]) -> st.SearchStrategy[Indicator]:
    return st.builds(
        Indicator,
        key=st.just(key),
        goal=st.sampled_from([goal.key for goal in goals]),
        goal_no_in_table=maybe(ordinals),
        no=ordinals,
        name=titles,
        evaluation_arrangement=st.integers(1, 5),
        evaluation_method=titles,
        standard=texts,
        standard_remark=maybe(texts),
        target=titles,
        linkage=several(categories),
        history=several(
            st.builds(HistoryValue, fiscal_year=years, value=titles),
            unique_by=lambda value: value.fiscal_year,
        ),
        note=maybe(texts),
        mark=marks,
    )


guidelines = st.builds(
    Guidelines,
    fiscal_year=years,
    priorities=several(texts),
    sections=several(
        st.builds(
            Section,
            key=keys,
            no=ordinals,
            title=titles,
            clauses=several(
                st.builds(Clause, no=ordinals, text=maybe(texts)),
                unique_by=lambda clause: clause.no,
            ),
            mark=marks,
        ),
        unique_by=(lambda section: section.key, lambda section: section.no),
    ),
)

_responsible = several(st.builds(ResponsibleAgency, agency=agencies, units=several(titles)))
_parts = several(
    st.builds(
        TargetPart,
        no=ordinals,
        subject=titles,
        comparator=comparators,
        value=maybe(numbers),
        unit=maybe(titles),
    ),
    unique_by=lambda part: part.no,
)
_targets = several(
    st.builds(
        MeasureTarget,
        no=ordinals,
        text=texts,
        subject=texts,
        comparator=comparators,
        value=maybe(numbers),
        unit=maybe(titles),
        parts=_parts,
    ),
    unique_by=lambda target: target.no,
)


@st.composite
def _measures(draw: st.DrawFn, number: int, strategies: list[int]) -> Measure:
    targets = draw(_targets)
    actuals = tuple(
        Actual(
            target=target.no,
            part=draw(st.sampled_from([None, *(part.no for part in target.parts)])),
            value=draw(maybe(numbers)),
            unit=draw(maybe(titles)),
            agency=draw(maybe(agencies)),
            computed=draw(maybe(titles)),
            text=draw(maybe(texts)),
        )
        for target in targets
    )
    return Measure(
        key=str(number),
        no=number,
        strategy_no=draw(st.sampled_from(strategies)),
        measure_no=draw(ordinals),
        short_title=draw(maybe(titles)),
        short_title_en=draw(maybe(titles)),
        text=draw(maybe(texts)),
        goal=draw(maybe(texts)),
        lead_agencies=draw(_responsible),
        co_agencies=draw(_responsible),
        indicators=draw(several(texts)),
        targets=targets,
        report=draw(maybe(texts)),
        actuals=actuals,
        tracking_note=draw(maybe(texts)),
        comparison=draw(maybe(texts)),
        highlights=draw(maybe(texts)),
        benefits=draw(maybe(texts)),
        next_targets=draw(maybe(texts)),
    )


@st.composite
def action_plans(draw: st.DrawFn) -> ActionPlan:
    strategies = draw(
        several(
            st.builds(ActionPlanStrategy, no=ordinals, title=titles, title_en=maybe(titles)),
            unique_by=lambda strategy: strategy.no,
        )
    )
    measures = range(1, draw(st.integers(1, 4)) if strategies else 1)
    return ActionPlan(
        fiscal_year=draw(years),
        code=draw(codes),
        title=draw(titles),
        approved=draw(maybe(st.builds(Approval, date=days, document_no=titles))),
        strategies=strategies,
        measures=tuple(
            draw(_measures(number, [strategy.no for strategy in strategies])) for number in measures
        ),
    )


@st.composite
def _reports(draw: st.DrawFn) -> ReportDue:
    begin, end = sorted([draw(days), draw(days)])
    return ReportDue(
        round=draw(ordinals),
        period_begin=begin,
        period_end=end,
        due=draw(days),
        submitted_by=draw(several(titles)),
        submitted_to=draw(maybe(titles)),
    )


_sources = st.builds(
    Source, title=maybe(titles), issuer=maybe(titles), date=maybe(days), document_no=maybe(titles)
)
programmes = st.builds(
    Programme,
    fiscal_year=years,
    code=codes,
    title=titles,
    issued=maybe(_sources),
    basis=several(_sources),
    applies_to=several(titles),
    strategies=several(
        st.builds(ProgrammeStrategy, no=ordinals, title=titles, actions=several(texts)),
        unique_by=lambda strategy: strategy.no,
    ),
    steps=several(
        st.builds(Step, no=ordinals, actor=titles, action=texts, deadline=maybe(days)),
        unique_by=lambda step: step.no,
    ),
    report_calendar=several(_reports()),
    inspections=several(
        st.builds(
            PlannedInspection,
            by=several(titles),
            of=titles,
            what=titles,
            frequency=titles,
            mandatory=st.booleans(),
            follow_up=maybe(texts),
        )
    ),
    award_text=maybe(texts),
    supplement=maybe(texts),
)

_inputs = several(
    st.builds(InputValue, name=titles, value=numbers, unit=maybe(titles)),
    unique_by=lambda value: value.name,
)


@st.composite
def _results(draw: st.DrawFn) -> IndicatorResult:
    actual = draw(maybe(titles))
    known = actual is not None
    return IndicatorResult(
        indicator=draw(keys),
        goal_no=draw(ordinals),
        goal=draw(titles),
        no=draw(ordinals),
        name=draw(titles),
        target=draw(titles),
        actual=actual,
        value=draw(maybe(numbers)) if known else None,
        unit=draw(maybe(titles)),
        achievement=draw(maybe(numbers)) if known else None,
        light=draw(st.sampled_from(["green", "yellow", "red", "white"])) if known else "white",
        inputs=draw(_inputs),
        explanation=draw(maybe(texts)),
    )


_progress = st.builds(
    ProjectProgress,
    project=keys,
    work_plan=titles,
    title=titles,
    planned=maybe(numbers),
    actual=maybe(numbers),
    budget=maybe(numbers),
    spent=maybe(numbers),
    explanation=maybe(texts),
)


@st.composite
def performance_reports(draw: st.DrawFn) -> PerformanceReport:
    year = draw(years)
    agency = Plan(fiscal_year=1, agency=draw(agencies)).agency
    return PerformanceReport(
        fiscal_year=year,
        agency=agency,
        plan=f"{year}/{agency}",
        indicators=draw(several(_results(), unique_by=lambda result: result.indicator)),
        projects=draw(several(_progress, unique_by=lambda project: project.project)),
    )


_inputs_reported = several(
    st.builds(
        ReportedInput,
        name=titles,
        value=numbers,
        source=st.sampled_from(["typed", "file"]),
        origin=titles,
    ),
    unique_by=lambda one: one.name,
)
_percent = st.decimals(0, 100, places=2)
_amounts = st.decimals(0, 10**9, places=3)
_milestones_done = several(
    st.builds(ReportedMilestone, due=days, title=titles, done_on=days),
    unique_by=lambda one: (one.due, one.title),
)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    of_a_kpi = draw(st.booleans())
    inputs = draw(_inputs_reported) if of_a_kpi else ()
    indicator = ReportedIndicator(
        key=draw(keys), inputs=inputs, figure=None if inputs else draw(maybe(numbers))
    )
    project = ReportedProject(
        key=draw(keys),
        planned=draw(maybe(_percent)),
        actual=draw(maybe(_percent)),
        milestones=draw(_milestones_done),
        allotted=draw(maybe(_amounts)),
        spent=draw(maybe(_amounts)),
    )
    proof = Evidence(
        name=draw(titles),
        digest=f"{draw(st.integers(0, 16**64 - 1)):064x}",
        size=draw(st.integers(1, 10**9)),
        media_type="application/pdf",
        proves=inputs[0].name if inputs else None,
    )
    return Report(
        fiscal_year=draw(years),
        agency=draw(agencies),
        period=draw(st.sampled_from(["month-1", "month-12", "quarter-4", "half-2", "year"])),
        indicator=indicator if of_a_kpi else None,
        project=None if of_a_kpi else project,
        reason=draw(maybe(texts)),
        countermeasure=draw(maybe(texts)),
        data_quality=draw(maybe(texts)),
        evidence=draw(st.sampled_from([(), (proof,)])),
    )


documents = st.one_of(
    plans(), guidelines, action_plans(), programmes, performance_reports(), reports()
)
