"""The page of the policy guidelines of a year."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.views import View

from guankao.documents.clause_suggestions import subjects_of
from guankao.web.planning.models import Guidelines, Section
from guankao.web.portal import representation as shown
from guankao.web.portal.addresses import address_of
from guankao.web.portal.pages import Content, PublicPage, Table
from guankao.web.portal.parameters import Parameters
from guankao.web.portal.queries import guidelines as queries
from guankao.web.portal.trail import trail_to_year


class GuidelinesPage(PublicPage):
    template_name = "portal/guidelines.html"

    def content(self, request: HttpRequest, **address: Any) -> Content:
        year: int = address["year"]
        Parameters.of(request)
        try:
            guidelines = queries.guidelines_of(year)
        except Guidelines.DoesNotExist:
            raise Http404 from None
        sections = queries.sections_of(guidelines)
        return Content(
            context={
                "year": year,
                "sections": sections,
                "trail": trail_to_year(year),
                "made_up_guidelines": guidelines.fictional,
            },
            data=lambda: {
                **shown.reference(guidelines.identifier),
                **shown.year_data(year),
                "fictional": guidelines.fictional,
                "sections": [_section_data(block) for block in sections],
            },
            table=lambda: Table(
                name=guidelines.identifier.replace("/", "-"),
                columns=(
                    "identifier",
                    "fiscal_year",
                    "ce_year",
                    "number",
                    "title",
                    "clauses",
                    "words",
                    "agencies",
                    "goals",
                ),
                rows=[
                    (
                        block.section.identifier,
                        *shown.year_data(year).values(),
                        block.section.number,
                        block.section.title,
                        block.section.clause_count,
                        subjects_of(block.section.title),
                        block.agency_count,
                        block.goal_count,
                    )
                    for block in sections
                ],
            ),
        )


class SectionRedirect(View):
    """The identifier of a section is the address of its place on the page of the guidelines."""

    http_method_names = ("get", "head", "options")

    def get(self, request: HttpRequest, year: int, key: str) -> HttpResponseBase:
        if not Section.objects.filter(guidelines__fiscal_year=year, key=key).exists():
            raise Http404
        return HttpResponseRedirect(f"{address_of(f'{year}/guidelines')}#section-{key}")


def _section_data(block: queries.SectionBlock) -> shown.Data:
    section = block.section
    return {
        **shown.reference(section.identifier),
        "key": section.key,
        "number": section.number,
        "title": section.title,
        "clauses": section.clause_count,
        "words": subjects_of(section.title),
        "agency_count": block.agency_count,
        "goal_count": block.goal_count,
        "shortened": block.shortened,
        "agencies": [
            {
                **shown.reference(under.plan.identifier, agency=under.plan.agency.name),
                "words": under.words,
                "goals": [{**shown.goal_data(one.goal), "words": one.words} for one in under.goals],
            }
            for under in block.plans
        ],
    }
