"""A reporter tries a KPI's formula out: with a script and without. In a real browser."""

import re
from urllib.parse import quote

import pytest

SHOW_PIECE = "/107/法務部/kpi/8-1/"


def compute(page, first, second):
    form = page.locator("#calculator")
    form.get_by_label("I1", exact=True).fill(first)
    form.get_by_label("I2", exact=True).fill(second)
    form.get_by_role("button").click()
    page.wait_for_url(re.compile(rf"v1={re.escape(quote(first))}&v2="))


def test_a_result_comes_without_a_new_page(page):
    page.goto(SHOW_PIECE)
    page.evaluate("window.stillHere = true")
    compute(page, "24%", "26%")
    outcome = page.locator("#outcome")
    outcome.wait_for()
    assert "24.92%" in outcome.inner_text()
    assert "▲ 黃燈" in outcome.inner_text()
    assert "範例" in outcome.inner_text()
    assert page.evaluate("window.stillHere") is True
    said = page.locator("#formula-said")
    assert said.get_attribute("role") == "status"
    assert "24.92%" in said.inner_text()
    assert "v1=24" in page.locator("#twins a").first.get_attribute("href")


def test_another_figure_gives_another_result_and_back_gives_the_first(page):
    page.goto(SHOW_PIECE)
    compute(page, "24%", "26%")
    page.get_by_text("24.92%").first.wait_for()
    compute(page, "30%", "26%")
    page.get_by_text("★ 綠燈").first.wait_for()
    page.go_back()
    page.get_by_text("▲ 黃燈").first.wait_for()
    assert page.get_by_label("I1", exact=True).input_value() == "24%"


def test_a_shared_address_shows_the_same(page):
    page.goto(f"{SHOW_PIECE}?v1=24%25&v2=26%25")
    assert "24.92%" in page.locator("#outcome").inner_text()
    assert page.get_by_label("I1", exact=True).input_value() == "24%"


def test_what_is_wrong_stands_at_its_field(page):
    page.goto(SHOW_PIECE)
    compute(page, "24%", "很多")
    field = page.locator("#v2[aria-invalid=true]")
    field.wait_for()
    assert field.input_value() == "很多"
    told = page.locator(f"#{field.get_attribute('aria-describedby')}")
    assert "「很多」不是數值" in told.inner_text()
    assert page.locator("#outcome").count() == 0
    assert page.get_by_label("I1", exact=True).input_value() == "24%"


def test_it_computes_without_a_script(open_page):
    page = open_page(script=False)
    page.goto(SHOW_PIECE)
    compute(page, "24%", "26%")
    assert page.url.endswith("#calculator")
    assert "24.92%" in page.locator("#outcome").inner_text()


def test_the_keyboard_is_enough(page):
    page.goto(SHOW_PIECE)
    page.locator("#v1").focus()
    page.keyboard.type("24%")
    page.keyboard.press("Tab")
    page.keyboard.type("26%")
    page.keyboard.press("Enter")
    page.locator("#outcome").wait_for()
    # A person who tries figures out stays at the field that was typed last.
    assert page.evaluate("document.activeElement.id") == "v2"


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize(
    "address", ["/107/僑務委員會/kpi/4-1/", "/107/財政部/kpi/7-1/?v1=1&v2=2&v3=3&v4=7"]
)
def test_long_names_break_and_never_widen_the_page(open_page, address, width):
    page = open_page(width=width)
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    longest = page.evaluate(
        "Math.max(...[...document.querySelectorAll('mtext')].map(e => e.offsetWidth || "
        "e.getBoundingClientRect().width))"
    )
    assert longest < 300
