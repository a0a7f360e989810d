"""The page of the search."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _
from pydantic import Field

from guankao.web.organizations.models import Agency
from guankao.web.organizations.queries import agency_called
from guankao.web.planning.queries import years as years_of_plans
from guankao.web.portal import representation as shown
from guankao.web.portal.addresses import address_of
from guankao.web.portal.errors import BadParameter
from guankao.web.portal.filtered import FilteredPage
from guankao.web.portal.pages import Content, Table
from guankao.web.portal.pagination import PageOfRows
from guankao.web.portal.parameters import PageNumber, Parameters
from guankao.web.search.highlighting import Pieces, excerpts, mark
from guankao.web.search.models import Entry
from guankao.web.search.queries import MOST_HITS, Found, agencies_of, entries_of, find
from guankao.web.search.ranks import Kind
from guankao.web.search.words import LONGEST_QUERY, MOST_WORDS, TooManyWords

HITS_A_PAGE = 20
AGENCIES_SHOWN = 8

KINDS: dict[Kind, Promise] = {
    Kind.AGENCY: gettext_lazy("Agency"),
    Kind.INDICATOR: gettext_lazy("KPI"),
    Kind.MEASURE: gettext_lazy("Measure"),
    Kind.PROJECT: gettext_lazy("Project"),
    Kind.GOAL: gettext_lazy("Goal"),
    Kind.SECTION: pgettext_lazy("of the policy guidelines", "Guidelines section"),
}

COLUMNS = (
    "identifier",
    "kind",
    "fiscal_year",
    "title",
    "title_en",
    "agency",
    "agency_en",
    "fictional",
    "address",
    "excerpt",
)


class SearchParameters(Parameters):
    q: Annotated[str, Field(max_length=LONGEST_QUERY)] = ""
    kind: Kind | None = None
    agency: Annotated[str, Field(max_length=100)] | None = None
    year: Annotated[int, Field(ge=1, le=999)] | None = None
    page: PageNumber = 1


@dataclass(frozen=True)
class Hit:
    """One result as the page shows it."""

    address: str
    kind: Promise
    fiscal_year: int | None
    title: SafeString
    """In the language of the page where it has one, the words marked."""
    title_is_chinese: bool
    other_title: SafeString
    agency: SafeString
    agency_is_chinese: bool
    excerpts: list[SafeString]
    fictional: bool


class SearchPage(FilteredPage):
    template_name = "portal/search.html"

    def content(self, request: HttpRequest, **address: Any) -> Content:
        parameters = SearchParameters.of(request)
        agency = _agency_or_refuse(parameters.agency)
        found = _find(parameters)
        hits = _page_of(found, parameters.page)
        context = {
            "parameters": parameters,
            "searched": bool(parameters.q),
            "found": found,
            "hits": hits,
            "results": [_hit(entry, found.words) for entry in hits.rows],
            "kinds": KINDS.items(),
            "by_kind": _by_kind(found, parameters.kind),
            # Those of the first hits are no list of all, where there are more.
            "by_agency": []
            if agency or not found.ranks or not found.complete
            else agencies_of(found.ranks, most=AGENCIES_SHOWN),
            "years": years_of_plans(),
            "agency": agency,
            "most": MOST_HITS,
            "trail": [],
        }
        return Content(
            context=context,
            data=lambda: _data(parameters, found),
            table=lambda: Table(
                name="search",
                columns=COLUMNS,
                rows=[[row[name] for name in COLUMNS] for row in _rows(found)],
            ),
        )


def _agency_or_refuse(name: str | None) -> Agency | None:
    if name is None:
        return None
    try:
        return agency_called(name)
    except Agency.DoesNotExist as unknown:
        raise BadParameter("agency", _("No agency has this name.")) from unknown


def _find(parameters: SearchParameters) -> Found:
    try:
        return find(
            parameters.q,
            kind=parameters.kind,
            agency=parameters.agency,
            fiscal_year=parameters.year,
        )
    except TooManyWords as problem:
        reason = _("A search takes at most %(most)d words.") % {"most": MOST_WORDS}
        raise BadParameter("q", reason) from problem


def _by_kind(found: Found, chosen: Kind | None) -> list[tuple[str, Promise, int | None]]:
    """The kinds to narrow to with their numbers; all of them, and no numbers, where these are not
    known."""
    numbers = found.kinds()
    if numbers is not None:
        return [(kind.value, KINDS[kind], number) for kind, number in numbers.items()]
    return [] if chosen else [(kind.value, words, None) for kind, words in KINDS.items()]


def _page_of(found: Found, number: int) -> PageOfRows[Entry]:
    start = (number - 1) * HITS_A_PAGE
    if number > 1 and start >= found.total:
        raise BadParameter("page", _("There are not so many pages."))
    rows = entries_of(found.ranks[start : start + HITS_A_PAGE])
    return PageOfRows(rows, number, found.total, HITS_A_PAGE)


def _hit(entry: Entry, words: tuple[str, ...]) -> Hit:
    english = get_language() == "en"
    title, other = entry.title, entry.title_en
    if english and other:
        title, other = other, title
    agency = entry.agency_en if english and entry.agency_en else entry.agency
    return Hit(
        address=_address(entry),
        kind=KINDS[Kind(entry.kind)],
        fiscal_year=entry.fiscal_year,
        title=_marked(mark(title, words)),
        title_is_chinese=english and title == entry.title,
        other_title=_marked(mark(other, words)),
        agency=_marked(mark(agency, words)),
        agency_is_chinese=english and agency == entry.agency,
        excerpts=[
            _marked(pieces)
            for pieces in excerpts(entry.text, words, title=f"{title}\n{other}\n{agency}")
        ],
        fictional=entry.fictional,
    )


def _marked(pieces: Pieces) -> SafeString:
    """The pieces as HTML; whatever they hold is escaped."""
    return format_html_join(
        "",
        "{}",
        (
            (format_html("<mark>{}</mark>", piece.text),)
            if piece.marked
            else (conditional_escape(piece.text),)
            for piece in pieces
        ),
    )


def _address(entry: Entry) -> str:
    path, separator, query = entry.path.partition("?")
    return f"{address_of(path)}{separator}{query}"


def _rows(found: Found) -> list[shown.Data]:
    """All hits, not only those of one page."""
    return [
        {
            "identifier": entry.identifier,
            "kind": entry.kind,
            "fiscal_year": entry.fiscal_year,
            "title": entry.title,
            "title_en": entry.title_en,
            "agency": entry.agency,
            "agency_en": entry.agency_en,
            "fictional": entry.fictional,
            "address": _address(entry),
            "excerpt": " / ".join(
                "".join(piece.text for piece in pieces)
                for pieces in excerpts(entry.text, found.words, title=entry.title)
            ),
        }
        for entry in entries_of(found.ranks)
    ]


def _data(parameters: SearchParameters, found: Found) -> shown.Data:
    kinds = found.kinds()
    return {
        "q": parameters.q,
        "kind": parameters.kind,
        "agency": parameters.agency,
        "fiscal_year": parameters.year,
        "total": found.total,
        "complete": found.complete,
        "kinds": kinds and {kind.value: number for kind, number in kinds.items()},
        "results": _rows(found),
    }
