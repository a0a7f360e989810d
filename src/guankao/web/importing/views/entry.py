"""Who may open the import pages."""

from __future__ import annotations

from guankao.web.desk.views.entry import DeskView
from guankao.web.organizations.permissions import Permission


class ImportView(DeskView):
    """A page for whoever brings documents in; everybody sees only what they handed in."""

    permission = Permission.IMPORT_DOCUMENT
