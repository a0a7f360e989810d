"""What each thing is found by: unsaved entries, read out of the documents' rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import urlencode

from guankao.web.organizations.models import Agency
from guankao.web.planning.models import Goal, Guidelines, Indicator, Plan, Project, Section
from guankao.web.search.facets import facets_of
from guankao.web.search.folding import fold_fields
from guankao.web.search.models import Entry
from guankao.web.search.ranks import Kind, rank_of
from guankao.web.tracking.models import ActionPlan, Measure, ResponsibleAgency

LONGEST_NAME = 2_500
"""Bytes of a folded name that are kept as a name; an index row of PostgreSQL holds 2,704.

Titles have 300 characters at most, but a few signs fold to eighteen. What is beyond is still
found, like any other text.
"""


def entries_of_plan(plan: Plan) -> Iterator[Entry]:
    """The KPIs, projects and goals of a plan."""
    agency = plan.agency
    indicators = plan.indicators.select_related("goal").order_by("position")
    projects = plan.projects.order_by("position")
    goals = plan.goals.prefetch_related("strategies").order_by("number")
    pieces: list[tuple[Kind, Iterable[Indicator | Project | Goal]]] = [
        (Kind.INDICATOR, indicators),
        (Kind.PROJECT, projects),
        (Kind.GOAL, goals),
    ]
    for kind, rows in pieces:
        for position, piece in enumerate(rows, start=1):
            title, texts = _words_of(piece)
            yield _entry(
                kind,
                rank=rank_of(
                    kind,
                    fiscal_year=plan.fiscal_year,
                    chapter=plan.chapter,
                    document=plan.pk,
                    position=position,
                ),
                document=plan.identifier,
                fiscal_year=plan.fiscal_year,
                identifier=piece.identifier,
                titles=(title, ""),
                agencies=[(agency.name, agency.name_en)],
                texts=texts,
                fictional=plan.fictional,
            )


def _words_of(piece: Indicator | Project | Goal) -> tuple[str, list[str]]:
    if isinstance(piece, Indicator):
        return piece.name, [
            piece.standard,
            piece.standard_remark,
            piece.note,
            piece.target_text,
            piece.goal.title,
        ]
    if isinstance(piece, Project):
        return piece.title, [piece.work_plan]
    return piece.title, [
        strategy.text for strategy in sorted(piece.strategies.all(), key=lambda one: one.number)
    ]


def entries_of_action_plan(action_plan: ActionPlan) -> Iterator[Entry]:
    """The measures of an action plan."""
    measures = (
        action_plan.measures.select_related("strategy")
        .prefetch_related("agencies__agency", "targets")
        .order_by("number")
    )
    for position, measure in enumerate(measures, start=1):
        responsible = sorted(measure.agencies.all(), key=lambda one: one.position)
        yield _entry(
            Kind.MEASURE,
            rank=rank_of(
                Kind.MEASURE,
                fiscal_year=action_plan.fiscal_year,
                chapter=None,
                document=action_plan.pk,
                position=position,
            ),
            document=action_plan.identifier,
            fiscal_year=action_plan.fiscal_year,
            identifier=measure.identifier,
            titles=(measure.short_title, measure.short_title_en),
            agencies=[(one.name, one.agency.name_en if one.agency else "") for one in responsible],
            texts=_texts_of_measure(measure, responsible),
            fictional=False,
        )


def _texts_of_measure(measure: Measure, responsible: list[ResponsibleAgency]) -> list[str]:
    targets = sorted(measure.targets.all(), key=lambda one: one.position)
    return [
        measure.text,
        *dict.fromkeys(target.text for target in targets),
        measure.strategy.title,
        measure.strategy.title_en,
        *(unit for one in responsible for unit in one.units),
    ]


def entries_of_guidelines(guidelines: Guidelines) -> Iterator[Entry]:
    """The sections of the guidelines of a year."""
    sections: Iterable[Section] = guidelines.sections.prefetch_related("clauses").order_by("number")
    for position, section in enumerate(sections, start=1):
        clauses = sorted(section.clauses.all(), key=lambda one: one.number)
        yield _entry(
            Kind.SECTION,
            rank=rank_of(
                Kind.SECTION,
                fiscal_year=guidelines.fiscal_year,
                chapter=None,
                document=guidelines.pk,
                position=position,
            ),
            document=guidelines.identifier,
            fiscal_year=guidelines.fiscal_year,
            identifier=section.identifier,
            titles=(section.title, ""),
            agencies=[],
            texts=[clause.text for clause in clauses],
            fictional=guidelines.fictional,
        )


def document_of_agency(agency: Agency) -> str:
    """What the entry of an agency is replaced with, since it stands in no document alone."""
    return f"agency/{agency.pk}"


def entry_of_agency(agency: Agency) -> Entry | None:
    """The agency under its newest plan, else under the action plan that names it, else nowhere."""
    plans = list(agency.plans.order_by("-fiscal_year"))
    action_plans = list(
        ActionPlan.objects.filter(measures__agencies__agency=agency)
        .distinct()
        .order_by("-fiscal_year", "code")
    )
    if plans:
        newest, path = plans[0].fiscal_year, plans[0].identifier
    elif action_plans:
        query = urlencode({"agency": agency.name})
        newest, path = action_plans[0].fiscal_year, f"{action_plans[0].identifier}?{query}"
    else:
        return None
    entry = _entry(
        Kind.AGENCY,
        rank=rank_of(
            Kind.AGENCY,
            fiscal_year=newest,
            chapter=plans[0].chapter if plans else None,
            document=agency.pk,
            position=0,
        ),
        document=document_of_agency(agency),
        fiscal_year=None,
        identifier=agency.name,
        titles=(agency.name, agency.name_en),
        agencies=[],
        texts=list(agency.former_names.order_by("until_day").values_list("name", flat=True)),
        fictional=agency.fictional,
    )
    entry.path = path
    years = [plan.fiscal_year for plan in plans] + [plan.fiscal_year for plan in action_plans]
    entry.facets = facets_of(years=years, agencies=[agency.name], fictional=agency.fictional)
    return entry


def _entry(
    kind: Kind,
    *,
    rank: int,
    document: str,
    fiscal_year: int | None,
    identifier: str,
    titles: tuple[str, str],
    agencies: list[tuple[str, str]],
    texts: list[str],
    fictional: bool,
) -> Entry:
    title, title_en = titles
    names = list(dict.fromkeys(name for name, _ in agencies))
    names_en = list(dict.fromkeys(name_en for _, name_en in agencies if name_en))
    shown = [text for text in texts if text]
    return Entry(
        rank=rank,
        document=document,
        kind=kind.value,
        fiscal_year=fiscal_year,
        identifier=identifier,
        path=identifier,
        title=title,
        title_en=title_en,
        agency="、".join(names),
        agency_en=", ".join(names_en),
        text="\n".join(shown),
        fictional=fictional,
        name_folded=_bounded(fold_fields([title, title_en])),
        text_folded=fold_fields([title, title_en, *shown, *names, *names_en]),
        facets=facets_of(
            years=[fiscal_year] if fiscal_year else [], agencies=names, fictional=fictional
        ),
    )


def _bounded(folded: str) -> str:
    return folded.encode()[:LONGEST_NAME].decode(errors="ignore")
