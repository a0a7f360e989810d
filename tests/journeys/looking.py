"""What is looked at on a page: what axe finds, and whether it scrolls sideways."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT, AxeResults

OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
OF_WIDTH_AND_COLOUR = {
    "runOnly": {
        "type": "rule",
        "values": [
            "color-contrast",
            "link-in-text-block",
            "scrollable-region-focusable",
            "target-size",
        ],
    },
    "resultTypes": ["violations"],
}
"""What can differ once the same page is narrow and dark; all else was asked when it was wide."""
WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 360, "height": 900}


def look(page, options: dict = OPTIONS) -> None:
    """Look at a page as it stands. Raises AssertionError with all that axe found."""
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE_SCRIPT)
    found = AxeResults(page.evaluate("options => axe.run(document, options)", options))
    assert found.generate_snapshot() == "", f"{page.url}\n{found.generate_report()}"
    _require_no_sideways(page)


def look_twice(page) -> None:
    """Look at a page wide and light, then narrow and dark, without loading it again."""
    page.set_viewport_size(WIDE)
    page.emulate_media(color_scheme="light")
    look(page)
    page.set_viewport_size(NARROW)
    page.emulate_media(color_scheme="dark")
    look(page, OF_WIDTH_AND_COLOUR)


def require_room(page) -> None:
    """On a telephone a page needs no scrolling sideways."""
    page.set_viewport_size(NARROW)
    _require_no_sideways(page)
    page.set_viewport_size(WIDE)


def _require_no_sideways(page) -> None:
    wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1")
    assert not wide, f"{page.url} scrolls sideways at {page.viewport_size['width']} pixels"
