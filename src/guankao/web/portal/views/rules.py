"""The rules of the linter: what each finds, why it matters, and how to mend it."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from guankao.rules import FAMILIES, RULES, Language, Rule, UnknownRule, find_rule
from guankao.rules.manual import manual_of
from guankao.web.portal.pages import Content, PublicPage, Table
from guankao.web.portal.parameters import Parameters
from guankao.web.portal.queries.findings import findings_by_rule_and_year
from guankao.web.portal.trail import Crumb

COLUMNS = ("code", "name", "family", "level", "status", "title_zh", "title_en")


class RuleList(PublicPage):
    """All rules by family."""

    template_name = "portal/rules.html"

    def content(self, request: HttpRequest, **address: Any) -> Content:
        Parameters.of(request)
        families = [
            (code, words.in_language(_language()), [one for one in RULES if one.family == code])
            for code, words in FAMILIES.items()
        ]
        return Content(
            context={
                "families": [
                    (code, words, [(one, one.title.in_language(_language())) for one in rules])
                    for code, words, rules in families
                    if rules
                ],
            },
            data=lambda: {"rules": [rule_data(one) for one in RULES]},
            table=lambda: Table(
                "rules", COLUMNS, (tuple(rule_data(one).values()) for one in RULES)
            ),
        )


class RulePage(PublicPage):
    """One rule."""

    template_name = "portal/rule.html"

    def content(self, request: HttpRequest, **address: Any) -> Content:
        Parameters.of(request)
        try:
            rule = find_rule(address["code"])
        except UnknownRule:
            raise Http404 from None
        if rule.code != address["code"]:
            raise Http404
        years: Counter[int] = findings_by_rule_and_year(rule.code)
        return Content(
            context={
                "rule": rule,
                "title": rule.title.in_language(_language()),
                "family": FAMILIES[rule.family].in_language(_language()),
                "sections": manual_of(rule, _language()),
                "years": sorted(years.items(), reverse=True),
                "trail": [Crumb(_("Rules of the linter"), reverse("rules"))],
            },
            data=lambda: {
                **rule_data(rule),
                "manual": {one.heading: one.text for one in manual_of(rule, _language())},
            },
            table=lambda: Table(rule.code, COLUMNS, [tuple(rule_data(rule).values())]),
        )


def rule_data(rule: Rule) -> dict[str, str]:
    """What a rule says of itself, without its page."""
    return {
        "code": rule.code,
        "name": rule.name,
        "family": rule.family,
        "level": rule.level.value,
        "status": rule.status,
        "title_zh": rule.title.zh,
        "title_en": rule.title.en,
    }


def _language() -> Language:
    return "en" if get_language() == "en" else "zh-Hant"
