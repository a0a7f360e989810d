"""The public addresses. An identifier of a document is the address of its page."""

from django.urls import URLPattern, path, register_converter

from guankao.web.portal.addresses import FiscalYearConverter
from guankao.web.portal.views.action_plan import ActionPlanPage, MeasurePage
from guankao.web.portal.views.agency import AgencyPage, GoalRedirect
from guankao.web.portal.views.answers import AnswersPage
from guankao.web.portal.views.data import data_addresses
from guankao.web.portal.views.files import (
    action_plan_file,
    book_file,
    performance_report_file,
    plan_file,
    version_file,
)
from guankao.web.portal.views.findings import ActionPlanFindings, PlanFindings, YearFindings
from guankao.web.portal.views.fiscal_year import FiscalYearPage, Home
from guankao.web.portal.views.guidelines import GuidelinesPage, SectionRedirect
from guankao.web.portal.views.history import (
    ActionPlanHistory,
    GuidelinesHistory,
    KpiHistory,
    PlanHistory,
)
from guankao.web.portal.views.kpi import KpiChart, KpiPage, KpiResultsChart
from guankao.web.portal.views.lists import IndicatorList, ProjectList
from guankao.web.portal.views.project import ProjectChart, ProjectPage
from guankao.web.portal.views.publications import publications
from guankao.web.portal.views.results import YearResults
from guankao.web.portal.views.rules import RuleList, RulePage
from guankao.web.portal.views.search import SearchPage
from guankao.web.portal.views.versions import PlanDifferences, PlanVersions

register_converter(FiscalYearConverter, "year")

AGENCY = "<year:year>/<str:agency>"
ACTION_PLAN = "<year:year>/action-plan/<slug:code>"

# The words of the year (indicators, guidelines …) stand before the agencies: no agency can be
# called by one of them (guankao.documents.RESERVED_NAMES).
urlpatterns: list[URLPattern] = [
    path("", Home.as_view(), name="home"),
    *SearchPage.addresses("search", "search"),
    *data_addresses,
    path("publications.atom", publications, {"language": "zh-hant"}, name="publications"),
    path("publications.en.atom", publications, {"language": "en"}, name="publications-en"),
    *RuleList.addresses("rules", "rules"),
    *RulePage.addresses("rules/<str:code>", "rule"),
    *FiscalYearPage.addresses("<year:year>", "year"),
    *IndicatorList.addresses("<year:year>/indicators", "indicators"),
    *ProjectList.addresses("<year:year>/projects", "projects"),
    *YearResults.addresses("<year:year>/results", "results"),
    path("<year:year>/book.pdf", book_file, name="book"),
    *GuidelinesPage.addresses("<year:year>/guidelines", "guidelines"),
    *AnswersPage.addresses("<year:year>/guidelines/answers", "guidelines-answers"),
    *GuidelinesHistory.addresses("<year:year>/guidelines/history", "guidelines-history"),
    *YearFindings.addresses("<year:year>/findings", "year-findings"),
    path("<year:year>/guidelines/section/<str:key>/", SectionRedirect.as_view(), name="section"),
    *ActionPlanPage.addresses(ACTION_PLAN, "action-plan"),
    path(f"{ACTION_PLAN}/document.<str:form>", action_plan_file, name="action-plan-file"),
    *MeasurePage.addresses(f"{ACTION_PLAN}/measure/<str:key>", "measure"),
    *ActionPlanFindings.addresses(f"{ACTION_PLAN}/findings", "action-plan-findings"),
    *ActionPlanHistory.addresses(f"{ACTION_PLAN}/history", "action-plan-history"),
    *AgencyPage.addresses(AGENCY, "agency"),
    *PlanHistory.addresses(f"{AGENCY}/history", "history"),
    *PlanFindings.addresses(f"{AGENCY}/findings", "findings"),
    *PlanVersions.addresses(f"{AGENCY}/versions", "versions"),
    *PlanDifferences.addresses(f"{AGENCY}/differences", "differences"),
    path(f"{AGENCY}/versions/<int:number>/document.<str:form>", version_file, name="version-file"),
    path(f"{AGENCY}/document.<str:form>", plan_file, name="plan-file"),
    path(
        f"{AGENCY}/report/document.<str:form>",
        performance_report_file,
        name="performance-report-file",
    ),
    path(f"{AGENCY}/goal/<str:key>/", GoalRedirect.as_view(), name="goal"),
    *KpiPage.addresses(f"{AGENCY}/kpi/<str:key>", "kpi"),
    *KpiHistory.addresses(f"{AGENCY}/kpi/<str:key>/history", "kpi-history"),
    path(f"{AGENCY}/kpi/<str:key>/chart.json", KpiChart.as_view(), name="kpi-chart"),
    path(
        f"{AGENCY}/kpi/<str:key>/results-chart.json",
        KpiResultsChart.as_view(),
        name="kpi-results-chart",
    ),
    *ProjectPage.addresses(f"{AGENCY}/project/<str:key>", "project"),
    path(f"{AGENCY}/project/<str:key>/chart.json", ProjectChart.as_view(), name="project-chart"),
]
