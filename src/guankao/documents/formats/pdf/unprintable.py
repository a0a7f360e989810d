"""The characters of a paper that no packaged font has: named, never silently lost."""

from __future__ import annotations

from dataclasses import dataclass

from guankao.documents.fonts import uncovered_in
from guankao.documents.formats.characters import legible
from guankao.documents.formats.pdf.typesetting import printed_texts
from guankao.documents.papers import Paper
from guankao.documents.words import Words


@dataclass(frozen=True, slots=True)
class Unprintable:
    """A character that is printed as 〓, how often, and the first text that it stands in."""

    character: str
    times: int
    text: str

    @property
    def sentence(self) -> Words:
        """What happened, in both languages."""
        return Words(
            "內附字型沒有 {code} 這個字，PDF 以 〓 代替（{times} 處，首見於「{text}」）。",
            "The packaged fonts have no {code}; the PDF prints 〓 ({times} ×, first in “{text}”).",
        ).filled(
            {
                "code": f"U+{ord(self.character):04X}",
                "times": str(self.times),
                "text": self.text if len(self.text) <= 40 else f"{self.text[:39]}…",
            }
        )


def unprintable_in(paper: Paper) -> tuple[Unprintable, ...]:
    """The characters that a PDF of the paper would show as 〓, in the order of reading."""
    times: dict[str, int] = {}
    first: dict[str, str] = {}
    for text in printed_texts(paper):
        seen = legible(text).replace("\t", " ")
        for character in uncovered_in(seen):
            times[character] = times.get(character, 0) + seen.count(character)
            first.setdefault(character, seen)
    return tuple(Unprintable(one, times[one], first[one]) for one in times)
