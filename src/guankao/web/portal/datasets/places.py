"""Columns that several datasets share: which plan a row stands in, of which year and agency."""

from __future__ import annotations

from django.db.models import F
from django.db.models.expressions import Combinable

from guankao.figures.periods import YEARS_BEFORE
from guankao.web.portal.datasets.columns import Column, ColumnType, Source


def identifier(of: str, chinese: str) -> Column:
    """The row's own identifier, which is also the path of its page."""
    return Column(
        "identifier",
        ColumnType.TEXT,
        f"Identifier of the {of}: unique, stable, and the path of its page.",
        f"{chinese}識別碼：唯一、不變，也是網頁路徑。",
        Source.GUANKAO,
    )


def pointer(name: str, value: str | Combinable, of: str, chinese: str) -> Column:
    """The identifier of another dataset's row."""
    return Column(
        name,
        ColumnType.TEXT,
        f"Identifier of the {of}.",
        f"所屬{chinese}之識別碼。",
        Source.GUANKAO,
        value,
    )


def fiscal_year(value: str = "fiscal_year") -> tuple[Column, Column]:
    """The fiscal year in both countings."""
    return (
        Column(
            "fiscal_year",
            ColumnType.INTEGER,
            "Fiscal year of the Republic of China; 107 is 2018.",
            "年度（民國）。",
            value=value,
        ),
        Column(
            "ce_year",
            ColumnType.INTEGER,
            "The same year of the common era.",
            "年度（西元）。",
            Source.COUNT,
            F(value) + YEARS_BEFORE,
        ),
    )


def agency(value: str) -> tuple[Column, Column]:
    """The agency whose plan it is, in both languages; `value` is the path to it."""
    return (
        Column(
            "agency",
            ColumnType.TEXT,
            "Official name of the agency.",
            "機關全銜。",
            value=f"{value}__name",
        ),
        Column(
            "agency_en",
            ColumnType.TEXT,
            "English name of the agency.",
            "機關英文名稱。",
            Source.GUANKAO,
            f"{value}__name_en",
        ),
    )
