"""Reports by a program: a token and what it is for, one outcome for one key, every refusal."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from django.utils import timezone

from guankao.web.api.actions import forget_answers
from guankao.web.api.models import KeptAnswer
from guankao.web.ledger.actors import WORKER
from guankao.web.organizations.actions.people import end_person
from guankao.web.organizations.actions.tokens import (
    CALLS_A_MINUTE,
    MOST_TOKENS,
    TooLong,
    TooManyTokens,
    end_token,
    make_token,
)
from guankao.web.organizations.models import AccessToken
from guankao.web.organizations.permissions import NotPermitted, Permission
from guankao.web.reporting.models import Report
from web.reports_of_tests import (
    AGENCY,
    IN_JULY,
    YEAR,
    actor,
    clock,
    events,
    expected,
    passes,
    people,
    plan,
    save,
    submit,
)

pytestmark = pytest.mark.django_db
__all__ = ["actor", "clock", "people", "plan"]
RATE, COUNT = (f"{YEAR}/{AGENCY}/kpi/{key}/report/quarter-1" for key in ("1-1", "1-2"))
FIELDS = {"inputs.及格人數": "900", "inputs.到考人數": "1,000"}
BOTH = [Permission.FILL_REPORT, Permission.SUBMIT_REPORT]


def token_of(by, permissions=BOTH, days: int = 30) -> str:
    until = timezone.localdate() + dt.timedelta(days=days)
    return make_token(by=by, name="統計系統", permissions=permissions, until_day=until).secret


@pytest.fixture
def call(client, plan, people):
    """Call with a token of the reporter: `call("put", path, body, key="1")`."""
    secret = token_of(people["reporter"])

    def send(method, path, body=None, *, key="", token=secret, **headers):
        headers |= {"Authorization": f"Bearer {token}"}
        if key:
            headers["Idempotency-Key"] = key
        options = {} if body is None else {"data": json.dumps(body, ensure_ascii=False)}
        return getattr(client, method)(
            f"/api/v1/reports{path}", content_type="application/json", headers=headers, **options
        )

    return send


def test_what_is_expected_and_what_is_asked(call):
    listed = call("get", "?period=quarter-1").json()
    assert listed["count"] == 3
    assert {one["identifier"] for one in listed["results"]} >= {RATE, COUNT}
    first = next(one for one in listed["results"] if one["identifier"] == RATE)
    assert (first["stage"], first["state"], first["version"]) == ("open", "not-begun", 0)
    asked = call("get", f"/{RATE}").json()
    assert [one["field"] for one in asked["fields"]][:2] == list(FIELDS)
    assert {one["code"] for one in asked["outcome"]["problems"]} == {"input-missing"}


def test_stated_submitted_and_answered_alike(call):
    stated = call("put", f"/{RATE}", {"version": 0, "fields": FIELDS}, key="a-1")
    assert (stated.status_code, stated.json()["outcome"]) == (200, "created")
    assert stated.json()["changed"] == list(FIELDS)
    detail = call("get", f"/{RATE}").json()
    assert (detail["outcome"]["value"], detail["outcome"]["light"]) == ("90", "green")
    body = {"version": 1}
    done = call("post", f"/{RATE}/submit", body, key="a-2")
    assert (done.status_code, done.json()) == (
        200,
        {"identifier": RATE, "state": "submitted", "version": 1},
    )
    before = events()
    again = call("post", f"/{RATE}/submit", body, key="a-2")
    assert (again.content, again.headers["Idempotent-Replayed"]) == (done.content, "true")
    assert events() == before == ["reports.expected", "report.saved", "report.submitted"]


def test_one_key_is_one_request(call):
    body = {"version": 0, "fields": FIELDS}
    first = call("put", f"/{RATE}", body, key="k")
    second = call("put", f"/{RATE}", body, key="k")
    assert (first.status_code, second.status_code, first.content) == (200, 200, second.content)
    assert "Idempotent-Replayed" not in first.headers
    other = call("put", f"/{RATE}", {"version": 1, "fields": {"reason": "x"}}, key="k")
    assert (other.status_code, other.json()["error"]["parameter"]) == (422, "Idempotency-Key")
    elsewhere = call("put", f"/{COUNT}", body, key="k")
    assert elsewhere.status_code == 422, "the address is part of the request"
    assert events().count("report.saved") == 1
    assert call("put", f"/{RATE}", body, key="another").json()["outcome"] == "unchanged"


@pytest.mark.parametrize("key", ["", "x" * 101])
def test_a_request_that_writes_needs_a_key(call, key):
    answer = call("put", f"/{RATE}", {"fields": FIELDS}, key=key)
    assert (answer.status_code, answer.json()["error"]["parameter"]) == (400, "Idempotency-Key")
    assert not Report.objects.exists()


def test_what_is_refused_is_told_by_field_and_may_come_again_under_its_key(call):
    wrong = call("put", f"/{COUNT}", {"fields": {"figure": "許多"}}, key="k")
    assert wrong.status_code == 422
    (fault,) = wrong.json()["faults"]
    assert (fault["field"], fault["code"]) == ("figure", "not-a-number")
    assert "不是數值" in fault["message_zh"]
    assert not KeptAnswer.objects.exists()
    right = call("put", f"/{COUNT}", {"fields": {"figure": "３０場"}}, key="k")
    assert (right.status_code, right.json()["outcome"]) == (200, "created")


def test_many_by_one_call(call):
    both = [
        {"identifier": RATE, "fields": FIELDS},
        {"identifier": COUNT, "fields": {"figure": "many"}},
    ]
    refused = call("post", "/statements", {"reports": both}, key="b-1")
    assert refused.status_code == 422
    assert (refused.json()["stored"], refused.json()["refused"]) == (False, 1)
    assert not Report.objects.exists()
    body = {"reports": both, "only_right": True}
    taken = call("post", "/statements", body, key="b-2").json()
    assert (taken["stored"], taken["created"], taken["refused"]) == (True, 1, 1)
    assert [one["outcome"] for one in taken["reports"]] == ["created", "refused"]
    assert call("post", "/statements", body, key="b-2").json() == taken


def test_it_says_what_the_workbook_says(call, people):
    """Both come by the same verb; here the version that stands is not the one that was seen."""
    save(people["reporter"], passes(7, 10))
    late = call("put", f"/{RATE}", {"version": 0, "fields": FIELDS}, key="k").json()
    assert [one["code"] for one in late["faults"]] == ["overtaken"]


def test_what_hinders_a_submission(call, people):
    call("put", f"/{RATE}", {"fields": {"inputs.及格人數": "1"}}, key="1")
    hindered = call("post", f"/{RATE}/submit", {"version": 1}, key="2")
    assert hindered.status_code == 422
    assert [one["field"] for one in hindered.json()["problems"]] == ["inputs.到考人數"]
    assert call("post", f"/{RATE}/submit", {"version": 9}, key="3").status_code == 409
    assert call("post", f"/{COUNT}/submit", {"version": 1}, key="4").status_code == 404
    submit(people["reporter"], passes(9, 10))
    assert call("post", f"/{RATE}/submit", {"version": 3}, key="5").status_code == 409


def test_outside_the_window_and_after_the_token_has_ended(call, clock, people):
    secret = token_of(people["reporter"], days=200)
    clock(IN_JULY)
    answer = call("put", f"/{RATE}", {"fields": FIELDS}, key="1", token=secret)
    assert [one["code"] for one in answer.json()["faults"]] == ["closed"]
    answer = call("put", f"/{RATE}", {"fields": FIELDS}, key="1")
    assert answer.status_code == 401, "the token of April has ended"


def test_a_token_is_for_what_it_was_made_for(call, people):
    only_fills = token_of(people["reporter"], [Permission.FILL_REPORT])
    body = {"fields": FIELDS}
    assert call("put", f"/{RATE}", body, key="1", token=only_fills).status_code == 200
    refused = call("post", f"/{RATE}/submit", {"version": 1}, key="2", token=only_fills)
    assert refused.status_code == 403
    only_submits = token_of(people["head"], [Permission.SUBMIT_REPORT])
    body = {"version": 1, "fields": {"reason": "x"}}
    assert call("put", f"/{RATE}", body, key="3", token=only_submits).status_code == 403
    done = call("post", f"/{RATE}/submit", {"version": 1}, key="4", token=only_submits)
    assert done.status_code == 200


def test_nobody_lets_a_program_do_what_they_may_not(people, plan):
    with pytest.raises(NotPermitted):
        token_of(people["reviewer"], [Permission.FILL_REPORT])
    with pytest.raises(NotPermitted):
        token_of(people["reporter"], [Permission.REVIEW_REPORT])
    for days in (0, 400):
        with pytest.raises(TooLong):
            token_of(people["reporter"], days=days)


def test_who_has_no_business_there_finds_nothing(call, actor):
    other = actor("elsewhere", "reporter", at="示範部")
    secret = token_of(other)
    assert call("get", "", token=secret).json()["count"] == 0
    assert call("get", f"/{RATE}", token=secret).status_code == 404
    answer = call("put", f"/{RATE}", {"fields": FIELDS}, key="1", token=secret)
    assert [one["code"] for one in answer.json()["faults"]] == ["not-expected"]
    assert not Report.objects.exists()


def test_an_ended_token_and_that_of_an_ended_person(call, people):
    row = AccessToken.objects.get()
    with pytest.raises(AccessToken.DoesNotExist):
        end_token(by=people["head"], token=row.pk)
    end_token(by=people["reporter"], token=row.pk)
    end_token(by=people["reporter"], token=row.pk)
    assert call("get", "").status_code == 401
    stream = f"person/{people['reporter'].code}"
    assert events(stream)[-2:] == ["token.made", "token.ended"]
    secret = token_of(people["head"], [Permission.SUBMIT_REPORT])
    assert call("get", "", token=secret).status_code == 200
    from guankao.web.ledger.actors import COMMAND_LINE

    end_person(by=COMMAND_LINE, code=people["head"].code)
    assert call("get", "", token=secret).status_code == 401


def test_the_secret_is_kept_nowhere(call, people):
    secret = token_of(people["reporter"])
    row = AccessToken.objects.latest("pk")
    assert secret not in (row.digest, row.name)
    assert len(row.digest) == 64
    from guankao.web.ledger.models import Entry

    for entry in Entry.objects.all():
        assert secret not in entry.after


def test_nobody_has_more_tokens_than_anybody_needs(people, plan):
    for _number in range(MOST_TOKENS):
        token_of(people["reporter"])
    with pytest.raises(TooManyTokens):
        token_of(people["reporter"])


def test_too_many_calls_in_a_minute(call, clock):
    AccessToken.objects.update(
        minute=timezone.now().replace(second=0, microsecond=0), calls=CALLS_A_MINUTE
    )
    answer = call("get", "")
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "60")
    clock(timezone.now() + dt.timedelta(minutes=1))
    assert call("get", "").status_code == 200


def test_bodies_that_cannot_be_used(call, client):
    assert call("put", f"/{RATE}", {"fields": 3}, key="1").status_code == 400
    assert call("put", f"/{RATE}", {"version": -1, "fields": {}}, key="1").status_code == 400
    assert call("post", "/statements", {"reports": []}, key="1").status_code == 400
    assert call("get", "?nothing=1").status_code == 400
    form = client.put(f"/api/v1/reports/{RATE}", "fields=1", content_type="text/plain")
    assert form.status_code == 415
    large = client.put(f"/api/v1/reports/{RATE}", "x" * 2_000_001, content_type="application/json")
    assert large.status_code == 413


def test_old_answers_are_forgotten_and_there_are_never_too_many(call, monkeypatch):
    for number in range(5):
        call("put", f"/{RATE}", {"version": 0, "fields": FIELDS}, key=f"k{number}")
    assert KeptAnswer.objects.count() == 5
    monkeypatch.setattr("guankao.web.api.actions.MOST_KEPT", 3)
    assert forget_answers(by=WORKER) == 2
    assert sorted(KeptAnswer.objects.values_list("key", flat=True)) == ["k2", "k3", "k4"]
    KeptAnswer.objects.filter(key="k2").update(kept_at=timezone.now() - dt.timedelta(days=8))
    assert forget_answers(by=WORKER) == 1


def test_the_list_asks_a_bounded_number_of_questions(call, django_assert_max_num_queries):
    expected()
    with django_assert_max_num_queries(14):
        assert call("get", "?limit=200").json()["count"] > 8
