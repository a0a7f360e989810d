"""The addresses of drafts, under the desk."""

from django.urls import URLPattern, path

from guankao.web.planning.states import Step
from guankao.web.review.views.check import DraftCheck
from guankao.web.review.views.colleagues import Colleagues
from guankao.web.review.views.elements import DraftElement
from guankao.web.review.views.files import DraftFromFile
from guankao.web.review.views.goal_clauses import GoalAnswers
from guankao.web.review.views.history import DraftHistory
from guankao.web.review.views.plans import DraftPage, DraftStep, PlanList
from guankao.web.review.views.remarks import DraftComment, DraftWaiver
from guankao.web.review.views.versions import DraftComparison, DraftVersions

urlpatterns: list[URLPattern] = [
    path("", PlanList.as_view(), name="drafts"),
    path("<int:draft>/", DraftPage.as_view(), name="draft"),
    path("<int:draft>/colleagues/", Colleagues.as_view(), name="draft-colleagues"),
    path("<int:draft>/history/", DraftHistory.as_view(), name="draft-history"),
    path("<int:draft>/versions/", DraftVersions.as_view(), name="draft-versions"),
    path("<int:draft>/differences/", DraftComparison.as_view(), name="draft-differences"),
    *(
        path(
            f"<int:draft>/{step.value}/",
            DraftStep.as_view(),
            {"step": step.value},
            name=f"draft-{step.value}",
        )
        for step in Step
    ),
    path("<int:draft>/check/<path:element>/", DraftCheck.as_view(), name="draft-check"),
    path("<int:draft>/goal/<str:goal>/answers/", GoalAnswers.as_view(), name="draft-answers"),
    path("<int:draft>/comments/<path:element>/", DraftComment.as_view(), name="draft-comment"),
    path("<int:draft>/waivers/<path:element>/", DraftWaiver.as_view(), name="draft-waiver"),
    path(
        "<int:draft>/from-file/<uuid:key>/<int:position>/",
        DraftFromFile.as_view(),
        name="draft-from-file",
    ),
    path("<int:draft>/<path:element>/", DraftElement.as_view(), name="draft-element"),
]
