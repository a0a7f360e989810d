"""Hand a file in, watch it being read, stop, accept or discard it."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guankao.web.importing import queries
from guankao.web.importing.actions import (
    Changed,
    NotDrafted,
    OnlyDrafted,
    RefusedFile,
    accept_import,
    discard_import,
    draft_import,
    hand_in,
    request_stop,
)
from guankao.web.importing.models import Import
from guankao.web.importing.states import WORDS, NotNow, State
from guankao.web.importing.upload_handler import TOO_LARGE
from guankao.web.importing.uploads import LARGEST_FILE
from guankao.web.importing.views.entry import ImportView
from guankao.web.organizations.permissions import NotPermitted
from guankao.web.planning.actions.drafts import AlreadyDrafted
from guankao.web.planning.actions.guidelines import OtherWorld
from guankao.web.planning.actions.plans import UnknownAgency
from guankao.web.planning.kinds import DraftKind
from guankao.web.planning.models import Draft
from guankao.web.publishing.actions import NotKept

REFUSALS = {
    "empty": gettext_lazy("The file is empty. Choose the file of the plan."),
    "missing": gettext_lazy("No file was chosen. Choose the file of the plan."),
    "too-large": gettext_lazy(
        "The file is larger than %(most)d MiB, which no plan is. "
        "Take out pictures, or save the text alone."
    ),
    "too-many": gettext_lazy("Many of your files wait already. Look at these first."),
}
NOT_TAKEN: dict[type[Exception], Promise] = {
    Changed: gettext_lazy(
        "It was corrected in another window since. Look at it again, then accept."
    ),
    NotDrafted: gettext_lazy("Only annual plans and policy guidelines can be drafted."),
    UnknownAgency: gettext_lazy(
        "The agency of the plan is not known. Correct agency and year first."
    ),
    OnlyDrafted: gettext_lazy(
        "Annual plans and policy guidelines become public by being drafted, reviewed and approved. "
        "Begin a draft with what was read, or write on in the draft that there is."
    ),
    NotKept: gettext_lazy(
        "The portal keeps action plans of the whole government, and none that are made up. Nothing "
        "of this file was accepted."
    ),
}
"""Why nothing of a file was taken, in a sentence."""
WORKING = (State.WAITING, State.READING)
_VERSION = re.compile(r"version-([1-9][0-9]{0,4})")


class ImportIndex(ImportView):
    """The door: a form that takes a file, and the files handed in so far."""

    http_method_names = ("get", "head", "post", "options")

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(request, "", 200)

    def post(self, request: HttpRequest) -> HttpResponse:
        file = request.FILES.get("file")
        if request.META.get(TOO_LARGE):
            return self._page(request, "too-large", 413)
        if file is None:
            return self._page(request, "missing", 422)
        try:
            one = hand_in(by=self.person, file_name=file.name or "", data=file.read())
        except RefusedFile as refused:
            return self._page(request, refused.code, 422)
        return HttpResponseRedirect(reverse("import", args=[one.pk]))

    def _page(self, request: HttpRequest, problem: str, status: int) -> HttpResponse:
        most = LARGEST_FILE // 1024 // 1024
        return render(
            request,
            "importing/index.html",
            {
                "imports": [
                    (one, WORDS[State(one.state)]) for one in queries.imports_of(self.person.code)
                ],
                "problem": str(REFUSALS[problem]) % {"most": most} if problem else "",
                "most": most,
            },
            status=status,
        )


class ImportPage(ImportView):
    """One file: how far its reading is, or what came of it."""

    def get(self, request: HttpRequest, key: uuid.UUID) -> HttpResponseBase:
        one = self.one_or_404(key)
        state = State(one.state)
        documents = [] if state in WORKING else queries.documents_of(one)
        if state is State.READ and len(documents) == 1:
            return HttpResponseRedirect(reverse("import-document", args=[key, 1]))
        return render(
            request,
            "importing/file.html",
            {
                "one": one,
                "state": state.value,
                "words": WORDS[state],
                "working": state in WORKING,
                "silent": queries.is_silent(one),
                "documents": documents,
                "trail": [],
            },
        )

    def one_or_404(self, key: uuid.UUID) -> Import:
        try:
            return queries.import_of(self.person.code, key)
        except Import.DoesNotExist:
            raise Http404 from None


class ImportProgress(ImportPage):
    """The piece of the page that asks for itself once a second while the file is read.

    Typed into the address bar it leads to the page that it is a piece of.
    """

    def get(self, request: HttpRequest, key: uuid.UUID) -> HttpResponseBase:
        one = self.one_or_404(key)
        if not request.headers.get("HX-Request"):
            return HttpResponseRedirect(reverse("import", args=[key]))
        state = State(one.state)
        if state not in WORKING:
            response = HttpResponse(status=204)
            response.headers["HX-Redirect"] = reverse("import", args=[key])
            return response
        return render(
            request,
            "importing/progress.html",
            {"one": one, "words": WORDS[state], "silent": queries.is_silent(one)},
        )


class ImportStep(ImportPage):
    """A button: stop, accept or discard. Pressed twice or too late it says what is the case."""

    http_method_names = ("post", "options")

    def post(self, request: HttpRequest, key: uuid.UUID, step: str) -> HttpResponseBase:
        self.one_or_404(key)
        try:
            return HttpResponseRedirect(self._take(request, key, step))
        except NotNow as refusal:
            # The second press of a double click finds what the first has done.
            if refusal.state is not refusal.wanted:
                messages.warning(
                    request,
                    _("That is no longer possible: %(state)s.") % {"state": WORDS[refusal.state]},
                )
        except AlreadyDrafted as refusal:
            words = _("There are policy guidelines of this year already; see what can be done.")
            if not refusal.of_guidelines:
                words = _("%(problem)s Take the file into it instead.") % {"problem": refusal}
            messages.error(request, words)
        except (NotPermitted, OtherWorld) as refusal:
            messages.error(request, str(refusal))
        except tuple(NOT_TAKEN) as refusal:
            messages.error(request, str(NOT_TAKEN[type(refusal)]))
        return HttpResponseRedirect(reverse("import", args=[key]))

    def _take(self, request: HttpRequest, key: uuid.UUID, step: str) -> str:
        """Do it, say so, and give the address to go on to."""
        if step == "stop":
            request_stop(by=self.person, key=key)
        elif step == "discard":
            discard_import(by=self.person, key=key)
            messages.success(request, _("The file was discarded."))
            return reverse("imports")
        elif step == "draft":
            drafts = draft_import(by=self.person, key=key, versions=_versions(request))
            messages.success(request, _("Begun. Nothing of it is public yet."))
            return _address_of(drafts)
        else:
            accept_import(by=self.person, key=key, versions=_versions(request))
            messages.success(request, _("Accepted: the portal shows it now."))
        return reverse("import", args=[key])


def _address_of(drafts: Sequence[Draft]) -> str:
    """Where to go on with what was begun: to the draft, or to the list where it is one of many."""
    if len(drafts) > 1:
        return reverse("drafts")
    of_guidelines = drafts[0].kind == DraftKind.GUIDELINES
    return reverse("guidelines-draft" if of_guidelines else "draft", args=[drafts[0].pk])


def _versions(request: HttpRequest) -> dict[int, int]:
    """Which version of each document the person has seen, from the hidden fields of the form."""
    versions: dict[int, int] = {}
    for name, value in request.POST.items():
        found = _VERSION.fullmatch(name)
        if found and isinstance(value, str) and value.isdecimal() and len(value) < 8:
            versions[int(found[1])] = int(value)
    return versions
