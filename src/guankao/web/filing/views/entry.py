"""What every page about one report has in common: somebody who may read it."""

from __future__ import annotations

from typing import ClassVar

from django.http import Http404

from guankao.web.desk.views.entry import DeskView
from guankao.web.organizations.matrix import Access
from guankao.web.organizations.permissions import Permission
from guankao.web.reporting.models import ExpectedReport

LARGEST_KEY = 2**31
"""No row has a larger one; a database would fall over where it is asked for."""


class FilingView(DeskView):
    """A page about reports. What may be done on it, each verb asks again."""

    permission: ClassVar[Permission | Access] = Permission.READ_REPORT

    def expected_or_404(self, key: int) -> ExpectedReport:
        """A report that the person may read; of all others not even that they are there."""
        if key >= LARGEST_KEY:
            raise Http404
        try:
            expected = ExpectedReport.objects.select_related("plan__agency__parent", "report").get(
                pk=key
            )
        except ExpectedReport.DoesNotExist:
            raise Http404 from None
        if not self.rights.allows(Permission.READ_REPORT, expected.plan.agency):
            raise Http404
        return expected
