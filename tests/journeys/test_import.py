"""A planner hands in a file, sees it read, corrects it, and finds it published. In a browser."""

from __future__ import annotations

import re

import pytest

from guankao import sample
from guankao.documents import Plan
from guankao.documents.formats.odt.writer import write_odt
from guankao.documents.official import plan_paper
from journeys.looking import look


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
    open_page, language, year, correct, save, accept, done
):
    page = open_page("planner", language=language)
    hand_in(page, "示範署計畫.odt", plan_file(year))
    page.wait_for_url(re.compile(r"/desk/import/[0-9a-f-]+/1/$"), timeout=60_000)
    look(page)
    first = page.locator("article.reviewed").first
    first.get_by_role("link", name=re.compile(correct)).click()
    look(page)
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
    page.get_by_role("button", name="接受並公開").click()
    assert "已接受" in page.locator("main").inner_text()


def test_a_narrow_screen_shows_it_whole(open_page):
    page = open_page("planner", width=360, scheme="dark")
    hand_in(page, "示範署計畫.odt", plan_file(111))
    page.wait_for_url(re.compile(r"/1/$"), timeout=60_000)
    look(page)
