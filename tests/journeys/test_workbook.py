"""A reporter takes the reports of a period away as a workbook, fills it in, and hands it in."""

from __future__ import annotations

import io
import re

import openpyxl
import pytest

from journeys.looking import look

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def taken(page, period: str) -> openpyxl.Workbook:
    """The workbook of a period, as the page gives it."""
    page.goto("/desk/reports/workbook/")
    row = page.locator("tr", has_text=period).filter(has_text="107 年度")
    link = row.locator("a[download]").get_attribute("href")
    answer = page.context.request.get(link)
    assert answer.headers["content-type"] == XLSX
    return openpyxl.load_workbook(io.BytesIO(answer.body()))


def hand_in(page, workbook: openpyxl.Workbook) -> None:
    target = io.BytesIO()
    workbook.save(target)
    page.goto("/desk/reports/workbook/")
    file = {"name": "填報.xlsx", "mimeType": XLSX, "buffer": target.getvalue()}
    page.locator("#file").set_input_files(file)
    with page.expect_navigation():
        page.locator("form.hand-in button").click()


def see(page, script: bool) -> None:
    """Look at a page, where the browser can be asked: without a script it cannot."""
    if script:
        look(page)


@pytest.mark.parametrize("script", [True, False])
def test_errors_by_cell_then_stored_then_nothing_to_store(open_page, script):
    page = open_page("reporter", script=script)
    period = "第4季" if script else "第3季"
    workbook = taken(page, period)
    see(page, script)
    figures = workbook.worksheets[1]
    figures["J3"], figures["J4"] = "約九百", 1000
    hand_in(page, workbook)
    assert "J3" in page.locator("main").inner_text()
    assert "不是數值" in page.locator("main").inner_text()
    see(page, script)
    figures["J3"] = "９００"
    hand_in(page, workbook)
    see(page, script)
    assert "900" in page.locator("main").inner_text()
    with page.expect_navigation():
        page.get_by_role("button", name=re.compile("^儲存")).click()
    assert "已儲存" in page.locator("[role=status]").first.inner_text()
    hand_in(page, workbook)
    assert "沒有需要儲存的" in page.locator("main").inner_text()
    see(page, script)
