"""Take the pictures of the five main pages for the docs, from a running demo.

    make demo            # in one terminal
    make screenshots     # in another

Pictures are looked at by a person before they are committed.
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
PAGES = {
    "year": "/107/",
    "agency": "/107/內政部/",
    "indicator": "/107/內政部/kpi/1-1/",
    "action-plan": "/107/action-plan/integrity/",
    "search": "/search/?q=毒品",
}
WIDTHS = {360: 760, 1280: 900}


def main(address: str) -> None:
    """Write docs/images/<page>-<width>.png for every page and width."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        for width, height in WIDTHS.items():
            page = browser.new_page(base_url=address, viewport={"width": width, "height": height})
            for name, path in PAGES.items():
                page.goto(path, wait_until="networkidle")
                page.screenshot(path=IMAGES / f"{name}-{width}.png")
                print(f"{name}-{width}.png")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")
