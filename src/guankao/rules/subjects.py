"""What rules look at: a document with everything read from it once, for all rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from guankao.documents import (
    ActionPlan,
    Goal,
    Indicator,
    IndicatorKind,
    Plan,
    Project,
    goal_identifier,
    indicator_identifier,
    kind_of,
    measure_identifier,
    project_identifier,
)
from guankao.documents.action_plan import Measure
from guankao.figures import Quantity, Target, UnreadableFigure, read_target
from guankao.figures.formulas import Formula, RefusalCode, RefusedFormula, read_formula
from guankao.rules import named_texts
from guankao.rules.named_texts import NamedText


@dataclass(frozen=True, slots=True)
class LooseLink:
    """A KPI that a project names and the KPI table does not hold under that name."""

    project: str
    """Key of the project."""
    name: str
    """The KPI as the project's cell writes it."""


@dataclass(frozen=True, slots=True)
class EmptyCell:
    """A cell that holds nothing though its row cannot do without; the row is not in the plan."""

    element: str
    """Identifier that the row's element would have."""
    field: str


@dataclass(frozen=True)
class PlanSubject:
    """An annual plan, last year's where it is at hand, and the readings of its KPIs."""

    plan: Plan
    previous: Plan | None = None
    loose_links: tuple[LooseLink, ...] = ()
    empty_cells: tuple[EmptyCell, ...] = ()

    @cached_property
    def formulas(self) -> dict[str, Formula | RefusedFormula]:
        """By the key of the KPI: its standard as a formula, or why it was refused."""
        year = self.plan.fiscal_year
        return {one.key: _formula(one.standard, one.target, one.name, year) for one in self._kpis}

    @cached_property
    def targets(self) -> dict[str, Target | UnreadableFigure]:
        """By the key of the KPI: its target as it is read, or why it was refused."""
        return {one.key: _target(one.target, one.name, one.standard) for one in self._kpis}

    @cached_property
    def kinds(self) -> dict[str, IndicatorKind]:
        """By the key of the KPI: whether it is computed, counted, asked or done step by step."""
        return {
            one.key: kind_of(one.evaluation_method, one.standard, one.target, one.name)
            for one in self._kpis
        }

    @cached_property
    def goals(self) -> dict[str, Goal]:
        """The goals by their keys."""
        return {goal.key: goal for goal in self.plan.goals}

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        """The KPIs by their keys."""
        return {indicator.key: indicator for indicator in self._kpis}

    @cached_property
    def projects_of(self) -> dict[str, tuple[Project, ...]]:
        """By the key of the KPI: the projects that serve it."""
        return {
            one.key: tuple(it for it in self.plan.projects if one.key in it.indicators)
            for one in self._kpis
        }

    @cached_property
    def names(self) -> tuple[NamedText, ...]:
        """Every title of a goal, name of a KPI, work plan (once) and title of a project."""
        return tuple(named_texts.names(self.plan))

    @cached_property
    def texts(self) -> tuple[NamedText, ...]:
        """Every name and title, strategies and contents, and what a KPI says of itself."""
        return (*self.names, *named_texts.other_texts(self.plan))

    @cached_property
    def previous_subject(self) -> PlanSubject | None:
        """Last year's plan with its readings."""
        return None if self.previous is None else PlanSubject(self.previous)

    def calculates(self, indicator: Indicator) -> bool:
        """Whether the standard holds arithmetic, be it read or refused."""
        reading = self.formulas[indicator.key]
        return isinstance(reading, Formula) or reading.code is not RefusalCode.NO_ARITHMETIC

    def with_formulas(self) -> Iterator[tuple[Indicator, Formula]]:
        """Every KPI whose standard is a formula, with it."""
        for indicator in self._kpis:
            formula = self.formulas[indicator.key]
            if isinstance(formula, Formula):
                yield indicator, formula

    def measured(self) -> Iterator[tuple[Indicator, Target, Quantity]]:
        """Every KPI whose target is a figure, with the target and the figure."""
        for indicator in self._kpis:
            target = self.targets[indicator.key]
            if isinstance(target, Target) and target.quantity is not None:
                yield indicator, target, target.quantity

    def computed(self) -> Iterator[tuple[Indicator, Target, Quantity, Formula]]:
        """Every KPI whose target is a figure and whose standard is a formula, with all of them."""
        for indicator, target, quantity in self.measured():
            formula = self.formulas[indicator.key]
            if isinstance(formula, Formula):
                yield indicator, target, quantity, formula

    def goal_id(self, goal: Goal) -> str:
        """The stable identifier of a goal of this plan."""
        return goal_identifier(self.plan.fiscal_year, self.plan.agency, goal.key)

    def indicator_id(self, indicator: Indicator) -> str:
        """The stable identifier of a KPI of this plan."""
        return indicator_identifier(self.plan.fiscal_year, self.plan.agency, indicator.key)

    def project_id(self, project: Project) -> str:
        """The stable identifier of a project of this plan."""
        return project_identifier(self.plan.fiscal_year, self.plan.agency, project.key)

    @property
    def _kpis(self) -> tuple[Indicator, ...]:
        return self.plan.indicators


@dataclass(frozen=True)
class ActionPlanSubject:
    """An action plan with its results."""

    plan: ActionPlan

    def measure_id(self, measure: Measure) -> str:
        """The stable identifier of a measure of this action plan."""
        return measure_identifier(self.plan.fiscal_year, self.plan.code, measure.key)


# Ministries share many standards word for word, and a plan is linted again at every change.
@lru_cache(maxsize=4096)
def _formula(standard: str, target: str, name: str, fiscal_year: int) -> Formula | RefusedFormula:
    try:
        return read_formula(standard, target=target, name=name, fiscal_year=fiscal_year)
    except RefusedFormula as refused:
        return refused


@lru_cache(maxsize=4096)
def _target(target: str, name: str, standard: str) -> Target | UnreadableFigure:
    try:
        return read_target(target, name=name, standard=standard)
    except UnreadableFigure as refused:
        return refused
