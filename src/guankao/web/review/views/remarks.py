"""Say something of an element, or let a finding of it stand."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from guankao.documents import editing
from guankao.web.desk.views.entry import number_in
from guankao.web.planning import draft_queries
from guankao.web.planning.actions import add_comment, end_waiver, resolve_comment, waive_finding
from guankao.web.planning.actions.comments import EmptyComment
from guankao.web.planning.actions.drafts import plan_of
from guankao.web.planning.actions.waivers import RefusedWaiver
from guankao.web.planning.mentions import spoken_to
from guankao.web.planning.models import Comment
from guankao.web.review.element_forms import beginning, form_of
from guankao.web.review.forms import WaiverForm
from guankao.web.review.views.colleagues import tell_in_vain
from guankao.web.review.views.element_page import ElementView, in_words, titles


class DraftWaiver(ElementView):
    """Let a finding stand, or end that; what was typed is kept whatever goes wrong."""

    http_method_names = ("post", "options")

    def post(self, request: HttpRequest, draft: int, element: str) -> HttpResponseBase:
        row = self.draft_or_404(draft)
        identifier = row.identifier if element == "plan" else f"{row.identifier}/{element}"
        back = HttpResponseRedirect(reverse("draft-element", args=[row.pk, element]))
        if code := request.POST.get("end"):
            key = draft_queries.waiver_on(row, code, identifier)
            if key is None:
                raise Http404
            end_waiver(by=self.person, draft=row.pk, waiver=key)
            return back
        named = [(code, f"{code} {in_words(words)}") for code, words in titles().items()]
        form = WaiverForm(named, request.POST)
        if form.is_valid():
            try:
                waive_finding(by=self.person, draft=row.pk, element=identifier, **form.cleaned_data)
            except RefusedWaiver as refusal:
                form.add_error(None, str(refusal))
            else:
                return back
        plan = plan_of(row.digest)
        initial = {**beginning(plan, element), "version": row.version}
        context = self.context_of(
            row, element, form_of(plan, element, initial=initial), waiving=form
        )
        return render(request, "review/element.html", context, status=422)


class DraftComment(ElementView):
    """Say something of an element, or that what was said is dealt with.

    Who is named with @ and cannot be told is said to the writer.
    """

    http_method_names = ("post", "options")

    def post(self, request: HttpRequest, draft: int, element: str) -> HttpResponseBase:
        row = self.draft_or_404(draft)
        text = request.POST.get("text", "")
        try:
            if resolved := number_in(request.POST.get("resolve", "")):
                resolve_comment(by=self.person, draft=row.pk, comment=resolved)
            else:
                add_comment(by=self.person, draft=row.pk, element=element, text=text)
                tell_in_vain(request, spoken_to(text, row).in_vain)
        except (editing.NoSuchElement, Comment.DoesNotExist):
            raise Http404 from None
        except EmptyComment as refusal:
            plan = plan_of(row.digest)
            initial = {**beginning(plan, element), "version": row.version}
            context = self.context_of(row, element, form_of(plan, element, initial=initial))
            context |= {"comment_typed": text, "comment_fault": str(refusal)}
            return render(request, "review/element.html", context, status=422)
        return HttpResponseRedirect(f"{reverse('draft-element', args=[row.pk, element])}#comments")
