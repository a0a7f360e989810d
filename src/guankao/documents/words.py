"""A sentence in both languages of the people who read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Language = Literal["zh-Hant", "en"]


@dataclass(frozen=True, slots=True)
class Words:
    """The same words in Traditional Chinese and English; names in braces stand for facts.

    >>> Words("第{page}頁", "page {page}").filled({"page": "3"}).in_language("en")
    'page 3'
    >>> Words("缺{what}", "{what} is missing").filled({"what": Words("目標", "the goal")}).zh
    '缺目標'
    """

    zh: str
    en: str

    def filled(self, facts: Mapping[str, Fact]) -> Words:
        """The words with the facts in their places."""
        return Words(
            self.zh.format_map({name: in_words(fact).zh for name, fact in facts.items()}),
            self.en.format_map({name: in_words(fact).en for name, fact in facts.items()}),
        )

    def in_language(self, language: Language) -> str:
        """The words in one language."""
        return self.en if language == "en" else self.zh


Fact = str | Words
"""What stands in a sentence's braces: a text of the document or a figure, or words of ours."""


def in_words(fact: Fact) -> Words:
    """A fact in both languages; a text of a document is the same in each."""
    return Words(fact, fact) if isinstance(fact, str) else fact
