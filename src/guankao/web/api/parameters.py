"""The query parameters of the API. What a route does not declare is refused by name."""

from __future__ import annotations

from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from guankao.figures.formula_calls import DEFAULT_YEAR
from guankao.web.planning.queries import Fictional
from guankao.web.search.ranks import Kind
from guankao.web.search.words import LONGEST_QUERY
from guankao.web.tracking.verdicts import MeasureVerdict

MOST_ROWS = 200
LAST_OFFSET = 10_000_000

FiscalYear = Annotated[
    int,
    Field(
        ge=1,
        le=999,
        description="Fiscal year of the Republic of China; 107 is 2018.",
        examples=[107],
    ),
]
Agency = Annotated[
    str,
    Field(
        min_length=1,
        max_length=100,
        description="Official name of the agency.",
        examples=["法務部"],
    ),
]
FictionalRows = Annotated[
    Fictional,
    Field(description="Whether rows of fictional agencies are left out, put in, or given alone."),
]
YesOrNo = Literal["yes", "no"]


class Paging(Schema):
    """Which rows of a list."""

    limit: int = Field(50, ge=1, le=MOST_ROWS, description="How many rows at most.")
    offset: int = Field(0, ge=0, le=LAST_OFFSET, description="How many rows to leave out first.")


class YearFilters(Paging):
    fiscal_year: FiscalYear | None = None


class AgencyFilters(Paging):
    parent: Agency | None = Field(None, description="Only the agencies under this one.")
    fictional: FictionalRows = "exclude"


class PlanFilters(YearFilters):
    """Of plans, and of goals in them."""

    agency: Agency | None = None
    fictional: FictionalRows = "exclude"


class IndicatorFilters(PlanFilters):
    kind: Literal["formula", "count", "survey", "milestone"] | None = Field(
        None, description="Kind of KPI, by the signs in its texts."
    )
    direction: Literal["higher", "lower", "exact", "milestone"] | None = Field(
        None, description="Which way is better."
    )
    inferred: YesOrNo | None = Field(
        None, description="Whether the direction was inferred (yes) or stands in the target (no)."
    )
    only: Literal["without-project", "below-reached"] | None = Field(
        None,
        description="Only KPIs that no project carries, or whose target is below what an earlier "
        "year reached.",
    )


class ProjectFilters(PlanFilters):
    category: (
        Literal["public-construction", "social-development", "science-technology", "other"] | None
    ) = Field(None, description="Category of the project.")
    only: Literal["without-indicator"] | None = Field(
        None, description="Only projects that serve no KPI."
    )


class MeasureFilters(YearFilters):
    action_plan: Annotated[str, Field(min_length=1, max_length=200)] | None = Field(
        None, description="Identifier of the action plan.", examples=["107/action-plan/integrity"]
    )
    agency: Agency | None = Field(None, description="An agency as the document names it.")
    verdict: MeasureVerdict | None = Field(
        None, description="What follows from targets and reported figures."
    )


class ReportFilters(YearFilters):
    agency: Agency | None = None
    period: (
        Annotated[
            str,
            Field(pattern=r"^(month|quarter|half)-[0-9]{1,2}$|^year$", examples=["quarter-1"]),
        ]
        | None
    ) = Field(None, description="Code of the period.")


class FormulaParameters(Schema):
    """Of calls that compute formulas."""

    fiscal_year: FiscalYear = Field(
        DEFAULT_YEAR,
        description="The year whose target counts, where a standard lists targets by year.",
    )


class SearchFilters(YearFilters):
    q: str = Field(
        min_length=1,
        max_length=LONGEST_QUERY,
        description="Words with spaces between them; all have to be found. Any part of a word is "
        "enough, also one character.",
        examples=["毒品"],
    )
    kind: Kind | None = Field(None, description="Kind of thing.")
    agency: Agency | None = None
    fictional: FictionalRows = "exclude"
