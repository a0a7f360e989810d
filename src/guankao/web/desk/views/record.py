"""The record of what was done, for auditors: search, check, take away."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render

from guankao.web.desk.record import people_called, streams_of, streams_within, told
from guankao.web.desk.record_forms import RecordForm, start_of
from guankao.web.desk.views.entry import DeskView
from guankao.web.ledger.chain import canonical
from guankao.web.ledger.links import check_links
from guankao.web.ledger.queries import EntryFilter, Told, all_entries, find_entries
from guankao.web.organizations import queries
from guankao.web.organizations.matrix import Permission
from guankao.web.portal.errors import BadParameter, bad_request
from guankao.web.portal.spreadsheet import csv_response

ENTRIES_A_PAGE = 50
MOST_CHECKED = 2_000
"""How many entries are checked while somebody waits."""
COLUMNS = (
    "stream",
    "number",
    "event",
    "actor",
    "actor_name",
    "actor_agency",
    "subject",
    "subject_words",
    "before",
    "after",
    "recorded_at",
    "previous_digest",
    "digest",
)
"""All that the digest is made of, in that order, and the digest."""


class RecordView(DeskView):
    """What the pages of the record share: whose entries somebody may read, and which they want."""

    permission = Permission.READ_RECORD

    def form(self, request: HttpRequest) -> RecordForm:
        keys = self.rights.agencies(Permission.READ_RECORD)
        return RecordForm(queries.agencies().filter(pk__in=keys), request.GET)

    def wanted(self, form: RecordForm) -> EntryFilter:
        """What a valid form asks for, within what the person may read."""
        chosen = form.cleaned_data
        agency, until = chosen["agency"], chosen["until"]
        return EntryFilter(
            subject=chosen["object"] if chosen["object"].count("/") > 1 else None,
            stream=chosen["object"] if chosen["object"].count("/") == 1 else None,
            events=form.events,
            actors=people_called(chosen["person"]) if chosen["person"] else None,
            streams=streams_of([agency.pk]) if agency else streams_within(self.rights),
            since=start_of(chosen["since"]),
            until=start_of(until + dt.timedelta(days=1)) if until else None,
            words=chosen["q"],
        )


class RecordPage(RecordView):
    """Entries, the newest first, a page at a time; by a button the chain of those is checked."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        form = self.form(request)
        if not form.is_valid():
            return self._page(request, form, {}, 422)
        try:
            before = key_of(request.GET.get("before", ""))
        except BadParameter as problem:
            return bad_request(request, problem)
        wanted = self.wanted(form)
        page = find_entries(wanted, before=before, size=ENTRIES_A_PAGE)
        found: dict[str, Any] = {
            "lines": told(page.entries),
            "older": page.older,
            "searched_back_to": page.searched_back_to,
            "newest": before is None,
        }
        if "check" in request.GET:
            found["links"] = check_links(_newest_keys(wanted))
            found["most_checked"] = MOST_CHECKED
        return self._page(request, form, found, 200)

    def _page(
        self, request: HttpRequest, form: RecordForm, found: dict[str, Any], status: int
    ) -> HttpResponse:
        context = {"form": form, "query": form.query, **found}
        return render(request, "desk/record.html", context, status=status)


class RecordFile(RecordView):
    """The same entries as a file, the oldest first, with all that their digests are made of."""

    def get(self, request: HttpRequest, kind: str) -> HttpResponseBase:
        form = self.form(request)
        if not form.is_valid():
            return bad_request(request, BadParameter(next(iter(form.errors))))
        entries = all_entries(self.wanted(form))
        if kind == "csv":
            return csv_response("guankao-record", COLUMNS, (_row(one) for one in entries))
        response = StreamingHttpResponse(_lines(entries), content_type="application/x-ndjson")
        response.headers["Content-Disposition"] = 'attachment; filename="guankao-record.jsonl"'
        return response


def _newest_keys(wanted: EntryFilter) -> Iterator[int]:
    """The keys of the newest entries that fit, as many as are checked at once."""
    left, before = MOST_CHECKED, None
    while left > 0:
        page = find_entries(wanted, before=before, size=min(left, 500))
        yield from (entry.key for entry in page.entries)
        left -= len(page.entries)
        before = page.older
        if before is None or page.searched_back_to is not None:
            return


def _row(entry: Told) -> tuple[object, ...]:
    return tuple(_facts(entry).values())


def _lines(entries: Iterator[Told]) -> Iterator[str]:
    for entry in entries:
        yield json.dumps(_facts(entry), ensure_ascii=False, separators=(",", ":")) + "\n"


def _facts(entry: Told) -> dict[str, object]:
    """What the digest was computed of, to the letter."""
    said: dict[str, object] = {name: getattr(entry, name) for name in COLUMNS}
    said["before"], said["after"] = canonical(entry.before), canonical(entry.after)
    moment = entry.recorded_at.astimezone(dt.UTC)
    said["recorded_at"] = moment.isoformat(timespec="microseconds")
    return said


def key_of(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < 19):
        raise BadParameter("before")
    return int(text)
