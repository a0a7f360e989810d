"""An agency of the sample: its names, its place in the tree, and whether it is real."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from guankao.documents.fields import AgencyName, Ordinal, Title


class Agency(BaseModel):
    """One agency (機關) that a plan or an action plan of the sample names."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    name: AgencyName = Field(description="Full name (機關全銜).")
    name_en: Title = Field(description="Official English name of the day.")
    parent: AgencyName | None = Field(default=None, description="The agency that it stands under.")
    chapter: Ordinal | None = Field(
        default=None, description="Chapter in the cabinet's collected plans, which is their order."
    )
    group: bool = Field(default=False, description="Not one agency but several, such as 各機關.")
    fictional: bool = Field(default=False, description="Made up for demonstration.")
