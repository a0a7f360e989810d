"""The versions of a draft, the differences between two, and undoing one change."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from guankao.documents.comparison import compare
from guankao.web.desk.views.entry import number_in
from guankao.web.importing.templatetags.reviewing import anchor
from guankao.web.organizations.permissions import Permission
from guankao.web.planning import draft_queries
from guankao.web.planning.actions.drafts import plan_of
from guankao.web.planning.models import PlanVersion
from guankao.web.planning.states import EDITABLE, DraftState
from guankao.web.planning.version_groups import grouped
from guankao.web.planning.versions import WORDS, VersionKind
from guankao.web.review.terms import BREAKS, CHANGES
from guankao.web.review.views.entry import DraftedView
from guankao.web.review.views.undoing import undo


class DraftVersions(DraftedView):
    """Every version with who saved it, and a button to take its change back."""

    http_method_names = ("get", "head", "post", "options")

    def get(self, request: HttpRequest, draft: int) -> HttpResponseBase:
        row = self.draft_or_404(draft)
        return render(
            request,
            "review/versions.html",
            {
                "draft": row,
                "groups": [
                    (WORDS[VersionKind(group.newest.kind)], group)
                    for group in grouped(draft_queries.versions_of(row))
                ],
                "open": DraftState(row.state) in EDITABLE
                and self.rights.allows(Permission.DRAFT_PLAN, row.agency),
            },
        )

    def post(self, request: HttpRequest, draft: int) -> HttpResponseBase:
        row = self.draft_or_404(draft)
        number = number_in(request.POST.get("undo", ""))
        first = number_in(request.POST.get("first", "")) or None
        undo(request, row, by=self.person, number=number, first=first)
        if "back" in request.POST:
            element = draft_queries.version_of(row, number).element
            return HttpResponseRedirect(f"{reverse('draft', args=[row.pk])}#{anchor(element)}")
        return HttpResponseRedirect(reverse("draft-versions", args=[row.pk]))


class DraftComparison(DraftedView):
    """Two versions, or last year's plan and this one, element by element."""

    def get(self, request: HttpRequest, draft: int) -> HttpResponseBase:
        row = self.draft_or_404(draft)
        earlier, later = request.GET.get("from", ""), request.GET.get("to", "")
        try:
            now = draft_queries.version_of(row, number_in(later) or row.version)
            if earlier == "year-before":
                digest = draft_queries.digest_of_year_before(row)
                name = str(row.fiscal_year - 1)
            else:
                number = number_in(earlier) or max(now.number - 1, 1)
                digest = draft_queries.version_of(row, number).digest
                name = str(number)
        except PlanVersion.DoesNotExist:
            raise Http404 from None
        if not digest:
            raise Http404
        comparison = compare(plan_of(digest), plan_of(now.digest))
        return render(
            request,
            "review/comparison.html",
            {
                "draft": row,
                "of_years": earlier == "year-before",
                "before": name,
                "now": now,
                "counts": [(CHANGES[kind], count) for kind, count in comparison.counts.items()],
                "changes": [
                    (CHANGES[one.kind], one, [BREAKS[reason] for reason in one.breaks])
                    for one in comparison.changes
                ],
                "numbers": draft_queries.numbers_of_versions(row),
            },
        )
