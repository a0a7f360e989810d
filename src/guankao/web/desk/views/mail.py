"""The mails of the demonstration, which go to a folder and to nobody."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from guankao.web.desk.outbox import letters
from guankao.web.desk.views.entry import DeskView
from guankao.web.organizations.matrix import Access

LETTERS_SHOWN = 50


class MailPage(DeskView):
    """What would have been sent; only in a demonstration, whose people are made up."""

    permission = Access.SIGNED_IN
    http_method_names = ("get", "head", "options")

    def get(self, request: HttpRequest) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        found = letters()
        context = {"letters": found[:LETTERS_SHOWN], "count": len(found)}
        return render(request, "desk/mail.html", context)
