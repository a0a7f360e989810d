"""The calendars that hold, adopting another, and working out again which reports are expected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from pydantic import Field

from guankao.calendars import Calendar
from guankao.web.desk.views.entry import DeskView, number_in
from guankao.web.filing.adopting import (
    MOST_PLANS,
    Listed,
    Look,
    listed,
    look_at,
    standing_or_none,
)
from guankao.web.filing.calendar_facts import (
    FREQUENCIES,
    FaultyCalendar,
    asked_name,
    calendar_in,
    windows_of,
    years_words,
)
from guankao.web.filing.calendar_forms import CalendarForm
from guankao.web.filing.terms import ASKED
from guankao.web.organizations.permissions import NotPermitted, Permission
from guankao.web.planning.models import Plan
from guankao.web.portal.errors import BadParameter, bad_request
from guankao.web.portal.parameters import Parameters
from guankao.web.reporting.actions import adopt_calendar, expect_reports
from guankao.web.reporting.actions.calendars import VersionTaken
from guankao.web.reporting.expectations import Expected


class CalendarParameters(Parameters):
    year: Annotated[int, Field(ge=1, le=999)] | None = None
    calendar: Annotated[str, Field(max_length=60)] = ""


@dataclass(frozen=True)
class Worked:
    """What working the lists out again did.

    Attributes:
        done: of all plans together.
        plans: how many were worked through.
        after: the last of them, where more are left; '' where none is.
    """

    done: Expected
    plans: int
    after: str


class CalendarPage(DeskView):
    """The one page on which calendars are read, adopted and worked by."""

    def _plans(self, year: int) -> QuerySet[Plan]:
        """The published plans of a year whose lists the person may work out."""
        agencies = self.rights.agencies(Permission.EXPECT_REPORTS)
        return Plan.objects.filter(fiscal_year=year, agency__in=agencies).select_related("agency")

    def _page(
        self,
        request: HttpRequest,
        year: int | None,
        status: int,
        *,
        calendar: str = "",
        form: CalendarForm | None = None,
        look: Look | None = None,
        **more: Any,
    ) -> HttpResponse:
        years = self._years()
        at = year or (years[0] if years else 0)
        every = listed()
        standing = standing_or_none(at) if at else None
        named = next((one.calendar for one in every if one.name == calendar), None)
        adopts = self.rights.allows(Permission.ADOPT_CALENDAR)
        works = self.rights.allows_somewhere(Permission.EXPECT_REPORTS)
        return render(
            request,
            "filing/calendars.html",
            {
                "year": at,
                "years": sorted({*years, at}, reverse=True) if at else years,
                "shown": _shown(named or standing, at),
                "is_standing": named is None or named == standing,
                "every": [
                    (one, years_words(one.calendar), _stands(one, standing)) for one in every
                ],
                "form": form or (CalendarForm() if adopts else None),
                "look": look,
                "works": works,
                "plans": list(self._plans(at)[:200]) if works and at else [],
                **more,
            },
            status=status,
        )

    def _years(self) -> list[int]:
        """The years whose plans the person may read the reports of, the latest first."""
        agencies = self.rights.agencies(Permission.READ_REPORT)
        found = Plan.objects.filter(agency__in=agencies).order_by("-fiscal_year")
        return list(found.values_list("fiscal_year", flat=True).distinct())


class Calendars(CalendarPage):
    """When reports are taken and what they state."""

    permission = Permission.READ_REPORT
    http_method_names = ("get", "head", "options")

    def get(self, request: HttpRequest) -> HttpResponseBase:
        try:
            asked = CalendarParameters.of(request)
        except BadParameter as problem:
            return bad_request(request, problem)
        return self._page(request, asked.year, 200, calendar=asked.calendar)


class CalendarAdoption(CalendarPage):
    """Look at a calendar, and adopt it."""

    permission = Permission.ADOPT_CALENDAR
    http_method_names = ("post", "options")

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Show what would change; adopt it where that was pressed."""
        if not self.rights.allows(Permission.ADOPT_CALENDAR):
            raise NotPermitted(self.person, Permission.ADOPT_CALENDAR)
        year = _year_of(request)
        form = CalendarForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._page(request, year, 422, form=form)
        content = form.cleaned_data["content"]
        kept = CalendarForm(initial={"content": content})
        try:
            calendar = calendar_in(content)
        except FaultyCalendar as faulty:
            return self._page(request, year, 422, form=kept, faults=faulty)
        at = year or calendar.first_year
        if "adopt" not in request.POST:
            look = look_at(calendar, at, self._plans(at))
            return self._page(request, at, 200, form=kept, look=look, content=content)
        try:
            adopt_calendar(by=self.person, content=content)
        except VersionTaken as refusal:
            look = look_at(calendar, at, self._plans(at))
            return self._page(request, at, 409, form=kept, look=look, refusal=str(refusal))
        messages.success(
            request,
            _("The calendar holds from now on. Lists that were worked out before keep theirs."),
        )
        return HttpResponseRedirect(f"{reverse('calendars')}?year={at}")


class ListsWorkedOut(CalendarPage):
    """Work the lists of expected reports of a year out again."""

    permission = Permission.EXPECT_REPORTS
    http_method_names = ("post", "options")

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Work out the lists of the first plans of a year that are left, and say what that did."""
        year = _year_of(request)
        if year is None:
            return self._page(request, None, 422)
        plans = self._plans(year).order_by("identifier")
        if chosen := request.POST.get("plan", ""):
            plans = plans.filter(identifier=chosen)
        if after := request.POST.get("after", ""):
            plans = plans.filter(identifier__gt=after)
        names = list(plans.values_list("identifier", flat=True)[: MOST_PLANS + 1])
        done = Expected()
        for identifier in names[:MOST_PLANS]:
            done = done.plus(expect_reports(by=self.person, identifier=identifier))
        left = names[MOST_PLANS - 1] if len(names) > MOST_PLANS else ""
        worked = Worked(done, len(names[:MOST_PLANS]), left)
        return self._page(request, year, 200 if names else 422, worked=worked)


def _year_of(request: HttpRequest) -> int | None:
    year = number_in(request.POST.get("year", "")) or None
    return None if year is not None and year > 999 else year


def _stands(one: Listed, standing: Calendar | None) -> bool:
    return one.calendar == standing


def _shown(calendar: Calendar | None, year: int) -> dict[str, Any] | None:
    if calendar is None:
        return None
    return {
        "calendar": calendar,
        "years": years_words(calendar),
        "windows": windows_of(calendar, year),
        "asked": [
            (
                asked_name(one),
                FREQUENCIES[one.frequency.value],
                [ASKED[field.value] for field in one.fields],
                one.final_review,
            )
            for one in calendar.asked
        ],
    }
