"""The programme (實施計畫): what is asked of many agencies, by when, and who looks whether it was.

Each agency answers a programme with its own execution plan (執行計畫), which has the same shape.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field, model_validator

from guankao.documents.element import Document, Element, Fault, refuse, repeated
from guankao.documents.fields import Code, Day, Ordinal, Text, Title
from guankao.documents.identifiers import programme_identifier


class Source(Element):
    """A document that is referred to: by its title, its number or both."""

    title: Title | None = Field(default=None, description="Title (名稱).")
    issuer: Title | None = Field(default=None, description="Who issued it (發文機關).")
    date: Day | None = Field(default=None, description="Day of issue (發文日期).")
    document_no: Title | None = Field(default=None, description="Number of the letter (文號).")


class ProgrammeStrategy(Element):
    """One strategy with the actions that it asks for (執行策略及推動作法)."""

    no: Ordinal = Field(description="Number of the strategy (項次).")
    title: Title = Field(description="Title of the strategy (執行策略).")
    actions: tuple[Text, ...] = Field(default=(), description="Actions asked for (推動作法).")


class Step(Element):
    """One step of carrying it out (實施步驟)."""

    no: Ordinal = Field(description="Number of the step (項次).")
    actor: Title = Field(description="Who acts (執行機關).")
    action: Text = Field(description="What is to be done (實施步驟).")
    deadline: Day | None = Field(default=None, description="By when (期限).")


class ReportDue(Element):
    """One report that falls due (填報): its period, its day, and its way upwards."""

    round: Ordinal = Field(description="First, second, … report of the year (次).")
    period_begin: Day = Field(description="First day of the period reported on (期間起).")
    period_end: Day = Field(description="Last day of the period reported on (期間迄).")
    due: Day = Field(description="Day by which it is due (期限).")
    submitted_by: tuple[Title, ...] = Field(default=(), description="Who submits (提報機關).")
    reviewed_by: tuple[Title, ...] = Field(default=(), description="Who reviews first (初核機關).")
    submitted_to: Title | None = Field(default=None, description="Who receives (受理機關).")
    attachments: tuple[Title, ...] = Field(default=(), description="What is attached (附件).")


class PlannedInspection(Element):
    """An inspection (查證、查核) that the programme provides for."""

    by: tuple[Title, ...] = Field(description="Who inspects (查核機關).")
    of: Title = Field(description="Who is inspected (受查機關).")
    what: Title = Field(description="What kind of inspection (查核方式).")
    frequency: Title = Field(description="How often (頻率): 定期, 不定期.")
    mandatory: bool = Field(description="Whether it must be held (應) or may be (得).")
    follow_up: Text | None = Field(default=None, description="What follows from it (後續).")


class Programme(Document):
    """A programme or an execution plan (實施計畫、執行計畫) for one fiscal year."""

    kind: Literal["programme"] = Field(default="programme", description="The kind of document.")
    code: Code = Field(description="Short name in the address, such as service.")
    title: Title = Field(description="Title (計畫名稱).")
    issued: Source | None = Field(default=None, description="The letter that issued it (函頒).")
    basis: tuple[Source, ...] = Field(default=(), description="What it is based on (依據).")
    purpose: Text | None = Field(default=None, description="What it is for (目標).")
    applies_to: tuple[Title, ...] = Field(default=(), description="Whom it binds (實施對象).")
    strategies: tuple[ProgrammeStrategy, ...] = Field(
        default=(), description="Strategies (執行策略)."
    )
    steps: tuple[Step, ...] = Field(default=(), description="Steps (實施步驟).")
    report_calendar: tuple[ReportDue, ...] = Field(
        default=(), description="Reports due (填報期程)."
    )
    inspections: tuple[PlannedInspection, ...] = Field(
        default=(), description="Inspections (查核)."
    )
    required_contents: tuple[Title, ...] = Field(
        default=(), description="What an execution plan must contain (應包含項目)."
    )
    award_rules: tuple[Title, ...] = Field(default=(), description="Rules of awards (獎勵規定).")
    award_text: Text | None = Field(
        default=None, description="What is said on awards, as written (獎勵)."
    )
    supplement: Text | None = Field(default=None, description="What else is ruled (其他).")

    @property
    def identifier(self) -> str:
        """The public address of the programme, such as 107/programme/service."""
        return programme_identifier(self.fiscal_year, self.code)

    def identifiers(self) -> Iterator[str]:
        """The identifier of the programme; its pieces have no pages of their own."""
        yield self.identifier

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        refuse("Programme", self._faults())
        return self

    def _faults(self) -> Iterator[Fault]:
        yield from repeated((strategy.no for strategy in self.strategies), "strategies", "no")
        yield from repeated((step.no for step in self.steps), "steps", "no")
        for place, report in enumerate(self.report_calendar):
            if report.period_end < report.period_begin:
                path = ("report_calendar", place, "period_end")
                yield path, "lies before the beginning of the period", report.period_end.isoformat()
