"""The matrix, cell by cell: every role, every permission, at every kind of place."""

from __future__ import annotations

import pytest

from guankao.web.ledger.actors import COMMAND_LINE, SIGN_IN, WORKER, Actor
from guankao.web.organizations.actions import register_agency
from guankao.web.organizations.actors import as_actor
from guankao.web.organizations.matrix import (
    GRANTS,
    PROGRAMS,
    REACH_WORDS,
    WITHOUT_AGENCY,
    WORDS,
    Permission,
    Reach,
)
from guankao.web.organizations.models import Agency
from guankao.web.organizations.permissions import (
    NotPermitted,
    OwnSubmission,
    people_allowed,
    refuse_own_submission,
    require,
    rights_of,
)
from guankao.web.organizations.roles import ROLES, Role

pytestmark = pytest.mark.django_db

TREE = {"院": None, "部": "院", "署": "部", "分署": "署", "鄰部": "院", "別院": None}
"""Where a role is held at 部: what stands over it, under it, beside it and apart from it."""
REACHED = {
    Reach.OWN: {"部"},
    Reach.DOWN: {"部", "署", "分署"},
    Reach.UNDER: {"署", "分署"},
    Reach.ABOVE: {"署", "分署"},
    Reach.TOP: set(),
}
"""Written out by hand, so that the tree is not walked the same way twice."""


@pytest.fixture
def tree() -> dict[str, Agency]:
    return {
        name: register_agency(by=COMMAND_LINE, name=name, parent=parent)
        for name, parent in TREE.items()
    }


def test_every_role_permission_and_reach_is_described():
    assert set(ROLES) == set(Role)
    assert set(GRANTS) == set(WORDS) == set(Permission)
    assert set(REACH_WORDS) == set(Reach)


def test_every_permission_is_held_by_somebody():
    of_programs = set().union(*PROGRAMS.values())
    assert {one for one in Permission if not GRANTS[one]} <= of_programs


@pytest.mark.parametrize("role", Role, ids=lambda role: role.value)
def test_a_role_may_exactly_what_its_cells_say(tree, make_person, role):
    by = as_actor(make_person(role.value, at="部"))
    for permission in Permission:
        reach = GRANTS[permission].get(role)
        wanted = REACHED[reach] if reach else set()
        rights = rights_of(by)
        assert {name for name in TREE if rights.allows(permission, tree[name])} == wanted, (
            permission
        )
        keys = {agency.pk for name, agency in tree.items() if name in wanted}
        assert rights.agencies(permission) == keys, permission
        for name in TREE:
            if name in wanted:
                require(by, permission, at=name)
            else:
                with pytest.raises(NotPermitted):
                    require(by, permission, at=tree[name])


@pytest.mark.parametrize("role", Role, ids=lambda role: role.value)
def test_a_missing_agency_refuses_what_is_bound_to_one(tree, make_person, role):
    by = as_actor(make_person(role.value, at="院"))
    for permission in Permission:
        granted = role in GRANTS[permission] and permission in WITHOUT_AGENCY
        assert rights_of(by).allows(permission) is granted, permission
        if not granted:
            with pytest.raises(NotPermitted):
                require(by, permission)


def test_a_head_decides_on_the_own_agency_only_where_nobody_stands_above(tree, make_person):
    top = rights_of(as_actor(make_person("approver", at="別院")))
    assert top.allows(Permission.APPROVE_PLAN, tree["別院"])
    below = rights_of(as_actor(make_person("approver", at="部", account="below")))
    assert not below.allows(Permission.APPROVE_PLAN, tree["部"])
    assert below.allows(Permission.PUBLISH_PLAN, tree["部"])


@pytest.mark.parametrize("permission", [Permission.READ_DRAFT, Permission.APPROVE_PLAN])
def test_whoever_is_allowed_is_found_from_the_agency_too(tree, make_person, permission):
    people = {
        (role, name): make_person(role.value, at=name, account=f"{role.value}.{number}")
        for role in (Role.PLANNER, Role.APPROVER, Role.REVIEWER, Role.CONTROLLER)
        for number, name in enumerate(TREE)
    }
    for name, agency in tree.items():
        found = set(people_allowed(permission, at=agency))
        for person in people.values():
            allowed = rights_of(as_actor(person)).allows(permission, agency)
            assert (person in found) is allowed, (person.name, name)


def test_the_top_of_a_tree_reaches_everything(tree, make_person):
    by = as_actor(make_person("controller", at="院"))
    require(by, Permission.LOAD_COMMON_DOCUMENT)
    assert rights_of(by).allows(Permission.LOAD_COMMON_DOCUMENT, tree["別院"])
    below = as_actor(make_person("controller", at="部", account="below"))
    with pytest.raises(NotPermitted):
        require(below, Permission.LOAD_COMMON_DOCUMENT)


@pytest.mark.parametrize("program", [COMMAND_LINE, WORKER, SIGN_IN], ids=lambda one: one.code)
def test_programs_may_what_is_fixed(tree, program):
    for permission in Permission:
        if permission in PROGRAMS[program.code]:
            require(program, permission, at="部")
            require(program, permission)
        else:
            with pytest.raises(NotPermitted):
                require(program, permission, at="部")


def test_whoever_is_unknown_may_nothing(tree):
    for permission in Permission:
        with pytest.raises(NotPermitted):
            require(Actor(code="stranger", name="A stranger"), permission, at="部")


def test_an_agency_that_nobody_knows_refuses(make_person):
    by = as_actor(make_person("planner", at="示範署"))
    with pytest.raises(NotPermitted, match="無此署"):
        require(by, Permission.DRAFT_PLAN, at="無此署")


def test_the_refusal_is_a_sentence_with_the_agency_and_the_deed(make_person):
    by = as_actor(make_person("planner", at="示範署"))
    with pytest.raises(NotPermitted, match=r"某somebody沒有在示範部.*研擬、修改與修正計畫"):
        require(by, Permission.DRAFT_PLAN, at="示範部")


def test_no_one_reviews_what_they_submitted(make_person):
    one = as_actor(make_person("reviewer", at="示範部"))
    refuse_own_submission(one, submitted_by=["p-somebody-else"])
    with pytest.raises(OwnSubmission, match="本人提送"):
        refuse_own_submission(one, submitted_by=["p-somebody-else", one.code])


def test_a_role_that_wants_a_second_factor_rests_without_one(make_person, settings):
    settings.DEMO = False
    for role in Role:
        rights = rights_of(as_actor(make_person(*{role.value, "planner"}, account=role.value)))
        assert rights.wants_second_factor is ROLES[role].second_factor
        held = {holding.role for holding in rights.holdings}
        assert (role.value in held) is not ROLES[role].second_factor
        assert "planner" in held
    assert ROLES[Role.CONTROLLER].second_factor
    assert ROLES[Role.SYSTEM_ADMINISTRATOR].second_factor


def test_rights_ask_few_questions(make_person, django_assert_max_num_queries):
    by = as_actor(make_person("system-administrator", at="行政院"))
    with django_assert_max_num_queries(2):
        rights = rights_of(by)
        for permission in Permission:
            rights.agencies(permission)
