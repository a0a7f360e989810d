"""Write docs/reference/rules: the manual of the linter, a page for each family of rules.

What a page says of a rule is its module's docstring and its Chinese explanation, so the manual
cannot differ from what `guankao rule CODE` and the portal show.

    python tools/write_rule_pages.py          # writes the pages
    python tools/write_rule_pages.py --check  # says which are not as they would be written
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from guankao.rules import FAMILIES, RULES, Rule
from guankao.rules.manual import manual_of

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "reference" / "rules"
INDEX = "README.md"

HEAD = """\
# Rules of the linter

`guankao lint FILE` looks through plans for these faults. An error must be mended; a warning is to
be mended or explained; a note may be right as it is. How the rules were measured stands in
[How plans are linted](../../explanation/how-plans-are-linted.md).

These pages are written by `python tools/write_rule_pages.py` from the rules themselves;
`guankao rule CODE` prints the same.
"""


def file_of(family: str) -> str:
    """The name of a family's page: gk1-structure.md."""
    return f"{family.lower()}-{FAMILIES[family].en.lower().replace(' ', '-')}.md"


def anchor_of(rule: Rule) -> str:
    """What the heading of a rule is called in addresses."""
    return f"{rule.code} {rule.name}".lower().replace(" ", "-")


def index_page() -> str:
    """The list of all rules."""
    pieces = [HEAD]
    for family, rules in families():
        words = FAMILIES[family]
        rows = (
            f"| [{rule.code}]({file_of(family)}#{anchor_of(rule)}) | {rule.level.value} | "
            f"{safe(rule.title.en)} | {safe(rule.title.zh)} |"
            for rule in rules
        )
        table = "\n".join(["| rule | level | fault | 中文 |", "| --- | --- | --- | --- |", *rows])
        pieces.append(f"## {family} {words.en} ({words.zh})\n\n{table}\n")
    return "\n".join(pieces)


def family_page(family: str, rules: list[Rule]) -> str:
    """The page of a family."""
    words = FAMILIES[family]
    head = f"# {family} {words.en} ({words.zh})\n\n[All rules]({INDEX})\n"
    return "\n".join([head, *(section(rule) for rule in rules)])


def section(rule: Rule) -> str:
    """What the manual says of one rule."""
    pieces = [
        f"## {rule.code} {rule.name}",
        f"{safe(rule.title.en)} ({rule.level.value}{status(rule)}).",
    ]
    for part in manual_of(rule, "en"):
        text = f"```text\n{part.text}\n```" if part.heading == "Example" else safe(part.text)
        pieces.append(f"**{part.heading}.**{chr(10) if '```' in text else ' '}{text}")
    chinese = "".join(safe(part.text) for part in manual_of(rule, "zh-Hant"))
    pieces.append(f"**{safe(rule.title.zh)}。** {chinese}")
    return "\n\n".join(pieces) + "\n"


def status(rule: Rule) -> str:
    """The status of a rule that does not run by itself."""
    return "" if rule.status == "stable" else f", {rule.status}"


def safe(text: str) -> str:
    """The text with what Markdown would take for markup shown as it is."""
    for sign in ("\\", "`", "*", "_", "<", "|", "[", "]"):
        text = text.replace(sign, f"\\{sign}")
    return text


def families() -> Iterator[tuple[str, list[Rule]]]:
    """The families that have rules, in order."""
    for family in FAMILIES:
        rules = [rule for rule in RULES if rule.family == family]
        if rules:
            yield family, rules


def pages() -> dict[str, str]:
    """Every page by the name of its file."""
    written = {file_of(family): family_page(family, rules) for family, rules in families()}
    return {INDEX: index_page(), **written}


def main() -> int:
    """Write the pages, or say which differ."""
    wanted = pages()
    if "--check" in sys.argv[1:]:
        found = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
        for name in sorted(wanted.keys() | found.keys()):
            if wanted.get(name) != found.get(name):
                print(f"{name} is not as tools/write_rule_pages.py writes it")
        return int(wanted != found)
    FOLDER.mkdir(parents=True, exist_ok=True)
    for path in FOLDER.glob("*.md"):
        if path.name not in wanted:
            path.unlink()
    for name, text in wanted.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
