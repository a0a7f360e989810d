"""`guankao rule`: the rules of the linter, and the page of one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

import typer

from guankao.cli.language import LanguageOption, SpokenLanguage

if TYPE_CHECKING:  # the rules are loaded when they are asked for
    from guankao.rules import Language, Rule

EXIT_UNKNOWN: Final = 2


def rule(
    code: Annotated[
        str | None, typer.Argument(help="Code or name of a rule, such as GK402.")
    ] = None,
    language: LanguageOption = SpokenLanguage.CHINESE,
) -> None:
    """Print the page of a rule, or the list of all rules.

    Exit code 2 where no rule has the code or name.
    """
    from guankao.rules import UnknownRule, find_rule

    if code is None:
        typer.echo(_listed(language.code))
        return
    try:
        found = find_rule(code)
    except UnknownRule as error:
        typer.echo(f"guankao rule: {error}", err=True)
        raise typer.Exit(EXIT_UNKNOWN) from None
    typer.echo(_page(found, language.code))


def _listed(language: Language) -> str:
    from guankao.rules import FAMILIES, RULES
    from guankao.rules.output.linted import LEVELS
    from guankao.rules.output.text import padded

    lines: list[str] = []
    for family, words in FAMILIES.items():
        lines += ["", f"{family}  {words.in_language(language)}"]
        lines += [
            f"  {one.code}  {padded(LEVELS[one.level].in_language(language), 7)}  "
            f"{one.title.in_language(language)} ({one.name})"
            for one in RULES
            if one.family == family
        ]
    return "\n".join(lines[1:])


def _page(rule: Rule, language: Language) -> str:
    from guankao.rules.manual import manual_of
    from guankao.rules.output.linted import LEVELS

    level = LEVELS[rule.level].in_language(language)
    head = f"{rule.code} {rule.name} ({level})\n{rule.title.in_language(language)}"
    sections = (
        f"{section.heading}\n  " + section.text.replace("\n", "\n  ")
        for section in manual_of(rule, language)
    )
    return "\n\n".join([head, *sections])
