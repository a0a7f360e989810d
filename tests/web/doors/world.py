"""An agency whose every text is markup, with everything that can have an identifier."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from guankao import sample
from guankao.documents import Guidelines, Plan, editing
from guankao.documents.formats.odt.writer import write_odt
from guankao.documents.official import plan_paper
from guankao.web.desk.addresses import Address
from guankao.web.importing import tasks
from guankao.web.ledger.actors import COMMAND_LINE
from guankao.web.organizations.actions import (
    delegate_role,
    give_role,
    register_agency,
    register_person,
    rename_agency,
)
from guankao.web.organizations.actions.tokens import make_token
from guankao.web.organizations.actors import as_actor
from guankao.web.organizations.matrix import Permission
from guankao.web.organizations.models import Agency, Holding, Person
from guankao.web.organizations.queries import agency_called
from guankao.web.organizations.roles import Role
from guankao.web.planning.actions import add_comment, start_draft, waive_finding
from guankao.web.planning.actions.guidelines import start_guidelines
from guankao.web.planning.models import Draft, Mention
from guankao.web.review.actions import (
    approve_plan,
    publish_plan,
    return_plan,
    start_amendment,
    submit_plan,
)
from web.doors.reported import PROOF, report_of_planted_texts
from web.drafts_of_tests import AGENCY, IDENTIFIER, MINISTRY, sample_plan

PLANTED = """<script>alert(1)</script>"'><img src=x onerror=alert(1)>{{7*7}}"""
FORMULA = "=cmd|' /C calc'!A0"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass(frozen=True)
class World:
    """What stands in it, and who is at home there."""

    draft: Draft
    insider: Person
    pieces: dict[str, str]
    """What stands in an address for each of its names; `<key>` is another for each room."""

    def address(self, one: Address) -> str:
        """An address that leads to what is there; KeyError asks for a sample of a new piece."""
        route = one.route
        for part in one.route.split("/"):
            if part.startswith("<"):
                room = one.route.split("/")[2]
                own = self.pieces.get(f"{room}{part}")
                route = route.replace(part, own or self.pieces[part])
        return route


def planted_plan() -> Plan:
    """A plan with markup in every text that a planner can write, and a formula in two."""
    plan = sample_plan()
    plan = editing.with_facts(plan, {"introduction": (PLANTED, FORMULA)})
    goal, kpi = plan.goals[0], plan.indicators[0]
    plan = editing.with_goal(
        plan, goal.key, {"no": goal.no, "title": PLANTED, "strategies": (PLANTED,)}
    )
    texts = ("name", "evaluation_method", "standard", "note", "standard_remark", "target")
    more = ("owner", "data_source", "data_quality", "weaker_target_reason")
    values: dict[str, object] = dict.fromkeys((*texts, *more), PLANTED)
    values["baseline"] = {"fiscal_year": 111, "value": PLANTED}
    values["year_targets"] = ({"fiscal_year": 113, "target": PLANTED},)
    values["history"] = ({"fiscal_year": 111, "value": PLANTED},)
    values["input_accumulation"] = ({"name": PLANTED, "rule": "sum"},)
    plan = editing.with_indicator(plan, kpi.key, values, key_follows=False)
    other = plan.indicators[1].key
    plan = editing.with_indicator(plan, other, {"name": FORMULA}, key_follows=False)
    project = plan.projects[0]
    values = {"title": PLANTED, "work_plan": PLANTED, "contents": (PLANTED,)}
    values["milestones"] = ({"due": dt.date(2023, 6, 30), "title": PLANTED},)
    return editing.with_project(plan, project.key, values)


