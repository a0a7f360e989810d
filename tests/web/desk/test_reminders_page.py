"""The page of one's own reminders, and the mails of a demonstration."""

from __future__ import annotations

import pytest
from django.core.mail import EmailMessage, get_connection
from django.utils import timezone

from guankao.web.organizations.models import Person
from guankao.web.reminders.models import Preference

pytestmark = pytest.mark.django_db
PAGE = "/desk/reminders/"


def test_address_language_and_what_one_wants(client, signed_in):
    signed_in("reporter")
    assert client.get(PAGE).status_code == 200
    given = {"email": " me@agency.example ", "language": "en", "before_due": "on"}
    assert client.post(PAGE, given).status_code == 302
    assert Person.objects.get(account="somebody").email == "me@agency.example"
    preference = Preference.objects.get()
    assert (preference.language, preference.before_due) == ("en", True)
    client.post(PAGE, {"email": "", "language": "zh-hant"})
    preference.refresh_from_db()
    assert (preference.language, preference.before_due) == ("zh-hant", False)


@pytest.mark.parametrize(
    "given",
    [
        {"email": "no address", "language": "en"},
        {"email": "a@b.example", "language": "fr"},
        {"email": "x" * 300 + "@b.example", "language": "en"},
        {"email": "a@b.example\nBcc: c@d.example", "language": "en"},
    ],
)
def test_what_is_no_address_is_told_beside_its_field(client, signed_in, given):
    signed_in("reporter")
    answer = client.post(PAGE, given)
    assert answer.status_code == 422
    assert 'class="fault"' in answer.content.decode()
    assert Person.objects.get(account="somebody").email == ""


def test_an_administrator_gives_and_changes_an_address(client, signed_in, make_person):
    signed_in("system-administrator", at="示範部")
    other = make_person("reporter", account="other")
    facts = {
        "name": "某人",
        "account": "other",
        "email": "other@agency.example",
        "agency": str(other.agency_id),
        "version": str(other.version),
    }
    assert client.post(f"/desk/people/{other.code}/change/", facts).status_code == 302
    other.refresh_from_db()
    assert other.email == "other@agency.example"
    shown = client.get(f"/desk/people/{other.code}/change/").content.decode()
    assert 'value="other@agency.example"' in shown


def test_the_mails_of_a_demonstration_are_shown_as_text(client, signed_in, settings, tmp_path):
    signed_in("reporter")
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    assert "八點" in client.get("/desk/mail/").content.decode()
    backend = get_connection("django.core.mail.backends.filebased.EmailBackend")
    for number in range(2):
        EmailMessage(
            subject=f"[管考] {number} 份逾期",
            body="<script>alert(1)</script>\n報表",
            to=["reporter@demo.example"],
            connection=backend,
        ).send()
    backend.close()
    shown = client.get("/desk/mail/").content.decode()
    assert "[管考] 1 份逾期" in shown
    assert "<script>alert(1)" not in shown
    assert f"{timezone.localtime():%Y-%m-%d}" in shown


def test_there_is_no_such_page_outside_a_demonstration(client, signed_in, settings):
    signed_in("reporter")
    settings.DEMO = False
    assert client.get("/desk/mail/").status_code == 404
