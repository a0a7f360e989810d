"""Waivers are public with the plan: who lets which finding stand, why, and until when."""

from __future__ import annotations

import datetime as dt
import html
import re

import pytest
from django.utils import timezone

from guankao.web.ledger.actors import COMMAND_LINE
from guankao.web.planning.actions import end_waiver, waive_finding
from guankao.web.planning.models import Waiver
from guankao.web.publishing.actions import publish
from guankao.web.publishing.models import Finding
from web.drafts_of_tests import AGENCY, IDENTIFIER, YEAR, actor, draft, planner, sample_plan

pytestmark = pytest.mark.django_db
__all__ = ["actor", "draft", "planner"]
PAGE = f"/{YEAR}/{AGENCY}/findings"


@pytest.fixture
def waived(draft, actor):
    """A published plan of whose findings one may stand until tomorrow."""
    publish(sample_plan(), by=COMMAND_LINE)
    finding = Finding.objects.filter(linted__document=IDENTIFIER, element__contains="/kpi/").first()
    return waive_finding(
        by=actor("lenient", "approver", "reviewer"),
        draft=draft.pk,
        code=finding.code,
        element=finding.element,
        reason="資料自明年起才有",
        until=timezone.localdate() + dt.timedelta(days=1),
    )


def text_of(answer) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())))


def test_a_waiver_is_told_with_its_finding_reason_person_and_day(client, waived):
    told = client.get(f"{PAGE}.json").json()
    assert [one["code"] for one in told["waived"]] == [waived.code]
    assert told["waived"][0]["finding"]["element"] == waived.element
    key = (waived.code, waived.element)
    assert key not in {(one["code"], one["element"]) for one in told["findings"]}
    said = text_of(client.get(f"{PAGE}/"))
    for words in ("資料自明年起才有", waived.person_name, waived.until_day.isoformat()):
        assert words in said
    assert "資料自明年起才有" in text_of(client.get(f"/{waived.element}/"))
    assert "資料自明年起才有" in client.get(f"{PAGE}.csv").getvalue().decode()


def test_a_waiver_that_is_over_silences_nothing(client, waived):
    first = client.get(f"{PAGE}/")
    Waiver.objects.update(until_day=timezone.localdate() - dt.timedelta(days=1))
    told = client.get(f"{PAGE}.json").json()
    assert told["waived"] == []
    assert waived.code in {
        one["code"] for one in told["findings"] if one["element"] == waived.element
    }
    assert first.status_code == 200


def test_the_day_makes_another_page(client, waived, monkeypatch):
    first = client.get(f"{PAGE}/")
    tomorrow = timezone.localdate() + dt.timedelta(days=2)
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: tomorrow)
    later = client.get(f"{PAGE}/", headers={"If-None-Match": first.headers["ETag"]})
    assert later.status_code == 200
    assert "資料自明年起才有" not in text_of(later)


def test_a_waiver_that_was_ended_is_told_no_more(client, waived, actor):
    end_waiver(by=actor("strict", "approver", "reviewer"), draft=waived.draft_id, waiver=waived.pk)
    assert client.get(f"{PAGE}.json").json()["waived"] == []


def test_a_waiver_that_silences_nothing_says_so(client, waived):
    Finding.objects.filter(code=waived.code, element=waived.element).delete()
    told = client.get(f"{PAGE}.json").json()
    assert [one["finding"] for one in told["waived"]] == [None]
    assert "本項保留未發生作用" in text_of(client.get(f"{PAGE}/"))


def test_the_page_asks_few_queries(client, waived, django_assert_max_num_queries):
    with django_assert_max_num_queries(11):
        assert client.get(f"{PAGE}/").status_code == 200


def test_the_counts_tell_what_may_stand_apart(client, waived, actor):
    def totals() -> str:
        page = client.get(f"{PAGE}/").content.decode()
        return page[page.index('<dl class="totals">') : page.index("</dl>")]

    assert '<a href="#waived">' in totals()
    end_waiver(by=actor("strict", "approver", "reviewer"), draft=waived.draft_id, waiver=waived.pk)
    assert '<a href="#waived">' not in totals()
