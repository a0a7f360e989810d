"""The policy guidelines (施政方針) of the cabinet for one fiscal year."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field, model_validator

from guankao.documents.element import Document, Element, Fault, refuse, repeated
from guankao.documents.fields import Key, Ordinal, Text, Title
from guankao.documents.identifiers import guidelines_identifier, section_identifier


class Clause(Element):
    """One clause of a section; its sentence may be left out where only the count is wanted."""

    key: Key | None = Field(
        default=None,
        description="Stable key within the section, where the clause is no longer known by its "
        "number.",
    )
    no: Ordinal = Field(description="Number of the clause within its section (項次).")
    text: Text | None = Field(default=None, description="The clause as written (條文).")

    @property
    def known_as(self) -> str:
        """The key by which goals that answer the clause name it: its number at first."""
        return self.key or str(self.no)


class Section(Element):
    """One section of the guidelines, such as 司法及法制."""

    key: Key = Field(description="Stable key within the guidelines, such as 3.")
    no: Ordinal = Field(description="Number of the section (章次).")
    title: Title = Field(description="Title of the section (章名).")
    clauses: tuple[Clause, ...] = Field(default=(), description="Clauses in order (各項方針).")


class Guidelines(Document):
    """The policy guidelines (施政方針) of one fiscal year."""

    kind: Literal["guidelines"] = Field(default="guidelines", description="The kind of document.")
    priorities: tuple[Text, ...] = Field(
        default=(), description="Priorities of the year (施政重點)."
    )
    sections: tuple[Section, ...] = Field(default=(), description="Sections in order (章).")

    @property
    def identifier(self) -> str:
        """The public address of the guidelines, such as 107/guidelines."""
        return guidelines_identifier(self.fiscal_year)

    def identifiers(self) -> Iterator[str]:
        """The identifiers of the guidelines and of their sections, in order."""
        yield self.identifier
        for section in self.sections:
            yield section_identifier(self.fiscal_year, section.key)

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        refuse("Guidelines", self._faults())
        return self

    def _faults(self) -> Iterator[Fault]:
        yield from repeated((section.key for section in self.sections), "sections", "key")
        yield from repeated((section.no for section in self.sections), "sections", "no")
        for place, section in enumerate(self.sections):
            numbers = [clause.no for clause in section.clauses]
            yield from repeated(numbers, "clauses", "no", within=("sections", place))
            if len(set(numbers)) == len(numbers):
                names = (clause.known_as for clause in section.clauses)
                yield from repeated(names, "clauses", "key", within=("sections", place))
