"""Files of evidence: add one, take one out, and fetch one."""

from __future__ import annotations

from django.contrib import messages
from django.http import (
    Http404,
    HttpRequest,
    HttpResponseBase,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from guankao.web.filing.opened import Opened
from guankao.web.filing.views.entry import ReportView
from guankao.web.filing.views.report import REFUSALS, OpenedView, Refused
from guankao.web.importing.upload_handler import TOO_LARGE
from guankao.web.organizations.permissions import Permission
from guankao.web.reporting.actions import RefusedEvidence, add_evidence, remove_evidence
from guankao.web.reporting.actions.stating import Overtaken
from guankao.web.reporting.evidence import evidence_content
from guankao.web.reporting.models import EvidenceFile
from guankao.web.reporting.outcomes import NotInPlan


class ReportEvidence(OpenedView):
    """Save what was typed, then add a file to the report or take one out."""

    permission = Permission.FILL_REPORT
    http_method_names = ("post", "options")

    def post(self, request: HttpRequest, expected: int) -> HttpResponseBase:
        one = self.opened_or_404(expected)
        if request.META.get(TOO_LARGE):
            return self._told(request, one, _("The file is too large."), 413)
        try:
            version = self.keep(request, one).report.version
        except Refused as refused:
            return refused.response
        now = self.opened_or_404(expected)
        try:
            done = self._done(request, now, version)
        except RefusedEvidence as refusal:
            return self._told(request, now, str(refusal), 422)
        except (*REFUSALS, Overtaken) as refusal:
            return self._told(request, self.opened_or_404(expected), str(refusal), 409)
        if not done:
            return self._told(request, now, _("Choose a file first."), 422)
        messages.success(request, done)
        return HttpResponseRedirect(f"{reverse('report', args=[expected])}?saved=1#evidence")

    def _done(self, request: HttpRequest, one: Opened, version: int) -> str:
        """What was done, in words; '' where no file was chosen."""
        if gone := request.POST.get("remove", ""):
            digest, _colon, proves = gone.partition(":")
            remove_evidence(
                by=self.person,
                expected=one.expected.pk,
                version=version,
                digest=digest,
                proves=proves,
            )
            return _("The file was taken out. The versions that had it keep it.")
        file = request.FILES.get("file")
        if file is None:
            return ""
        try:
            saved = add_evidence(
                by=self.person,
                expected=one.expected.pk,
                version=version,
                name=file.name or "",
                content=file.read(),
                proves=request.POST.get("proves", ""),
            )
        except NotInPlan:
            raise Http404 from None
        return _("The file was added.") if saved.changed else _("This file is there already.")

    def _told(self, request: HttpRequest, one: Opened, words: str, status: int) -> HttpResponseBase:
        """The page with why, and with what was typed."""
        form = one.form(data=request.POST) if one.may_fill else None
        if form is not None and status != 413:
            form = one.form(initial=one.beginning())
        return self.page(request, one, form, status, evidence_fault=words)


class ReportEvidenceFile(ReportView):
    """A file, to be kept and never opened in the page, whatever it is."""

    http_method_names = ("get", "head", "options")

    def get(self, request: HttpRequest, expected: int, digest: str) -> HttpResponseBase:
        row = self.expected_or_404(expected)
        try:
            found = evidence_content(by=self.person, expected=row.pk, digest=digest)
        except (EvidenceFile.DoesNotExist, FileNotFoundError):
            raise Http404 from None
        answer = StreamingHttpResponse(found.pieces, content_type="application/octet-stream")
        attached = content_disposition_header(True, found.name)
        answer.headers["Content-Disposition"] = attached or "attachment"
        answer.headers["Content-Length"] = str(found.size)
        answer.headers["X-Content-Type-Options"] = "nosniff"
        answer.headers["Cache-Control"] = "private, no-store"
        return answer
