"""How much of a file that somebody sends is taken off the wire."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler

from guankao.web.importing.uploads import LARGEST_FILE

ROOM_FOR_THE_FORM = 64 * 1024
TOO_LARGE_TO_LET_RUN = 10
TOO_LARGE = "guankao.upload_too_large"
"""In the request's META: the view says so instead of missing the file."""


class BoundedUploadHandler(TemporaryFileUploadHandler):
    """Stops at the first byte beyond the largest file, whatever the browser had announced."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803 - the name is Django's
        content_length: int,
        boundary: Any,
        encoding: Any = None,
    ) -> None:
        self._taken = 0
        self._announced = content_length

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self._taken += len(raw_data)
        if max(self._taken, self._announced - ROOM_FOR_THE_FORM) > LARGEST_FILE:
            self._refuse()
        super().receive_data_chunk(raw_data, start)

    def _refuse(self) -> None:
        if self.request is not None:
            self.request.META[TOO_LARGE] = True
        # A browser that is cut off shows no answer; what is moderately too large is let run out.
        raise StopUpload(connection_reset=self._announced > TOO_LARGE_TO_LET_RUN * LARGEST_FILE)
