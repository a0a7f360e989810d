"""What the page of an element, and each piece of it, is made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import get_language

from guankao.documents import Indicator, Plan, editing
from guankao.documents.copying import ToChange
from guankao.documents.words import Words
from guankao.rules import RULES, Finding, Waiver
from guankao.rules.waivers import LINTERS_OWN
from guankao.web.importing.templatetags.reviewing import anchor
from guankao.web.organizations.permissions import Permission
from guankao.web.planning import draft_queries
from guankao.web.planning.models import Draft
from guankao.web.planning.states import EDITABLE, DraftState
from guankao.web.review.beside import beside_of
from guankao.web.review.conflicts import Comparison
from guankao.web.review.drafts import DraftView, KpiReading, last_target_of, reading_of, view_of
from guankao.web.review.element_forms import NEW
from guankao.web.review.forms import DraftedForm, WaiverForm
from guankao.web.review.views.entry import DraftedView

HEADS = {"goal": 3, "kpi": 4, "project": 3, "plan": 3}
"""The level of an element's heading on the page of its plan, by its kind."""


class ElementView(DraftedView):
    """A page, or a piece of one, about one element of a draft."""

    def may_write(self, row: Draft) -> bool:
        """Whether this person may change the plan, and its state allows it."""
        return DraftState(row.state) in EDITABLE and self.rights.allows(
            Permission.DRAFT_PLAN, row.agency
        )

    def context_of(
        self,
        row: Draft,
        element: str,
        form: DraftedForm,
        *,
        placed: bool = False,
        comparison: Comparison | None = None,
        waiving: WaiverForm | None = None,
    ) -> dict[str, Any]:
        """The context of the page of an element, or of its form where it stands (`placed`)."""
        shown = view_of(row)
        new = element.endswith(f"/{NEW}")
        here = shown.review.at(element)
        identifier = here.identifier if here else row.identifier
        findings = here.findings if here else () if new else shown.review.whole
        thing = here.thing if here else None
        ids = f"{anchor(element)}-waiver-" if placed else ""
        silenced = [pair for pair in shown.waived.silenced if pair[0].element == identifier]
        return {
            **self.beside(row, element, form, shown, placed=placed),
            "here": here,
            "beside": beside_of(row, shown.plan, thing) if isinstance(thing, Indicator) else None,
            "findings": findings,
            "waiving": waiving or self._waiving(row, findings, silenced, ids),
            "silenced": silenced,
            "comparison": comparison,
            "comments": draft_queries.comments_of(row).get(element, ()),
            "open": self.may_write(row),
            "may_comment": not new and self.rights.allows(Permission.COMMENT_ON_PLAN, row.agency),
        }

    def beside(
        self,
        row: Draft,
        element: str,
        form: DraftedForm,
        shown: DraftView,
        *,
        placed: bool,
        typed_as: str = "",
    ) -> dict[str, Any]:
        """What is computed from the texts of an element and stands beside its fields.

        `typed_as` is the name of a new element in a plan that holds it already.
        """
        new = element.endswith(f"/{NEW}")
        here = shown.review.at(typed_as or element)
        said = here.findings if here else shown.review.whole if element == "plan" else ()
        at_fields, elsewhere = _by_field(said, form)
        return {
            "draft": row,
            "element": element,
            "form": form,
            "new": new,
            "kind_new": f"{element.partition('/')[0]}/{NEW}",
            "placed": placed,
            "own_head": HEADS.get(element.partition("/")[0], 3),
            "head": HEADS.get(element.partition("/")[0], 3) + 1 if placed else 2,
            "ids": f"{anchor(element)}-" if placed else "",
            "reading": self._reading(typed_as or element, form, shown),
            "at_fields": at_fields,
            "elsewhere": elsewhere,
            "to_change": _changes_by_field(shown, element),
        }

    @staticmethod
    def _reading(element: str, form: DraftedForm, shown: DraftView) -> KpiReading | None:
        """How the texts are read that stand in the form of a KPI."""
        if not element.startswith("kpi/"):
            return None
        name, standard, target = (
            str(form[field].value() or "") for field in ("name", "standard", "target")
        )
        thing = _thing(shown.plan, element)
        last = last_target_of(thing, shown) if isinstance(thing, Indicator) else ""
        return reading_of(name, standard, target, last)

    def _waiving(
        self,
        row: Draft,
        findings: Sequence[Finding],
        silenced: Sequence[tuple[Finding, Waiver]],
        ids: str,
    ) -> WaiverForm | None:
        """The form by which a finding may stand, for whoever may let it."""
        codes = choices_of(findings)
        if not (codes or silenced) or not self.rights.allows(Permission.WAIVE_FINDING, row.agency):
            return None
        return WaiverForm(codes, auto_id=f"id_{ids}%s")


def choices_of(findings: Iterable[Finding]) -> list[tuple[str, str]]:
    """The rules whose findings may be let stand, each with what it says here.

    A waiver holds for all that one rule says of an element: where that is several sentences, the
    title of the rule stands for them.
    """
    said: dict[str, list[Finding]] = defaultdict(list)
    for one in findings:
        if one.code not in LINTERS_OWN:
            said[one.code].append(one)
    return [
        (code, f"{code} {in_words(found[0].message if len(found) == 1 else titles()[code])}")
        for code, found in sorted(said.items())
    ]


def titles() -> Mapping[str, Words]:
    """What the fault of each rule is called."""
    return {rule.code: rule.title for rule in RULES}


def in_words(said: Words) -> str:
    """A sentence of the linter in the language of the page."""
    return said.en if get_language() == "en" else said.zh


def ids_of(element: str, *, placed: bool) -> str:
    """How the fields of a form are named in the page: several forms may stand in one."""
    return f"id_{anchor(element)}_%s" if placed else "id_%s"


def _thing(plan: Plan, element: str) -> object:
    try:
        return editing.element_of(plan, element)
    except editing.NoSuchElement:
        return None


def _by_field(
    findings: Iterable[Finding], form: DraftedForm
) -> tuple[Mapping[str, Sequence[Finding]], Sequence[Finding]]:
    """The findings that speak of a field of the form, and all others."""
    at_fields: dict[str, list[Finding]] = defaultdict(list)
    elsewhere = []
    for finding in findings:
        name = (finding.field or "").partition(".")[0]
        if name in form.fields:
            at_fields[name].append(finding)
        else:
            elsewhere.append(finding)
    return at_fields, elsewhere


def _changes_by_field(shown: DraftView, element: str) -> Mapping[str, Sequence[ToChange]]:
    changes: dict[str, list[ToChange]] = defaultdict(list)
    for one in shown.to_change:
        if one.element == element:
            changes[one.field].append(one)
    return changes
