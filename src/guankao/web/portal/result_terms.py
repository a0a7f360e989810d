"""The words for what was reported: states, risks, triggers, sources."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from guankao.results import Against, RiskLevel, Trigger
from guankao.web.portal.queries.results import PublicState
from guankao.web.portal.terms import Words

STATES: Words = {
    PublicState.PUBLISHED.value: pgettext_lazy("public state of a report", "Published"),
    PublicState.HANDED_IN.value: pgettext_lazy("public state of a report", "Handed in, in review"),
    PublicState.EXCUSED.value: pgettext_lazy("public state of a report", "May come later"),
    PublicState.MISSING.value: pgettext_lazy("public state of a report", "Not reported"),
    PublicState.TO_COME.value: pgettext_lazy("public state of a report", "Not due yet"),
}
RISKS: Words = {
    RiskLevel.HIGH.value: _("High risk"),
    RiskLevel.MIDDLE.value: _("Middle risk"),
    RiskLevel.LOW.value: _("Low risk"),
    RiskLevel.UNKNOWN.value: _("Risk unknown"),
}
RISK_SHAPES = {
    RiskLevel.HIGH.value: "●",
    RiskLevel.MIDDLE.value: "▲",
    RiskLevel.LOW.value: "★",
    RiskLevel.UNKNOWN.value: "□",
}
RISK_LIGHTS = {
    RiskLevel.HIGH.value: "red",
    RiskLevel.MIDDLE.value: "yellow",
    RiskLevel.LOW.value: "green",
    RiskLevel.UNKNOWN.value: "white",
}
"""A risk has the colour of the light that says the same."""

TRIGGERS: Words = {
    Trigger.PROGRESS_GAP.value: _("Behind the planned progress"),
    Trigger.BUDGET_GAP.value: _("Allotted budget not spent"),
    Trigger.MILESTONE_LATE.value: _("A milestone is overdue"),
    Trigger.MAY_NOT_FINISH.value: _("May not finish in time"),
    Trigger.STEEP_CURVE.value: _("A steep rest of the curve"),
    Trigger.PUBLIC_CONCERN.value: _("Public concern"),
    Trigger.KEY_MILESTONE.value: _("A milestone that much depends on"),
}
TRIGGER_UNITS: Words = {
    Trigger.PROGRESS_GAP.value: _("percentage points"),
    Trigger.BUDGET_GAP.value: "%",
    Trigger.MILESTONE_LATE.value: _("days"),
    Trigger.MAY_NOT_FINISH.value: _("times faster than so far"),
    Trigger.STEEP_CURVE.value: _("percentage points a month"),
}
AGAINST: Words = {
    Against.TARGET.value: _("The light holds the figure against the target of the year."),
    Against.PACE.value: _(
        "The light holds the figure against the part of the target that belongs to the months "
        "gone by."
    ),
    Against.NOTHING.value: _(
        "The plan does not say how periods add up, so there is no light before the year's end."
    ),
}
FIGURE_SOURCES: Words = {
    "typed": _("typed by the agency"),
    "file": _("from a file"),
    "report": _("from another report"),
    "computed": _("computed by a system"),
}
