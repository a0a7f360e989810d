"""The burden of reporting: who filled in the fields, and how much of it nobody had to."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guankao.web.organizations.models import Agency
from guankao.web.overview import burden
from guankao.web.overview.burden import Burden
from guankao.web.overview.parameters import BoardParameters
from guankao.web.overview.scope import Scope
from guankao.web.overview.views.entry import BoardView, Columns, Rows, level_words
from guankao.web.portal.errors import BadParameter

WORDS: dict[str, tuple[Promise, Promise]] = {
    "typed": (
        gettext_lazy("Typed"),
        gettext_lazy(
            "Figures, progress, milestones that are done, reasons and remarks that a person wrote, "
            "and each file of evidence."
        ),
    ),
    "carried": (
        gettext_lazy("Carried over"),
        gettext_lazy("Reasons and remarks that stand as in the report of the period before."),
    ),
    "from_plan": (
        gettext_lazy("From the plan"),
        gettext_lazy(
            "What the plan says and a paper form asks for again: of a KPI its name, standard, "
            "target and method; of a project its work plan, title, category, control level, "
            "budget, planned progress and milestones."
        ),
    ),
    "from_reports": (
        gettext_lazy("From other reports"),
        gettext_lazy("Inputs of a formula that another report states."),
    ),
    "from_files": (
        gettext_lazy("From files"),
        gettext_lazy("Inputs of a formula that were read out of a file."),
    ),
    "from_system": (
        gettext_lazy("Counted by the system"),
        gettext_lazy("Inputs of a formula that Guankao counts itself."),
    ),
    "worked_out": (
        gettext_lazy("Worked out"),
        gettext_lazy(
            "What follows from the figures: result, achievement and light of a KPI; variance, "
            "share of the budget and risk of a project."
        ),
    ),
}
"""Who filled in a field, and which fields these are."""


@dataclass(frozen=True)
class Line:
    """One agency."""

    agency: Agency
    burden: Burden
    counts: list[int]


@dataclass(frozen=True)
class Page:
    """One page of the agencies."""

    number: int
    count: int

    @property
    def last(self) -> int:
        return max(1, -(-self.count // burden.ROWS_A_PAGE))

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.number < self.last else None

    @property
    def numbers(self) -> list[int]:
        return list(range(1, self.last + 1))


class BurdenPage(BoardView):
    """Fields asked, typed and filled in, by agency and plan, and by level."""

    def page(self, request: HttpRequest, scope: Scope, asked: BoardParameters) -> HttpResponse:
        found = burden.by_agency(scope)
        page = Page(asked.page, len(found))
        if page.number > page.last:
            raise BadParameter("page", _("There are not so many pages."))
        keys = sorted(found, key=lambda one: (-found[one].typed, one))
        start = (page.number - 1) * burden.ROWS_A_PAGE
        shown = {one: found[one] for one in keys[start : start + burden.ROWS_A_PAGE]}
        agencies = burden.agencies_of(shown)
        total = burden.total_of(found.values())
        context = self.common(scope, asked) | {
            "burden": True,
            "file": "burden",
            "rows": page,
            "total": total,
            "shares": [
                (words, about, total.counts[name], total.share_of(name))
                for name, (words, about) in WORDS.items()
            ],
            "heads": [words for words, _about in WORDS.values()],
            "lines": [
                Line(agencies[one], each, [each.counts[name] for name in WORDS])
                for one, each in shown.items()
            ],
            "by_level": [
                (level_words(level), each, [each.counts[name] for name in WORDS])
                for level, each in burden.by_level(scope)
            ],
        }
        return render(request, "overview/burden.html", context)

    def table(self, scope: Scope, asked: BoardParameters) -> tuple[str, Columns, Rows]:
        return "guankao-burden", burden.COLUMNS, burden.burden_rows(scope)
