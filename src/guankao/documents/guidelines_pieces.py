"""Guidelines as two flat lists, headings and sentences, which can be laid beside one another.

An element of the guidelines is named `guidelines` for the priorities of the year, `section/3` for
a heading and `clause/3/2` for a sentence: the word, then the key. Numbers say where a piece stands
and are made anew when the pieces are put together; keys stay with what they name.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from pydantic import Field

from guankao.documents.element import Element
from guankao.documents.fields import Key, Ordinal, Text, Title
from guankao.documents.guidelines import Clause, Guidelines, Section


class Heading(Element):
    """A section without its clauses."""

    key: Key
    no: Ordinal
    title: Title


class Sentence(Element):
    """A clause, named by the keys of its section and its own: `3/2`."""

    key: str = Field(max_length=65)
    no: Ordinal
    text: Text | None = None

    @property
    def section(self) -> str:
        """The key of the section that holds it."""
        return self.key.partition("/")[0]

    @property
    def title(self) -> str:
        """What it is told by: its words, or its name where only their number is known."""
        return self.text or self.key


def headings_of(guidelines: Guidelines) -> tuple[Heading, ...]:
    """The sections in order."""
    return tuple(
        Heading(key=one.key, no=one.no, title=one.title, mark=one.mark)
        for one in guidelines.sections
    )


def sentences_of(guidelines: Guidelines) -> tuple[Sentence, ...]:
    """The clauses of all sections in order."""
    return tuple(
        Sentence(
            key=f"{section.key}/{clause.known_as}", no=clause.no, text=clause.text, mark=clause.mark
        )
        for section in guidelines.sections
        for clause in section.clauses
    )


def put_together(
    guidelines: Guidelines, headings: Sequence[Heading], sentences: Sequence[Sentence]
) -> Guidelines:
    """The guidelines with these pieces in this order, numbered from 1.

    A sentence whose section is not among the headings is left out: whoever takes out a section
    sees to that before.
    """
    return Guidelines.model_validate(
        {
            **{name: getattr(guidelines, name) for name in Guidelines.model_fields},
            "sections": tuple(
                Section(
                    key=heading.key,
                    no=number,
                    title=heading.title,
                    mark=heading.mark,
                    clauses=_clauses(heading.key, sentences),
                )
                for number, heading in enumerate(headings, start=1)
            ),
        }
    )


def _clauses(section: str, sentences: Sequence[Sentence]) -> tuple[Clause, ...]:
    numbers = count(1)
    return tuple(_clause(one, next(numbers)) for one in sentences if one.section == section)


def _clause(sentence: Sentence, number: int) -> Clause:
    """A clause that is still known by its number says no key: the file stays as it was."""
    key = sentence.key.partition("/")[2]
    return Clause(
        key=None if key == str(number) else key, no=number, text=sentence.text, mark=sentence.mark
    )
