"""The chapters of the collected book: one agency each, with pages numbered 7-1, 7-2, 7-3.

A chapter begins with the agency's name and, right behind it, the title that repeats the name. Its
page numbers stand in the text; they are taken out and kept, for they tell where a piece stood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

TITLE: Final = re.compile(
    r"(?P<agency>[^\d，。；、）」\-]{3,20})(?P=agency)(?P<year>\d{2,3})年度施政計畫"
)
FEWEST_CHAPTERS: Final = 3
_SECTIONS: Final = (
    ("goals", re.compile(r"壹、年度施政目標(?:及策略)?")),
    ("indicators", re.compile(r"[貳參]、(?:年度)?關鍵績效指標")),
    ("projects", re.compile(r"[參肆]、年度重要(?:施政)?計畫")),
)


@dataclass(frozen=True, slots=True)
class Page:
    """Where a printed page ends in a text without page numbers, and its number in the chapter."""

    end: int
    number: int


@dataclass(frozen=True, slots=True)
class Section:
    """A section's text without page numbers, and where its pages end in it."""

    text: str
    ends: tuple[Page, ...]
    start: int
    """Where it begins in the book's text."""

    def page_at(self, position: int) -> int | None:
        """The number in the chapter of the page on which a position lies."""
        return next((page.number for page in self.ends if position < page.end), None)


@dataclass(frozen=True, slots=True)
class Chapter:
    """One agency's chapter."""

    number: int
    agency: str
    fiscal_year: int
    start: int
    first_page: int
    """Number in the whole book of the chapter's first page, counted from 1."""

    sections: dict[str, Section]


def is_book(text: str) -> bool:
    """Whether a text holds the chapters of several agencies."""
    agencies = {found["agency"] for found in TITLE.finditer(text)}
    return len(agencies) >= FEWEST_CHAPTERS


def chapters_of(text: str) -> Iterator[Chapter]:
    """The chapters in their order; the policy guidelines before the first are left out."""
    titles = list(TITLE.finditer(text))
    before = _pages_before(text, titles[0].start()) if titles else 0
    number = 1
    for place, title in enumerate(titles):
        end = titles[place + 1].start() if place + 1 < len(titles) else len(text)
        printed = _printed_number(text, end)
        # One chapter of the book of 107 is printed with the number of the one before.
        number = printed if printed is not None and printed > number else number + 1
        body = text[title.end() : end]
        pages = _page_numbers(body, printed or number)
        yield Chapter(
            number=number,
            agency=title["agency"],
            fiscal_year=int(title["year"]),
            start=title.start(),
            first_page=before + 1,
            sections=_sections(body, pages, title.end()),
        )
        before += max((page for page, _, _ in pages), default=0)


def _pages_before(text: str, end: int) -> int:
    """How many pages stand before a position that ends a chapter."""
    found = re.search(r"(\d{1,2})-(\d{1,3})$", text[max(0, end - 8) : end])
    return int(found[2]) if found else 0


def _printed_number(text: str, end: int) -> int | None:
    found = re.search(r"(\d{1,2})-\d{1,3}$", text[max(0, end - 8) : end])
    return int(found[1]) if found else None


def _page_numbers(body: str, chapter: int) -> list[tuple[int, int, int]]:
    """The page numbers of a chapter: number, start and end. Each goes on from the one before."""
    pages: list[tuple[int, int, int]] = []
    position = 0
    while True:
        written = f"{chapter}-{len(pages) + 1}"
        start = _find_page(body, written, position)
        if start < 0:
            return pages
        position = start + len(written)
        pages.append((len(pages) + 1, start, position))


def _find_page(body: str, written: str, position: int) -> int:
    """Where a page number stands that is no part of a longer figure: 12-1 holds 2-1."""
    while (start := body.find(written, position)) >= 0:
        following = body[start + len(written) : start + len(written) + 1]
        if not following.isdigit() or _begins_page(body, start + len(written)):
            return start
        position = start + 1
    return -1


def _begins_page(body: str, position: int) -> bool:
    """Whether what follows can begin a page although it is a digit: 2.指實際評估…"""
    return bool(re.match(r"\d\.|\d[^\d\-]", body[position : position + 3]))


def _sections(body: str, pages: list[tuple[int, int, int]], offset: int) -> dict[str, Section]:
    found: list[tuple[str, int, int]] = []
    position = 0
    for name, heading in _SECTIONS:
        match = heading.search(body, position)
        if match:
            found.append((name, match.start(), match.end()))
            position = match.end()
    sections = {}
    for place, (name, _, begin) in enumerate(found):
        end = found[place + 1][1] if place + 1 < len(found) else len(body)
        sections[name] = _section(body, begin, end, pages, offset)
    return sections


def _section(
    body: str, begin: int, end: int, pages: list[tuple[int, int, int]], offset: int
) -> Section:
    text = ""
    ends = []
    position = begin
    for number, start, after in pages:
        if start < begin:
            continue
        if start >= end:
            ends.append(Page(len(text) + end - position + 1, number))
            break
        text += body[position:start]
        ends.append(Page(len(text), number))
        position = after
    return Section(text + body[position:end], tuple(ends), offset + begin)
