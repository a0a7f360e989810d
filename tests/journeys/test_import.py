"""A planner hands in a file, sees it read, corrects it, and writes on at it. In a browser."""

from __future__ import annotations

import re

from axe_playwright_python.sync_playwright import Axe

from guankao import sample
from guankao.documents import Plan
from guankao.documents.formats.odt.writer import write_odt
from guankao.documents.official import plan_paper

AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}


def plan_file(year: int, *, target: str = "", projects: int | None = None) -> bytes:
    """A plan of the made-up agency for a year that the sample does not have."""
    plan = next(
        one
        for one in sample.documents(fictional=True)
        if isinstance(one, Plan) and one.agency == "示範署"
    )
    first, *rest = plan.indicators
    if target:
        first = first.model_copy(update={"target": target})
    told = {
        "fiscal_year": year,
        "indicators": (first, *rest),
        "projects": plan.projects[:projects],
    }
    return write_odt(plan_paper(plan.model_copy(update=told)))


def hand_in(page, name: str, data: bytes) -> None:
    page.goto("/desk/import/")
    page.locator("#file").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    )
    page.locator("form.hand-in button").click()


def test_a_second_file_goes_into_the_draft_of_the_first(page, sign_in):
    """Element by element, with what would go named beforehand; the same again changes nothing."""
    sign_in(page, "planner")
    hand_in(page, "示範署計畫.odt", plan_file(113))
    page.wait_for_url(re.compile(r"/desk/import/[0-9a-f-]+/1/$"), timeout=60_000)
    page.get_by_role("button", name="以此開始研擬").click()
    page.wait_for_url(re.compile(r"/desk/plans/\d+/$"))
    draft = page.url
    hand_in(page, "示範署計畫修正.odt", plan_file(113, target="4,321 件", projects=1))
    page.wait_for_url(re.compile(r"/desk/import/[0-9a-f-]+/1/$"), timeout=60_000)
    assert page.locator("ul.losses li").count() > 0
    assert Axe().run(page, options=AXE).generate_snapshot() == ""
    page.get_by_role("link", name="檢視併入草案的差異").click()
    assert Axe().run(page, options=AXE).generate_snapshot() == ""
    boxes = page.get_by_role("checkbox")
    assert 0 < page.locator("input[name=take]:checked").count() < boxes.count()
    page.get_by_role("button", name="採用勾選項目").click()
    page.wait_for_url(draft)
    assert page.locator("article.reviewed strong").first.inner_text() == "4,321 件"
    hand_in(page, "示範署計畫修正.odt", plan_file(113, target="4,321 件"))
    page.wait_for_url(re.compile(r"/desk/import/[0-9a-f-]+/1/$"), timeout=60_000)
    page.get_by_role("link", name="檢視併入草案的差異").click()
    page.get_by_role("button", name="結束處理此檔案").click()
    assert "未作任何變更" in page.locator("main").inner_text()


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
    page.get_by_role("button", name="以此開始研擬").click()
    assert "/desk/plans/" in page.url
    assert "尚未公開" in page.locator("main").inner_text()
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
