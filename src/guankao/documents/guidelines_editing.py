"""Guidelines with one piece changed, added, moved or taken out; the old ones stay as they are.

How pieces are named stands in `guidelines_pieces`. What cannot hang together raises pydantic's
ValidationError, and NoSuchElement says that there is no such piece.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from guankao.documents.editing import NoSuchElement, free_key
from guankao.documents.guidelines import Guidelines
from guankao.documents.guidelines_pieces import (
    Heading,
    Sentence,
    headings_of,
    put_together,
    sentences_of,
)

One = TypeVar("One", Heading, Sentence)

WHOLE = "guidelines"
"""The name of what stands before the sections."""


class SectionNotEmpty(ValueError):
    """Clauses stand in the section; it is not taken out over their heads."""


def with_priorities(guidelines: Guidelines, priorities: Sequence[str]) -> Guidelines:
    """The guidelines with other priorities of the year."""
    return _checked(guidelines.model_copy(update={"priorities": tuple(priorities)}))


def with_section(guidelines: Guidelines, key: str | None, title: str) -> Guidelines:
    """The guidelines with a section renamed, or added at the end where `key` is None."""
    headings = headings_of(guidelines)
    if key is None:
        number = len(headings) + 1
        free = free_key((one.key for one in headings), str(number))
        put: tuple[Heading, ...] = (*headings, Heading(key=free, no=number, title=title))
    else:
        _found(headings, key)
        put = tuple(
            Heading(key=key, no=one.no, title=title) if one.key == key else one for one in headings
        )
    return put_together(guidelines, put, sentences_of(guidelines))


def with_clause(guidelines: Guidelines, key: str, text: str) -> Guidelines:
    """The guidelines with the words of a clause changed; `key` is such as `3/2`."""
    sentences = sentences_of(guidelines)
    _found(sentences, key)
    put = tuple(
        Sentence(key=key, no=one.no, text=text) if one.key == key else one for one in sentences
    )
    return put_together(guidelines, headings_of(guidelines), put)


def with_new_clause(guidelines: Guidelines, section: str, text: str) -> Guidelines:
    """The guidelines with a clause added at the end of a section."""
    headings, sentences = headings_of(guidelines), sentences_of(guidelines)
    _found(headings, section)
    here = [one.key.partition("/")[2] for one in sentences if one.section == section]
    number = len(here) + 1
    key = f"{section}/{free_key(here, str(number))}"
    return put_together(guidelines, headings, (*sentences, Sentence(key=key, no=number, text=text)))


def moved(guidelines: Guidelines, element: str, place: int) -> Guidelines:
    """The guidelines with a piece at another place, from 1, among its neighbours."""
    word, _slash, key = element.partition("/")
    headings, sentences = headings_of(guidelines), sentences_of(guidelines)
    if word == "section":
        return put_together(guidelines, _at_place(headings, key, place), sentences)
    if word != "clause":
        raise NoSuchElement(element)
    section = _found(sentences, key).section
    neighbours = tuple(one for one in sentences if one.section == section)
    others = tuple(one for one in sentences if one.section != section)
    return put_together(guidelines, headings, (*others, *_at_place(neighbours, key, place)))


def without(guidelines: Guidelines, element: str) -> Guidelines:
    """The guidelines without a clause, or without a section that holds none.

    Raises:
        SectionNotEmpty: clauses stand in the section.
    """
    word, _slash, key = element.partition("/")
    headings, sentences = headings_of(guidelines), sentences_of(guidelines)
    if word == "clause":
        _found(sentences, key)
        return put_together(guidelines, headings, tuple(one for one in sentences if one.key != key))
    if word != "section":
        raise NoSuchElement(element)
    _found(headings, key)
    if any(one.section == key for one in sentences):
        raise SectionNotEmpty(key)
    return put_together(guidelines, tuple(one for one in headings if one.key != key), sentences)


def piece_of(guidelines: Guidelines, element: str) -> Guidelines | Heading | Sentence:
    """One piece by its name, or NoSuchElement."""
    word, _slash, key = element.partition("/")
    if element == WHOLE:
        return guidelines
    if word == "section":
        return _found(headings_of(guidelines), key)
    if word == "clause":
        return _found(sentences_of(guidelines), key)
    raise NoSuchElement(element)


def place_of(guidelines: Guidelines, element: str) -> int:
    """The place of a piece among its neighbours, from 1."""
    piece = piece_of(guidelines, element)
    if isinstance(piece, Guidelines):
        raise NoSuchElement(element)
    neighbours = (
        [one.key for one in headings_of(guidelines)]
        if isinstance(piece, Heading)
        else [one.key for one in sentences_of(guidelines) if one.section == piece.section]
    )
    return neighbours.index(piece.key) + 1


def copied(guidelines: Guidelines, fiscal_year: int) -> Guidelines:
    """The guidelines as the beginning of another year's, without where they stood in a file."""
    headings = tuple(one.model_copy(update={"mark": None}) for one in headings_of(guidelines))
    sentences = tuple(one.model_copy(update={"mark": None}) for one in sentences_of(guidelines))
    year = guidelines.model_copy(update={"fiscal_year": fiscal_year, "mark": None})
    return put_together(year, headings, sentences)


def _checked(guidelines: Guidelines) -> Guidelines:
    """A copy is not validated by itself."""
    return put_together(guidelines, headings_of(guidelines), sentences_of(guidelines))


def _found(pieces: Sequence[One], key: str) -> One:
    for one in pieces:
        if one.key == key:
            return one
    raise NoSuchElement(key)


def _at_place(pieces: tuple[One, ...], key: str, place: int) -> tuple[One, ...]:
    taken = _found(pieces, key)
    others = [one for one in pieces if one.key != key]
    others.insert(min(max(place, 1), len(pieces)) - 1, taken)
    return tuple(others)
