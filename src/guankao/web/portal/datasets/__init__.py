"""Everything in bulk: each dataset is declared once and comes as CSV, JSON and Parquet."""

from __future__ import annotations

from guankao.web.portal.datasets.columns import Column, ColumnType, Dataset, Source
from guankao.web.portal.datasets.findings import FINDINGS
from guankao.web.portal.datasets.indicators import INDICATOR_HISTORY, INDICATORS, YEAR_TARGETS
from guankao.web.portal.datasets.measures import (
    ACTION_PLANS,
    MEASURE_AGENCIES,
    MEASURE_TARGETS,
    MEASURES,
    REPORTED_FIGURES,
)
from guankao.web.portal.datasets.plans import (
    AGENCIES,
    GOAL_CLAUSES,
    GOALS,
    GUIDELINE_CLAUSES,
    GUIDELINE_SECTIONS,
    MILESTONES,
    PLANNED_PROGRESS,
    PLANS,
    PROJECT_INDICATORS,
    PROJECTS,
    PUBLISHED_VERSIONS,
    STRATEGIES,
)
from guankao.web.portal.datasets.results import (
    PROJECT_RESULTS,
    REPORT_CALENDAR,
    REPORTED_INPUTS,
    RESULTS,
)

DATASETS: dict[str, Dataset] = {
    dataset.name: dataset
    for dataset in (
        AGENCIES,
        PLANS,
        GOALS,
        STRATEGIES,
        GOAL_CLAUSES,
        INDICATORS,
        INDICATOR_HISTORY,
        YEAR_TARGETS,
        PROJECTS,
        PROJECT_INDICATORS,
        MILESTONES,
        PLANNED_PROGRESS,
        PUBLISHED_VERSIONS,
        RESULTS,
        REPORTED_INPUTS,
        PROJECT_RESULTS,
        REPORT_CALENDAR,
        GUIDELINE_SECTIONS,
        GUIDELINE_CLAUSES,
        ACTION_PLANS,
        MEASURES,
        MEASURE_AGENCIES,
        MEASURE_TARGETS,
        REPORTED_FIGURES,
        FINDINGS,
    )
}
"""All datasets by name, in the order in which a person reads them."""

__all__ = ["DATASETS", "Column", "ColumnType", "Dataset", "Source"]
