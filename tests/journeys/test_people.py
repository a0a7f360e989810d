"""An administrator makes an agency and a person, who signs in; with and without a script."""

from __future__ import annotations

import re
from itertools import count

import pytest

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


@pytest.mark.parametrize("language", ["zh-hant", "en"])
@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without"])
def test_an_administrator_makes_an_agency_and_a_person(
    open_page, program, sign_in, language, script
):
    words, number = WORDS[language], next(NUMBERS)
    agency, account, secret = f"示範{number}處", f"new.person{number}", "a long new password"
    page = open_page("administrator", language=language, script=script)
    main = page.locator("main")
    main.get_by_role("link", name=words["agencies"], exact=True).first.click()
    main.get_by_role("link", name=words["make an agency"]).click()
    main.get_by_label(words["name"], exact=True).fill(agency)
    main.get_by_label(words["under"]).select_option(label=words["ministry"])
    main.get_by_role("button", name=words["make"], exact=True).click()
    assert agency in main.get_by_role("heading", level=1).inner_text()

    page.goto("/desk/")
    main.get_by_role("link", name=words["people"], exact=True).first.click()
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

    page = open_page(language=language, script=script)
    page.goto(link)
    page.get_by_label(words["new"], exact=True).fill(secret)
    page.get_by_label(words["once more"], exact=True).fill(secret)
    page.get_by_role("button", name=words["save"]).click()
    sign_in(page, account, secret)
    main = page.locator("main")
    assert agency in main.inner_text()
    main.get_by_role("link", name=words["read"]).first.click()
    assert main.locator("input[type=file]").count() == 1
    page.goto("/desk/people/")
    assert page.locator(".error-code").inner_text() == "403"
