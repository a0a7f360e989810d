"""The list of people, and the page of one."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guankao.web.desk.forms import PersonForm, RoleForm
from guankao.web.desk.links import path_to_password
from guankao.web.desk.record import latest_of
from guankao.web.desk.views.entry import DeskView
from guankao.web.organizations import queries
from guankao.web.organizations.actions import (
    AccountTaken,
    Overtaken,
    change_person,
    end_person,
    end_role,
    give_role,
    invite_person,
    register_person,
    reset_second_factor,
)
from guankao.web.organizations.actions.agencies import AgencyEnded
from guankao.web.organizations.actions.people import PersonEnded
from guankao.web.organizations.actions.roles import AlreadyHeld, TooLong
from guankao.web.organizations.matrix import Permission
from guankao.web.organizations.models import Agency, Person
from guankao.web.organizations.roles import ROLES, Role
from guankao.web.portal.errors import BadParameter, bad_request
from guankao.web.portal.pagination import page_of

PEOPLE_ON_A_PAGE = 50
LONGEST_SEARCH = 100
TAKEN = gettext_lazy("Another person signs in, or signed in, with this account.")
GONE = gettext_lazy("The person was ended meanwhile.")
ROLE_REFUSALS: dict[type[ValueError], tuple[str | None, Promise]] = {
    TooLong: ("until_day", gettext_lazy("It must end after it begins, and after today.")),
    AlreadyHeld: (None, gettext_lazy("The person holds this role there in those days already.")),
    AgencyEnded: ("agency", gettext_lazy("This agency was merged into another.")),
    PersonEnded: (None, GONE),
}


class PeopleView(DeskView):
    """What the pages of people share: whom somebody may see."""

    permission = Permission.VIEW_PEOPLE

    def visible(self) -> frozenset[int]:
        return self.rights.agencies(Permission.VIEW_PEOPLE)

    def manageable(self, permission: Permission = Permission.MANAGE_PEOPLE) -> list[Agency]:
        keys = self.rights.agencies(permission)
        return list(queries.agencies().filter(pk__in=keys, ended_on__isnull=True))

    def person_or_404(self, code: str) -> Person:
        try:
            person = queries.person_with(code)
        except Person.DoesNotExist:
            raise Http404 from None
        # Whom one may not see does not exist: an address tells nothing of other agencies.
        if person.agency_id not in self.visible():
            raise Http404
        return person


class PeopleList(PeopleView):
    """People by agency and name, found by name, account or agency."""

    def get(self, request: HttpRequest) -> HttpResponse:
        words = request.GET.get("q", "")[:LONGEST_SEARCH]
        ended = request.GET.get("ended") == "1"
        number = request.GET.get("page", "1")
        found = queries.people(agencies=self.visible(), words=words, ended=ended)
        try:
            if not number.isdecimal() or not number.isascii() or len(number) > 6 or number == "0":
                raise BadParameter("page")
            rows = page_of(found, int(number), size=PEOPLE_ON_A_PAGE)
        except BadParameter as problem:
            return bad_request(request, problem)
        return render(
            request,
            "desk/people.html",
            {
                "rows": rows,
                "people": [
                    (one, [ROLES[Role(held.role)].name for held in one.held_today])  # type: ignore[attr-defined]
                    for one in rows.rows
                ],
                "words": words,
                "ended": ended,
                "may_make": self.rights.allows_somewhere(Permission.MANAGE_PEOPLE),
            },
        )


class PersonPage(PeopleView):
    """One person: what is known, which roles, and the steps that can be taken."""

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        return self.page(request, self.person_or_404(code))

    def page(
        self,
        request: HttpRequest,
        person: Person,
        *,
        form: RoleForm | None = None,
        status: int = 200,
        link: str = "",
    ) -> HttpResponse:
        today = timezone.localdate()
        giveable = self.rights.agencies(Permission.GIVE_ROLE)
        may_give = person.is_active and bool(giveable)
        if form is None and may_give:
            form = RoleForm(self.manageable(Permission.GIVE_ROLE))
        return render(
            request,
            "desk/person.html",
            {
                "one": person,
                "holdings": [
                    (
                        ROLES[Role(held.role)].name,
                        held,
                        held.until_day is None or held.until_day > today,
                        held.agency_id in giveable,
                    )
                    for held in queries.holdings_of(person)
                ],
                "form": form if may_give else None,
                "with_factor": queries.has_totp(person.code),
                "may_manage": person.is_active and self._may_manage(person),
                "link": link,
                "lines": latest_of(f"person/{person.code}") if self._may_audit(person) else (),
                "days": settings.PASSWORD_RESET_TIMEOUT // 86_400,
            },
            status=status,
        )

    def _may_audit(self, person: Person) -> bool:
        """When a person came and went is for those who look after them, and for auditors."""
        return any(
            self.rights.allows(one, person.agency)
            for one in (Permission.MANAGE_PEOPLE, Permission.READ_RECORD)
        )

    def _may_manage(self, person: Person) -> bool:
        places = [person.agency, *(one.agency for one in queries.open_holdings(person))]
        return all(self.rights.allows(Permission.MANAGE_PEOPLE, place) for place in places)


class PersonNew(PeopleView):
    """Make a person."""

    permission = Permission.MANAGE_PEOPLE
    http_method_names = ("get", "head", "post", "options")

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(request, PersonForm(self.manageable()), 200)

    def post(self, request: HttpRequest) -> HttpResponseBase:
        form = PersonForm(self.manageable(), request.POST)
        if not form.is_valid():
            return self._page(request, form, 422)
        facts = form.cleaned_data
        try:
            person = register_person(
                by=self.person,
                account=facts["account"],
                name=facts["name"],
                agency=facts["agency"],
                email=facts["email"],
            )
        except AccountTaken:
            form.add_error("account", str(TAKEN))
            return self._page(request, form, 422)
        messages.success(
            request, _("Made. Now give roles, and hand over a link to a first password.")
        )
        return HttpResponseRedirect(reverse("person", args=[person.code]))

    def _page(self, request: HttpRequest, form: PersonForm, status: int) -> HttpResponse:
        return render(request, "desk/person_new.html", {"form": form}, status=status)


class PersonChange(PeopleView):
    """Correct what a person is called, signs in with and works at."""

    permission = Permission.MANAGE_PEOPLE
    http_method_names = ("get", "head", "post", "options")

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        person = self.person_or_404(code)
        initial = {
            "name": person.name,
            "account": person.account,
            "email": person.email,
            "agency": person.agency_id,
            "version": person.version,
        }
        return self._page(request, person, PersonForm(self.manageable(), initial=initial), 200)

    def post(self, request: HttpRequest, code: str) -> HttpResponseBase:
        person = self.person_or_404(code)
        form = PersonForm(self.manageable(), request.POST)
        if not form.is_valid():
            return self._page(request, person, form, 422)
        facts = form.cleaned_data
        try:
            change_person(
                by=self.person,
                code=code,
                version=facts["version"] or 0,
                account=facts["account"],
                name=facts["name"],
                agency=facts["agency"],
                email=facts["email"],
            )
        except AccountTaken:
            form.add_error("account", str(TAKEN))
            return self._page(request, person, form, 422)
        except PersonEnded:
            messages.warning(request, str(GONE))
        except Overtaken as problem:
            form.add_error(
                None,
                _(
                    "Somebody else changed this meanwhile. What you typed is still here; what "
                    "stands there now is shown above. Save again to put yours in its place."
                ),
            )
            newer = request.POST.copy()
            newer["version"] = str(problem.version)
            form.data = newer
            return self._page(request, self.person_or_404(code), form, 409)
        else:
            messages.success(request, _("Saved."))
        return HttpResponseRedirect(reverse("person", args=[code]))

    def _page(
        self, request: HttpRequest, person: Person, form: PersonForm, status: int
    ) -> HttpResponse:
        return render(
            request,
            "desk/person_change.html",
            {"one": person, "form": form, "now": status == 409},
            status=status,
        )


class PersonRoles(PersonPage):
    """Give a role."""

    permission = Permission.GIVE_ROLE
    http_method_names = ("post", "options")

    def post(self, request: HttpRequest, code: str) -> HttpResponseBase:
        person = self.person_or_404(code)
        form = RoleForm(self.manageable(Permission.GIVE_ROLE), request.POST)
        if not form.is_valid():
            return self.page(request, person, form=form, status=422)
        try:
            give_role(by=self.person, code=code, **form.cleaned_data)
        except tuple(ROLE_REFUSALS) as refusal:
            field, sentence = ROLE_REFUSALS[type(refusal)]
            form.add_error(field, str(sentence))
            return self.page(request, person, form=form, status=422)
        messages.success(request, _("The role is given."))
        return HttpResponseRedirect(reverse("person", args=[code]))


class RoleEnd(PersonPage):
    """End a role today."""

    permission = Permission.GIVE_ROLE
    http_method_names = ("post", "options")

    def post(self, request: HttpRequest, code: str, holding: int) -> HttpResponseBase:
        person = self.person_or_404(code)
        if not person.holdings.filter(pk=holding).exists():
            raise Http404
        end_role(by=self.person, holding=holding)
        messages.success(request, _("The role has ended."))
        return HttpResponseRedirect(reverse("person", args=[code]))


class PersonStep(PersonPage):
    """A button: a link to a password, a second factor removed, a person ended."""

    permission = Permission.MANAGE_PEOPLE
    http_method_names = ("post", "options")

    def post(self, request: HttpRequest, code: str, step: str) -> HttpResponseBase:
        person = self.person_or_404(code)
        try:
            if step == "invite":
                person = invite_person(by=self.person, code=code)
                return self.page(
                    request, person, link=request.build_absolute_uri(path_to_password(person))
                )
            if step == "reset-factor":
                reset_second_factor(by=self.person, code=code)
                messages.success(request, _("The second factor was removed."))
            else:
                end_person(by=self.person, code=code)
                messages.success(request, _("The person has ended. What they did stays recorded."))
        except PersonEnded:
            messages.warning(request, str(GONE))
        return HttpResponseRedirect(reverse("person", args=[code]))
