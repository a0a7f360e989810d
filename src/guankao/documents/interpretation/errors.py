"""Why a paper could not be made a document."""

from __future__ import annotations

from guankao.documents.marks import Mark


class UnknownPaper(ValueError):
    """A paper that is none of the documents that can be read, with what was looked for."""

    def __init__(self, reason: str, expected: str, mark: Mark | None = None) -> None:
        self.reason = reason
        self.expected = expected
        self.mark = mark
        super().__init__(f"{reason}; expected {expected}")
