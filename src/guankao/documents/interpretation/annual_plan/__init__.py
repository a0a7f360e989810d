"""Annual plans (施政計畫): goals and strategies, the table of KPIs, the table of projects."""

from __future__ import annotations

from guankao.documents.interpretation.annual_plan.assembly import interpret
from guankao.documents.interpretation.annual_plan.columns import (
    INDICATOR_FORM,
    PROJECT_FORM,
    columns_of,
)
from guankao.documents.interpretation.annual_plan.parts import find_title
from guankao.documents.papers import Paper

__all__ = ["interpret", "recognise"]


def recognise(paper: Paper) -> bool:
    """Whether a paper is the annual plan of one agency: its title, and one of its two tables."""
    return find_title(paper) is not None and any(
        columns_of(form, table) is not None
        for table in paper.tables
        for form in (INDICATOR_FORM, PROJECT_FORM)
    )
