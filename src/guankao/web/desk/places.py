"""The rooms of the desk, for its navigation: which of them a person may enter, and where one is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from guankao.web.organizations.permissions import Permission, Rights

PLACES: tuple[tuple[Permission, str, str | Promise], ...] = (
    (Permission.READ_DRAFT, "drafts", _("Plans")),
    (Permission.READ_GUIDELINES, "guidelines-drafts", _("Policy guidelines")),
    (Permission.IMPORT_DOCUMENT, "imports", _("Read a document")),
    (Permission.READ_REPORT, "reports", _("Reports")),
    (
        Permission.REVIEW_REPORT,
        "reports-review",
        pgettext_lazy("room of the desk", "Review"),
    ),
    (Permission.EXCUSE_REPORT, "reports-exceptions", _("Late exceptions")),
    (Permission.READ_REPORT, "calendars", _("Calendars")),
    (Permission.READ_REPORT, "overview", _("Overview")),
    (Permission.VIEW_PEOPLE, "people", _("People")),
    (Permission.CHANGE_AGENCY, "agencies", _("Agencies")),
    (Permission.READ_RECORD, "record", _("Record")),
)
"""In the order of a year's work; whoever holds the permission somewhere is led there."""

WITHIN: dict[str, str] = {
    "report-review": "reports-review",
    "report-exception": "reports-exceptions",
}
"""Pages that belong to a room though their address does not begin with that of its first page."""


@dataclass(frozen=True)
class Place:
    """One room in the navigation.

    Attributes:
        address: of its first page.
        words: what it is called.
        here: `page` on that page itself, `true` on any other of the room, else empty; this is
            what aria-current says.
    """

    address: str
    words: str | Promise
    here: str = ""


def places_for(rights: Rights, path: str, page: str = "") -> Sequence[Place]:
    """The rooms that a person may enter; `page` is the name of the address that was asked for.

    Of several whose addresses fit, the longest is where one is.
    """
    allowed = [
        (reverse(name), words)
        for permission, name, words in PLACES
        if rights.allows_somewhere(permission)
    ]
    within = reverse(WITHIN[page]) if page in WITHIN else _longest(allowed, path)
    return [
        Place(one, words, ("page" if path == one else "true") if one == within else "")
        for one, words in allowed
    ]


def _longest(allowed: Sequence[tuple[str, str | Promise]], path: str) -> str:
    return max((one for one, _words in allowed if path.startswith(one)), key=len, default="")
