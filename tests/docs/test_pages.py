"""Links lead somewhere, pictures exist, commands are in the Makefile, and two READMEs are one."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

CODE_BLOCK = re.compile(r"^```[^\n]*\n.*?^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")
INDEX = "docs/index.md"


def prose(text: str) -> str:
    """A page without its code, where brackets mean other things."""
    return re.sub(r"`[^`\n]*`", "", CODE_BLOCK.sub("", text))


def anchors(text: str) -> set[str]:
    """What the headings of a page are called in its addresses."""
    headings = re.findall(r"^#+ (.+)$", CODE_BLOCK.sub("", text), re.MULTILINE)
    bare = [re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", one).replace("`", "") for one in headings]
    return {re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in bare}


def links(pages: dict[str, str], pattern: re.Pattern[str] = LINK):
    """Every link within the project: the page, the path it leads to, and the anchor."""
    for page, text in pages.items():
        for found in pattern.finditer(prose(text)):
            target = found.groups()[-1]
            if re.match(r"[a-z]+:", target):
                continue
            path, _, anchor = unquote(target).partition("#")
            yield page, path, anchor


def test_links_are_found(pages):
    assert sum(1 for _ in links(pages)) > 50


def test_every_relative_link_leads_to_a_file(root, pages):
    broken = [
        f"{page}: {path}"
        for page, path, _ in links(pages)
        if path and not (root / page).parent.joinpath(path).exists()
    ]
    assert not broken


def test_every_anchor_is_a_heading_of_its_page(root, pages):
    for page, path, anchor in links(pages):
        if anchor:
            file = (root / page).parent / path if path else root / page
            name = str(file.resolve().relative_to(root.resolve()))
            assert anchor in anchors(pages[name]), f"{page}: {path}#{anchor}"


def test_every_page_is_reached_from_the_index(root, pages):
    reached, unread = {INDEX, "README.md"}, [INDEX, "README.md"]
    while unread:
        page = unread.pop()
        for _, path, _ in links({page: pages[page]}):
            name = str(((root / page).parent / path).resolve().relative_to(root.resolve()))
            if name in pages and name not in reached:
                reached.add(name)
                unread.append(name)
    assert set(pages) <= reached, sorted(set(pages) - reached)


def test_the_index_lists_every_page_of_the_documentation(root, pages):
    listed = {
        str(((root / INDEX).parent / path).resolve().relative_to(root.resolve()))
        for _, path, _ in links({INDEX: pages[INDEX]})
    }
    wanted = {
        page
        for page in pages
        if page.startswith("docs/") and not page.startswith("docs/adr/0") and page != INDEX
    }
    assert wanted <= listed, sorted(wanted - listed)


def test_every_picture_exists_and_every_picture_is_shown(root, pages):
    folder = root / "docs" / "images"
    taken = {path.resolve() for path in folder.glob("*.*")} if folder.is_dir() else set()
    if not taken:
        pytest.skip("no pictures were taken yet: make screenshots")
    shown = {((root / page).parent / path).resolve() for page, path, _ in links(pages, PICTURE)}
    assert shown == taken


def test_every_picture_has_words(pages):
    for page, text in pages.items():
        for words, path in PICTURE.findall(prose(text)):
            assert words, f"{page}: {path}"


def make_targets(text: str) -> set[str]:
    """What `make …` is said to make, in code of a page."""
    code = [*CODE_BLOCK.findall(text), *re.findall(r"`([^`\n]+)`", CODE_BLOCK.sub("", text))]
    code += re.findall(r"^    (.+)$", text, re.MULTILINE)
    return {word for part in code for word in re.findall(r"(?:^|\s)make ([a-z][a-z-]*)", part)}


def test_every_make_command_of_a_page_is_in_the_makefile(root, pages):
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    known = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    assert {"demo", "test"} <= make_targets(pages["README.md"]) <= known
    for page, text in pages.items():
        assert make_targets(text) <= known, page
    explained = make_targets(pages["docs/how-to/develop.md"])
    assert known == explained, "docs/how-to/develop.md explains every command"


def test_every_tool_that_the_makefile_runs_exists(root):
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    for tool in re.findall(r"tools/\w+\.py", makefile):
        assert (root / tool).is_file(), tool


def test_both_readmes_hold_the_same_code(pages):
    english, chinese = pages["README.md"], pages["README.zh-TW.md"]
    assert CODE_BLOCK.findall(english) == CODE_BLOCK.findall(chinese)
    assert len(CODE_BLOCK.findall(english)) >= 4


def test_both_readmes_have_the_same_sections_and_links(pages):
    english, chinese = pages["README.md"], pages["README.zh-TW.md"]
    assert english.count("\n## ") == chinese.count("\n## ") > 4
    other = {"README.md", "README.zh-TW.md"}
    assert set(LINK.findall(english)) - other == set(LINK.findall(chinese)) - other
    assert PICTURE.findall(english)[0][1] == PICTURE.findall(chinese)[0][1]


def test_changelog_has_a_place_for_what_is_not_released(pages):
    text = pages["CHANGELOG.md"]
    assert re.search(r"^## \[Unreleased\]\n\n### (Added|Changed|Fixed|Removed)", text, re.MULTILINE)


def test_every_page_begins_with_its_one_title(pages):
    for page, text in pages.items():
        titles = re.findall(r"^# .+$", CODE_BLOCK.sub("", text), re.MULTILINE)
        assert len(titles) == 1, page
        assert text.startswith("# "), page
        assert text.endswith("\n"), page
        assert not text.endswith("\n\n"), page


def test_folders_that_the_developer_page_names_exist(root, pages):
    rows = re.findall(r"^\| `([\w/.]+)` \| ", pages["docs/how-to/develop.md"], re.MULTILINE)
    assert len(rows) > 5
    for folder in rows:
        assert (root / folder).is_dir(), folder
    rooms = {path.parent.name for path in Path(root, "src/guankao").glob("*/__init__.py")}
    assert rooms <= {Path(row).name for row in rows}, "a room of guankao is not explained"
