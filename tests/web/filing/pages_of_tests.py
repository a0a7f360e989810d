"""A browser for each of the people around a report."""

from __future__ import annotations

import pytest
from django.test import Client

from guankao.web.organizations.models import Person
from guankao.web.reporting.models import Report

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def browser(people):
    """`browser("reviewer")` is the browser of that person, in Chinese."""

    def of(who: str, language: str = "zh-hant") -> Client:
        client = Client()
        client.force_login(Person.objects.get(code=people[who].code), backend=BACKEND)
        client.cookies["guankao_language"] = language
        return client

    return of


def text(answer) -> str:
    return answer.content.decode()


def state(report: Report) -> str:
    report.refresh_from_db()
    return report.state


def page_of(report: Report, page: str = "review") -> str:
    return f"/desk/reports/{report.expected_id}/{page}/"
