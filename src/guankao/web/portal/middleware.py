"""What every request passes: the language of the page, and a refusal of unreadable addresses."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.encoding import escape_uri_path

from guankao.web.portal import errors

Handler = Callable[[HttpRequest], HttpResponse]

LONGEST_ADDRESS = 2_000
YEAR_IN_SECONDS = 31_536_000


class LanguageMiddleware:
    """Traditional Chinese unless this browser chose otherwise.

    `?lang=en` on any address chooses English, keeps it in a cookie, and goes on to the address
    without it: a plain link, so it works without a script. What the browser says it accepts is
    not asked: the language of the page is that of the government whose plans it shows, until a
    person turns it.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        codes = {code for code, _name in settings.LANGUAGES}
        chosen = request.GET.get("lang")
        if chosen in codes and request.method in {"GET", "HEAD"}:
            return self._keep(request, chosen)
        kept = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = kept if kept in codes else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ["Cookie"])
        return response

    @staticmethod
    def _keep(request: HttpRequest, language: str) -> HttpResponse:
        parameters = request.GET.copy()
        del parameters["lang"]
        query = parameters.urlencode()
        # A path of two slashes would be another host to a browser.
        path = "/" + escape_uri_path(request.path.lstrip("/"))
        response = HttpResponseRedirect(f"{path}?{query}" if query else path)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=YEAR_IN_SECONDS,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            samesite="Lax",
            httponly=True,
        )
        response.headers["Cache-Control"] = "no-store"
        return response


class UnreadableRequestMiddleware:
    """Answers addresses that name nothing before they reach a database that cannot hold them.

    PostgreSQL has no NUL in text, and no identifier is longer than LONGEST_ADDRESS.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path_info or len(request.path_info) > LONGEST_ADDRESS:
            return errors.not_found(request, None)
        for name, values in request.GET.lists():
            if "\x00" in name or any("\x00" in value for value in values):
                return errors.bad_request(request, errors.BadParameter(name.replace("\x00", "�")))
        return self.get_response(request)
