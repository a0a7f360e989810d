"""Every field of the desk refuses bad input beside itself, and what was typed is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import lxml.html
import pytest
from django.db import transaction
from django.urls import resolve

from guankao.web.desk.addresses import addresses
from guankao.web.organizations.matrix import Access
from guankao.web.planning.models import Comment
from web.doors.world import BACKEND, PLANTED, made

pytestmark = pytest.mark.django_db
LONG = "字" * 100_000
UNSEEN = "看不見\u202e的字\x00元"
BAD = {
    "select": ("no-such-choice", PLANTED),
    "number": (PLANTED, "1e9999", "9" * 400, "-1"),
    "date": ("2026-13-45", PLANTED, "9" * 50),
    "checkbox": ("no-such-choice", PLANTED),
    "radio": ("no-such-choice",),
    "tick": (),  # whatever is sent, it is ticked
    "text": (LONG, UNSEEN),
    "textarea": (LONG, UNSEEN),
    "password": (),
    "hidden": (PLANTED, "9" * 400, "a\x00b"),
}
"""What is sent in a field of a kind; a hidden one is what a page put there, and may be changed."""
SPOKEN = frozenset({"text", "textarea"})
"""In these, what cannot be seen may also be left out, where it is no text of a document."""
WITHOUT_A_PLACE = frozenset(
    {
        ("draft-from-file", "take"),
        ("draft-from-file", "all"),
        ("reports-accept", "except-red"),
        ("reports-accept", "except-problems"),
        ("reports-accept", "except-late"),
        ("calendar-lists", "plan"),
        ("calendar-adopt", "content"),
    }
)
"""Boxes and choices of which nobody can type another value, and the text of a calendar, which has
many faults: the page says above them what is wrong."""
SHOWN = frozenset({"number", "date", "text", "textarea"})
"""The kinds that hold what was typed, as it was typed."""


@dataclass
class Form:
    """A form as it stands on a page."""

    page: str
    address: str
    values: dict[str, list[str]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return resolve(urlsplit(self.address).path).url_name or ""

    @property
    def known_as(self) -> tuple[str, ...]:
        return (self.name, *sorted(self.kinds))


def forms_of(page: str, text: str) -> Iterator[Form]:
    for found in lxml.html.fromstring(text).forms:
        if found.method.lower() != "post":
            continue
        form = Form(page, urljoin(page, found.action or page))
        for one in found.inputs:
            kind = one.tag if one.tag in {"select", "textarea"} else one.get("type", "text")
            if one.name in {None, "csrfmiddlewaretoken"} or kind in {"file", "submit"}:
                continue
            if kind == "checkbox" and one.get("value") is None:
                kind = "tick"
            form.kinds[one.name] = kind if kind in BAD else "text"
            value = one.value
            if kind == "select" and one.multiple:
                form.values[one.name] = list(value)
            elif kind in {"checkbox", "radio", "tick"}:
                form.values.setdefault(one.name, [])
                if one.checked:
                    form.values[one.name].append(one.get("value", "on"))
            else:
                form.values[one.name] = [value or ""]
        yield form


@pytest.fixture
def forms(client, sample_data, settings, tmp_path) -> list[Form]:
    """Every form of the desk once, as somebody sees it who holds every role."""
    settings.UPLOADS = tmp_path / "uploads"
    world = made(client, published=False)
    client.force_login(world.insider, backend=BACKEND)
    found: dict[tuple[str, ...], Form] = {}
    for one in addresses():
        if one.access is Access.EVERYBODY or not one.reads or one.name.startswith("mfa_"):
            continue
        address = world.address(one)
        answer = client.get(address)
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            for form in forms_of(address, answer.content.decode()):
                found.setdefault(form.known_as, form)
    return list(found.values())


def sent(client, form: Form, name: str, value: str):
    """The answer to one bad value, of which nothing stays."""
    with transaction.atomic():
        answer = client.post(form.address, {**form.values, name: [value]})
        transaction.set_rollback(True)
    return answer


def beside(answer, name: str) -> list[lxml.html.HtmlElement]:
    """The fields of a name that the page says are at fault, by an error that it points to."""
    page = lxml.html.fromstring(answer.content.decode())
    found = []
    for one in page.xpath("//*[@name=$name and @aria-invalid='true']", name=name):
        errors = [
            page.get_element_by_id(each)
            for each in one.get("aria-describedby", "").split()
            if each.endswith("error")
        ]
        if any(each.text_content().strip() for each in errors):
            found.append(one)
    return found


def beside_group(answer, name: str) -> list[lxml.html.HtmlElement]:
    """The same of boxes to tick, which stand in a group that points to the error."""
    page = lxml.html.fromstring(answer.content.decode())
    return [
        one
        for one in page.xpath("//fieldset[.//*[@name=$name]][@aria-describedby]", name=name)
        if page.get_element_by_id(one.get("aria-describedby")).text_content().strip()
    ]


def faults(client, form: Form, name: str, bad: str) -> Iterator[str]:
    """What is wrong with the answer to a bad value."""
    kind, answer = form.kinds[name], sent(client, form, name, bad)
    if answer.status_code >= 500:
        yield f"{answer.status_code}"
    if PLANTED in answer.content.decode(errors="replace"):
        yield "markup"
    if kind == "hidden" or (kind in SPOKEN and bad == UNSEEN and answer.status_code == 302):
        return
    if answer.status_code != 422:
        yield f"{answer.status_code} instead of 422"
    elif (form.name, name) not in WITHOUT_A_PLACE:
        at = beside(answer, name) or beside_group(answer, name)
        if not at:
            yield "no fault beside the field"
        elif kind in SHOWN and bad != UNSEEN and (at[0].value or "").strip() != bad:
            yield "what was typed is gone"


def test_every_field_refuses_what_is_bad(client, forms):
    """Nothing falls over, the fault stands beside its field, and what was typed is kept."""
    client.raise_request_exception = False
    found = [
        f"{form.name} {name}={bad[:20]!r}: {fault}"
        for form in forms
        for name, kind in form.kinds.items()
        for bad in BAD[kind]
        for fault in faults(client, form, name, bad)
    ]
    assert len(forms) > 25, "every kind of form of the desk"
    assert not found, "\n".join(found)


def test_what_cannot_be_seen_is_not_kept(client, forms):
    """A reason or a comment is kept without it; a name that stands in a plan is refused."""
    form = next(one for one in forms if one.known_as == ("draft-comment", "text"))
    client.post(form.address, {**form.values, "text": [UNSEEN]})
    assert Comment.objects.latest("pk").text == "看不見的字元"
