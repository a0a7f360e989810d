"""The second factor: set up, asked for, recovered, reset."""

from __future__ import annotations

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client, override_settings

from guankao.web.ledger.models import Entry
from guankao.web.organizations.actions import reset_second_factor
from guankao.web.organizations.actors import as_actor
from guankao.web.organizations.models import Person
from guankao.web.organizations.permissions import Permission, rights_of

pytestmark = pytest.mark.django_db
SECRET = "a long enough secret 9"
ACTIVATE = "/account/2fa/totp/activate/"


@pytest.fixture(autouse=True)
def _in_earnest(settings, db):
    """Not as a demonstration, which asks nobody for a second factor."""
    settings.DEMO = False
    cache.clear()


@pytest.fixture
def person(make_person) -> Person:
    return make_person("system-administrator", at="示範部", account="chief", password=SECRET)


def code_of(secret: str, steps: int = 0) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps)))


def text_of(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def sign_in(browser: Client, account: str = "chief"):
    return browser.post("/account/login/", {"login": account, "password": SECRET})


def set_up(browser: Client) -> tuple[str, list[str]]:
    """Sign in and set up an app; its secret and the recovery codes."""
    sign_in(browser)
    secret = re.search(
        r'<code class="link-to-password">(\w+)</code>', browser.get(ACTIVATE).content.decode()
    )[1]
    answer = browser.post(ACTIVATE, {"code": code_of(secret)}, follow=True)
    return secret, re.findall(r"<li><code>(\w+)</code></li>", answer.content.decode())


def events(person: Person) -> list[str]:
    found = Entry.objects.filter(stream=f"person/{person.code}", actor="sign-in")
    return list(found.order_by("number").values_list("event", flat=True))


def test_a_role_that_wants_it_leads_to_it_first(client, person):
    sign_in(client)
    for path in ("/desk/", "/desk/people/", "/desk/agencies/"):
        assert client.get(path).url == ACTIVATE
    assert client.post("/desk/people/new/", {"account": "x"}).url == ACTIVATE
    assert not Person.objects.filter(account="x").exists()
    assert "須以雙因子驗證登入" in text_of(client.get(ACTIVATE))


def test_a_role_that_does_not_is_only_offered_it(client, make_person):
    make_person("planner", account="chief", password=SECRET)
    sign_in(client)
    assert "尚未設定雙因子驗證" in text_of(client.get("/desk/"))


def test_once_set_up_it_is_asked_for(client, person, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        secret, codes = set_up(client)
    assert len(codes) == 10
    assert client.get("/desk/people/").status_code == 200
    browser = Client()
    assert sign_in(browser).url.startswith("/account/2fa/authenticate/")
    assert browser.get("/desk/").status_code == 302, "the password alone opens nothing"
    wrong = browser.post("/account/2fa/authenticate/", {"code": "000000"})
    assert "驗證碼不正確" in text_of(wrong)
    right = browser.post("/account/2fa/authenticate/", {"code": code_of(secret, 1)})
    assert right.url == "/desk/"
    assert "person.factor-added" in events(person)
    assert "person.refused" in events(person)


def test_a_code_is_good_once(client, person):
    secret, _codes = set_up(client)
    used = code_of(secret)
    browser = Client()
    sign_in(browser)
    again = browser.post("/account/2fa/authenticate/", {"code": used})
    assert again.status_code == 200, "it was used when the app was set up"


def test_a_recovery_code_opens_once(client, person):
    _secret, codes = set_up(client)
    for browser, status in ((Client(), 302), (Client(), 200)):
        sign_in(browser)
        answer = browser.post("/account/2fa/authenticate/", {"code": codes[0]})
        assert answer.status_code == status


def test_recovery_codes_are_shown_once(client, person):
    _secret, codes = set_up(client)
    later = client.get("/account/2fa/recovery-codes/").content.decode()
    assert not any(code in later for code in codes)


def test_codes_cannot_be_tried_for_ever(client, person):
    set_up(client)
    browser = Client()
    sign_in(browser)
    answers = [browser.post("/account/2fa/authenticate/", {"code": f"{n:06}"}) for n in range(20)]
    assert any("嘗試次數過多" in text_of(answer) for answer in answers)
    assert events(person).count("person.refused") <= 16


def test_the_secret_is_sealed_in_the_database(client, person):
    secret, codes = set_up(client)
    for row in Authenticator.objects.all():
        assert secret not in str(row.data)
        assert not any(code in str(row.data) for code in codes)


def test_with_another_key_no_code_is_right_and_nothing_breaks(client, person):
    secret, codes = set_up(client)
    with override_settings(SECRET_KEY="another" * 10):
        browser = Client()
        sign_in(browser)
        for code in (code_of(secret, 1), codes[0]):
            answer = browser.post("/account/2fa/authenticate/", {"code": code})
            assert answer.status_code == 200


def test_without_it_the_role_rests_whatever_the_door_let_through(person):
    rights = rights_of(as_actor(person))
    assert not rights.allows(Permission.MANAGE_PEOPLE, person.agency)
    assert rights.wants_second_factor


def test_it_is_removed_only_by_whoever_proves_it_again(client, person, monkeypatch):
    set_up(client)
    session = client.session
    session["account_authentication_methods"] = [
        {**one, "at": one["at"] - 3600} for one in session["account_authentication_methods"]
    ]
    session.save()
    asked = client.post("/account/2fa/totp/deactivate/")
    assert asked.status_code == 302
    assert "reauthenticate" in asked.url
    assert Authenticator.objects.filter(user=person, type="totp").exists()


def test_an_administrator_resets_a_lost_one(client, person, make_person):
    set_up(client)
    other = make_person("system-administrator", at="示範部", account="other", password=SECRET)
    browser = Client()
    sign_in(browser, "other")
    set_up_other = set_up(browser)
    assert set_up_other
    answer = browser.post(f"/desk/people/{person.code}/reset-factor/", follow=True)
    assert "雙因子驗證已移除" in text_of(answer)
    assert not Authenticator.objects.filter(user=person).exists()
    entry = Entry.objects.filter(stream=f"person/{person.code}").order_by("-number").first()
    assert (entry.event, entry.actor) == ("person.factor-reset", other.code)
    assert client.get("/desk/people/").url == ACTIVATE


def test_nobody_below_resets_it(client, person, make_person):
    set_up(client)
    local = make_person("system-administrator", at="示範署", account="local")
    from guankao.web.organizations.permissions import NotPermitted

    with pytest.raises(NotPermitted):
        reset_second_factor(by=as_actor(local), code=person.code)
