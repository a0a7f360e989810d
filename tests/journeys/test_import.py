"""A planner hands in a file, sees it read, corrects it, and writes on at it. In a browser."""

from __future__ import annotations

import re

from guankao import sample
from guankao.documents import Plan
from guankao.documents.formats.odt.writer import write_odt
from guankao.documents.official import plan_paper
from journeys.looking import look


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


def test_a_second_file_goes_into_the_draft_of_the_first(open_page):
    """Element by element, with what would go named beforehand; the same again changes nothing."""
    page = open_page("planner")
    hand_in(page, "示範署計畫.odt", plan_file(113))
    page.wait_for_url(re.compile(r"/desk/import/[0-9a-f-]+/1/$"), timeout=60_000)
    page.get_by_role("button", name="以此開始研擬").click()
    page.wait_for_url(re.compile(r"/desk/plans/\d+/$"))
    draft = page.url
    hand_in(page, "示範署計畫修正.odt", plan_file(113, target="4,321 件", projects=1))
    page.wait_for_url(re.compile(r"/desk/import/[0-9a-f-]+/1/$"), timeout=60_000)
    assert page.locator("ul.losses li").count() > 0
    look(page)
    page.get_by_role("link", name="檢視併入草案的差異").click()
    look(page)
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


def test_a_broken_file_says_why_and_the_portal_stays(open_page):
    page = open_page("planner")
    hand_in(page, "壞掉的計畫.pdf", b"%PDF-1.7\nnot a document")
    page.locator(".notice").wait_for(timeout=60_000)
    assert "公開資料也沒有變動" in page.locator("main").inner_text()
    look(page)


def test_it_works_without_a_script(open_page):
    page = open_page("planner", script=False)
    hand_in(page, "示範署計畫.odt", plan_file(110))
    # The page asks for itself again by its own header until the file was read.
    page.wait_for_url(re.compile(r"/1/$"), timeout=60_000)
    page.get_by_role("button", name="以此開始研擬").click()
    assert "/desk/plans/" in page.url
    assert "尚未公開" in page.locator("main").inner_text()


def test_a_narrow_screen_shows_it_whole(open_page):
    page = open_page("planner", width=360, scheme="dark")
    hand_in(page, "示範署計畫.odt", plan_file(111))
    page.wait_for_url(re.compile(r"/1/$"), timeout=60_000)
    look(page)
