"""The addresses of Guankao."""

from django.urls import include, path

urlpatterns = [
    path("api/v1/", include("guankao.web.api.urls")),
    path("account/", include("guankao.web.desk.account_urls")),
    path("desk/plans/", include("guankao.web.review.urls")),
    path("desk/guidelines/", include("guankao.web.review.guideline_urls")),
    path("desk/reports/", include("guankao.web.filing.urls")),
    path("desk/overview/", include("guankao.web.overview.urls")),
    path("desk/import/", include("guankao.web.importing.urls")),
    path("desk/", include("guankao.web.desk.urls")),
    path("", include("guankao.web.portal.urls")),
]

handler400 = "guankao.web.portal.errors.bad_request"
handler403 = "guankao.web.portal.errors.forbidden"
handler404 = "guankao.web.portal.errors.not_found"
handler500 = "guankao.web.portal.errors.server_error"
