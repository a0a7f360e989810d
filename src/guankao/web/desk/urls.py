"""The addresses of the desk."""

from django.urls import URLPattern, path

from guankao.web.desk.views.agencies import AgencyList, AgencyNew, AgencyPageOfDesk, AgencyStep
from guankao.web.desk.views.mail import MailPage
from guankao.web.desk.views.people import (
    PeopleList,
    PersonChange,
    PersonNew,
    PersonPage,
    PersonRoles,
    PersonStep,
    RoleEnd,
)
from guankao.web.desk.views.record import RecordFile, RecordPage
from guankao.web.desk.views.reminders import OwnReminders
from guankao.web.desk.views.start import DelegationEnd, DeskStart, MentionOpen
from guankao.web.desk.views.tokens import TokenEnd, TokenList

urlpatterns: list[URLPattern] = [
    path("", DeskStart.as_view(), name="desk"),
    path("delegations/<int:holding>/end/", DelegationEnd.as_view(), name="delegation-end"),
    path("mail/", MailPage.as_view(), name="mail"),
    path("reminders/", OwnReminders.as_view(), name="own-reminders"),
    path("tokens/", TokenList.as_view(), name="tokens"),
    path("tokens/<int:token>/end/", TokenEnd.as_view(), name="token-end"),
    path("mentions/<int:mention>/", MentionOpen.as_view(), name="mention"),
    path("people/", PeopleList.as_view(), name="people"),
    path("people/new/", PersonNew.as_view(), name="person-new"),
    path("people/<slug:code>/", PersonPage.as_view(), name="person"),
    path("people/<slug:code>/change/", PersonChange.as_view(), name="person-change"),
    path("people/<slug:code>/roles/", PersonRoles.as_view(), name="person-roles"),
    path("people/<slug:code>/roles/<int:holding>/end/", RoleEnd.as_view(), name="role-end"),
    *(
        path(
            f"people/<slug:code>/{step}/",
            PersonStep.as_view(),
            {"step": step},
            name=f"person-{step}",
        )
        for step in ("invite", "reset-factor", "end")
    ),
    path("record/", RecordPage.as_view(), name="record"),
    *(
        path(f"record/entries.{kind}", RecordFile.as_view(), {"kind": kind}, name=f"record-{kind}")
        for kind in ("csv", "jsonl")
    ),
    path("agencies/", AgencyList.as_view(), name="agencies"),
    path("agencies/new/", AgencyNew.as_view(), name="agency-new"),
    path("agencies/<int:key>/", AgencyPageOfDesk.as_view(), name="agency-desk"),
    *(
        path(
            f"agencies/<int:key>/{step}/",
            AgencyStep.as_view(),
            {"step": step},
            name=f"agency-{step}",
        )
        for step in ("rename", "move", "merge")
    ),
]
