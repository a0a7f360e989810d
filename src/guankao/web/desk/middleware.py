"""Sessions that end: after a while in which nothing was asked for, and after a day's work."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

Handler = Callable[[HttpRequest], HttpResponse]

PERSONAL = ("/desk/", "/account/")
"""What is for people who sign in. Public pages never look at a session: they are the same for
all, and are kept by caches."""
BEGAN, SEEN = "began_at", "seen_at"
SECONDS_BETWEEN_NOTES = 60
"""How exactly the last request is noted: each note is a write."""


def begin_session(request: HttpRequest) -> None:
    """Note when the session began, from which its end is counted."""
    now = timezone.now().timestamp()
    request.session[BEGAN] = request.session[SEEN] = now


class SessionLimitMiddleware:
    """Signs out whoever came back too late; the page then asks to sign in, and says why.

    Nothing under these addresses is kept by any cache.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(PERSONAL):
            return self.get_response(request)
        if request.user.is_authenticated:
            self._limit(request)
        response = self.get_response(request)
        add_never_cache_headers(response)
        return response

    @staticmethod
    def _limit(request: HttpRequest) -> None:
        now = timezone.now().timestamp()
        began, seen = request.session.get(BEGAN, 0), request.session.get(SEEN, 0)
        if now - began > settings.SESSION_COOKIE_AGE or now - seen > settings.SESSION_IDLE_SECONDS:
            logout(request)
            messages.info(request, _("You were signed out because time was up. Sign in to go on."))
        elif now - seen > SECONDS_BETWEEN_NOTES:
            request.session[SEEN] = now
