"""Sign-in by a service that speaks OpenID Connect, where an installation names one.

The service says who somebody is; what they may do is decided here. Nobody is made by it: an
administrator has made the person, with the account that the service tells in `GUANKAO_OIDC_CLAIM`.
"""

from __future__ import annotations

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from guankao.web.organizations.models import Person


class ServiceAdapter(DefaultSocialAccountAdapter):
    """Whom the service names is looked up anew at each sign-in; nothing of it is stored."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        # An address could ask to tie the service to an account; only sign-in is offered.
        sociallogin.state["process"] = "login"
        person = _person_of(sociallogin.account.extra_data)
        if person is None:
            raise _refused(
                request, _("No person here has the account by which the service knows you.")
            )
        sociallogin.user = person

    def on_authentication_error(self, request: HttpRequest, provider: Any, **_more: Any) -> None:
        raise _refused(request, _("Sign-in by the service did not come to its end. Try again."))


def _person_of(told: dict[str, Any]) -> Person | None:
    facts = {**told.get("id_token", {}), **told.get("userinfo", {})} or told
    account = facts.get(settings.OIDC_CLAIM)
    if not isinstance(account, str) or not account:
        return None
    if settings.OIDC_CLAIM == "email" and facts.get("email_verified") is False:
        return None
    return Person.objects.filter(account=account.strip().lower(), is_active=True).first()


def _refused(request: HttpRequest, sentence: str) -> ImmediateHttpResponse:
    messages.error(request, sentence)
    return ImmediateHttpResponse(HttpResponseRedirect(reverse("account_login")))
