"""Every decision is a page whose number agrees with itself, and stands in the list."""

from __future__ import annotations

import re
from pathlib import Path

LIST = "docs/adr/README.md"
STATUS = re.compile(
    r"^Status: (?:proposed|accepted|rejected|superseded by \d{4}), \d{4}-\d{2}-\d{2}$", re.MULTILINE
)


def decisions(pages: dict[str, str]) -> dict[str, str]:
    return {path: text for path, text in pages.items() if re.match(r"docs/adr/(?!README)", path)}


def test_there_are_decisions(pages):
    assert len(decisions(pages)) >= 8


def test_the_number_in_the_title_is_that_of_the_file(pages):
    for path, text in decisions(pages).items():
        number = re.match(r"(\d{4})-[a-z0-9-]+\.md$", Path(path).name)
        title = re.match(r"# (\d{4}) \S", text)
        assert number, f"{path} is not called NNNN-words.md"
        assert title, f"{path} does not begin with '# NNNN title'"
        assert title[1] == number[1], path


def test_numbers_run_from_1_without_a_gap(pages):
    numbers = sorted(int(Path(path).name[:4]) for path in decisions(pages))
    assert numbers == list(range(1, len(numbers) + 1))


def test_each_has_a_status_and_what_every_decision_has(pages):
    for path, text in decisions(pages).items():
        assert STATUS.search(text), f"{path} has no status line"
        for heading in ("## Context", "## Decision"):
            assert f"\n{heading}\n" in text, f"{path} has no {heading!r}"


def test_what_is_superseded_names_a_decision_that_exists(pages):
    numbers = {Path(path).name[:4] for path in decisions(pages)}
    for path, text in decisions(pages).items():
        for number in re.findall(r"superseded by (\d{4})", text):
            assert number in numbers or path.endswith("0001-record-decisions.md"), path


def test_the_list_holds_each_once_in_order(pages):
    listed = re.findall(r"^- \[(\d{4}) [^\]]+\]\(([^)]+)\)$", pages[LIST], re.MULTILINE)
    assert [file for _, file in listed] == sorted(Path(path).name for path in decisions(pages))
    for number, file in listed:
        assert file.startswith(f"{number}-"), file


def test_what_the_project_refers_to_by_number_exists(tracked_files, pages):
    """`docs/adr/0004` in a comment, and `[0004](…/0004-storage.md)` in a page."""
    numbers = {Path(path).name[:4] for path in decisions(pages)}
    for path in tracked_files:
        if path.suffix not in {".py", ".toml", ".md"}:
            continue
        text = path.read_text(encoding="utf-8")
        for number in re.findall(r"docs/adr/(\d{4})", text):
            assert number in numbers, f"{path} refers to decision {number}"
        for number, file in re.findall(r"\[(?:ADR )?(\d{4})\]\((?:[\w./-]*/)?(\d{4})-", text):
            assert number == file, f"{path} calls decision {file} {number}"
