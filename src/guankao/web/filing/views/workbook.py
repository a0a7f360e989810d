"""Reports of a period as one workbook: taken away, filled in, handed in, looked at, stored."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header, urlencode
from django.utils.translation import gettext as _

from guankao.calendars import period_of
from guankao.documents.reading import Limits, UnreadableFile, read_sheets_of_file
from guankao.results.workbooks import Filled, NotOurs, read_filled, write_workbook
from guankao.web.desk.views.entry import DeskView
from guankao.web.filing.sentences import language
from guankao.web.filing.stated import Look, look_of
from guankao.web.filing.workbooks import (
    Cells,
    Choice,
    choice_of,
    choices_at,
    statements_of,
    workbook_of,
)
from guankao.web.importing.upload_handler import TOO_LARGE
from guankao.web.organizations.permissions import Permission
from guankao.web.reporting.actions import StatedMany, state_many
from guankao.web.reporting.statements import Becomes, Statement, TooMany, look_at

MEBIBYTE = 1024 * 1024
LARGEST_FILE = 5 * MEBIBYTE
"""In bytes. The workbook of the largest plan is a hundredth of that."""
LIMITS = Limits(
    file_bytes=LARGEST_FILE,
    part_bytes=32 * MEBIBYTE,
    package_bytes=64 * MEBIBYTE,
    package_parts=500,
    cells=100_000,
    characters=2_000_000,
    seconds=20,
)
LONGEST_PAYLOAD = 2_000_000
"""Characters of what waits for the person's word, which travels in the page itself."""
SALT = "guankao.filing.workbook"
WAITS = 2 * 60 * 60
"""Seconds that a look holds. Whatever changed meanwhile is found when it is stored."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class WorkbookPage(DeskView):
    """What can be taken away as a workbook; a file that comes back is looked at here."""

    permission = Permission.FILL_REPORT
    http_method_names: tuple[str, ...] = ("get", "head", "post", "options")

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(request)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Read a file and show what storing it would do. Nothing is stored."""
        file = request.FILES.get("file")
        chosen = self.chosen(request)
        if request.META.get(TOO_LARGE) or (file is not None and (file.size or 0) > LARGEST_FILE):
            most = LARGEST_FILE // MEBIBYTE
            words = _("The file is larger than %(most)d MiB, which no workbook of reports is.")
            return self.page(request, words % {"most": most}, status=413)
        if file is None:
            return self.page(request, _("No file was chosen. Choose the workbook."), status=422)
        try:
            filled = read_filled(read_sheets_of_file(file.read(), limits=LIMITS))
        except (UnreadableFile, NotOurs) as refused:
            return self.page(request, _why(refused), status=422)
        if chosen is not None and not _is_of(filled, chosen):
            return self.page(request, _of_another(filled), status=422)
        statements, cells = statements_of(filled)
        try:
            answers = look_at(self.person, statements)
        except TooMany:
            words = _("The workbook holds more reports than can be stored at once.")
            return self.page(request, words, status=422)
        return self.look(request, look_of(answers, cells), file.name or "")

    def page(self, request: HttpRequest, problem: str = "", *, status: int = 200) -> HttpResponse:
        agencies = self.rights.agencies(Permission.FILL_REPORT)
        context = {
            "choices": choices_at(agencies),
            "chosen": self.chosen(request),
            "problem": problem,
            "most": LARGEST_FILE // MEBIBYTE,
        }
        return render(request, "filing/workbook.html", context, status=status)

    def chosen(self, request: HttpRequest) -> Choice | None:
        """The plan and period that the address names; None names none, or nothing expected."""
        plan, period = request.GET.get("plan", ""), request.GET.get("period", "")
        if not (plan.isascii() and plan.isdecimal() and len(plan) < 10 and 0 < len(period) < 13):
            return None
        if "\x00" in period:
            return None
        return choice_of(self.rights.agencies(Permission.FILL_REPORT), int(plan), period)

    def look(
        self, request: HttpRequest, look: Look, name: str = "", *, status: int = 200
    ) -> HttpResponse:
        """What would change, what is at fault, and buttons to store it or try again."""
        payload = self._payload(look)
        context = {
            "look": look,
            "name": name,
            "payload": payload if len(payload) <= LONGEST_PAYLOAD else "",
            "too_long": len(payload) > LONGEST_PAYLOAD,
            "back": _address(request),
            "kept": _address(request).partition(reverse("reports-workbook"))[2],
            "most": LARGEST_FILE // MEBIBYTE,
        }
        if look.faults:
            status = 422
        return render(request, "filing/workbook_look.html", context, status=status)

    def _payload(self, look: Look) -> str:
        """What the person looks at, sealed: nobody changes it on its way back."""
        right = [
            [one.statement.expected, one.statement.version, dict(one.statement.fields)]
            for one in look.answers
            if one.changes_anything
        ]
        sealed = {"by": self.person.code, "right": right, "same": look.unchanged}
        return signing.dumps(sealed, salt=SALT, compress=True)


