"""How a version of a draft came about."""

from __future__ import annotations

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class VersionKind(StrEnum):
    """The code is stored: never renamed and never reused."""

    BEGUN = "begun"
    COPIED = "copied"
    IMPORTED = "imported"
    PUBLISHED = "published"
    SAVED = "saved"
    UNDONE = "undone"
    DROPPED = "dropped"


WRITTEN: frozenset[VersionKind] = frozenset(
    {
        VersionKind.BEGUN,
        VersionKind.COPIED,
        VersionKind.IMPORTED,
        VersionKind.SAVED,
        VersionKind.UNDONE,
    }
)
"""Whoever made a version of these kinds wrote it; the others show again what stood there."""

WORDS: dict[VersionKind, Promise] = {
    VersionKind.BEGUN: _("begun anew"),
    VersionKind.COPIED: _("copied from an earlier year"),
    VersionKind.IMPORTED: _("read from a document"),
    VersionKind.PUBLISHED: _("taken from the published plan"),
    VersionKind.SAVED: _("saved"),
    VersionKind.UNDONE: _("a change undone"),
    VersionKind.DROPPED: _("an amendment dropped"),
}
