"""All that was done with a file that was handed in, in words, as the ledger has it."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponseBase

from guankao.web.desk.views.history import Subject, history_page
from guankao.web.importing.record import stream_of
from guankao.web.importing.views.files import ImportPage


class ImportHistory(ImportPage):
    """Handed in, read, corrected, and what became of it; corrections in a row are one line."""

    def get(self, request: HttpRequest, key: uuid.UUID) -> HttpResponseBase:
        one = self.one_or_404(key)
        return history_page(
            request,
            Subject(
                stream=stream_of(one),
                name=one.file_name,
                base="importing/base.html",
                head="importing/head.html",
                facts={"one": one},
            ),
        )
