"""The tree of agencies: make, rename by date, move, merge by date."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guankao.web.desk.actions import change_name
from guankao.web.desk.forms import NewAgencyForm, OtherAgencyForm, RenameForm
from guankao.web.desk.record import latest_of
from guankao.web.desk.views.entry import DeskView
from guankao.web.organizations import queries
from guankao.web.organizations.actions import (
    AgencyCycle,
    NameTaken,
    NotYet,
    Overtaken,
    merge_agency,
    move_agency,
    register_agency,
)
from guankao.web.organizations.actions.agencies import AgencyEnded
from guankao.web.organizations.matrix import Permission
from guankao.web.organizations.models import Agency
from guankao.web.portal.errors import BadParameter, bad_request
from guankao.web.portal.pagination import page_of

AGENCIES_ON_A_PAGE = 50
LONGEST_SEARCH = 100
REFUSALS: dict[type[ValueError], tuple[str, Promise]] = {
    NameTaken: (
        "name",
        gettext_lazy("Another agency is, or once was, called so; its documents bear that name."),
    ),
    NotYet: ("on", gettext_lazy("This day has not come. Come back on that day, or later.")),
    AgencyCycle: ("other", gettext_lazy("An agency does not stand under itself.")),
    AgencyEnded: ("other", gettext_lazy("This agency was merged into another.")),
}
"""Where a refusal is told in a form, and how."""


class AgenciesView(DeskView):
    """What the pages of agencies share."""

    permission = Permission.CHANGE_AGENCY

    def keys(self) -> frozenset[int]:
        return self.rights.agencies(Permission.CHANGE_AGENCY)

    def agency_or_404(self, key: int) -> Agency:
        found = queries.agencies_found("", keys=self.keys()).filter(pk=key).first()
        if found is None:
            raise Http404
        return found

    def others(self, but: Agency | None = None) -> list[Agency]:
        found = queries.agencies().filter(pk__in=self.keys(), ended_on__isnull=True)
        return [agency for agency in found if but is None or agency.pk != but.pk]


class AgencyList(AgenciesView):
    """Agencies by any name that they have or had."""

    def get(self, request: HttpRequest) -> HttpResponse:
        words = request.GET.get("q", "")[:LONGEST_SEARCH]
        number = request.GET.get("page", "1")
        try:
            if not number.isdecimal() or not number.isascii() or len(number) > 6 or number == "0":
                raise BadParameter("page")
            rows = page_of(
                queries.agencies_found(words, keys=self.keys()),
                int(number),
                size=AGENCIES_ON_A_PAGE,
            )
        except BadParameter as problem:
            return bad_request(request, problem)
        return render(request, "desk/agencies.html", {"rows": rows, "words": words})


class AgencyNew(AgenciesView):
    """Make an agency under another."""

    permission = Permission.REGISTER_AGENCY
    http_method_names = ("get", "head", "post", "options")

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(request, NewAgencyForm(self.others()), 200)

    def post(self, request: HttpRequest) -> HttpResponseBase:
        form = NewAgencyForm(self.others(), request.POST)
        if not form.is_valid():
            return self._page(request, form, 422)
        facts = form.cleaned_data
        parent: Agency = facts["parent"]
        if queries.agency_known_as(facts["name"]) is not None:
            form.add_error("name", str(REFUSALS[NameTaken][1]))
            return self._page(request, form, 422)
        agency = register_agency(
            by=self.person,
            name=facts["name"],
            name_en=facts["name_en"],
            parent=parent.name,
            # What stands under a made-up agency is made up.
            fictional=parent.fictional,
        )
        messages.success(request, _("Made."))
        return HttpResponseRedirect(reverse("agency-desk", args=[agency.pk]))

    def _page(self, request: HttpRequest, form: NewAgencyForm, status: int) -> HttpResponse:
        return render(request, "desk/agency_new.html", {"form": form}, status=status)


class AgencyPageOfDesk(AgenciesView):
    """One agency, with its names and the steps that can be taken."""

    def get(self, request: HttpRequest, key: int) -> HttpResponse:
        return self.page(request, self.agency_or_404(key), {}, 200)

    def page(
        self, request: HttpRequest, agency: Agency, given: dict[str, forms.Form], status: int
    ) -> HttpResponse:
        version = {"version": agency.version}
        today = {"on": timezone.localdate()}
        fresh = {
            "rename": RenameForm(
                initial={"name": agency.name, "name_en": agency.name_en, **version, **today},
                prefix="rename",
            ),
            "move": OtherAgencyForm(
                self.others(agency), initial=version, prefix="move", dated=False
            ),
            "merge": OtherAgencyForm(
                self.others(agency), initial={**version, **today}, prefix="merge"
            ),
        }
        return render(
            request,
            "desk/agency.html",
            {
                "agency": agency,
                "forms": {**fresh, **given},
                "now": status == 409,
                "lines": latest_of(*(f"agency/{name}" for name in _names_of(agency))),
            },
            status=status,
        )


def _names_of(agency: Agency) -> list[str]:
    """The names under which the record has it."""
    return [agency.name, *(former.name for former in agency.former_names.all())]


class AgencyStep(AgencyPageOfDesk):
    """Rename, move or merge; what was typed is kept whatever goes wrong."""

    http_method_names = ("post", "options")

    def post(self, request: HttpRequest, key: int, step: str) -> HttpResponseBase:
        agency = self.agency_or_404(key)
        form: forms.Form
        if step == "rename":
            form = RenameForm(request.POST, prefix=step)
        else:
            form = OtherAgencyForm(
                self.others(agency), request.POST, prefix=step, dated=step == "merge"
            )
        if not form.is_valid():
            return self.page(request, agency, {step: form}, 422)
        try:
            self._do(step, key, form.cleaned_data)
        except tuple(REFUSALS) as refusal:
            field, sentence = REFUSALS[type(refusal)]
            form.add_error(field if field in form.fields else None, str(sentence))
            return self.page(request, agency, {step: form}, 422)
        except Overtaken as problem:
            form.add_error(
                None,
                _(
                    "Somebody else changed this meanwhile. What you typed is still here; what "
                    "stands there now is shown above. Save again to put yours in its place."
                ),
            )
            newer = request.POST.copy()
            newer[f"{step}-version"] = str(problem.version)
            form.data = newer
            return self.page(request, self.agency_or_404(key), {step: form}, 409)
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(reverse("agency-desk", args=[key]))

    def _do(self, step: str, key: int, facts: dict[str, Any]) -> None:
        if step == "rename":
            change_name(by=self.person, agency=key, **facts)
        elif step == "move":
            move_agency(
                by=self.person, agency=key, version=facts["version"], under=facts["other"].pk
            )
        else:
            merge_agency(
                by=self.person,
                agency=key,
                version=facts["version"],
                into=facts["other"].pk,
                on=facts["on"],
            )
