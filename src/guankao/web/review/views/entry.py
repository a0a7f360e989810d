"""What every page of a draft has in common: somebody who may read it."""

from __future__ import annotations

from typing import ClassVar

from django.http import Http404

from guankao.web.desk.views.entry import DeskView
from guankao.web.organizations.matrix import Access
from guankao.web.organizations.permissions import Permission
from guankao.web.planning.actions import see_mentions
from guankao.web.planning.draft_queries import draft_at
from guankao.web.planning.kinds import DraftKind
from guankao.web.planning.models import Draft

READING = {
    DraftKind.PLAN: Permission.READ_DRAFT,
    DraftKind.GUIDELINES: Permission.READ_GUIDELINES,
}
"""Whoever may read which drafts."""


class DraftedView(DeskView):
    """A page about drafts. What may be done on it, each verb asks again."""

    permission: ClassVar[Permission | Access] = Permission.READ_DRAFT
    kind: ClassVar[DraftKind] = DraftKind.PLAN

    def draft_or_404(self, key: int) -> Draft:
        """A draft that the person may read; of all others not even that they are there."""
        try:
            draft = draft_at(key, self.kind)
        except Draft.DoesNotExist:
            raise Http404 from None
        if not self.rights.allows(READING[self.kind], draft.agency):
            raise Http404
        return draft

    def see(self, draft: Draft, element: str) -> None:
        """Note that the person sees what was said to them of an element, where its page opens."""
        see_mentions(by=self.person, draft=draft.pk, element=element)


def identifier_in(text: str) -> str:
    """An identifier that a form gives; '' where it is none, which nothing is called.

    PostgreSQL refuses to look for NUL.
    """
    return "" if "\x00" in text else text
