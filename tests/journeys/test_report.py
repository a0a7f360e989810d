"""A report from the list of what is due to the reviewer's desk: typed, computed at once, handed in.

By the people of the demonstration, in both languages, with and without a script; axe looks at every
page on the way.
"""

from __future__ import annotations

import pytest

from journeys.test_plan import see

MINISTRY = "reporter2"
PERIODS = {"zh-hant": "107年第{}季", "en": "quarter {} of FY107"}
SAVED = {"zh-hant": "已於", "en": "Saved"}
LIGHTS = "★▲●□"


def opened(page, title: str, quarter: int, language: str):
    """From the list to the form of one report."""
    page.goto("/desk/reports/")
    row = page.locator("table.reports tr", has_text=title)
    row.filter(has_text=PERIODS[language].format(quarter)).first.locator("a").click()
    page.locator("form.report-form").wait_for()


def typed(page, *figures: str) -> None:
    for place, text in enumerate(figures):
        page.locator("form.report-form input.figure").nth(place).fill(text)


def computed(page, language: str, *, script: bool) -> None:
    """The result stands on the page: by itself, or by the button where no script runs."""
    if script:
        page.locator(".save-state", has_text=SAVED[language]).wait_for()
    else:
        with page.expect_navigation():
            page.locator("button[formaction$='/preview/']").click()


def handed_in(page) -> None:
    with page.expect_navigation():
        page.locator("form.report-form button[formaction$='/submit/']").click()
    page.locator("li.message-success").wait_for()
    assert page.locator("form.report-form").count() == 0


@pytest.mark.parametrize(
    ("language", "script", "title", "figures", "quarter"),
    [
        ("zh-hant", True, "民眾來函準時答復率", ("2,310", "２４８０"), 2),
        ("en", True, "紙張用量成長率", ("5千", "5,160"), 3),
        ("zh-hant", False, "櫃檯服務滿意度", ("91.2%",), 4),
    ],
)
def test_a_report_from_the_list_to_the_reviewer(
    open_page, language, script, title, figures, quarter
):
    page = open_page(MINISTRY, language=language, script=script)
    page.goto("/desk/")
    page.locator("main a[href='/desk/reports/']").first.click()
    see(page, script=script)
    opened(page, title, 2, language)
    see(page, script=script)

    typed(page, *figures)
    computed(page, language, script=script)
    page.locator("#light-now b").wait_for()
    assert page.locator("#light-now").inner_text()[0] in LIGHTS
    see(page, script=script)
    page.locator("#id_reason").fill("第二季辦理普查，數值較高。")
    handed_in(page)
    see(page, script=script)
    assert page.locator("ol.taken li").count() == 1
    page.locator("a[href$='/history/']").click()
    see(page, script=script)
    assert "第二季辦理普查" in page.locator("main").inner_text()

    opened(page, "單一申辦平臺建置計畫", quarter, language)
    see(page, script=script)
    typed(page, "30", "800萬元", "6,900")
    first = page.locator(".milestone").first
    first.locator("input[type=checkbox]").check()
    first.locator("input[type=date]").fill("2018-03-29")
    computed(page, language, script=script)
    page.locator("#id_allotted-said", has_text="8,000").wait_for()
    page.locator("#outcome-now .triggers li").first.wait_for()
    assert page.locator("svg.s-curve").count() == 1
    page.locator("#id_reason").fill("需求訪談延後。")
    page.locator("#id_countermeasure").fill("增加工作小組會議，於下季追上。")
    handed_in(page)
    see(page, script=script)


def test_a_lost_line_keeps_what_was_typed(open_page):
    page = open_page(MINISTRY)
    opened(page, "臨櫃平均等候時間", 2, "zh-hant")
    address = page.url.partition("?")[0]
    page.context.set_offline(True)
    typed(page, "9.5")
    page.locator(".save-state", has_text="沒有連線").wait_for()
    page.context.set_offline(False)
    page.locator(".save-state", has_text="已於").wait_for()
    page.context.set_offline(True)
    typed(page, "9.7")
    page.locator(".save-state", has_text="沒有連線").wait_for()
    other = page.context.new_page()
    # A page that is left sends its text once more, from beyond the page, where the cut line does
    # not reach: it would be saved, and nothing be left to restore.
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('cut off')) }")
    page.close()
    other.context.set_offline(False)
    other.goto(address)
    kept = other.locator("section.kept")
    kept.wait_for()
    assert "9.7" in kept.inner_text()
    assert "9.5" in kept.inner_text()
    see(other, script=True)
    kept.locator("button").first.click()
    other.locator(".save-state", has_text="已於").wait_for()
    other.goto(address)
    assert other.locator("input.figure").first.input_value() == "9.7"
    assert other.locator("section.kept").count() == 0


@pytest.mark.parametrize("language", ["zh-hant", "en"])
def test_two_reporters_meet(open_page, language):
    quarter = 3 if language == "en" else 2
    pages = [open_page(MINISTRY, language=language) for _ in range(2)]
    for page in pages:
        opened(page, "線上申辦項目數", quarter, language)
    first, second = pages
    typed(first, "12")
    first.locator(".save-state", has_text=SAVED[language]).wait_for()
    typed(second, "13")
    contested = second.locator("fieldset.contested")
    contested.wait_for()
    see(second, script=True)
    assert "12" in contested.inner_text()
    assert second.locator("input.figure").first.input_value() == "13"
    contested.locator("input[value=theirs]").check()
    assert second.locator("input.figure").first.input_value() == "12"
    contested.locator("input[value=mine]").check()
    with second.expect_navigation():
        second.locator("form.report-form .decide button").last.scroll_into_view_if_needed()
        second.locator(".save-line button").first.click()
    first.reload()
    assert first.locator("input.figure").first.input_value() == "13"


def test_a_file_proves_a_figure(open_page, tmp_path):
    page = open_page(MINISTRY)
    opened(page, "單一申辦平臺建置進度", 2, "zh-hant")
    typed(page, "1")
    proof = tmp_path / "驗收紀錄.pdf"
    proof.write_bytes(b"%PDF-1.7\nproof")
    page.locator("#id_file").set_input_files(proof)
    with page.expect_navigation():
        page.locator("button[name=add]").click()
    see(page, script=True)
    file = page.locator("ul.evidence a")
    assert file.inner_text() == "驗收紀錄.pdf"
    with page.expect_download() as download:
        file.click()
    assert download.value.path().read_bytes() == b"%PDF-1.7\nproof"
