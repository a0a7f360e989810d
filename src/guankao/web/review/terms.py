"""What the pages of drafts call what a copy has to change, and in what KPIs are alike."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guankao.documents.comparison.likeness import Likeness
from guankao.documents.copying import ChangeReason
from guankao.web.portal.difference_terms import BREAKS, CHANGES, ELEMENTS, FIELDS
from guankao.web.review.drafts import Only

__all__ = ["BREAKS", "CHANGES", "ELEMENTS", "FIELDS", "LIKENESSES", "ONLY", "REASONS"]

LIKENESSES: dict[Likeness, Promise] = {
    Likeness.SAME: _("the same name and standard"),
    Likeness.OTHER_DEFINITION: _("the same name, measured otherwise"),
    Likeness.OTHER_NAME: _("another name, the same standard"),
    Likeness.SIMILAR: _("similar"),
}
"""In what a KPI of another agency is like one; told as words, since a number says little."""
REASONS: dict[ChangeReason, Promise] = {
    ChangeReason.YEAR_IN_TEXT: _("names an earlier year"),
    ChangeReason.SAME_TARGET: _("still the earlier target"),
    ChangeReason.RESULT_MISSING: _("the result of the year before is missing"),
    ChangeReason.SAME_BUDGET: _("still the earlier budget"),
}
ONLY: dict[Only, Promise] = {
    Only.FINDINGS: _("with findings"),
    Only.TO_CHANGE: _("to be changed"),
    Only.COMMENTS: _("with open comments"),
}
