"""The public page of who answers the guidelines, its data, and the desk's view of drafts."""

from __future__ import annotations

import pytest

from guankao.documents import Goal, Plan, editing
from guankao.documents.plan import AnsweredClause
from guankao.web.archive.queries import document_of
from guankao.web.ledger.actors import COMMAND_LINE
from guankao.web.planning.actions import start_draft
from guankao.web.planning.models import Plan as StoredPlan
from guankao.web.publishing.actions import publish
from web.drafts_of_tests import actor
from web.review.test_plan_pages import browser_of

pytestmark = pytest.mark.django_db
__all__ = ["actor"]
PAGE = "/107/guidelines/answers/"


def tie(identifier: str, *clauses: str, goal: int = 0) -> None:
    """Publish a plan of the sample again with a goal tied to clauses."""
    stored = StoredPlan.objects.get(identifier=identifier)
    plan = document_of(stored.content_digest)
    assert isinstance(plan, Plan)
    answers = tuple(
        AnsweredClause(section=name.partition("/")[0], clause=name.partition("/")[2])
        for name in clauses
    )
    tied = editing.with_goal(plan, plan.goals[goal].key, {"answers": answers})
    publish(tied, by=COMMAND_LINE, lint=False)


def test_a_year_without_ties_says_so(client, sample_data):
    shown = client.get(PAGE + "?answered=nobody").content.decode()
    assert shown.count("機關對應此條文") == 95
    found = client.get("/107/guidelines/answers.json").json()
    assert found["clauses"] == 95
    assert found["answered"] == 0


def test_real_agencies_are_counted_and_made_up_ones_only_shown(client, sample_data):
    tie("107/內政部", "1/5", "1/1")
    tie("107/財政部", "1/5")
    tie("107/示範署", "1/5", "1/6")
    found = client.get("/107/guidelines/answers.json").json()
    clauses = {
        (block["number"], one["number"]): one
        for block in found["sections"]
        for one in block["clauses"]
    }
    assert found["answered"] == 2
    assert (clauses[1, 5]["agencies"], clauses[1, 5]["goals"]) == (2, 2)
    assert [one["agency"] for one in clauses[1, 5]["answers"]] == ["內政部", "財政部", "示範署"]
    assert (clauses[1, 6]["agencies"], len(clauses[1, 6]["answers"])) == (0, 1)
    unanswered = client.get(PAGE + "?answered=nobody").content.decode()
    assert 'id="clause-1-6"' in unanswered
    assert 'id="clause-1-5"' not in unanswered
    assert f'{PAGE}#clause-1-5"' in client.get("/107/內政部/").content.decode()
    rows = client.get("/107/guidelines/answers.csv").getvalue().decode("utf-8-sig").splitlines()
    assert len(rows) == 96
    in_bulk = client.get("/data/goal_clauses.csv").getvalue().decode("utf-8-sig")
    assert in_bulk.count("107/內政部/goal/") == 2
    assert "示範署" not in in_bulk


def test_answers_to_clauses_that_no_longer_stand_are_shown_apart(client, sample_data):
    tie("107/內政部", "9/1")
    found = client.get("/107/guidelines/answers.json").json()
    assert [one["clause"] for one in found["gone"]] == ["9/1"]
    assert "9-1" in client.get(PAGE).content.decode()


def test_a_wrong_parameter_and_a_year_without_guidelines(client, sample_data):
    assert client.get(PAGE + "?answered=all").status_code == 400
    assert client.get("/106/guidelines/answers/").status_code == 404


def test_the_questions_do_not_grow_with_the_agencies(
    client, sample_data, django_assert_max_num_queries
):
    for plan in StoredPlan.objects.filter(fiscal_year=107, chapter__lte=12):
        tie(plan.identifier, "1/5", "2/1")
    with django_assert_max_num_queries(8):
        client.get(PAGE)


def test_the_desk_shows_drafts_beside_what_is_published(
    sample_data, actor, django_assert_max_num_queries
):
    planner = actor("author", "planner", at="內政部")
    tied = AnsweredClause(section="3", clause="2")
    start_draft(
        by=planner,
        document=Plan(
            agency="內政部",
            fiscal_year=108,
            goals=(Goal(key="1", no=1, title="草案目標", answers=(tied,)),),
        ),
    )
    tie("107/財政部", "3/2")
    from guankao.web.planning.actions.drafts import guidelines_of
    from guankao.web.planning.models import Guidelines

    stored = Guidelines.objects.get(fiscal_year=107)
    publish(
        guidelines_of(stored.content_digest).model_copy(update={"fiscal_year": 108}),
        by=COMMAND_LINE,
    )
    controller = browser_of(actor("sees", "controller", at="行政院"))
    with django_assert_max_num_queries(18):
        shown = controller.get("/desk/guidelines/answers/108/").content.decode()
    assert "草案目標" in shown
    assert "草案目標" not in controller.get("/desk/guidelines/answers/107/").content.decode()
    assert controller.get("/desk/guidelines/answers/99/").status_code == 404
