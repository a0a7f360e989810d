"""axe finds nothing on any page: in both languages, wide and light, narrow and dark.

A page that no address here leads to fails a test, so that a new page is looked at as well.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from django.urls import resolve

from guankao.web.desk.addresses import addresses
from guankao.web.organizations.matrix import Access
from journeys.looking import look, look_twice
from journeys.pages import OF_EVERYBODY, OF_WHAT_WAS_FURNISHED, WITHOUT_A_LOOK

LANGUAGES = os.environ.get("GUANKAO_TEST_LANGUAGES", "zh-hant en").split()
"""Where the suite runs on two databases, each looks at the pages of one language."""
PLACES = {
    "draft": "/desk/plans/1/",
    "guidelines": "/desk/guidelines/1/",
    "key": "00000000-0000-0000-0000-000000000000",
    "import": "/desk/import/00000000-0000-0000-0000-000000000000/",
    "person": "/desk/people/p-1/",
    "agency": "/desk/agencies/1/",
    "report": "/desk/reports/1/",
    "returned_report": "/desk/reports/1/",
    "project_report": "/desk/reports/1/",
    "submitted_report": "/desk/reports/1/",
    **dict.fromkeys(("expected", "accepted", "published", "due"), "1"),
}
"""Addresses of the kind that furnish.py answers with."""


def test_every_page_is_looked_at():
    visited = [*OF_EVERYBODY.values(), *(address for _account, address in OF_WHAT_WAS_FURNISHED)]
    names = {
        resolve(urlsplit(unquote(address.format(**PLACES))).path).url_name for address in visited
    }
    pages = {
        one.name
        for one in addresses()
        if one.reads and one.route.endswith("/") and not one.route.startswith("/api/")
    }
    assert pages - names - set(WITHOUT_A_LOOK) == set(), "add an address of it to pages.py"
    assert set(WITHOUT_A_LOOK) <= pages - names, "these are looked at, or are no pages any more"


def test_who_looks_at_the_desk_may_open_it():
    """A page of everybody needs nobody; a page of the desk needs somebody."""
    doors = {one.name: one.access for one in addresses()}
    for account, address in OF_WHAT_WAS_FURNISHED:
        name = resolve(urlsplit(address.format(**PLACES)).path).url_name
        assert bool(account) is (doors[name] is not Access.EVERYBODY), address


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", OF_EVERYBODY.values(), ids=OF_EVERYBODY.keys())
def test_a_page_of_everybody(kept_page, address, language):
    page = kept_page("", language=language)
    page.goto(address)
    look_twice(page)


@pytest.fixture(scope="module")
def places(place, program):
    """Something of each kind to look at, made by the verbs beside the running program."""
    made = place.run(sys.executable, str(Path(__file__).with_name("furnish.py")))
    assert made.returncode == 0, made.stderr
    return json.loads(made.stdout)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("account", "address"), OF_WHAT_WAS_FURNISHED)
def test_a_page_of_what_was_furnished(kept_page, places, account, address, language):
    page = kept_page(account, language=language)
    answer = page.goto(address.format(**places))
    assert answer.status == 200, page.url
    look_twice(page)


def test_a_form_at_fault_is_read_aloud_as_such(open_page):
    """axe on a page with faults, which are tied to their fields."""
    page = open_page("administrator")
    page.goto("/desk/people/new/")
    page.get_by_label("帳號", exact=True).fill("two words")
    page.locator("main").get_by_role("button", name="新增", exact=True).click()
    field = page.get_by_label("帳號", exact=True)
    assert field.get_attribute("aria-invalid") == "true"
    described = field.get_attribute("aria-describedby") or ""
    assert any("不含空白" in page.locator(f"#{one}").inner_text() for one in described.split())
    look(page)
