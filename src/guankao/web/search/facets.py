"""Facets: what results are filtered by, as tokens that an index keeps beside the text."""

from __future__ import annotations

from collections.abc import Iterable

FICTIONAL_FACET = "fictional"
"""Of what was made up for demonstration; all else has no such token, since nearly all is real."""


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


def facets_of(*, years: Iterable[int], agencies: Iterable[str], fictional: bool = False) -> str:
    """All facets of an entry, each once, between spaces."""
    found = [*map(year_facet, years), *map(agency_facet, agencies)]
    if fictional:
        found.append(FICTIONAL_FACET)
    return " ".join(dict.fromkeys(found))
