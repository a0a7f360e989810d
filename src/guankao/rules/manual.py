"""The page of a rule: in English its module's docstring, in Chinese the rule's explanation."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from typing import Final

from guankao.rules import rule_crashed, unused_waiver
from guankao.rules.findings import Language
from guankao.rules.rule import ActionPlanRule, PlanRule, Rule

HEADINGS: Final = (
    "What it finds",
    "Why it matters",
    "Example",
    "Instead",
    "When it is right anyway",
    "Basis",
)
"""The sections of every rule's docstring, in this order."""

_HEADING = re.compile(rf"^({'|'.join(HEADINGS)}):$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ManualSection:
    """A heading of a rule's page and what stands under it; an example keeps its lines."""

    heading: str
    text: str

    @property
    def prose(self) -> str:
        """The text with each paragraph on one line, for pages that break lines themselves.

        >>> ManualSection("Instead", "Count what\\nis there.\\n\\nSay when.").prose
        'Count what is there.\\n\\nSay when.'
        """
        return "\n\n".join(part.replace("\n", " ") for part in self.text.split("\n\n"))


def manual_of(rule: Rule, language: Language = "zh-Hant") -> tuple[ManualSection, ...]:
    """The page of a rule in one language.

    >>> [section.heading for section in manual_of(rule_crashed.RULE, "en")][:2]
    ['What it finds', 'Why it matters']
    """
    if language == "en":
        return sections_of(docstring_of(rule))
    return (
        ManualSection("找什麼", rule.chinese.finds),
        ManualSection("為什麼重要", rule.chinese.matters),
        ManualSection("怎麼改", rule.chinese.instead),
    )


def docstring_of(rule: Rule) -> str:
    """The docstring of the module that holds the rule."""
    if isinstance(rule, PlanRule | ActionPlanRule):
        return sys.modules[rule.check.__module__].__doc__ or ""
    own = {module.RULE.code: module.__doc__ for module in (rule_crashed, unused_waiver)}
    return own[rule.code] or ""


def sections_of(docstring: str) -> tuple[ManualSection, ...]:
    """The sections of a docstring: their headings, and their texts without the indent.

    >>> sections_of("One.\\n\\nWhat it finds:\\n    A gap.\\n")
    (ManualSection(heading='What it finds', text='A gap.'),)
    """
    pieces = _HEADING.split(docstring)[1:]
    return tuple(
        ManualSection(heading, _unindented(text))
        for heading, text in zip(pieces[::2], pieces[1::2], strict=True)
    )


def _unindented(text: str) -> str:
    return "\n".join(line.removeprefix("    ").rstrip() for line in text.strip("\n").split("\n"))
