"""The rows of a plan's page: what is remembered is what would be made."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from django.template import engines
from django.utils import translation

from guankao.web.planning.actions import add_comment
from guankao.web.review import rows
from guankao.web.review.rows import Row
from web.drafts_of_tests import actor, draft, planner, reviewer, sample_plan, save
from web.review.test_plan_pages import at, browser_of

pytestmark = pytest.mark.django_db
__all__ = ["actor", "draft", "planner", "reviewer"]
KPI = f"kpi/{sample_plan().indicators[0].key}"


@pytest.fixture(autouse=True)
def nothing_made() -> None:
    rows.made.clear()


@pytest.fixture
def remembered(monkeypatch) -> list[Row]:
    """The rows that were made and not found."""
    made: list[Row] = []
    make = rows._context
    monkeypatch.setattr(rows, "_context", lambda row: made.append(row) or make(row))
    return made


def page(client, draft) -> str:
    """The elements as the page shows them; around them stand tokens that are new each time."""
    whole = client.get(at(draft)).content.decode()
    return whole.partition('<div class="plan-elements')[2].partition("</main>")[0]


def test_a_page_that_is_opened_again_makes_no_row(draft, planner, remembered):
    writing = browser_of(planner)
    first = page(writing, draft)
    assert remembered
    remembered.clear()

    assert page(writing, draft) == first
    assert remembered == []


def test_a_change_makes_only_the_rows_that_tell_of_it(draft, planner, remembered):
    writing = browser_of(planner)
    page(writing, draft)
    remembered.clear()

    save(draft, planner, name="改過的指標名稱")

    assert "改過的指標名稱" in page(writing, draft)
    assert KPI in {row.one.element for row in remembered}
    # Beside it only the projects that name it, and what is no longer or newly found elsewhere.
    assert len(remembered) < 10


def test_whoever_only_reads_is_not_shown_the_row_of_whoever_writes(draft, planner, actor):
    assert 'class="edit"' in page(browser_of(planner), draft)
    assert 'class="edit"' not in page(browser_of(actor("auditor", "auditor")), draft)


def test_the_other_language_has_rows_of_its_own(draft, planner):
    writing = browser_of(planner)
    chinese = page(writing, draft)
    writing.cookies["guankao_language"] = "en"
    english = page(writing, draft)

    assert ("衡量標準" in chinese, "Standard" in chinese) == (True, False)
    assert ("衡量標準" in english, "Standard" in english) == (False, True)


def test_a_new_comment_is_told_at_once(draft, planner, reviewer):
    writing = browser_of(planner)
    before = page(writing, draft)
    add_comment(by=reviewer, draft=draft.pk, element=KPI, text="請說明")

    assert page(writing, draft).count(f"{KPI}/#comments") == before.count("#comments") + 1


def test_all_that_a_row_is_made_of_tells_it_apart(draft, planner, remembered):
    """A row that differs in anything is another row; so nothing of it is ever out of date."""
    page(browser_of(planner), draft)
    row = next(one for one in remembered if one.one.element == KPI)
    others = {
        "draft": row.draft + 1,
        "one": replace(row.one, findings=()),
        "goal": row.goal + 1,
        "changes": (*row.changes, "another"),
        "comments": row.comments + 1,
        "open": not row.open,
        "ordered": not row.ordered,
        "language": "en",
    }
    assert set(others) == {field.name for field in fields(Row)}
    assert row.one.findings
    for name, value in others.items():
        assert rows.made.get(replace(row, **{name: value})) is None, name
    assert rows.made.get(row) is not None


def test_the_templates_of_rows_ask_for_nothing_else(draft, planner, remembered):
    """What a template is not given it would leave out in silence: here it is told."""
    page(browser_of(planner), draft)
    engine = engines["django"].engine
    engine.string_if_invalid = "⚠"
    try:
        with translation.override("zh-hant"):
            for row in list(remembered):
                rows.made.clear()
                assert "⚠" not in rows.html_of(row), row.one.element
    finally:
        engine.string_if_invalid = ""
