"""The first page of the desk: what I may do, where, and who acts in my place."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    QueryDict,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from guankao.documents.editing import NoSuchElement, element_of
from guankao.documents.guidelines_editing import piece_of
from guankao.web.desk.forms import DelegationForm
from guankao.web.desk.views.entry import DeskView
from guankao.web.organizations import queries
from guankao.web.organizations.actions import delegate_role, end_role
from guankao.web.organizations.actions.people import PersonEnded
from guankao.web.organizations.actions.roles import AlreadyHeld, NotDelegable, TooLong
from guankao.web.organizations.matrix import Access, Permission
from guankao.web.organizations.models import Holding, Person
from guankao.web.organizations.permissions import NotPermitted
from guankao.web.organizations.roles import ROLES, Role
from guankao.web.planning.actions import see_mention
from guankao.web.planning.actions.drafts import guidelines_of, plan_of
from guankao.web.planning.kinds import DraftKind
from guankao.web.planning.models import Draft, Mention
from guankao.web.planning.notices import notices_for
from guankao.web.reporting.notices import report_notices_for

LINKS: tuple[tuple[Permission, str, str | Promise, Promise], ...] = (
    (
        Permission.READ_DRAFT,
        "drafts",
        gettext_lazy("Plans"),
        gettext_lazy("Write, submit, review and publish annual plans."),
    ),
    (
        Permission.READ_GUIDELINES,
        "guidelines-drafts",
        gettext_lazy("Policy guidelines"),
        gettext_lazy("Write, submit, approve and publish them; see who answers which clause."),
    ),
    (
        Permission.READ_REPORT,
        "reports",
        gettext_lazy("Reports"),
        gettext_lazy("What is due, by when, and what came back: fill it in and hand it in."),
    ),
    (
        Permission.IMPORT_DOCUMENT,
        "imports",
        gettext_lazy("Read a document"),
        gettext_lazy("Hand in a plan as a file, look at what was read, go on writing with it."),
    ),
    (
        Permission.REVIEW_REPORT,
        "reports-review",
        pgettext_lazy("room of the desk", "Review"),
        gettext_lazy("Judge reports: accept them, return them, publish them."),
    ),
    (
        Permission.EXCUSE_REPORT,
        "reports-exceptions",
        gettext_lazy("Late exceptions"),
        gettext_lazy("See which reports are missing, and let one come later."),
    ),
    (
        Permission.READ_REPORT,
        "calendars",
        gettext_lazy("Calendars"),
        gettext_lazy("When reports are taken, and what each of them has to state."),
    ),
    (
        Permission.READ_REPORT,
        "overview",
        gettext_lazy("Overview"),
        gettext_lazy("What is missing, late, red or waits, agency by agency; who typed how much."),
    ),
    (
        Permission.VIEW_PEOPLE,
        "people",
        gettext_lazy("People"),
        gettext_lazy("Who works where, and who holds which role."),
    ),
    (
        Permission.CHANGE_AGENCY,
        "agencies",
        gettext_lazy("Agencies"),
        gettext_lazy("The tree of agencies, their names, mergers."),
    ),
    (
        Permission.READ_RECORD,
        "record",
        gettext_lazy("Record"),
        gettext_lazy("Who did what, and when: search it, check it, take it away."),
    ),
)
"""What the desk leads to, for whom it is open."""

REFUSALS: dict[type[ValueError], Promise] = {
    NotDelegable: gettext_lazy("This role cannot be lent to this person."),
    TooLong: gettext_lazy("The days must begin today or later and end within your own."),
    AlreadyHeld: gettext_lazy("The person holds this role in those days already."),
    PersonEnded: gettext_lazy("The person is no longer here."),
}


PAGES: dict[DraftKind, tuple[str, str]] = {
    DraftKind.PLAN: ("draft", "draft-element"),
    DraftKind.GUIDELINES: ("guidelines-draft", "guidelines-piece"),
}
"""Where a draft stands, and an element of it."""


class DeskStart(DeskView):
    """What I may do, at which agencies, and links to it."""

    permission = Access.SIGNED_IN
    http_method_names = ("get", "head", "post", "options")

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(request, self._form(), 200)

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Lend one of my roles."""
        form = self._form(request.POST)
        if form is None:
            raise NotPermitted(self.person, Permission.DELEGATE_ROLE)
        if not form.is_valid():
            return self._page(request, form, 422)
        chosen = form.cleaned_data
        try:
            delegate_role(
                by=self.person,
                holding=int(chosen["holding"]),
                code=chosen["person"],
                from_day=chosen["from_day"],
                until_day=chosen["until_day"],
            )
        except (NotDelegable, TooLong, AlreadyHeld, PersonEnded) as refusal:
            form.add_error(None, str(REFUSALS[type(refusal)]))
            return self._page(request, form, 422)
        messages.success(request, _("The role is lent. It ends by itself on that day."))
        return HttpResponseRedirect(reverse("desk"))

    def _own(self) -> list[Holding]:
        return [
            holding
            for holding in self.rights.holdings
            if holding.delegated_from_id is None
            and ROLES[Role(holding.role)].delegable
            and self.rights.allows(Permission.DELEGATE_ROLE, holding.agency)
        ]

    def _form(self, data: QueryDict | None = None) -> DelegationForm | None:
        own = self._own()
        if not own:
            return None
        agencies = frozenset(holding.agency_id for holding in own)
        colleagues = queries.people(agencies=agencies).exclude(code=self.person.code)
        return DelegationForm(
            [(str(one.pk), f"{ROLES[Role(one.role)].name} · {one.agency.label}") for one in own],
            [(one.code, f"{one.name} · {one.agency.label}") for one in colleagues],
            data,
        )

    def _page(self, request: HttpRequest, form: DelegationForm | None, status: int) -> HttpResponse:
        assert isinstance(request.user, Person)  # noqa: S101 - dispatch saw to it
        prefetch_related_objects(self.rights.holdings, "delegated_from__person")
        return render(
            request,
            "desk/start.html",
            {
                "name": self.person.name,
                "held": [(ROLES[Role(one.role)], one) for one in self.rights.holdings],
                "links": [
                    (reverse(address), words, about)
                    for permission, address, words, about in LINKS
                    if self.rights.allows_somewhere(permission)
                ],
                "form": form,
                "lent": [(ROLES[Role(one.role)], one) for one in queries.lent_by(request.user)],
                "with_factor": queries.has_totp(self.person.code),
                "today": timezone.localdate(),
                "notices": notices_for(self.person.code, self.rights),
                "of_reports": report_notices_for(self.person.code, self.rights),
            },
            status=status,
        )


