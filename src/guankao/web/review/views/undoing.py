"""Take a change of a draft back, and tell the person what became of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from guankao.web.ledger.actors import Actor
from guankao.web.planning.actions import undo_version
from guankao.web.planning.actions.drafts import Overtaken
from guankao.web.planning.models import Draft, PlanVersion
from guankao.web.planning.states import NotNow


def undo(
    request: HttpRequest, draft: Draft, *, by: Actor, number: int, first: int | None = None
) -> None:
    """Undo a version, or a run of them from `first`. Raises Http404 where there is none."""
    try:
        undo_version(by=by, draft=draft.pk, number=number, first=first)
    except PlanVersion.DoesNotExist:
        raise Http404 from None
    except Overtaken:
        messages.error(
            request,
            _("What this version changed was changed again since, so it cannot be undone."),
        )
    except NotNow as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The change was undone; what came after it stays."))
