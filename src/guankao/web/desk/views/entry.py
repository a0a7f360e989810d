"""What every page of the desk has in common: somebody is signed in and may do it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from guankao.web.ledger.actors import Actor
from guankao.web.organizations.actors import as_actor, nameless
from guankao.web.organizations.matrix import Access
from guankao.web.organizations.models import Person
from guankao.web.organizations.permissions import NotPermitted, Permission, Rights, rights_of

RIGHTS = "guankao.rights"
"""Under which name a request carries what the person may do, for the navigation."""


class DeskView(View):
    """A page for whoever holds `permission` at one agency at least.

    At which agency, each verb asks again: a page that is open is no leave to do anything.
    """

    permission: ClassVar[Permission | Access]
    person: Actor
    rights: Rights

    def dispatch(self, request: HttpRequest, *arguments: Any, **address: Any) -> HttpResponseBase:
        if not isinstance(request.user, Person):
            return sign_in_first(request)
        self.rights = rights_of(nameless(request.user))
        request.META[RIGHTS] = self.rights
        _know_agency(request.user, self.rights)
        self.person = as_actor(request.user)
        if self.rights.wants_second_factor:
            messages.info(
                request,
                _("Your role asks for a second factor at sign-in. Set it up here, then go on."),
            )
            return HttpResponseRedirect(reverse("mfa_activate_totp"))
        if isinstance(self.permission, Permission) and not self.rights.allows_somewhere(
            self.permission
        ):
            raise NotPermitted(self.person, self.permission)
        return super().dispatch(request, *arguments, **address)


def _know_agency(person: Person, rights: Rights) -> None:
    """Most people hold a role where they work, so that the agency is known already."""
    for holding in rights.holdings:
        if holding.agency_id == person.agency_id:
            person.agency = holding.agency
            return


def sign_in_first(request: HttpRequest) -> HttpResponseBase:
    """To the door, and back here afterwards; a piece of a page sends its whole page there."""
    if request.headers.get("HX-Request") == "true":
        response = HttpResponse(status=204)
        response.headers["HX-Redirect"] = reverse("account_login")
        return response
    # What a form sent cannot be sent again after signing in: its page is opened instead.
    back = request.get_full_path() if request.method in {"GET", "HEAD"} else reverse("desk")
    return redirect_to_login(back)


def number_in(text: str) -> int:
    """A number that a form or an address gives; 0, which nothing has, where it is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0
