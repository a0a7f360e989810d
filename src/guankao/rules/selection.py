"""Which rules run: by family (GK1), by code (GK104) or by name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from guankao.rules.registry import RULES, UnknownRule
from guankao.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class Selection:
    """The codes of the rules that run."""

    codes: frozenset[str]

    @classmethod
    def of(cls, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> Self:
        """The rules that `select` names, or all stable ones, without those that `ignore` names.

        A preview or deprecated rule runs only where its own code or name is selected.

        Raises:
            UnknownRule: a name that no rule and no family has.

        >>> Selection.of(select=["GK9"])
        Traceback (most recent call last):
        ...
        guankao.rules.registry.UnknownRule: no rule is called 'GK9'; expected a code such as \
GK101, a name such as goal-numbering-gap, or a family such as GK1
        """
        wanted = [name.strip() for name in select]
        chosen = {rule.code for rule in RULES if rule.status == "stable"} if not wanted else set()
        for name in wanted:
            exactly = {rule.code for rule in RULES if name.upper() == rule.code}
            exactly |= {rule.code for rule in RULES if name.lower() == rule.name}
            chosen |= exactly or {rule.code for rule in _of(name) if rule.status == "stable"}
        for name in ignore:
            chosen -= {rule.code for rule in _of(name.strip())}
        return cls(frozenset(chosen))

    def holds(self, rule: Rule) -> bool:
        """Whether the rule runs."""
        return rule.code in self.codes


def _of(name: str) -> list[Rule]:
    """The rules that a family, a code or a name stands for."""
    found = [
        rule
        for rule in RULES
        if name and (rule.code.startswith(name.upper()) or rule.name == name.lower())
    ]
    if not found:
        raise UnknownRule(name)
    return found
