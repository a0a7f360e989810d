"""Facets: what results are filtered by, as tokens that an index keeps beside the text."""

from __future__ import annotations

from collections.abc import Iterable


def year_facet(fiscal_year: int) -> str:
    """
    >>> year_facet(107)
    'y107'
    """
    return f"y{fiscal_year}"


def agency_facet(name: str) -> str:
    """A name can hold anything, spaces too; its bytes in hexadecimal cannot.

    >>> agency_facet("法務部")
    'ae6b395e58b99e983a8'
    """
    return f"a{name.encode(errors='replace').hex()}"


def facets_of(*, years: Iterable[int], agencies: Iterable[str]) -> str:
    """All facets of an entry, each once, between spaces."""
    found = [*map(year_facet, years), *map(agency_facet, agencies)]
    return " ".join(dict.fromkeys(found))
