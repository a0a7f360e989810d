"""A made-up report of the fictional ministry, computed and judged as real ones are."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from guankao.documents import (
    Indicator,
    IndicatorResult,
    InputValue,
    PerformanceReport,
    Plan,
    Project,
    ProjectProgress,
)
from guankao.figures import read_quantity, read_target
from guankao.figures.formulas import evaluate, read_formula
from guankao.sample import documents as sample_documents
from guankao.scoring import achievement_of, scheme_for

INPUTS = {
    "1-1": {"期限內答復件數": "11208", "應答復件數": "12000"},
    "3-1": {"當年度紙張用量": "9650", "前一年度紙張用量": "10000"},
}
ACTUALS = {"1-2": "86.1%", "2-1": "30項", "2-2": "10.6分鐘"}
EXPLANATIONS = {"1-2": "櫃檯整修期間等候座位不足，整修已於 11 月完成。"}
PROGRESS = {
    "1-1": ("100", "100", "3200", "3104"),
    "1-2": ("100", "92.5", "18000", "15480"),
    "2-1": ("75", "75", "42500", "40120"),
}


def fictional_plan() -> Plan:
    """The plan of 示範部."""
    plans = (one for one in sample_documents(fictional=True) if isinstance(one, Plan))
    return next(plan for plan in plans if plan.agency == "示範部")


def fictional_report() -> PerformanceReport:
    """The report on it: one KPI was not reported, one missed its target."""
    plan = fictional_plan()
    return PerformanceReport(
        fiscal_year=plan.fiscal_year,
        fictional=True,
        agency=plan.agency,
        plan=plan.identifier,
        indicators=tuple(_result(plan, one) for one in plan.indicators),
        projects=tuple(_progress(one) for one in plan.projects),
    )


def _result(plan: Plan, indicator: Indicator) -> IndicatorResult:
    goal = next(goal for goal in plan.goals if goal.key == indicator.goal)
    inputs = {name: Decimal(value) for name, value in INPUTS.get(indicator.key, {}).items()}
    actual = ACTUALS.get(indicator.key)
    if inputs:
        formula = read_formula(indicator.standard, target=indicator.target, name=indicator.name)
        value = evaluate(formula, inputs).value
        assert value is not None
        actual = f"{value.quantize(Decimal('0.01'), ROUND_HALF_UP):f}%"
    quantity = read_quantity(actual) if actual else None
    target = read_target(indicator.target, name=indicator.name, standard=indicator.standard)
    achieved = achievement_of(target, quantity)
    share = achieved.ratio
    scheme = scheme_for("plan", plan.fiscal_year)
    return IndicatorResult(
        indicator=indicator.key,
        goal_no=goal.no,
        goal=goal.title,
        no=indicator.no,
        name=indicator.name,
        target=indicator.target,
        actual=actual,
        value=quantity.value if quantity else None,
        unit=quantity.unit if quantity else None,
        achievement=None
        if share is None
        else (share * 100).quantize(Decimal("0.01"), ROUND_HALF_UP),
        light=scheme.light_of(achieved).value,
        inputs=tuple(InputValue(name=name, value=value) for name, value in inputs.items()),
        history=indicator.history,
        explanation=EXPLANATIONS.get(indicator.key),
    )


def _progress(project: Project) -> ProjectProgress:
    figures = [Decimal(figure) for figure in PROGRESS.get(project.key, ())] or [None] * 4
    planned, actual, budget, spent = figures
    return ProjectProgress(
        project=project.key,
        work_plan=project.work_plan,
        title=project.title,
        planned=planned,
        actual=actual,
        budget=budget,
        spent=spent,
    )
