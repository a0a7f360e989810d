"""Words in templates: codes told in the page's language, and text marked with its own."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from decimal import Decimal
from urllib.parse import urlencode

from django import template
from django.http import HttpRequest
from django.template.context import Context
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from guankao.figures.periods import YEARS_BEFORE
from guankao.web.organizations.models import Agency
from guankao.web.planning.models import Indicator
from guankao.web.portal import addresses, terms
from guankao.web.portal.spreadsheet import plain
from guankao.web.tracking.models import ResponsibleAgency

register = template.Library()

CHINESE = mark_safe(' lang="zh-Hant"')


@register.simple_tag
def zh() -> SafeString:
    """The language attribute of the documents' own text: needed where the page is in English."""
    return CHINESE if get_language() == "en" else SafeString("")


@register.simple_tag
def named(agency: Agency) -> SafeString:
    """An agency's name in the language of the page, marked where only the Chinese one is known."""
    label = agency.label
    if get_language() == "en" and label == agency.name:
        return format_html('<span lang="zh-Hant">{}</span>', label)
    return conditional_escape(label)


@register.simple_tag
def label_of(thing: object, chinese: str) -> SafeString:
    """A title in the language of the page, or the document's own words marked as Chinese."""
    label = str(getattr(thing, "label", ""))
    if get_language() == "en" and label == str(getattr(thing, chinese)):
        return format_html('<span lang="zh-Hant">{}</span>', label)
    return conditional_escape(label)


@register.filter
def address(identifier: str) -> str:
    return addresses.address_of(identifier)


@register.filter
def fiscal_year(year: int) -> str:
    """A fiscal year in both countings."""
    return _("FY %(roc)d (%(ce)d)") % {"roc": year, "ce": year + YEARS_BEFORE}


@register.filter
def day(date: dt.date) -> str:
    """A day; in Chinese in the counting of the Republic too."""
    written = date.isoformat()
    if get_language() == "en":
        return written
    return f"{date.year - YEARS_BEFORE} 年 {date.month} 月 {date.day} 日（{written}）"


@register.filter
def moment(at: dt.datetime) -> str:
    """A moment on the clock of the government, in both countings."""
    local = timezone.localtime(at)
    if get_language() == "en":
        return f"{local:%Y-%m-%d %H:%M} (ROC {local.year - YEARS_BEFORE})"
    return f"{day(local.date())} {local:%H:%M}"


@register.filter
def end_moment(at: dt.datetime) -> str:
    """The end of a half-open span: midnight belongs to the day before it."""
    local = timezone.localtime(at)
    if (local.hour, local.minute) != (0, 0):
        return moment(at)
    return f"{day(local.date() - dt.timedelta(days=1))} 24:00"


@register.filter
def ce_year(year: int) -> int:
    return year + YEARS_BEFORE


@register.filter
def figure(value: Decimal | None) -> str:
    """A figure in plain digits with groups of thousands.

    >>> figure(Decimal("250000.5000"))
    '250,000.5'
    """
    if value is None:
        return ""
    whole, point, rest = plain(value).partition(".")
    return f"{int(whole):,}{point}{rest}" if whole not in {"", "-", "-0"} else f"{whole}.{rest}"


@register.filter
def thousands(value: int) -> str:
    return f"{value:,}"


@register.filter
def kind(code: str) -> str | Promise:
    return terms.KINDS.get(code, code)


@register.filter
def comparator(code: str) -> str | Promise:
    return terms.COMPARATORS.get(code, code)


@register.filter
def comparator_sign(code: str) -> str:
    return terms.COMPARATOR_SIGNS.get(code, "")


@register.filter
def category(code: str) -> str | Promise:
    return terms.CATEGORIES.get(code, code)


@register.filter
def arrangement(number: int) -> str | Promise:
    return terms.ARRANGEMENTS.get(number, str(number))


@register.filter
def result_level(code: str) -> str | Promise:
    return terms.RESULT_LEVELS.get(code, code)


@register.filter
def accumulation(code: str) -> str | Promise:
    return terms.ACCUMULATIONS.get(code, code)


@register.filter
def verdict_sentence(code: str) -> str | Promise:
    return terms.VERDICT_SENTENCES.get(code, "")


_NOTE = re.compile(r"(?<!備)註\s*([0-9０-９一二三四五六七八九十]+)([】）)\]]?[：:])?")


@register.filter
def notes_left_out(indicator: Indicator) -> bool:
    """Whether the standard refers to numbered notes whose text the plan does not hold."""
    if indicator.note:
        return False
    found = _NOTE.findall(f"{indicator.standard}\n{indicator.standard_remark}")
    return bool({number for number, _ in found} - {number for number, given in found if given})


@register.filter
def deciding_word(indicator: Indicator) -> terms.DecidingWord | None:
    return terms.deciding_word(indicator)


@register.simple_tag(takes_context=True)
def query(context: Context, **changes: object) -> str:
    """The query of this page with some parameters changed; None or '' takes one out.

    Every list starts again at its first page when anything but the page changes.
    """
    request: HttpRequest = context["request"]
    parameters = {name: request.GET[name] for name in request.GET}
    if "page" not in changes:
        parameters.pop("page", None)
    for name, value in changes.items():
        if value is None or value == "" or (name == "page" and value == 1):
            parameters.pop(name, None)
        else:
            parameters[name] = str(value)
    return f"?{urlencode(parameters)}" if parameters else "?"


@register.simple_tag(takes_context=True)
def language_query(context: Context, code: str) -> str:
    """The query that shows this same page in another language."""
    request: HttpRequest = context["request"]
    parameters = [(name, value) for name in request.GET for value in request.GET.getlist(name)]
    kept = [(name, value) for name, value in parameters if name != "lang"]
    return f"?{urlencode([*kept, ('lang', code)])}"


@register.filter
def chosen_value(chosen: dict[str, object], name: str) -> object:
    """What a form field was set to."""
    return chosen.get(name)


@register.simple_tag
def responsible(one: ResponsibleAgency, planned: set[int], year: int) -> SafeString:
    """An agency that answers for a measure, leading to its plan of the year where it has one."""
    english = get_language() == "en"
    label = one.agency.label if one.agency else one.name
    mark = CHINESE if english and label == one.name else ""
    if one.agency_id in planned:
        plan = addresses.address_of(f"{year}/{one.name}")
        name = format_html('<a href="{}"{}>{}</a>', plan, mark, label)
    else:
        name = format_html("<span{}>{}</span>", mark, label)
    if not one.units:
        return name
    units = "、".join(one.units)
    return format_html(
        '{}<span class="small"{}>（{}）</span>', name, CHINESE if english else "", units
    )


@register.filter
def clause_name(name: str) -> str:
    """A clause of the guidelines as a person names it: section and clause.

    >>> clause_name("3/2")
    '3-2'
    """
    return name.replace("/", "-")


@register.simple_tag
def with_words(text: str, words: Sequence[str]) -> SafeString:
    """A text with the given words marked in it."""
    if not words:
        return conditional_escape(text)
    pieces = re.split(f"({'|'.join(re.escape(word) for word in words)})", text)
    return format_html_join(
        "",
        "{}",
        (
            (format_html("<mark>{}</mark>", piece) if place % 2 else piece,)
            for place, piece in enumerate(pieces)
        ),
    )
