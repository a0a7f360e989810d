"""The page that shows for every clause of the guidelines who answers it, and which nobody does."""

from __future__ import annotations

from typing import Any, Literal

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from guankao.web.planning.models import Answer, Guidelines
from guankao.web.portal import representation as shown
from guankao.web.portal.pages import Content, PublicPage, Table
from guankao.web.portal.parameters import Parameters
from guankao.web.portal.queries import answers as queries
from guankao.web.portal.queries import guidelines as guideline_queries
from guankao.web.portal.trail import Crumb, trail_to_year

COLUMNS = (
    "section",
    "fiscal_year",
    "ce_year",
    "section_number",
    "section_title",
    "clause_number",
    "text",
    "agencies",
    "goals",
)


class AnswerParameters(Parameters):
    """Whether only the clauses that nobody answers are shown."""

    answered: Literal["nobody"] | None = None


class AnswersPage(PublicPage):
    template_name = "portal/answers.html"

    def content(self, request: HttpRequest, **address: Any) -> Content:
        year: int = address["year"]
        narrowed = AnswerParameters.of(request)
        try:
            guidelines = guideline_queries.guidelines_of(year)
        except Guidelines.DoesNotExist:
            raise Http404 from None
        found = queries.answers_of(guidelines, only_unanswered=narrowed.answered == "nobody")
        back = Crumb(_("Policy guidelines"), reverse("guidelines", args=[year]))
        return Content(
            context={
                "made_up_guidelines": guidelines.fictional,
                "year": year,
                "found": found,
                "wordless": found.wordless,
                "nobody": narrowed.answered == "nobody",
                "unanswered": found.of - found.answered,
                "trail": [*trail_to_year(year), back],
            },
            data=lambda: {
                **shown.reference(guidelines.identifier),
                **shown.year_data(year),
                "clauses": found.of,
                "answered": found.answered,
                "sections": [_section_data(one) for one in found.sections],
                "gone": [_answer_data(one) for one in found.gone],
            },
            table=lambda: Table(
                name=f"{guidelines.identifier}-answers".replace("/", "-"),
                columns=COLUMNS,
                rows=[
                    (
                        block.section.identifier,
                        *shown.year_data(year).values(),
                        block.section.number,
                        block.section.title,
                        one.clause.number,
                        one.clause.text,
                        one.tally.agencies,
                        one.tally.goals,
                    )
                    for block in found.sections
                    for one in block.clauses
                ],
            ),
        )


def _section_data(block: queries.AnsweredSection) -> shown.Data:
    return {
        **shown.reference(block.section.identifier),
        "number": block.section.number,
        "title": block.section.title,
        "clause_count": block.of,
        "answered": block.answered,
        "clauses": [
            {
                "key": one.clause.key,
                "number": one.clause.number,
                "text": one.clause.text or None,
                "agencies": one.tally.agencies,
                "goals": one.tally.goals,
                "shortened": one.shortened,
                "answers": [_answer_data(answer) for answer in one.answers],
            }
            for one in block.clauses
        ],
    }


def _answer_data(answer: Answer) -> shown.Data:
    return {
        **shown.goal_data(answer.goal),
        "plan": answer.goal.plan.identifier,
        "agency": answer.goal.plan.agency.name,
        "fictional": answer.goal.plan.fictional,
        "clause": f"{answer.section_key}/{answer.clause_key}",
        "clause_as_tied": answer.text or None,
    }
