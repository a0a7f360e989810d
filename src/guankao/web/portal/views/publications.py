"""The feed of publications, in both languages."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_safe

from guankao.web.portal import terms
from guankao.web.portal.addresses import address_of
from guankao.web.portal.errors import BadParameter, bad_request
from guankao.web.portal.feed import CONTENT_TYPE, Feed, FeedEntry, as_xml, name_for_ever
from guankao.web.portal.pages import version_of
from guankao.web.portal.parameters import Parameters
from guankao.web.portal.queries.publications import (
    Publication,
    PublicationKind,
    latest_publications,
)
from guankao.web.portal.result_terms import RISKS
from guankao.web.portal.templatetags.results import percent, period_words, result_figure
from guankao.web.portal.templatetags.words import fiscal_year
from guankao.web.publishing.models import FigureCause, PublishedFigure

LANGUAGES = {"zh-hant": ("zh-Hant", "publications"), "en": ("en", "publications-en")}

KINDS: dict[PublicationKind, Promise] = {
    PublicationKind.PLAN: gettext_lazy("Annual plan"),
    PublicationKind.AMENDMENT: gettext_lazy("Amendment of a plan"),
    PublicationKind.RESULT: pgettext_lazy("publication", "Result"),
    PublicationKind.CORRECTION: gettext_lazy("Correction of a result"),
    PublicationKind.GUIDELINES: gettext_lazy("Policy guidelines"),
    PublicationKind.ACTION_PLAN: gettext_lazy("Action plan"),
}


@require_safe
def publications(request: HttpRequest, language: str) -> HttpResponseBase:
    """What was published last, for whoever follows it with a reader of feeds."""
    try:
        Parameters.of(request)
    except BadParameter as problem:
        return bad_request(request, problem)
    with translation.override(language):
        etag = version_of(request)
        response = get_conditional_response(request, etag=etag)
        if response is None or response.status_code != 304:
            response = HttpResponse(as_xml(_feed(request, language)), content_type=CONTENT_TYPE)
    response.headers["ETag"] = etag
    response.headers["Content-Language"] = LANGUAGES[language][0]
    patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
    return response


def _feed(request: HttpRequest, language: str) -> Feed:
    def absolute(path: str) -> str:
        return request.build_absolute_uri(path)

    tag, name = LANGUAGES[language]
    return Feed(
        title=_("Guankao: what was published"),
        subtitle=_(
            "Plans, amendments, results, corrections and cabinet documents, the newest first."
        ),
        author=_("Guankao"),
        language=tag,
        address=absolute(reverse(name)),
        page=absolute(reverse("home")),
        others=[
            (other, absolute(reverse(route))) for other, route in LANGUAGES.values() if other != tag
        ],
        entries=[_entry(one, absolute(_address(one)), language) for one in latest_publications()],
    )


def _address(one: Publication) -> str:
    page = address_of(one.identifier)
    return f"{page}#{one.figure.period}" if one.figure else page


def _entry(one: Publication, address: str, language: str) -> FeedEntry:
    categories = [(one.kind.value, str(KINDS[one.kind]))]
    if one.fictional:
        categories.append(("fictional", _("Fictional")))
    return FeedEntry(
        id=name_for_ever(f"{one.key}/{language}"),
        title=_title(one),
        summary=_summary(one),
        author=one.agency.label if one.agency else _("The cabinet"),
        address=address,
        at=one.at,
        categories=categories,
    )


def _title(one: Publication) -> str:
    colon = _(": ")
    who = one.agency.label if one.agency else ""
    year = fiscal_year(one.fiscal_year)
    words = f"{KINDS[one.kind]}{colon}{who} {year}" if who else f"{KINDS[one.kind]}{colon}{year}"
    if one.title:
        words = f"{words} {one.title}"
    if one.figure:
        words = f"{words}, {period_words(one.figure.period, one.fiscal_year)}"
    return f"({_('Fictional')}) {words}" if one.fictional else words


def _summary(one: Publication) -> str:
    told = [_figure(one.figure)] if one.figure else []
    if one.figure is not None and one.figure.cause == FigureCause.RESTATED:
        told.append(_("Follows from the correction of an earlier period."))
    elif one.version > 1:
        told.append(_("Version %(number)d.") % {"number": one.version})
    if one.reason:
        told.append(_("Reason: %(reason)s") % {"reason": one.reason})
    return " ".join(told) or _title(one)


def _figure(row: PublishedFigure) -> str:
    value = _("unknown") if row.value is None else f"{result_figure(row.value)}{row.unit}"
    if row.risk:
        words = _("Progress %(value)s, %(risk)s.")
        return words % {"value": value, "risk": RISKS.get(row.risk, row.risk)}
    light = terms.LIGHTS.get(row.light, row.light)
    if row.achievement is None:
        return _("Reached %(value)s, light: %(light)s.") % {"value": value, "light": light}
    words = _("Reached %(value)s, %(share)s of the target, light: %(light)s.")
    return words % {"value": value, "share": percent(row.achievement), "light": light}