class WorkbookFile(WorkbookPage):
    """The workbook itself."""

    http_method_names: tuple[str, ...] = ("get", "head", "options")

    def get(self, request: HttpRequest) -> HttpResponse:
        chosen = self.chosen(request)
        if chosen is None or not chosen.open_ones:
            raise Http404
        name = f"{chosen.first.plan.fiscal_year}_{chosen.first.plan.agency.name}_{chosen.period}"
        response = HttpResponse(write_workbook(workbook_of(chosen)), content_type=XLSX)
        disposition = content_disposition_header(as_attachment=True, filename=f"{name}.xlsx")
        response.headers["Content-Disposition"] = str(disposition)
        response.headers["Cache-Control"] = "no-store"
        return response


class WorkbookStore(WorkbookPage):
    """Store what was looked at: all of it, as it was shown."""

    http_method_names: tuple[str, ...] = ("post", "options")

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            sealed = signing.loads(request.POST.get("payload", ""), salt=SALT, max_age=WAITS)
        except signing.BadSignature:
            words = _("This look is too old, or not whole. Hand the workbook in again.")
            return self.page(request, words, status=422)
        if sealed["by"] != self.person.code:
            words = _("Another person looked at this. Hand the workbook in again.")
            return self.page(request, words, status=422)
        statements = [Statement(*one) for one in sealed["right"]]
        done = state_many(by=self.person, statements=statements)
        if not done.stored:
            messages.warning(
                request, _("Nothing was stored: something changed since you looked. See below.")
            )
            return self.look(request, look_of(done.answers, Cells({})))
        messages.success(request, _stored(done, int(sealed["same"])))
        return HttpResponseRedirect(_address(request))


def _why(refused: UnreadableFile | NotOurs) -> str:
    if isinstance(refused, NotOurs):
        return refused.message.in_language(language())
    return refused.said(language())


def _is_of(filled: Filled, chosen: Choice) -> bool:
    return (filled.plan, filled.period) == (chosen.first.plan.identifier, chosen.period)


def _of_another(filled: Filled) -> str:
    words = _(
        "This workbook is of %(plan)s, %(period)s, and you chose another. Choose that one, or the "
        "right file."
    )
    year, _slash, agency = filled.plan.partition("/")
    return words % {"plan": f"{year} {agency}"[:80], "period": _period(year, filled.period)}


def _period(year: str, code: str) -> str:
    """The period of a workbook in words; as it stands there, where it is none."""
    try:
        return period_of(int(year), code).label("en" if language() == "en" else "zh")
    except ValueError:
        return code[:20]


def _stored(done: StatedMany, same: int) -> str:
    counts: dict[str, Any] = {
        "created": done.count(Becomes.CREATED),
        "changed": done.count(Becomes.CHANGED),
        "unchanged": done.count(Becomes.UNCHANGED) + same,
    }
    return _("Stored. Begun: %(created)d, changed: %(changed)d, as before: %(unchanged)d.") % counts


def _address(request: HttpRequest) -> str:
    """The page again, on the same plan and period."""
    kept = {name: request.GET[name] for name in ("plan", "period") if name in request.GET}
    page = reverse("reports-workbook")
    return f"{page}?{urlencode(kept)}" if kept else page


__all__ = ["WorkbookFile", "WorkbookPage", "WorkbookStore"]
