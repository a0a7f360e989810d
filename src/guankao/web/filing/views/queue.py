"""The queue of whoever judges reports, and accepting or publishing many of them at once."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from pydantic import Field

from guankao.web.desk.views.entry import DeskView
from guankao.web.filing import terms
from guankao.web.filing.deciding import LeftOut, decide_many
from guankao.web.filing.queue import (
    PERMISSIONS,
    Queue,
    QueueFilter,
    choices_of,
    narrowed,
    queues_of,
    rows_of,
    waiting_in,
    with_marks,
)
from guankao.web.organizations.permissions import NotPermitted, Permission
from guankao.web.portal.errors import BadParameter, bad_request
from guankao.web.portal.pagination import page_of
from guankao.web.portal.parameters import PageNumber, Parameters
from guankao.web.portal.terms import LIGHTS
from guankao.web.reporting.models import Report
from guankao.web.reporting.words import period_words

ROWS_A_PAGE = 50
MOST_CHOICES = 200
"""Beyond so many agencies a menu helps nobody, and the name is typed."""


class QueueParameters(Parameters):
    queue: Queue | None = None
    agency: Annotated[str, Field(max_length=100)] = ""
    year: Annotated[int, Field(ge=1, le=999)] | None = None
    period: Annotated[str, Field(pattern="^[a-z0-9-]{1,12}$")] = ""
    light: (
        Literal[
            "green",
            "yellow",
            "red",
            "white",
            "risk-high",
            "risk-middle",
            "risk-low",
            "risk-unknown",
        ]
        | None
    ) = None
    only: Literal["problems", "late", "corrections"] | None = None
    page: PageNumber = 1


class ReviewQueue(DeskView):
    """What waits for the person, the longest waiting first."""

    permission = Permission.REVIEW_REPORT

    def get(self, request: HttpRequest) -> HttpResponseBase:
        try:
            asked = QueueParameters.of(request)
            return self._page(request, asked)
        except BadParameter as problem:
            return bad_request(request, problem)

    def _page(self, request: HttpRequest, asked: QueueParameters) -> HttpResponse:
        queues = queues_of(self.rights)
        queue = asked.queue or next((one for one, count in queues if count), queues[0][0])
        if queue not in {one for one, _count in queues}:
            raise NotPermitted(self.person, PERMISSIONS[queue])
        waiting = waiting_in(queue, self.rights)
        found = narrowed(waiting, _filter_of(asked))
        page = page_of(with_marks(found, self.person.code), asked.page, size=ROWS_A_PAGE)
        return render(
            request,
            "filing/queue.html",
            {
                "queues": [(one, QUEUES[one], count) for one, count in queues],
                "queue": queue,
                "words": WORDS[queue],
                "rows": page,
                "lines": rows_of(page.rows),
                "chosen": asked,
                "narrowed": _filter_of(asked) != QueueFilter(),
                **_menus(waiting),
            },
        )


class BulkDecision(DeskView):
    """Accept, or publish, the reports that were chosen; those at fault stay for a look."""

    permission = Permission.REVIEW_REPORT
    http_method_names = ("post", "options")

    def post(self, request: HttpRequest) -> HttpResponseBase:
        sent = request.POST
        if sent.get("queue") not in set(Queue):
            return HttpResponseRedirect(reverse("reports-review"))
        queue = Queue(sent["queue"])
        if not self.rights.allows_somewhere(PERMISSIONS[queue]):
            raise NotPermitted(self.person, PERMISSIONS[queue])
        chosen = sent.getlist("shown" if "all" in sent else "report")[:ROWS_A_PAGE]
        versions = dict(pair for one in chosen if (pair := _seen(one)) is not None)
        reports = self._readable(queue, versions)
        left_out = LeftOut(
            red="except-red" in sent, problems="except-problems" in sent, late="except-late" in sent
        )
        outcomes = decide_many(queue, rows_of(reports), versions, left_out, by=self.person)
        done = [one for one in outcomes if one.done]
        return render(
            request,
            "filing/decided.html",
            {
                "queue": queue,
                "words": WORDS[queue],
                "done": done,
                "kept": [one for one in outcomes if not one.done],
                "nothing": not outcomes,
            },
            status=200 if outcomes else 422,
        )

    def _readable(self, queue: Queue, versions: dict[int, int]) -> list[Report]:
        """Those that the person may read; of others it is not even said that they are there."""
        agencies = self.rights.agencies(Permission.REVIEW_REPORT)
        found = Report.objects.filter(pk__in=versions, expected__plan__agency__in=agencies)
        return list(
            with_marks(
                found.select_related("expected__plan__agency").order_by("changed_at", "pk"),
                self.person.code,
            )
        )


QUEUES = {
    Queue.FIRST: terms.FIRST_REVIEW,
    Queue.FINAL: terms.FINAL_REVIEW,
    Queue.PUBLISH: terms.TO_BE_PUBLISHED,
}
WORDS = terms.BULK_WORDS


def _seen(text: str) -> tuple[int, int] | None:
    """The key of a report and the version that was seen, such as `12:3`."""
    key, _colon, version = text.partition(":")
    digits = all(one.isascii() and one.isdecimal() and len(one) < 12 for one in (key, version))
    return (int(key), int(version)) if digits else None


def _filter_of(asked: QueueParameters) -> QueueFilter:
    return QueueFilter(
        agency=asked.agency,
        year=asked.year,
        period=asked.period,
        light=asked.light or "",
        only=asked.only or "",
    )


def _menus(waiting: Any) -> dict[str, Any]:
    agencies, years, periods = choices_of(waiting)
    return {
        "agencies": agencies if len(agencies) <= MOST_CHOICES else None,
        "menus": [
            ("year", _("Fiscal year"), [(year, year) for year in years]),
            ("period", _("Period"), [(one, period_words(one)) for one in periods]),
            (
                "light",
                _("Light or risk"),
                [*LIGHTS.items(), *((f"risk-{one}", words) for one, words in terms.RISKS.items())],
            ),
            (
                "only",
                _("What stands out"),
                [
                    ("problems", _("Something to look at")),
                    ("late", _("Came late")),
                    ("corrections", _("Corrections of published figures")),
                ],
            ),
        ],
    }
