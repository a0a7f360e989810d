"""The public addresses. An identifier of a document is the address of its page."""

from django.urls import URLPattern, path, register_converter

from guankao.web.portal.addresses import FiscalYearConverter
from guankao.web.portal.views.agency import AgencyPage, GoalRedirect
from guankao.web.portal.views.fiscal_year import FiscalYearPage, Home
from guankao.web.portal.views.lists import IndicatorList, ProjectList

register_converter(FiscalYearConverter, "year")

urlpatterns: list[URLPattern] = [
    path("", Home.as_view(), name="home"),
    *FiscalYearPage.addresses("<year:year>", "year"),
    *IndicatorList.addresses("<year:year>/indicators", "indicators"),
    *ProjectList.addresses("<year:year>/projects", "projects"),
    *AgencyPage.addresses("<year:year>/<str:agency>", "agency"),
    path("<year:year>/<str:agency>/goal/<str:key>/", GoalRedirect.as_view(), name="goal"),
]
