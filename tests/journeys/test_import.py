"""A planner hands in a file, sees it read, corrects it, and finds it published. In a browser."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from guankao import sample
from guankao.documents import Plan
from guankao.documents.formats.odt.writer import write_odt
from guankao.documents.official import plan_paper

AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}


def plan_file(year: int) -> bytes:
    """A plan of the made-up agency for a year that the sample does not have."""
    plan = next(
        one
        for one in sample.documents(fictional=True)
        if isinstance(one, Plan) and one.agency == "示範署"
    )
    return write_odt(plan_paper(plan.model_copy(update={"fiscal_year": year})))


def hand_in(page, name: str, data: bytes) -> None:
    page.goto("/desk/import/")
    page.locator("#file").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    )
    page.locator("form.hand-in button").click()


@pytest.mark.parametrize(
    ("language", "year", "correct", "save", "accept", "done"),
    [
        ("zh-hant", 108, "更正", "儲存", "接受並公開", "已接受"),
        ("en", 109, "Correct", "Save", "Accept and publish", "Accepted"),
    ],
)
def test_a_word_file_becomes_a_published_plan(
    page, program, sign_in, language, year, correct, save, accept, done
):
    page.context.add_cookies(
        [{"name": "guankao_language", "value": language, "url": program, "httpOnly": True}]
    )
    sign_in(page, "planner")
    hand_in(page, "示範署計畫.odt", plan_file(year))
    page.wait_for_url(re.compile(r"/desk/import/[0-9a-f-]+/1/$"), timeout=60_000)
    assert Axe().run(page, options=AXE).generate_snapshot() == ""
    first = page.locator("article.reviewed").first
    first.get_by_role("link", name=re.compile(correct)).click()
    assert Axe().run(page, options=AXE).generate_snapshot() == ""
    target = page.locator("#id_target")
    target.fill("")
    page.get_by_role("button", name=save).click()
    assert page.locator(".form-field.at-fault #id_target").is_visible()
    page.locator("#id_target").fill("4,321 件")
    page.get_by_role("button", name=save).click()
    page.wait_for_url(re.compile(r"/1/#kpi-"))
    page.get_by_role("button", name=accept).click()
    page.get_by_text(re.compile(done)).first.wait_for()
    page.goto(f"/{year}/示範署/")
    assert "4,321 件" in page.locator("main").inner_text()
    # The browser reports the refused form by its status.
    page.complaints[:] = [one for one in page.complaints if "422" not in one]


def test_a_broken_file_says_why_and_the_portal_stays(page, sign_in):
    sign_in(page, "planner")
    hand_in(page, "壞掉的計畫.pdf", b"%PDF-1.7\nnot a document")
    page.locator(".notice").wait_for(timeout=60_000)
    assert "公開資料也沒有變動" in page.locator("main").inner_text()
    assert Axe().run(page, options=AXE).generate_snapshot() == ""


def test_it_works_without_a_script(browser, program, sign_in):
    context = browser.new_context(base_url=program, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, "planner")
    hand_in(page, "示範署計畫.odt", plan_file(110))
    # The page asks for itself again by its own header until the file was read.
    page.wait_for_url(re.compile(r"/1/$"), timeout=60_000)
    page.get_by_role("button", name="接受並公開").click()
    assert "已接受" in page.locator("main").inner_text()
    context.close()


def test_a_narrow_screen_shows_it_whole(browser, program, sign_in):
    context = browser.new_context(
        base_url=program, viewport={"width": 360, "height": 800}, color_scheme="dark"
    )
    page = context.new_page()
    sign_in(page, "planner")
    hand_in(page, "示範署計畫.odt", plan_file(111))
    page.wait_for_url(re.compile(r"/1/$"), timeout=60_000)
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1")
    assert Axe().run(page, options=AXE).generate_snapshot() == ""
    context.close()
