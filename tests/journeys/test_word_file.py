"""From the Word file that exists to a submitted plan, in a browser, in both languages.

The file is written by Guankao's own writer, with a fault planted in it: a target without a figure.
"""

from __future__ import annotations

import re

import pytest

from guankao import sample
from guankao.documents import Plan
from guankao.documents.formats.docx.writer import write_docx
from guankao.documents.official import plan_paper
from journeys.looking import look

VAGUE = "持續改善"
"""What the plan promises where a figure should stand."""
PROMISED = "91%"
PLANTED = "GK306"
"""What the linter says of a target without a figure."""


def word_file(year: int) -> bytes:
    plan = next(
        one
        for one in sample.documents(fictional=True)
        if isinstance(one, Plan) and one.agency == "示範署"
    )
    first, *rest = plan.indicators
    faulty = (first.model_copy(update={"target": VAGUE}), *rest)
    told = plan.model_copy(update={"fiscal_year": year, "indicators": faulty})
    return write_docx(plan_paper(told))


@pytest.mark.parametrize(
    ("language", "year", "words"),
    [
        (
            "zh-hant",
            108,
            {
                "correct": "更正",
                "save": "儲存",
                "draft": "以此開始研擬",
                "place": "表",
                "done": "已提報",
            },
        ),
        (
            "en",
            109,
            {
                "correct": "Correct",
                "save": "Save",
                "draft": "Begin a draft with it",
                "place": "table",
                "done": "Submitted",
            },
        ),
    ],
)
def test_from_a_word_file_to_submission(open_page, language, year, words):
    page = open_page("planner", language=language)
    page.goto("/desk/import/")
    look(page)
    page.locator("#file").set_input_files(
        {
            "name": "示範署計畫.docx",
            "mimeType": "application/octet-stream",
            "buffer": word_file(year),
        }
    )
    page.locator("form.hand-in button").click()
    # The page asks how far the reading is, and goes on by itself when it is done.
    page.wait_for_url(re.compile(r"/desk/import/[0-9a-f-]+/1/$"), timeout=60_000)
    look(page)
    first = page.locator("article.reviewed").first
    assert VAGUE in first.inner_text()
    assert words["place"] in first.inner_text(), "where it stood in the file"
    assert PLANTED in first.inner_text(), "the linter says what is wrong"

    first.get_by_role("link", name=re.compile(words["correct"])).click()
    look(page)
    page.locator("#id_target").fill("")
    page.get_by_role("button", name=words["save"]).click()
    assert page.locator(".form-field.at-fault #id_target").is_visible()
    page.locator("#id_target").fill(PROMISED)
    page.get_by_role("button", name=words["save"]).click()
    page.wait_for_url(re.compile(r"/1/#kpi-"))
    first = page.locator("article.reviewed").first
    assert PROMISED in first.inner_text()
    assert PLANTED not in first.inner_text()

    page.get_by_role("button", name=words["draft"]).click()
    page.wait_for_url(re.compile(r"/desk/plans/\d+/$"))
    look(page)
    assert page.locator("article.reviewed strong").first.inner_text() == PROMISED
    assert page.locator(".finding").count() > 0, "what the linter says of the draft"
    page.locator("form[action$='/submit/'] button").click()
    assert words["done"] in page.locator("p.state").inner_text()
    # Nothing of it is public before it is approved.
    assert page.request.get(f"/{year}/示範署/").status == 404
