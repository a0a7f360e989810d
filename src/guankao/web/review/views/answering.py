"""The desk's view of who answers the guidelines: what is published, and what is being drafted."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from guankao.web.organizations.permissions import Permission
from guankao.web.planning import guideline_queries
from guankao.web.planning.guideline_queries import Tally
from guankao.web.planning.models import DraftAnswer, Guidelines, Section
from guankao.web.portal.queries.answers import MOST_ANSWERS, AnsweredClause, answers_of
from guankao.web.review.views.guidelines import GuidelinesView


@dataclass(frozen=True)
class ClauseOnDesk:
    """A clause with who answers it in public, and in which drafts."""

    published: AnsweredClause
    tally: Tally
    drafts: list[DraftAnswer]


class AnswersOfTheYear(GuidelinesView):
    """Every clause with the plans and the drafts that answer it, or those that none does."""

    def get(self, request: HttpRequest, year: int) -> HttpResponse:
        guidelines = Guidelines.objects.filter(fiscal_year=year).first()
        if guidelines is None:
            raise Http404
        agencies = self.rights.agencies(Permission.READ_DRAFT)
        tallies = guideline_queries.draft_tallies(year, agencies)
        drafts = guideline_queries.first_draft_answers(year, agencies, MOST_ANSWERS)
        nobody = request.GET.get("answered") == "nobody"
        sections: list[tuple[Section, list[ClauseOnDesk]]] = []
        found = answers_of(guidelines)
        unanswered = 0
        for block in found.sections:
            rows = []
            for one in block.clauses:
                name = (block.section.key, one.clause.key)
                row = ClauseOnDesk(one, tallies.get(name, Tally()), drafts.get(name, []))
                answered = one.tally.agencies + row.tally.agencies > 0
                unanswered += not answered
                if not (nobody and answered):
                    rows.append(row)
            sections.append((block.section, rows))
        return render(
            request,
            "review/guidelines_answered.html",
            {
                "year": year,
                "sections": sections,
                "nobody": nobody,
                "of": found.of,
                "wordless": found.wordless,
                "published": found.answered,
                "unanswered": unanswered,
            },
        )
