"""The sign-in page, which in a demonstration lists who can be tried."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from allauth.account.views import LoginView, PasswordChangeView
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from guankao.web.desk.demonstration import PASSWORD, PEOPLE
from guankao.web.organizations.queries import agencies_called
from guankao.web.organizations.roles import ROLES


class SignIn(LoginView):
    """Account and password, then the second factor where there is one."""

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        more: dict[str, Any] = {}
        if settings.DEMO:
            agencies = agencies_called({one.agency for one in PEOPLE})
            more = {
                "demonstration_password": PASSWORD,
                "demonstration_people": [
                    (one, ROLES[one.role].name, agencies[one.agency])
                    for one in PEOPLE
                    if one.agency in agencies
                ],
            }
        if settings.OIDC_ISSUER:
            more["service"] = settings.OIDC_NAME or settings.OIDC_ISSUER
            more["service_address"] = reverse("openid_connect_login", args=["service"])
            if self.get_next_url():
                more["service_address"] += "?" + urlencode({"next": self.get_next_url()})
        return {**super().get_context_data(**context), **more}


class PasswordChange(PasswordChangeView):
    """A new password; whoever has none, and signs in by another service, has none to change."""

    def dispatch(self, request: HttpRequest, *arguments: Any, **address: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not request.user.has_usable_password():
            return HttpResponseRedirect(reverse("mfa_index"))
        response: HttpResponseBase = super().dispatch(request, *arguments, **address)
        return response

    def get_success_url(self) -> str:
        return reverse("mfa_index")
