"""A citizen finds what became of a promise, how it was computed, and who has not reported."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from pathlib import Path

import pytest
from lxml import etree

REASON = "漏計已完成之流程盤點。"
KPI = "/107/示範署/kpi/1-1/"


@pytest.fixture(scope="module")
def corrected(program, place):
    """A published report of the demonstration was corrected."""
    made = place.run(sys.executable, str(Path(__file__).with_name("correct_result.py")))
    assert made.returncode == 0, made.stderr


def test_from_the_agency_to_a_result_and_its_working(page):
    page.goto("/107/示範署/")
    results = page.locator("section", has=page.locator("#results"))
    assert "本年度執行結果" in results.first.inner_text()
    page.get_by_role("link", name="民眾來函準時答復率").first.click()
    page.wait_for_url(re.compile("/kpi/1-1/"))
    first = page.locator("#quarter-1")
    assert "綠燈" in first.inner_text()
    working = page.locator("#working-quarter-1")
    for words in ("期限內答復件數", "當年度結案件數", "計算過程", "÷"):
        assert words in working.inner_text()
    # What was not published says so, and shows no figure.
    later = page.locator("#quarter-4").inner_text()
    assert "尚未到期" in later
    assert "%" not in later


def test_who_has_not_reported_is_one_step_away(page):
    page.goto("/107/示範署/")
    page.get_by_role("link", name=re.compile("件未填報")).first.click()
    page.wait_for_url(re.compile("show=missing"))
    main = page.locator("main").inner_text()
    assert "示範署" in main
    assert "白燈" in main
    page.get_by_role("table").get_by_role("link").first.click()
    assert "未填報" in page.locator("main").inner_text()


@pytest.mark.parametrize("script", [True, False])
def test_results_are_filtered_with_and_without_a_script(open_page, script):
    page = open_page(script=script)
    page.goto("/107/results/?agency=示範部")
    page.locator("#filter-light").select_option("red")
    if script:
        page.wait_for_url(re.compile("light=red"))
    else:
        with page.expect_navigation():
            page.get_by_role("button", name="篩選").click()
    rows = page.locator("#results tbody tr")
    assert rows.count() == 1
    assert "紅燈" in rows.first.inner_text()


def test_the_performance_report_is_taken_away(page):
    page.goto("/107/示範署/")
    links = page.locator("p.downloads", has_text="施政績效報告").locator("a")
    with page.expect_download() as waiting:
        links.filter(has_text="ODT").click()
    download = waiting.value
    assert "施政績效報告" in download.suggested_filename
    with zipfile.ZipFile(download.path()) as package:
        text = "".join(etree.parse(io.BytesIO(package.read("content.xml"))).getroot().itertext())
    assert "民眾來函準時答復率" in text
    assert "綠燈" in text


def test_the_feed_is_found_and_tells_the_result(page, program):
    page.goto("/107/")
    address = page.locator('link[type="application/atom+xml"][hreflang="en"]').get_attribute("href")
    answer = page.request.get(f"{program}{address}")
    assert answer.ok
    feed = etree.fromstring(answer.body())
    titles = [one.text for one in feed.iter("{http://www.w3.org/2005/Atom}title")]
    assert any("Fictional" in one and "民眾來函準時答復率" in one for one in titles)


@pytest.mark.parametrize("language", ["zh-hant", "en"])
def test_a_correction_stands_beside_what_it_corrected(open_page, corrected, language):
    page = open_page(language=language)
    page.goto("/107/results/?show=corrected&agency=示範署")
    page.get_by_role("table").get_by_role("link", name="案件處理流程簡化").click()
    page.wait_for_url(re.compile("/project/1-1/"))
    versions = page.locator("#working-quarter-1 .figure-versions")
    assert versions.locator("del").first.inner_text() == "22%"
    assert versions.locator("strong").first.inner_text() == "24%"
    assert REASON in versions.inner_text()
    told = {"zh-hant": "更正理由", "en": "Corrected, because"}[language]
    assert told in versions.inner_text()


def test_the_same_in_english(open_page):
    page = open_page(language="en")
    page.goto(KPI)
    main = page.locator("main").inner_text()
    for words in ("Results of the year", "Green", "Working, from the start of the year"):
        assert words in main
