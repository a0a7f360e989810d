"""Published versions stay readable, and any two texts of an agency are compared in public."""

from __future__ import annotations

import csv
import io
import json

import pytest

from guankao.web.ledger.actors import COMMAND_LINE
from guankao.web.publishing.actions import publish
from guankao.web.review.actions import (
    approve_plan,
    publish_plan,
    start_amendment,
    submit_plan,
)
from web.drafts_of_tests import (
    AGENCY,
    IDENTIFIER,
    YEAR,
    actor,
    approver,
    draft,
    planner,
    retold,
    reviewer,
    sample_plan,
    save,
    year_after,
)

pytestmark = pytest.mark.django_db
__all__ = ["actor", "approver", "draft", "planner", "reviewer"]
KEY = sample_plan().indicators[0].key


@pytest.fixture
def amended(draft, planner, reviewer, approver):
    """A plan that was published, amended with a reason and published again."""

    def through(version):
        submit_plan(by=planner, draft=draft.pk, version=version)
        approve_plan(by=reviewer, draft=draft.pk, version=version)
        publish_plan(by=approver, draft=draft.pk, version=version)

    through(draft.version)
    start_amendment(by=planner, identifier=IDENTIFIER, reason="目標值經核定調整")
    draft.refresh_from_db()
    through(save(draft, planner, target="9,999人", standard="完成輔導之人數"))
    return draft


def test_every_published_version_is_told_with_when_and_why(client, amended):
    versions = client.get(f"/{YEAR}/{AGENCY}/versions.json").json()["versions"]
    assert [(one["version"], one["newest"], one["reason"]) for one in versions] == [
        (2, True, "目標值經核定調整"),
        (1, False, ""),
    ]
    page = client.get(f"/{YEAR}/{AGENCY}/versions/").content.decode()
    assert "目標值經核定調整" in page
    assert f"/{YEAR}/" in page


def test_the_version_before_stays_readable(client, amended):
    def target(number):
        answer = client.get(f"/{YEAR}/{AGENCY}/versions/{number}/document.json")
        return json.loads(answer.getvalue())["indicators"][0]["target"]

    assert target(1) == sample_plan().indicators[0].target
    assert target(2) == "9,999人"
    assert client.get(f"/{YEAR}/{AGENCY}/versions/1/document.html").status_code == 200
    assert client.get(f"/{YEAR}/{AGENCY}/versions/3/document.json").status_code == 404
    assert client.get(f"/{YEAR}/{AGENCY}/versions/1/document.exe").status_code == 404


def test_the_public_sees_no_draft(client, draft, planner):
    assert client.get(f"/{YEAR}/{AGENCY}/versions/").status_code == 404
    assert client.get(f"/{YEAR}/{AGENCY}/differences/").status_code == 404


def test_an_amendment_in_writing_changes_nothing_in_public(client, amended, planner):
    before = client.get(f"/{YEAR}/{AGENCY}/versions.json").content
    start_amendment(by=planner, identifier=IDENTIFIER, reason="再修")
    amended.refresh_from_db()
    save(amended, planner, target="不公開的目標")
    assert client.get(f"/{YEAR}/{AGENCY}/versions.json").content == before
    assert "不公開的目標" not in client.get(f"/{YEAR}/{AGENCY}/differences/").content.decode()


def test_the_differences_to_the_version_before_are_shown_first(client, amended):
    told = client.get(f"/{YEAR}/{AGENCY}/differences.json").json()
    assert (told["before"]["name"], told["after"]["name"]) == (f"{YEAR}v1", str(YEAR))
    assert [one["element"] for one in told["changes"]] == [f"kpi/{KEY}"]
    assert told["changes"][0]["definition_changed"]
    assert {field["field"] for field in told["changes"][0]["fields"]} == {"target", "standard"}
    page = client.get(f"/{YEAR}/{AGENCY}/differences/").content.decode()
    assert f'id="kpi-{KEY}"' in page
    assert "目標值經核定調整" in page
    rows = list(
        csv.DictReader(
            io.StringIO(
                client.get(f"/{YEAR}/{AGENCY}/differences.csv").getvalue().decode("utf-8-sig")
            )
        )
    )
    assert {row["field"] for row in rows} == {"target", "standard"}


def test_any_two_years_are_compared(client, sample_data):
    first = sample_plan()
    second = year_after(first, target="1人", standard="別的衡量標準之人數")
    third = year_after(second)
    for plan in (first, second, third):
        publish(plan, by=COMMAND_LINE)
    address = f"/{YEAR + 2}/{AGENCY}/differences"
    told = client.get(f"{address}.json?before={YEAR}").json()
    assert told["before"]["fiscal_year"] == YEAR
    changed = next(one for one in told["changes"] if one["element"] == f"kpi/{KEY}")
    assert "formula" in changed["definition_changed"]
    # By default against the year before.
    assert client.get(f"{address}.json").json()["before"]["fiscal_year"] == YEAR + 1
    page = client.get(f"{address}/?before={YEAR}&after={YEAR + 1}").content.decode()
    assert page.count("selected") == 2


@pytest.mark.parametrize("query", ["before=999", f"after={YEAR}v9", "before=x", "from=106"])
def test_what_was_never_published_is_refused_by_name(client, amended, query):
    answer = client.get(f"/{YEAR}/{AGENCY}/differences.json?{query}")
    assert answer.status_code == 400
    assert answer.json()["error"]["parameter"] == query.split("=")[0]


def test_a_first_plan_has_nothing_before_it(client, sample_data):
    plan = sample_plan().model_copy(update={"fiscal_year": 90})
    publish(retold(plan, KEY, history=()), by=COMMAND_LINE)
    answer = client.get(f"/90/{AGENCY}/differences/")
    assert answer.status_code == 200
    assert client.get(f"/90/{AGENCY}/differences.json").json()["before"] is None


@pytest.mark.parametrize("page", ["versions", "differences"])
def test_the_pages_ask_few_queries(client, amended, django_assert_max_num_queries, page):
    with django_assert_max_num_queries(8):
        assert client.get(f"/{YEAR}/{AGENCY}/{page}/").status_code == 200
