"""The burden of reporting: fields by who filled them in, and of plans that were copied."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from guankao.documents import Indicator, editing
from guankao.web.organizations.models import Person
from guankao.web.organizations.permissions import rights_of
from guankao.web.overview.burden import Burden, by_agency, by_level, total_of
from guankao.web.overview.parameters import BoardParameters
from guankao.web.overview.scope import scope_of
from guankao.web.planning.actions import copy_plan, save_draft
from guankao.web.planning.actions.drafts import plan_of
from guankao.web.reporting.burden import fields_of_plan
from guankao.web.reporting.models import PlanBurden
from guankao.web.review.actions import approve_plan, publish_plan, submit_plan
from web.reports_of_tests import (
    AGENCY,
    YEAR,
    actor,
    clock,
    passes,
    people,
    plan,
    progress,
    submit,
    the_plan,
)

pytestmark = pytest.mark.django_db
__all__ = ["actor", "clock", "people", "plan"]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PAGE = "/desk/overview/burden/"


def scope(by, **asked):
    return scope_of(rights_of(by), BoardParameters(**asked))


@pytest.fixture
def reports(plan, people):
    submit(people["reporter"], passes(9, 10))
    submit(people["reporter"], progress())


def test_fields_are_counted_by_level_and_by_agency(reports, people):
    levels = dict(by_level(scope(people["controller"])))
    kpi, cabinet = levels[""], levels["cabinet"]
    assert (kpi.received, kpi.typed, kpi.counts["from_plan"], kpi.counts["worked_out"]) == (
        1,
        2,
        4,
        3,
    )
    # Work plan, title, category, control level, budget, planned progress, one milestone.
    assert (cabinet.typed, cabinet.counts["from_plan"]) == (3, 7)
    [(_agency, whole)] = by_agency(scope(people["controller"])).items()
    assert whole.typed == kpi.typed + cabinet.typed
    assert whole.fields == kpi.fields + cabinet.fields
    assert total_of([kpi, cabinet]).share == whole.share


def test_shares_are_rounded_half_up_and_unknown_of_nothing():
    counts = {"typed": 1, "carried": 7}
    assert Burden(1, counts, {}).share == 13
    assert Burden(0, {"typed": 0}, {}).share is None


def test_the_page_explains_what_it_counts(reports, client: Client):
    client.force_login(Person.objects.get(account="controls"), backend=BACKEND)
    page = client.get(PAGE).content.decode()
    assert "計畫已載明、紙本表單卻須重填者" in page
    assert AGENCY in page
    rows = json.loads(client.get("/desk/overview/burden.json").getvalue())["rows"]
    assert sum(row["typed"] or 0 for row in rows) == 5
    assert {row["on"] for row in rows} == {"kpi", "cabinet", "self"}
    assert b"from_plan" in client.get("/desk/overview/burden.csv").getvalue()


def test_a_copied_plan_says_what_was_carried_over(plan, people, actor):
    planner = actor("plans", "planner")
    draft = copy_plan(by=planner, agency=AGENCY, fiscal_year=YEAR + 1)
    document = editing.with_indicator(
        plan_of(draft.digest), "1-1", {"target": "95%"}, key_follows=False
    )
    save_draft(by=planner, draft=draft.pk, version=1, element="kpi/1-1", document=document)
    submit_plan(by=planner, draft=draft.pk, version=2)
    approve_plan(by=people["reviewer"], draft=draft.pk, version=2)
    publish_plan(by=people["reviewer"], draft=draft.pk, version=2)
    burden = PlanBurden.objects.get(plan__identifier=f"{YEAR + 1}/{AGENCY}")
    assert burden.typed == 1, "the target"
    assert burden.carried == burden.fields - 1
    assert burden.read == 0
    found = by_agency(scope(people["controller"], year=YEAR + 1))
    [(_agency, whole)] = found.items()
    assert (whole.plan["typed"], whole.plan_share) == (1, round(100 / burden.fields))


def test_a_piece_that_moved_is_not_written_anew():
    before = the_plan()
    first, second = before.indicators
    moved = before.model_copy(update={"indicators": (second, first)})
    assert fields_of_plan(moved, before).same == fields_of_plan(before, None).fields
    assert fields_of_plan(before, None).same == 0
    new = Indicator.model_validate(first.model_dump() | {"key": "1-3", "no": 3})
    added = fields_of_plan(before.model_copy(update={"indicators": (first, second, new)}), before)
    assert added.fields > added.same
