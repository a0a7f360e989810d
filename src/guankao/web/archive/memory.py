"""Documents that this process read or kept lately, by their digests.

A digest names one text for ever, so what is remembered is never out of date, and no other process
has to be told of anything. A large plan is found here in a hundredth of the time of reading it.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from guankao.documents import AnyDocument

MOST_CHARACTERS = 3_000_000
"""Of all texts together: a hundred and fifty of the largest plans, which take 35 MB when read."""

_documents: OrderedDict[str, tuple[AnyDocument, int]] = OrderedDict()
_lock = Lock()


def remembered(digest: str) -> AnyDocument | None:
    """The document of this digest, where it was asked for lately."""
    with _lock:
        found = _documents.get(digest)
        if found is None:
            return None
        _documents.move_to_end(digest)
        return found[0]


def remember(digest: str, document: AnyDocument, *, characters: int) -> None:
    """Remember one more, and forget what was not asked for longest.

    `characters` is how long its text is.
    """
    with _lock:
        _documents[digest] = document, characters
        _documents.move_to_end(digest)
        together = sum(size for _document, size in _documents.values())
        while together > MOST_CHARACTERS:
            _digest, (_document, size) = _documents.popitem(last=False)
            together -= size


def forget_all() -> None:
    """Remember nothing, as a process that has just started."""
    with _lock:
        _documents.clear()
