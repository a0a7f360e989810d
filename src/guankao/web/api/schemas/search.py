"""Results of the search."""

from __future__ import annotations

from ninja import Schema
from pydantic import Field

from guankao.web.search.ranks import Kind


class Hit(Schema):
    kind: Kind
    identifier: str = Field(description="Of the thing found; of an agency its name.")
    fiscal_year: int | None = Field(description="Null for an agency, which stands over the years.")
    title: str
    title_en: str
    agency: str = Field(description="Its agencies, with 、 between several.")
    agency_en: str
    fictional: bool
    page: str = Field(alias="path", description="Path of the page that shows it.")


class Hits(Schema):
    """Some results, best first."""

    count: int = Field(description="How many were found, at most 500.")
    complete: bool = Field(description="False where there are more than 500.")
    kinds: dict[str, int] | None = Field(
        description="How many of each kind there are; null where there are more than 500."
    )
    next: str | None = Field(description="Address of the results after these; null at the end.")
    previous: str | None = Field(description="Address of the results before.")
    results: list[Hit]
