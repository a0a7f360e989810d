"""How many questions each page of a draft asks the database: as many, whatever the plan's size."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from guankao import sample
from guankao.documents import Plan
from guankao.web.archive import memory
from guankao.web.planning.actions import start_draft
from guankao.web.planning.models import Draft
from web.drafts_of_tests import AGENCY, YEAR, actor, planner, sample_plan, text_of
from web.review.test_plan_pages import at, browser_of, typed

pytestmark = pytest.mark.django_db
__all__ = ["actor", "planner"]
HTMX = {"HX-Request": "true"}


def largest_plan() -> Plan:
    """The plan of 教育部, 17 KPIs and 107 projects, as if it were the fictional agency's."""
    plan = next(one for one in sample.documents() if one.identifier == "107/教育部")
    assert isinstance(plan, Plan)
    return plan.model_copy(
        update={"fiscal_year": YEAR + 1, "agency": AGENCY, "parent_agency": None, "fictional": True}
    )


@pytest.fixture
def drafts(planner) -> tuple[Draft, Draft]:
    """A small one and the largest."""
    return tuple(start_draft(by=planner, document=plan) for plan in (sample_plan(), largest_plan()))


@pytest.fixture
def writing(planner) -> Client:
    return browser_of(planner)


def questions(ask) -> int:
    """How many are asked by a process that remembers no document."""
    memory.documents.clear()
    with CaptureQueriesContext(connection) as asked:
        response = ask()
    assert response.status_code == 200, response.content[:300]
    return len(asked)


@pytest.mark.parametrize(
    ("page", "most"),
    [
        ("", 14),
        ("?only=findings", 14),
        ("plan/", 12),
        ("goal/{goal}/", 14),
        ("kpi/{kpi}/", 20),
        ("project/{project}/", 12),
        ("versions/", 8),
        ("differences/?from=1", 10),
    ],
)
def test_every_page_asks_as_many_of_any_plan(writing, drafts, page, most):
    asked = []
    for draft in drafts:
        plan = text_of(draft)
        path = page.format(
            goal=plan.goals[0].key, kpi=plan.indicators[0].key, project=plan.projects[0].key
        )
        asked.append(questions(lambda path=path, draft=draft: writing.get(at(draft, path))))
    assert asked[0] == asked[1] <= most


@pytest.mark.parametrize(("address", "most"), [("check/", 10), ("", 30)])
@pytest.mark.parametrize("kind", ["kpi", "project"])
def test_what_is_typed_and_saved_asks_as_many_of_any_plan(writing, drafts, kind, address, most):
    asked = []
    for draft in drafts:
        plan = text_of(draft)
        one = plan.indicators[0] if kind == "kpi" else plan.projects[0]
        element = f"{kind}/{one.key}/"
        form = typed(writing.get(at(draft, element)).content)
        field = "note" if kind == "kpi" else "title"
        form |= {field: "依行政院核定本修正", "automatic": "1", "placed": "1"}
        path = at(draft, address + element)
        asked.append(questions(lambda path=path, form=form: writing.post(path, form, headers=HTMX)))
    assert asked[0] == asked[1] <= most
