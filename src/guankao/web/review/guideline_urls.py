"""The addresses of the policy guidelines, under the desk."""

from django.urls import URLPattern, path

from guankao.web.planning.states import Step
from guankao.web.review.views.answering import AnswersOfTheYear
from guankao.web.review.views.guideline_pieces import GuidelineComment, GuidelinePiece
from guankao.web.review.views.guidelines import (
    GuidelinesComparison,
    GuidelinesList,
    GuidelinesPage,
    GuidelinesStep,
    GuidelinesVersions,
)
from guankao.web.review.views.history import GuidelinesHistory

urlpatterns: list[URLPattern] = [
    path("", GuidelinesList.as_view(), name="guidelines-drafts"),
    path("answers/<int:year>/", AnswersOfTheYear.as_view(), name="guidelines-answered"),
    path("<int:draft>/", GuidelinesPage.as_view(), name="guidelines-draft"),
    path("<int:draft>/history/", GuidelinesHistory.as_view(), name="guidelines-draft-history"),
    path("<int:draft>/versions/", GuidelinesVersions.as_view(), name="guidelines-versions"),
    path("<int:draft>/differences/", GuidelinesComparison.as_view(), name="guidelines-differences"),
    *(
        path(
            f"<int:draft>/{step.value}/",
            GuidelinesStep.as_view(),
            {"step": step.value},
            name=f"guidelines-{step.value}",
        )
        for step in Step
    ),
    path(
        "<int:draft>/comments/<path:element>/",
        GuidelineComment.as_view(),
        name="guidelines-comment",
    ),
    path("<int:draft>/<path:element>/", GuidelinePiece.as_view(), name="guidelines-piece"),
]
