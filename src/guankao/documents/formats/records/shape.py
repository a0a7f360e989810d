"""The shape of records, as models: they say what may stand where before anything is built."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from guankao.documents.fields import (
    AgencyName,
    Arrangement,
    Category,
    FiscalYear,
    Ordinal,
    Text,
    Title,
)


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class GoalRecord(_Record):
    """A goal with its strategies."""

    no: Ordinal
    title: Title
    strategies: tuple[Text, ...] = ()


class HistoryRecord(_Record):
    """What was reached in an earlier year."""

    year: FiscalYear
    value: Title


class IndicatorRecord(_Record):
    """A KPI. Readings of its formula and target, which some records carry, are not taken over."""

    goal: Ordinal
    goal_no_in_table: Ordinal | None = None
    no: Ordinal
    name: Title
    evaluation_system: Arrangement
    evaluation_method: Title
    standard: Text
    standard_remark: Text | None = None
    target: Title
    linkage: tuple[Category, ...] = ()
    history: tuple[HistoryRecord, ...] = ()
    note: Text | None = None
    formula: Any = None
    target_semantics: Any = None


class ProjectRecord(_Record):
    """A project; its KPIs by their names."""

    work_plan: Title
    title: Title
    category: Category
    content_items: int = Field(default=0, ge=0, le=9_999)
    indicators: tuple[Title, ...] = ()


class PlanRecord(_Record):
    """An annual plan. Remarks of who transcribed it (irregularities) are not taken over."""

    chapter: Ordinal | None = None
    agency: AgencyName
    parent: AgencyName | None = None
    fiscal_year: FiscalYear
    goals: tuple[GoalRecord, ...]
    indicators: tuple[IndicatorRecord, ...]
    projects: tuple[ProjectRecord, ...]
    irregularities: Any = None
