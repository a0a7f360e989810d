"""The page of tokens: made and shown once, ended, and nobody else's."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.utils import timezone

from guankao.web.organizations.models import AccessToken

pytestmark = pytest.mark.django_db
PAGE = "/desk/tokens/"


def given(**changed: object) -> dict[str, object]:
    until = timezone.localdate() + dt.timedelta(days=30)
    values = {"name": "統計系統", "permissions": ["report.fill"], "until_day": until.isoformat()}
    return values | changed


def test_a_token_is_made_shown_once_and_works(client, signed_in):
    signed_in("reporter")
    answer = client.post(PAGE, given())
    assert answer.status_code == 201
    (secret,) = re.findall(r"gk_[\w-]{40,}", answer.content.decode())
    assert secret not in client.get(PAGE).content.decode()
    assert "統計系統" in client.get(PAGE).content.decode()
    listed = client.get("/api/v1/reports", headers={"Authorization": f"Bearer {secret}"})
    assert listed.status_code == 200
    token = AccessToken.objects.get()
    assert client.post(f"{PAGE}{token.pk}/end/").status_code == 302
    assert client.post(f"{PAGE}{token.pk}/end/").status_code == 302
    listed = client.get("/api/v1/reports", headers={"Authorization": f"Bearer {secret}"})
    assert listed.status_code == 401


@pytest.mark.parametrize(
    "changed",
    [
        {"name": ""},
        {"name": "看不見\u200b\x00"},
        {"permissions": []},
        {"permissions": ["report.publish"]},
        {"until_day": "2000-01-01"},
        {"until_day": "2199-01-01"},
        {"until_day": "明天"},
    ],
)
def test_what_cannot_be_is_told_beside_its_field(client, signed_in, changed):
    signed_in("reporter")
    answer = client.post(PAGE, given(**changed))
    assert answer.status_code == 422
    assert not AccessToken.objects.exists()
    assert 'class="fault"' in answer.content.decode()


def test_who_may_not_report_makes_none(client, signed_in):
    signed_in("reviewer")
    assert "desk-form" not in client.get(PAGE).content.decode()
    assert client.post(PAGE, given()).status_code == 422
    assert not AccessToken.objects.exists()


def test_nobody_ends_a_token_of_another(client, signed_in, make_person):
    signed_in("reporter")
    client.post(PAGE, given())
    token = AccessToken.objects.get()
    client.force_login(
        make_person("reporter", account="other"),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    assert client.post(f"{PAGE}{token.pk}/end/").status_code == 404
    assert client.post(f"{PAGE}{10**30}/end/").status_code == 404
    token.refresh_from_db()
    assert token.ended_at is None
