"""A citizen finds a ministry's promise, and takes it away. In a real browser."""

import csv
import io
import json
import re


def test_from_the_front_page_to_a_promise(page):
    page.goto("/")
    assert page.url.endswith("/107/")
    assert page.locator("html").get_attribute("lang") == "zh-Hant"
    page.get_by_role("link", name="衛生福利部", exact=True).first.click()
    assert page.get_by_role("heading", level=1).inner_text().startswith("衛生福利部")
    page.get_by_role("link", name="自殺死亡率").first.click()
    main = page.locator("main")
    assert "11.2人" in main.inner_text()
    assert "推定" in main.inner_text()
    assert "死亡率" in main.inner_text()


def test_search_in_chinese_by_a_word_of_two_characters(page):
    page.goto("/107/")
    box = page.get_by_role("searchbox").first
    box.fill("毒品")
    box.press("Enter")
    page.wait_for_url(re.compile(r"/search/\?.*q="))
    assert page.locator("mark").first.inner_text() == "毒品"
    page.locator("main").get_by_role("link", name=re.compile("毒品")).first.click()
    assert "毒品" in page.locator("main").inner_text()


def test_the_page_turns_english_and_stays_so(page):
    page.goto("/107/")
    page.get_by_role("link", name="English").first.click()
    assert page.locator("html").get_attribute("lang") == "en"
    assert "Ministry of Justice" in page.locator("main").inner_text()
    page.goto("/107/法務部/")
    assert page.locator("html").get_attribute("lang") == "en"
    page.get_by_role("link", name="中文").first.click()
    assert page.locator("html").get_attribute("lang") == "zh-Hant"


def test_the_same_indicator_with_another_definition_stands_beside(page):
    page.goto("/107/法務部/kpi/8-1/")
    text = page.locator("main").inner_text()
    assert "法務部行政執行署" in text
    assert "24.5%" in text
    assert "25%" in text


def test_the_integrity_plan_shows_target_beside_report(page):
    page.goto("/107/action-plan/integrity/")
    page.goto("/107/action-plan/integrity/measure/35/")
    text = page.locator("main").inner_text()
    assert "120" in text
    assert "92" in text
    assert "未達" in text


def test_a_page_is_taken_away_as_data(page):
    as_json = page.request.get("/107/法務部.json")
    goals = json.loads(as_json.text())["goals"]
    assert sum(len(goal["indicators"]) for goal in goals) == 17
    as_csv = page.request.get("/107/法務部.csv").body()
    assert as_csv.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(as_csv.decode("utf-8-sig"))))
    assert len(rows) == 18


def test_a_wrong_address_offers_the_search(page):
    page.goto("/107/法務郶/")
    assert page.get_by_role("heading", level=1).is_visible()
    assert page.locator("main").get_by_role("searchbox").input_value() == "法務郶"


def test_everything_works_without_a_script(open_page):
    page = open_page(script=False)
    page.goto("/107/indicators/?kind=milestone")
    assert page.locator("main").get_by_role("link", name="健全工會法制").is_visible()
    page.goto("/107/內政部/kpi/1-1/")
    assert "5,842人" in page.locator("main").inner_text()


def test_the_chart_is_drawn_under_the_content_security_policy(page):
    page.goto("/107/內政部/kpi/1-1/")
    page.locator("main .vega-embed :is(svg, canvas)").first.wait_for(timeout=20_000)


def test_made_up_figures_say_so(page):
    page.goto("/107/示範部/")
    assert "虛構" in page.locator("main").inner_text()
    page.goto("/107/法務部/")
    assert "虛構" not in page.locator("main").inner_text()
