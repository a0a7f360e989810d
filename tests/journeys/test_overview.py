"""A controller follows a figure of the board to its reports; a head sees what to sign."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest

from journeys.looking import look, require_room

YEAR = "?year=107"
WORDS = {
    "zh-hant": {"overview": "總覽", "agency": "示範署", "show": "顯示", "burden": "填報負擔"},
    "en": {
        "overview": "Overview",
        "agency": "Demonstration Agency",
        "show": "Show",
        "burden": "Burden of reporting",
    },
}


def figures(page) -> list[tuple[str, int]]:
    """The cells of the board that lead to a list of reports, with their numbers."""
    links = page.locator("table.board tbody td a").all()
    told = [(link.get_attribute("href"), link.inner_text()) for link in links]
    return [(href, int(text.replace(",", ""))) for href, text in told if text.isdecimal()]


@pytest.mark.parametrize(("language", "script"), [("zh-hant", True), ("en", True), ("en", False)])
def test_a_controller_follows_every_figure_to_its_list(open_page, language, script):
    words = WORDS[language]
    page = open_page("controller", language=language, script=script)
    page.goto("/desk/")
    page.get_by_role("navigation").get_by_role("link", name=words["overview"], exact=True).click()
    assert page.locator("h1").inner_text().startswith(words["overview"])
    if script:
        look(page)
        require_room(page)
    found = figures(page)
    assert len(found) > 10
    for address, number in dict(found).items():
        page.goto(address)
        said = re.search(r"\d+", page.get_by_role("status").inner_text())
        assert said, address
        assert int(said[0]) == number, address
        assert page.locator("#results tbody tr").count() == number
    page.locator("#results tbody th a").first.click()
    assert re.search(r"/desk/reports/\d+/$", page.url)
    assert page.locator("h1").count() == 1


def test_the_board_narrows_to_a_period_and_an_agency(open_page):
    page = open_page("controller")
    page.goto(f"/desk/overview/{YEAR}")
    page.get_by_label("期別", exact=True).select_option("3")
    page.get_by_label("機關", exact=True).fill("示範署")
    page.get_by_role("button", name="顯示", exact=True).click()
    assert page.get_by_label("期別", exact=True).input_value() == "3"
    assert page.locator("table.board tbody th[scope=row]").all_inner_texts() == ["示範署"]
    assert "3/31" in page.locator("table.board thead").inner_text()
    assert "6/30" not in page.locator("table.board thead").inner_text()


@pytest.mark.parametrize("language", WORDS)
def test_a_head_of_agency_sees_their_own_and_what_to_sign(open_page, language):
    page = open_page("approver", language=language)
    page.goto(f"/desk/overview/{YEAR}")
    assert page.locator("table.board tbody th[scope=row]").count() == 2
    assert page.locator(".number-to-hand-in").count() == 1
    assert page.locator(".number-to-review-finally").count() == 0, "that is the controller's"
    look(page)


def test_the_files_open_and_say_what_the_board_says(open_page):
    page = open_page("controller")
    page.goto(f"/desk/overview/{YEAR}")
    total = page.locator("table.board tfoot td").first.inner_text()
    for one in ("board", "reports", "burden"):
        for kind in ("csv", "json"):
            answer = page.request.get(f"/desk/overview/{one}.{kind}{YEAR}")
            assert answer.status == 200
            assert "attachment" in answer.headers["content-disposition"]
    rows = json.loads(page.request.get(f"/desk/overview/board.json{YEAR}").text())["rows"]
    assert sum(row["expected"] for row in rows if row["period_end"] != "now") == int(total)
    text = page.request.get(f"/desk/overview/reports.csv{YEAR}").body().decode("utf-8-sig")
    assert len(list(csv.DictReader(io.StringIO(text)))) == int(total)


@pytest.mark.parametrize("language", WORDS)
def test_the_burden_says_what_it_counts(open_page, language):
    page = open_page("controller", language=language)
    page.goto(f"/desk/overview/{YEAR}")
    page.get_by_role("link", name=WORDS[language]["burden"], exact=True).click()
    shares = page.locator(".burden-shares tbody tr td:nth-child(3)").all_inner_texts()
    assert 98 <= sum(int(one.strip().rstrip("%")) for one in shares) <= 102
    look(page)


def test_who_reads_no_report_is_told_so(open_page):
    page = open_page("administrator")
    assert page.goto("/desk/overview/").status == 403
