"""All that was done to one thing of the desk, in words, as the ledger has it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.functional import Promise

from guankao.web.desk.record import told
from guankao.web.desk.views.record import key_of
from guankao.web.ledger.queries import EntryFilter, find_entries
from guankao.web.portal.errors import BadParameter, bad_request

ENTRIES_A_PAGE = 100


@dataclass(frozen=True)
class Subject:
    """Whose history it is, and how its page is framed.

    Attributes:
        stream: of the ledger.
        name: what it is called in the title of the page.
        base: the template that the page extends.
        head: the one of the way back, with `facts` for it.
        element: the part that the history is narrowed to; '' for the whole.
        element_words: what that part is called.
        subject: what the entries are about, where the stream holds other things as well; '' else.
        above: the template of what stands above the entries; '' where nothing does.
    """

    stream: str
    name: str | Promise
    base: str
    head: str
    facts: dict[str, Any]
    element: str = ""
    element_words: str = ""
    subject: str = ""
    above: str = ""


def history_page(request: HttpRequest, one: Subject) -> HttpResponseBase:
    """The newest first; changes in a row by one person are one line."""
    try:
        before = key_of(request.GET.get("before", ""))
    except BadParameter as problem:
        return bad_request(request, problem)
    subject = f"{one.stream}/{one.element}" if one.element else one.subject or None
    wanted = EntryFilter(stream=one.stream, subject=subject)
    page = find_entries(wanted, before=before, size=ENTRIES_A_PAGE)
    return render(
        request,
        "desk/history.html",
        {
            **one.facts,
            "one_of": one,
            "lines": told(page.entries, grouped=True),
            "older": page.older,
            "newest": before is None,
        },
    )
