"""Reports that are expected, what is stated of them, and what became of it."""

from __future__ import annotations

from datetime import datetime

from ninja import Schema
from pydantic import Field

from guankao.web.api.schemas.values import Identifier
from guankao.web.reporting.statements import MOST_STATEMENTS, Becomes

FIELDS = (
    "Texts by the names of fields, as people type them: `inputs.` with the name of an input, "
    "`figure`, `planned`, `actual`, `allotted`, `spent`, `reason`, `countermeasure`, "
    "`data_quality`, and `milestones.` with day and title of a milestone for the day on which it "
    "was done. What is not named stays as it is; an empty text takes a value away."
)
_EXAMPLE = {"inputs.及格人數": "900", "inputs.到考人數": "1,000"}


class ReportRow(Schema):
    """A report that is expected, with its window and where it stands."""

    identifier: Identifier
    agency: str = Field(description="Name of the agency.")
    fiscal_year: int = Field(description="Fiscal year of the plan.")
    element: str = Field(description="The KPI or project, such as kpi/1-2.")
    title: str = Field(description="What the plan calls it.")
    period: str = Field(description="month-3, quarter-1, half-2 or year.")
    opens_at: datetime = Field(description="The first moment at which it is taken.")
    due_at: datetime = Field(description="The first moment that is late.")
    closes_at: datetime = Field(description="The first moment at which none is taken any more.")
    stage: str = Field(description="not-yet, open, late, excused or closed.")
    state: str = Field(
        description="not-begun, draft, submitted, returned, passed, accepted or published."
    )
    version: int = Field(description="Version of the report that stands; 0 where there is none.")


class AskedField(Schema):
    """A field of a report: what stands, and what the period before stated."""

    field: str = Field(description="Its name, as statements use it.")
    unit: str = Field(description="Its unit, where one is known.")
    value: str = Field(description='What stands; "" for nothing.')
    provided: str = Field(
        description='Where the figure comes from, which then is not stated; "" where it is.'
    )
    last: str = Field(description='What the report of the period before states; "" for nothing.')


class Problem(Schema):
    """What is wrong with a report, or worth a second look."""

    code: str
    level: str = Field(description="An error hinders the report from being submitted.")
    field: str = Field(description='The field at fault; "" for the whole report.')
    message: str = Field(description="In English.")
    message_zh: str = Field(description="In Chinese.")


class Outcome(Schema):
    """What follows from a report as it stands."""

    value: str | None = Field(description="The figure of the year to date, or the progress.")
    unit: str
    achievement: str | None = Field(description="Ratio to the target; null where it is unknown.")
    light: str = Field(description='green, yellow, red or white; "" for a project.')
    risk: str = Field(description='high, middle, low or unknown; "" for a KPI.')
    problems: list[Problem]


class ReportDetail(ReportRow):
    """What is asked, what stands and what follows from it."""

    fields: list[AskedField]
    opinion: str = Field(description='Of the last return, not answered so far; "" for none.')
    outcome: Outcome


class StatementBody(Schema):
    """What is stated of one report."""

    version: int = Field(
        0,
        ge=0,
        le=10**6,
        description="The version that the caller saw; 0 where there was none. Where another "
        "stands, nothing is stored.",
    )
    fields: dict[str, str] = Field(description=FIELDS, examples=[_EXAMPLE], max_length=200)


class OneStatement(StatementBody):
    """What is stated of one of many reports."""

    identifier: str = Field(
        min_length=1,
        max_length=250,
        description="Of the report.",
        examples=["107/內政部/kpi/1-2/report/quarter-1"],
    )


class ManyStatements(Schema):
    """What is stated of many reports."""

    reports: list[OneStatement] = Field(min_length=1, max_length=MOST_STATEMENTS)
    only_right: bool = Field(
        False,
        description="Store the reports without a fault although others have one. Without it, "
        "nothing is stored while one field is wrong.",
    )


class FieldFault(Schema):
    """Why a field is not taken."""

    field: str = Field(description='As it was sent; "" for the whole report.')
    code: str
    message: str = Field(description="In English.")
    message_zh: str = Field(description="In Chinese.")


class Stated(Schema):
    """What became of one statement."""

    identifier: Identifier
    outcome: Becomes = Field(description="What became, or would become, of the report.")
    version: int = Field(description="Version of the report that stands; 0 where there is none.")
    changed: list[str] = Field(description="Names of the fields that changed.")
    faults: list[FieldFault]


class StatedMany(Schema):
    """What became of many statements, in their order."""

    stored: bool = Field(description="Whether anything was stored.")
    created: int
    changed: int
    unchanged: int
    refused: int
    reports: list[Stated]


class Submission(Schema):
    """The report is handed in as it stands."""

    version: int = Field(ge=1, le=10**6, description="The version that the caller saw.")
    answer: str = Field(
        "",
        max_length=4_000,
        description="What became of the opinion with which it was returned; may not be missing "
        "there.",
    )


class Submitted(Schema):
    """Where a report stands now."""

    identifier: Identifier
    state: str
    version: int
