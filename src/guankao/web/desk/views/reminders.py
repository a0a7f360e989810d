"""How I am reminded: address, language, and whether also before the due time."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from guankao.web.desk.own_forms import RemindingForm
from guankao.web.desk.views.entry import DeskView
from guankao.web.organizations.matrix import Access
from guankao.web.organizations.models import Person
from guankao.web.reminders.actions import change_preference
from guankao.web.reminders.actions.rounds import mail_is_sent
from guankao.web.reminders.queries import preference_of, rules


class OwnReminders(DeskView):
    """One form."""

    permission = Access.SIGNED_IN
    http_method_names = ("get", "head", "post", "options")

    def get(self, request: HttpRequest) -> HttpResponse:
        assert isinstance(request.user, Person)  # noqa: S101 - dispatch saw to it
        preference = preference_of(request.user)
        initial = {
            "email": request.user.email,
            "language": preference.language,
            "before_due": preference.before_due,
        }
        if preference._state.adding:
            initial["language"] = get_language() or preference.language
        return self._page(request, RemindingForm(initial=initial))

    def post(self, request: HttpRequest) -> HttpResponseBase:
        form = RemindingForm(request.POST)
        if not form.is_valid():
            return self._page(request, form, status=422)
        change_preference(by=self.person, **form.cleaned_data)
        messages.success(request, _("Kept."))
        return HttpResponseRedirect(reverse("own-reminders"))

    def _page(
        self, request: HttpRequest, form: RemindingForm, *, status: int = 200
    ) -> HttpResponse:
        by = rules()
        context = {
            "form": form,
            "before": ", ".join(str(day) for day in sorted(by.before, reverse=True)),
            "after": ", ".join(str(day) for day in sorted(by.after)),
            "sends": mail_is_sent(),
        }
        return render(request, "desk/reminders.html", context, status=status)
