"""An administrator makes an agency and a person, who signs in; with and without a script."""

from __future__ import annotations

import re
from itertools import count

import pytest
from axe_playwright_python.sync_playwright import Axe

OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
NUMBERS = count(1)
WORDS = {
    "zh-hant": {
        "account": "帳號",
        "password": "密碼",
        "sign in": "登入",
        "agencies": "機關",
        "make an agency": "新增機關",
        "name": "名稱",
        "under": "上級機關",
        "make": "新增",
        "people": "人員",
        "make a person": "新增人員",
        "full name": "姓名",
        "agency": "機關",
        "role": "角色",
        "planner": "計畫承辦人",
        "give": "指派角色",
        "link": "產生設定密碼的連結",
        "new": "新密碼",
        "once more": "再輸入一次新密碼",
        "save": "儲存",
        "read": "讀入文件",
        "ministry": "示範部",
    },
    "en": {
        "account": "Account",
        "password": "Password",
        "sign in": "Sign in",
        "agencies": "Agencies",
        "make an agency": "Make an agency",
        "name": "Name",
        "under": "Stands under",
        "make": "Make",
        "people": "People",
        "make a person": "Make a person",
        "full name": "Full name",
        "agency": "Agency",
        "role": "Role",
        "planner": "Planner",
        "give": "Give the role",
        "link": "New link to a password",
        "new": "New password",
        "once more": "New password once more",
        "save": "Save",
        "read": "Read a document",
        "ministry": "Ministry of Demonstration (fictional)",
    },
}


def context_in(browser, program, language: str, **options):
    context = browser.new_context(base_url=program, **options)
    context.add_cookies([{"name": "guankao_language", "value": language, "url": program}])
    return context


@pytest.mark.parametrize("language", ["zh-hant", "en"])
@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without"])
def test_an_administrator_makes_an_agency_and_a_person(browser, program, sign_in, language, script):
    words, number = WORDS[language], next(NUMBERS)
    agency, account, secret = f"示範{number}處", f"new.person{number}", "a long new password"
    context = context_in(browser, program, language, java_script_enabled=script)
    page = context.new_page()
    sign_in(page, "administrator")
    main = page.locator("main")
    main.get_by_role("link", name=words["agencies"], exact=True).click()
    main.get_by_role("link", name=words["make an agency"]).click()
    main.get_by_label(words["name"], exact=True).fill(agency)
    main.get_by_label(words["under"]).select_option(label=words["ministry"])
    main.get_by_role("button", name=words["make"], exact=True).click()
    assert agency in main.get_by_role("heading", level=1).inner_text()

    page.goto("/desk/")
    main.get_by_role("link", name=words["people"], exact=True).click()
    main.get_by_role("link", name=words["make a person"]).click()
    main.get_by_label(words["full name"]).fill("林美")
    main.get_by_label(words["account"], exact=True).fill(account)
    main.get_by_label(words["agency"], exact=True).select_option(label=agency)
    main.get_by_role("button", name=words["make"], exact=True).click()
    main.get_by_role("combobox", name=words["role"], exact=True).select_option(
        label=words["planner"]
    )
    main.get_by_label(words["agency"], exact=True).select_option(label=agency)
    main.get_by_role("button", name=words["give"]).click()
    main.get_by_role("button", name=words["link"]).click()
    link = main.locator(".link-to-password").inner_text()
    assert re.match(rf"{re.escape(program)}/account/password/key/", link)
    context.close()

    other = context_in(browser, program, language, java_script_enabled=script)
    page = other.new_page()
    page.goto(link)
    page.get_by_label(words["new"], exact=True).fill(secret)
    page.get_by_label(words["once more"], exact=True).fill(secret)
    page.get_by_role("button", name=words["save"]).click()
    sign_in(page, account, secret)
    main = page.locator("main")
    assert agency in main.inner_text()
    main.get_by_role("link", name=words["read"]).click()
    assert main.locator("input[type=file]").count() == 1
    page.goto("/desk/people/")
    assert page.locator(".error-code").inner_text() == "403"
    other.close()


@pytest.fixture(scope="module")
def kept(browser, program, sign_in):
    """The cookies of whoever is signed in, for pages that are looked at; and two addresses."""
    cookies, places = {}, {}
    for account in ("planner", "administrator"):
        context = context_in(browser, program, "zh-hant")
        page = context.new_page()
        sign_in(page, account)
        cookies[account] = [one for one in context.cookies() if one["name"] == "guankao_session"]
        if account == "administrator":
            for name, address in (
                ("person", "/desk/people/?q=planner2"),
                ("agency", "/desk/agencies/"),
            ):
                page.goto(address)
                places[name] = page.locator("main table a").first.get_attribute("href")
        context.close()
    return cookies, places


PAGES = [
    "/account/login/",
    "/desk/",
    "/desk/import/",
    "/desk/people/",
    "/desk/people/new/",
    "{person}",
    "{person}change/",
    "/desk/agencies/",
    "/desk/agencies/new/",
    "{agency}",
    "/account/2fa/",
    "/account/2fa/totp/activate/",
    "/account/password/change/",
    "/account/logout/",
    "/account/password/key/1-x/",
]


@pytest.mark.parametrize("language", ["zh-hant", "en"])
@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_axe_finds_nothing(browser, program, kept, address, language, width, scheme):
    cookies, places = kept
    context = context_in(
        browser,
        program,
        language,
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
    )
    if address != "/account/login/":
        context.add_cookies(cookies["planner" if "import" in address else "administrator"])
    page = context.new_page()
    page.goto(address.format(**places))
    results = Axe().run(page, options=OPTIONS)
    wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1")
    context.close()
    assert results.generate_snapshot() == "", results.generate_report()
    assert not wide, "the page scrolls sideways"


def test_a_form_at_fault_is_read_aloud_as_such(browser, program, kept):
    """axe on a page with faults, which are tied to their fields."""
    context = context_in(browser, program, "zh-hant")
    context.add_cookies(kept[0]["administrator"])
    page = context.new_page()
    page.goto("/desk/people/new/")
    page.get_by_label("帳號", exact=True).fill("two words")
    page.locator("main").get_by_role("button", name="新增", exact=True).click()
    field = page.get_by_label("帳號", exact=True)
    assert field.get_attribute("aria-invalid") == "true"
    described = field.get_attribute("aria-describedby") or ""
    assert any("不含空白" in page.locator(f"#{one}").inner_text() for one in described.split())
    results = Axe().run(page, options=OPTIONS)
    context.close()
    assert results.generate_snapshot() == "", results.generate_report()
