"""What every page on one report has in common: it is expected, and the person may read it."""

from __future__ import annotations

from typing import ClassVar

from django.http import Http404

from guankao.web.desk.views.entry import DeskView
from guankao.web.organizations.matrix import Access
from guankao.web.organizations.permissions import Permission
from guankao.web.reporting.models import ExpectedReport, Report
from guankao.web.reporting.queries import report_of


class ReportView(DeskView):
    """A page about one expected report. What may be done on it, each verb asks again."""

    permission: ClassVar[Permission | Access] = Permission.READ_REPORT

    def expected_or_404(self, key: int) -> ExpectedReport:
        """One at whose agency the person holds the permission of the page; of others not even
        that they are there."""
        rows = ExpectedReport.objects.select_related("plan__agency__parent", "report")
        row = rows.filter(pk=key).first()
        if row is None or not isinstance(self.permission, Permission):
            raise Http404
        if not self.rights.allows(self.permission, row.plan.agency):
            raise Http404
        return row

    def report_or_404(self, key: int) -> Report:
        """The report on what is expected, where somebody began it."""
        row = self.expected_or_404(key)
        report = report_of(row)
        if report is None:
            raise Http404
        report.expected = row
        return report
