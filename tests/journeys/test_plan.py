"""A plan from last year's to the portal: written, returned, answered, approved, published, amended.

By the people of the demonstration, in both languages, with and without a script; axe looks at every
page on the way.
"""

from __future__ import annotations

from itertools import count

import pytest

from journeys.looking import look, require_room

YEARS = count(120)
"""One program serves all the journeys, and a year has one plan."""
KINDS = "甲乙丙丁戊己庚辛壬癸"
"""Each year begins with the one before, and defines its KPI otherwise."""


def see(page, *, script: bool) -> None:
    """Look at a page of the journey, where the browser can be asked."""
    if script:
        look(page)
        require_room(page)


def press(page, step: str, words: str = "") -> None:
    form = page.locator(f"form[action$='/{step}/']")
    if words:
        form.locator("textarea").fill(words)
    with page.expect_navigation():
        form.locator("button").click()


@pytest.mark.parametrize(
    ("language", "script"), [("zh-hant", True), ("en", True), ("zh-hant", False)]
)
def test_a_plan_from_last_years_to_the_portal(open_page, language, script):
    year = next(YEARS)
    target = year - 27  # another one each year, since each begins with the one before
    planner = open_page("planner", language=language, script=script)
    planner.goto("/desk/plans/")
    see(planner, script=script)
    planner.locator("#id_fiscal_year").fill(str(year))
    planner.locator("form.desk-form").first.locator("button").click()
    address = planner.url
    assert "/desk/plans/" in address
    see(planner, script=script)

    planner.locator("article.reviewed h4 a").first.click()
    see(planner, script=script)
    planner.locator("#id_target").fill(f"{target}%")
    planner.locator("#id_owner").fill("業務組")
    planner.locator("form.element-form").first.locator("button").first.click()
    assert planner.locator("article.reviewed strong").first.inner_text() == f"{target}%"
    planner.goto(f"{address}differences/?from=1")
    see(planner, script=script)
    assert str(target) in planner.locator("ins").all_inner_texts()
    planner.goto(f"{address}versions/")
    see(planner, script=script)
    planner.goto(address)
    press(planner, "submit")

    reviewer = open_page("reviewer", language=language, script=script)
    reviewer.goto(address)
    see(reviewer, script=script)
    press(reviewer, "return", "請補充資料來源。")
    see(reviewer, script=script)

    planner.goto(address)
    assert "請補充資料來源。" in planner.locator("#returned + blockquote").inner_text()
    planner.locator("article.reviewed h4 a").first.click()
    planner.locator("#id_data_source").fill("案件管理系統")
    planner.locator("form.element-form").first.locator("button").first.click()
    press(planner, "submit", "已補充資料來源。")

    approver = open_page("approver", language=language, script=script)
    approver.goto(address)
    assert "已補充資料來源。" in approver.locator("ol.taken").inner_text()
    press(approver, "approve")
    press(approver, "publish")
    see(approver, script=script)
    approver.goto(f"/{year}/示範署/")
    assert f"{target}%" in approver.locator("main").inner_text()

    planner.goto(address)
    press(planner, "amend", "法規修正。")
    planner.locator("article.reviewed h4 a").first.click()
    planner.locator("#id_standard").fill(f"當年度收到之{KINDS[year % 10]}類來函總件數")
    planner.locator("form.element-form").first.locator("button").first.click()
    planner.locator("#told button").wait_for()
    planner.goto(f"{address}differences/")
    see(planner, script=script)
    assert planner.locator("p.break").count() == 1
    planner.goto(address)
    press(planner, "submit")

    approver.goto(address)
    press(approver, "approve")
    press(approver, "publish")
    approver.goto(f"/{year}/示範署/kpi/1-1/")
    see(approver, script=script)
    assert approver.locator("p.flag .break-sign").count() == 1
    assert approver.locator(f"tr.of-break a[href^='/{year}/']").count() >= 1
    approver.goto(f"/{year}/示範署/versions/")
    see(approver, script=script)
    assert "法規修正。" in approver.locator("main").inner_text()


@pytest.mark.parametrize("language", ["zh-hant", "en"])
def test_two_planners_on_one_kpi(open_page, language):
    year = next(YEARS)
    first = open_page("planner", language=language, script=True)
    first.goto("/desk/plans/")
    first.locator("#id_fiscal_year").fill(str(year))
    first.locator("form.desk-form").first.locator("button").click()
    address = first.url
    second = open_page("planner2", language=language, script=True)
    for page in (first, second):
        page.goto(f"{address}kpi/1-1/")
    first.locator("#id_target").fill("88%")
    first.locator("form.element-form").first.locator("button").first.click()
    first.locator("#told button").wait_for()
    second.locator("#id_target").fill("89%")
    second.locator("#id_note").fill("依新制計算。")
    second.locator("section.notice").wait_for()
    see(second, script=True)
    assert "88%" in second.locator("section.notice").inner_text()
    assert second.locator("#id_target").input_value() == "89%"
    second.locator("form.element-form").first.locator("button").first.click()
    second.locator("#told button").wait_for()
    second.goto(address)
    assert second.locator("article.reviewed strong").first.inner_text() == "89%"
