"""What the linter says, on the pages: of a plan, an action plan, a year, a KPI, and by rule."""

from __future__ import annotations

import csv
import html
import io
import re

import pytest

from guankao import sample
from guankao.documents import Plan as PlanDocument
from guankao.rules import RULES, check_plan
from guankao.web.ledger.actors import COMMAND_LINE
from guankao.web.publishing import linting
from guankao.web.publishing.actions import publish
from guankao.web.publishing.models import Finding, Linted, PlanFigures

pytestmark = pytest.mark.django_db


def text_of(answer) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())))


def plan_of(identifier: str) -> PlanDocument:
    return next(one for one in sample.documents() if one.identifier == identifier)


def test_the_stored_findings_are_those_of_the_linter(sample_data):
    plan = plan_of("107/法務部")
    stored = Finding.objects.filter(linted__document=plan.identifier).order_by("position")
    assert [(one.code, one.element, one.message_zh, one.message_en) for one in stored] == [
        (one.code, one.element, one.message.zh, one.message.en) for one in check_plan(plan)
    ]


def test_every_plan_and_action_plan_was_linted(sample_data):
    wanted = {
        one.identifier
        for fictional in (False, True)
        for one in sample.documents(fictional=fictional)
        if one.kind in {"plan", "action-plan"}
    }
    assert set(Linted.objects.values_list("document", flat=True)) == wanted


def test_the_counts_of_a_plan_are_those_of_its_findings(sample_data):
    for figures in PlanFigures.objects.select_related("plan"):
        found = Finding.objects.filter(linted__document=figures.plan.identifier)
        assert [figures.errors, figures.warnings, figures.notes] == [
            found.filter(level=level).count() for level in ("error", "warning", "note")
        ]


@pytest.mark.parametrize(
    "address", ["/107/法務部/findings/", "/107/action-plan/integrity/findings/"]
)
def test_a_document_shows_its_findings_with_rules_and_elements(client, sample_data, address):
    answer = client.get(address)
    data = client.get(f"{address.rstrip('/')}.json").json()
    assert data["count"] == len(data["findings"])
    shown = answer.content.decode()
    for finding in data["findings"]:
        assert set(finding) == {"code", "level", "element", "field", "message", "mark"}
        assert f"/rules/{finding['code']}/" in shown
    table = b"".join(client.get(f"{address.rstrip('/')}.csv")).decode()
    assert len(list(csv.reader(io.StringIO(table)))) == data["count"] + 1


def test_a_kpi_shows_what_is_said_of_it(client, sample_data):
    finding = Finding.objects.filter(element__contains="/kpi/", linted__fictional=False).first()
    assert finding is not None
    assert finding.message_zh in text_of(client.get(f"/{finding.element}/"))


def test_a_year_is_narrowed_by_level_rule_and_agency(client, sample_data):
    of_year = Finding.objects.filter(fiscal_year=107, linted__fictional=False)
    assert client.get("/107/findings.json").json()["count"] == of_year.count()
    code = of_year.filter(level="warning").values_list("code", flat=True).first()
    narrowed = client.get("/107/findings.json", {"level": "warning", "code": code}).json()
    assert narrowed["count"] == of_year.filter(level="warning", code=code).count() > 0
    assert {one["code"] for one in narrowed["findings"]} == {code}
    one_agency = client.get("/107/findings.json", {"agency": "法務部"}).json()
    assert one_agency["count"] == of_year.filter(linted__document="107/法務部").count()


def test_made_up_agencies_count_nowhere(client, sample_data):
    assert Linted.objects.filter(fictional=True).exists()
    documents = {one["element"] for one in client.get("/107/findings.json").json()["findings"]}
    assert not any("示範" in one for one in documents)


def test_the_pages_ask_few_queries(client, sample_data, django_assert_max_num_queries):
    for address in ("/107/findings/", "/107/findings/?level=note", "/107/法務部/findings/"):
        with django_assert_max_num_queries(12):
            client.get(address)


@pytest.mark.parametrize(
    ("query", "status"), [("?level=deadly", 400), ("?page=9999", 400), ("?rule=GK1", 400)]
)
def test_a_filter_that_cannot_be_used_is_refused_by_name(client, sample_data, query, status):
    assert client.get(f"/107/findings/{query}").status_code == status


def test_a_year_without_plans_has_no_findings_page(client, sample_data):
    assert client.get("/55/findings/").status_code == 404


@pytest.mark.parametrize("language", ["zh-hant", "en"])
def test_every_rule_has_its_page_in_both_languages(client, sample_data, language):
    client.cookies["guankao_language"] = language
    listed = client.get("/rules/").content.decode()
    for rule in RULES:
        assert f"/rules/{rule.code}/" in listed
        shown = text_of(client.get(f"/rules/{rule.code}/"))
        assert (rule.title.en if language == "en" else rule.title.zh) in shown


@pytest.mark.parametrize("code", ["GK999", "gk402", "no-such-rule"])
def test_a_rule_has_one_address(client, sample_data, code):
    assert client.get(f"/rules/{code}/").status_code == 404


def test_the_same_document_is_not_linted_twice(sample_data, monkeypatch):
    monkeypatch.setattr("guankao.web.publishing.actions.documents.findings_of", None)
    publish(plan_of("107/法務部"), by=COMMAND_LINE)


def test_new_rules_go_through_the_same_document_again(sample_data, monkeypatch):
    before = Finding.objects.filter(linted__document="107/法務部").count()
    monkeypatch.setattr(linting, "READING_VERSION", linting.READING_VERSION + 1)
    Finding.objects.filter(linted__document="107/法務部").delete()
    publish(plan_of("107/法務部"), by=COMMAND_LINE)
    assert Finding.objects.filter(linted__document="107/法務部").count() == before


def test_last_years_plan_stands_beside_the_next(sample_data):
    """A plan that arrives after its successor is compared with all the same."""
    plan = plan_of("107/法務部")
    kpi = plan.indicators[0]
    before = plan.model_copy(
        update={
            "fiscal_year": 106,
            "indicators": (kpi.model_copy(update={"target": "7,500人"}), *plan.indicators[1:]),
        }
    )
    publish(before, by=COMMAND_LINE)
    said = Finding.objects.filter(element=f"107/法務部/kpi/{kpi.key}", code__startswith="GK5")
    assert said.exists()


def test_the_page_of_a_rule_breaks_no_line_of_its_own(client, sample_data):
    client.cookies["guankao_language"] = "en"
    for rule in RULES:
        assert "<br>" not in client.get(f"/rules/{rule.code}/").content.decode(), rule.code
