"""People around a draft of the fictional agency, and drafts to work on."""

from __future__ import annotations

import pytest

from guankao import sample
from guankao.documents import Plan, editing
from guankao.documents.copying import copied
from guankao.web.ledger.actors import Actor
from guankao.web.ledger.models import Entry
from guankao.web.organizations.actors import as_actor
from guankao.web.planning.actions import start_draft
from guankao.web.planning.actions.drafts import plan_of, save_draft
from guankao.web.planning.models import Draft

AGENCY, MINISTRY = "示範署", "示範部"
YEAR = 112
IDENTIFIER = f"{YEAR}/{AGENCY}"


@pytest.fixture
def actor(make_person):
    """Make somebody of some roles and give the actor that they are."""

    def make(account: str, *roles: str, at: str = AGENCY) -> Actor:
        return as_actor(make_person(*roles, at=at, account=account))

    return make


@pytest.fixture
def planner(actor) -> Actor:
    return actor("author", "planner")


@pytest.fixture
def reviewer(actor) -> Actor:
    return actor("judge", "reviewer", at=MINISTRY)


@pytest.fixture
def approver(actor) -> Actor:
    return actor("head", "approver", at=MINISTRY)


def sample_plan() -> Plan:
    """A real plan of the sample as if it were the fictional agency's."""
    plan = next(one for one in sample.documents() if one.identifier == "107/僑務委員會")
    assert isinstance(plan, Plan)
    return plan.model_copy(
        update={"fiscal_year": YEAR, "agency": AGENCY, "parent_agency": MINISTRY, "fictional": True}
    )


@pytest.fixture
def draft(planner) -> Draft:
    return start_draft(by=planner, document=sample_plan())


def text_of(draft: Draft) -> Plan:
    draft.refresh_from_db()
    return plan_of(draft.digest)


def retold(plan: Plan, key: str, **values: object) -> Plan:
    return editing.with_indicator(plan, key, values, key_follows=False)


def save(draft: Draft, by: Actor, **values: object) -> int:
    """Change the first KPI and give the number of the new version."""
    plan = text_of(draft)
    saved = save_draft(
        by=by,
        draft=draft.pk,
        version=draft.version,
        element=f"kpi/{plan.indicators[0].key}",
        document=retold(plan, plan.indicators[0].key, **values),
    )
    return saved.draft.version


def events(identifier: str = IDENTIFIER) -> list[str]:
    return list(
        Entry.objects.filter(stream=identifier).order_by("number").values_list("event", flat=True)
    )


def year_after(plan: Plan, **first_kpi: object) -> Plan:
    """Next year's plan as a copy, its first KPI changed."""
    copy = copied(plan, plan.fiscal_year + 1)
    return retold(copy, copy.indicators[0].key, **first_kpi) if first_kpi else copy