def made(client, *, published: bool) -> World:
    """Everything there is at 示範署, by the verbs; the browser is left with nobody signed in."""
    today = timezone.localdate()
    insider = _person("insider", AGENCY, *Role)
    _hold(insider, MINISTRY, *Role)
    writer = as_actor(_person("writer", AGENCY, Role.PLANNER))
    judge = as_actor(_person("judge", MINISTRY, Role.APPROVER))
    draft = start_draft(by=writer, document=planted_plan())
    kpi = f"kpi/{sample_plan().indicators[0].key}"
    for element in ("plan", kpi):
        add_comment(by=judge, draft=draft.pk, element=element, text=f"@insider {PLANTED}")
    waive_finding(
        by=writer,
        draft=draft.pk,
        code="GK301",
        element=f"{IDENTIFIER}/{kpi}",
        reason=PLANTED,
        until=today + dt.timedelta(days=9),
    )
    submit_plan(by=writer, draft=draft.pk, version=1)
    return_plan(by=judge, draft=draft.pk, version=1, reason=PLANTED)
    if published:
        submit_plan(by=writer, draft=draft.pk, version=1, answer=PLANTED)
        approve_plan(by=judge, draft=draft.pk, version=1, words=PLANTED)
        publish_plan(by=judge, draft=draft.pk, version=1)
        start_amendment(by=writer, identifier=IDENTIFIER, reason=PLANTED)
    lent = delegate_role(
        by=as_actor(insider),
        holding=Holding.objects.get(person=insider, role="reporter", agency__name=AGENCY).pk,
        code=writer.code,
        from_day=today,
        until_day=today + dt.timedelta(days=3),
    )
    agency = agency_called(AGENCY)
    rename_agency(
        by=COMMAND_LINE,
        agency=agency.pk,
        version=agency.version,
        name=AGENCY,
        name_en=PLANTED,
        on=today,
    )
    draft.refresh_from_db()
    pieces = {
        "<draft>": str(draft.pk),
        "<element>": kpi,
        "<goal>": sample_plan().goals[0].key,
        "<position>": "1",
        "<holding>": str(lent.pk),
        "<mention>": str(Mention.objects.filter(person=insider.code).latest("pk").pk),
        "<code>": insider.code,
        "<token>": str(_token(insider)),
        "<key>": _imported(client, insider),
        "agencies<key>": str(agency.pk),
        "guidelines<draft>": str(_guidelines(insider)),
        "guidelines<element>": "section/1",
        "<year>": "107",
        "<digest>": hashlib.sha256(PROOF).hexdigest(),
        "<expected>": str(
            report_of_planted_texts(
                PLANTED, reporter=as_actor(insider), judge=judge, controller=as_actor(insider)
            )
        ),
    }
    return World(draft, insider, pieces)


def stranger_of_another_agency(client) -> Person:
    """Somebody who holds every role at an agency that stands under another tree."""
    register_agency(by=COMMAND_LINE, name="外院")
    register_agency(by=COMMAND_LINE, name="外部", parent="外院")
    person = _person("outsider", "外部", *Role)
    client.force_login(person, backend=BACKEND)
    return person


def _person(account: str, at: str, *roles: Role) -> Person:
    person = register_person(
        by=COMMAND_LINE, account=account, name=PLANTED, agency=agency_called(at)
    )
    _hold(person, at, *roles)
    return person


def _hold(person: Person, at: str, *roles: Role) -> None:
    agency: Agency = agency_called(at)
    for role in roles:
        give_role(
            by=COMMAND_LINE,
            code=person.code,
            role=role,
            agency=agency,
            from_day=timezone.localdate(),
        )


def _token(insider: Person) -> int:
    """Leave for a program whose name is markup."""
    made = make_token(
        by=as_actor(insider),
        name=PLANTED,
        permissions=[Permission.FILL_REPORT],
        until_day=timezone.localdate() + dt.timedelta(days=3),
    )
    return made.token.pk


def _guidelines(insider: Person) -> int:
    """A draft of guidelines whose first section is markup."""
    sample_ones = next(one for one in sample.documents() if one.identifier == "107/guidelines")
    assert isinstance(sample_ones, Guidelines)
    first, *others = sample_ones.sections
    sections = (first.model_copy(update={"title": PLANTED}), *others)
    document = sample_ones.model_copy(update={"fiscal_year": 112, "sections": sections})
    return start_guidelines(by=as_actor(insider), agency=MINISTRY, document=document).pk


def _imported(client, insider: Person) -> str:
    client.force_login(insider, backend=BACKEND)
    data = write_odt(plan_paper(planted_plan()))
    file = SimpleUploadedFile(f"{FORMULA.replace('/', '')}<img src=x onerror=alert(1)>.odt", data)
    key = client.post("/desk/import/", {"file": file}).url.split("/")[-2]
    tasks.read_file_of_import.call(key)
    client.logout()
    return key
