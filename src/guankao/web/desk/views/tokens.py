"""Programs that act for me: make a token, see those that are good, end one."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from guankao.web.desk.own_forms import TokenForm
from guankao.web.desk.views.entry import DeskView
from guankao.web.organizations import queries
from guankao.web.organizations.actions.tokens import (
    FOR_PROGRAMS,
    MOST_TOKENS,
    TooLong,
    TooManyTokens,
    end_token,
    make_token,
)
from guankao.web.organizations.matrix import WORDS, Access, Permission
from guankao.web.organizations.models import AccessToken


class TokenList(DeskView):
    """My tokens, and a form for one more; its secret is shown on the answer alone."""

    permission = Access.SIGNED_IN
    http_method_names = ("get", "head", "post", "options")

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(request, TokenForm(self._allowed()))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = TokenForm(self._allowed(), request.POST)
        if not form.is_valid():
            return self._page(request, form, status=422)
        wanted = form.cleaned_data
        try:
            made = make_token(
                by=self.person,
                name=wanted["name"],
                permissions=wanted["permissions"],
                until_day=wanted["until_day"],
            )
        except TooLong:
            form.add_error("until_day", _("It must be after today, and within a year."))
            return self._page(request, form, status=422)
        except TooManyTokens:
            words = _("You have %(most)d tokens, the most that anybody has. End one first.")
            form.add_error(None, words % {"most": MOST_TOKENS})
            return self._page(request, form, status=422)
        # The answer itself shows it: an address or a cookie would keep it somewhere.
        return self._page(request, TokenForm(self._allowed()), secret=made.secret, status=201)

    def _allowed(self) -> list[Permission]:
        return [one for one in FOR_PROGRAMS if self.rights.allows_somewhere(one)]

    def _page(
        self, request: HttpRequest, form: TokenForm, *, secret: str = "", status: int = 200
    ) -> HttpResponse:
        tokens = [
            (one, [WORDS[Permission(code)] for code in one.permissions])
            for one in queries.current_tokens(self.person.code)
        ]
        context = {
            "tokens": tokens,
            "form": form if self._allowed() else None,
            "secret": secret,
        }
        return render(request, "desk/tokens.html", context, status=status)


class TokenEnd(DeskView):
    """End one of my tokens; pressed twice is pressed once."""

    permission = Access.SIGNED_IN
    http_method_names = ("post", "options")

    def post(self, request: HttpRequest, token: int) -> HttpResponseBase:
        try:
            end_token(by=self.person, token=token)
        except (AccessToken.DoesNotExist, OverflowError):
            raise Http404 from None
        messages.success(request, _("The token is no longer good."))
        return HttpResponseRedirect(reverse("tokens"))
