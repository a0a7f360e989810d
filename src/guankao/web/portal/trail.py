"""The way from the first page to a page, shown above its heading."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from guankao.web.planning.models import Plan
from guankao.web.portal.addresses import address_of
from guankao.web.portal.templatetags.words import fiscal_year as words_of_year


@dataclass(frozen=True)
class Crumb:
    """A step of the way; `chinese` where the words are a document's own."""

    words: str
    address: str
    chinese: bool = False


def trail_to_year(fiscal_year: int) -> list[Crumb]:
    return [Crumb(words_of_year(fiscal_year), reverse("year", args=[fiscal_year]))]


def trail_to_plan(plan: Plan) -> list[Crumb]:
    agency = plan.agency
    chinese = agency.label == agency.name
    return [
        *trail_to_year(plan.fiscal_year),
        Crumb(agency.label, address_of(plan.identifier), chinese),
    ]