class DelegationEnd(DeskView):
    """Take back what I lent."""

    permission = Access.SIGNED_IN
    http_method_names = ("post", "options")

    def post(self, request: HttpRequest, holding: int) -> HttpResponseBase:
        if not queries.is_lent_by(self.person.code, holding):
            raise Http404
        end_role(by=self.person, holding=holding)
        messages.success(request, _("The role was taken back."))
        return HttpResponseRedirect(reverse("desk"))


class MentionOpen(DeskView):
    """To the comment in which I was spoken to; whoever goes there has seen it."""

    permission = Access.SIGNED_IN
    http_method_names = ("get", "head", "options")

    def get(self, request: HttpRequest, mention: int) -> HttpResponseBase:
        try:
            comment = see_mention(by=self.person, mention=mention).comment
        except Mention.DoesNotExist:
            raise Http404 from None
        draft = comment.draft
        whole, piece = PAGES[DraftKind(draft.kind)]
        try:
            _look_up(draft, comment.element)
        except NoSuchElement:
            # It was taken out since; the document remains.
            return HttpResponseRedirect(reverse(whole, args=[draft.pk]))
        page = reverse(piece, args=[draft.pk, comment.element])
        return HttpResponseRedirect(f"{page}#comments")


def _look_up(draft: Draft, element: str) -> None:
    """Raise NoSuchElement where a draft does not hold the element any more."""
    if draft.kind == DraftKind.GUIDELINES:
        piece_of(guidelines_of(draft.digest), element)
    else:
        element_of(plan_of(draft.digest), element)
