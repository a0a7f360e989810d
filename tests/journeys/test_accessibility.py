"""axe finds nothing, on every kind of page, in both languages, in both schemes, wide and narrow."""

import pytest
from axe_playwright_python.sync_playwright import Axe

PAGES = {
    "year": "/107/",
    "agency": "/107/法務部/",
    "agency of the year before": "/106/法務部行政執行署/",
    "indicator": "/107/內政部/kpi/1-1/",
    "indicator with another definition": "/107/法務部/kpi/8-1/",
    "formula with its result": "/107/僑務委員會/kpi/1-2/?v1=80萬&v2=0.9",
    "formula with figures at fault": "/107/財政部/kpi/3-2/?v1=abc&v2=",
    "refused formula": "/107/科技部/kpi/9-1/",
    "project": "/107/法務部/project/1-1/",
    "project with progress": "/107/示範部/project/2-1/",
    "indicator with a medium term": "/107/示範部/kpi/2-2/",
    "versions of a plan": "/107/法務部/versions/",
    "differences of two years": "/107/法務部/differences/",
    "indicators": "/107/indicators/?kind=formula",
    "projects": "/107/projects/",
    "action plan": "/107/action-plan/integrity/",
    "measure": "/107/action-plan/integrity/measure/25/",
    "guidelines": "/107/guidelines/",
    "findings of a year": "/107/findings/?level=warning",
    "findings of a plan": "/107/法務部/findings/",
    "findings of an action plan": "/107/action-plan/integrity/findings/",
    "history of a plan": "/107/法務部/history/",
    "history of a KPI": "/107/內政部/kpi/1-1/history/",
    "answers to the guidelines": "/107/guidelines/answers/",
    "history of the guidelines": "/107/guidelines/history/",
    "rules": "/rules/",
    "rule": "/rules/GK402/",
    "search": "/search/?q=毒品",
    "empty search": "/search/",
    "data": "/data/",
    "API": "/api/v1/docs/",
    "fictional": "/107/示範部/",
    "not found": "/107/nowhere/",
    "bad parameter": "/107/indicators/?kind=nothing",
}
OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}


@pytest.mark.parametrize("language", ["zh-hant", "en"])
@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES.keys())
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_axe_finds_nothing(browser, program, address, language, width, scheme):
    context = browser.new_context(
        base_url=program, viewport={"width": width, "height": 900}, color_scheme=scheme
    )
    context.add_cookies(
        [{"name": "guankao_language", "value": language, "url": program, "httpOnly": True}]
    )
    page = context.new_page()
    page.goto(address)
    results = Axe().run(page, options=OPTIONS)
    wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1")
    context.close()
    assert results.generate_snapshot() == "", results.generate_report()
    assert not wide, "the page scrolls sideways"
