"""What the page of the guidelines' answers asks: four questions, however many agencies plan."""

from __future__ import annotations

from dataclasses import dataclass

from guankao.web.planning import guideline_queries
from guankao.web.planning.guideline_queries import Tally
from guankao.web.planning.models import Answer, Clause, Guidelines, Section

MOST_ANSWERS = 40
"""So many goals stand under one clause; the page says how many there are."""


@dataclass(frozen=True)
class AnsweredClause:
    """A clause and who answers it.

    Attributes:
        clause: as the guidelines have it now.
        tally: how many agencies and goals answer it, made-up ones not counted.
        answers: the first of these, and then those of made-up agencies.
    """

    clause: Clause
    tally: Tally
    answers: list[Answer]

    @property
    def shortened(self) -> bool:
        """Whether more goals answer it than are shown."""
        return self.tally.goals > sum(not one.goal.plan.fictional for one in self.answers)


@dataclass(frozen=True)
class AnsweredSection:
    """A section with the clauses that are shown of it, and how many of all are answered."""

    section: Section
    clauses: list[AnsweredClause]
    answered: int
    of: int


@dataclass(frozen=True)
class AnswersOfYear:
    """Who answers what; `gone` are answers to clauses that no longer stand."""

    sections: list[AnsweredSection]
    answered: int
    of: int
    gone: list[Answer]
    wordless: bool
    """Only how many clauses there are is known, and the words of none."""


def answers_of(guidelines: Guidelines, *, only_unanswered: bool = False) -> AnswersOfYear:
    """Every clause with who answers it, or only those that nobody answers."""
    year = guidelines.fiscal_year
    tallies = guideline_queries.tallies_of(year)
    answers = guideline_queries.first_answers(year, MOST_ANSWERS)
    sections = []
    standing = set()
    worded = False
    for section in guidelines.sections.order_by("number").prefetch_related("clauses"):
        rows = []
        for clause in sorted(section.clauses.all(), key=lambda one: one.number):
            name = (section.key, clause.key)
            standing.add(name)
            worded = worded or bool(clause.text)
            rows.append(AnsweredClause(clause, tallies.get(name, Tally()), answers.get(name, [])))
        sections.append(
            AnsweredSection(
                section,
                [one for one in rows if not (only_unanswered and one.tally.agencies)],
                sum(one.tally.agencies > 0 for one in rows),
                len(rows),
            )
        )
    return AnswersOfYear(
        sections,
        sum(one.answered for one in sections),
        sum(one.of for one in sections),
        [one for name, found in answers.items() if name not in standing for one in found],
        wordless=not worded,
    )
