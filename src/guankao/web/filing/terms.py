"""The words that the pages of reports use for stored codes."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from guankao.calendars import ReportField, Stage
from guankao.results import RiskLevel, Trigger
from guankao.web.reporting.levels import ControlLevel

Words = dict[str, str | Promise]

RISKS: Words = {
    RiskLevel.HIGH.value: pgettext_lazy("risk of a project", "High risk"),
    RiskLevel.MIDDLE.value: pgettext_lazy("risk of a project", "Middle risk"),
    RiskLevel.LOW.value: pgettext_lazy("risk of a project", "Low risk"),
    RiskLevel.UNKNOWN.value: pgettext_lazy("risk of a project", "Risk unknown"),
}
RISK_SHAPES = {
    RiskLevel.HIGH.value: ("red", "●"),
    RiskLevel.MIDDLE.value: ("yellow", "▲"),
    RiskLevel.LOW.value: ("green", "★"),
    RiskLevel.UNKNOWN.value: ("white", "□"),
}
"""The light whose colour and shape a risk is shown with."""

TRIGGERS: Words = {
    Trigger.PROGRESS_GAP.value: gettext_lazy("behind the planned progress"),
    Trigger.BUDGET_GAP.value: gettext_lazy("of the allotted budget not spent"),
    Trigger.MILESTONE_LATE.value: gettext_lazy("a milestone is overdue"),
    Trigger.MAY_NOT_FINISH.value: gettext_lazy("the rest of the year has to go faster"),
    Trigger.STEEP_CURVE.value: gettext_lazy("every remaining month has to bring more"),
    Trigger.PUBLIC_CONCERN.value: gettext_lazy("the public is concerned"),
    Trigger.KEY_MILESTONE.value: gettext_lazy("a key milestone is open"),
}
"""What put a project at risk."""

STAGES: Words = {
    Stage.NOT_YET.value: pgettext_lazy("stage of a window", "not open yet"),
    Stage.OPEN.value: pgettext_lazy("stage of a window", "on time"),
    Stage.LATE.value: pgettext_lazy("stage of a window", "late"),
    Stage.EXCUSED.value: pgettext_lazy("stage of a window", "with leave to be late"),
    Stage.CLOSED.value: pgettext_lazy("stage of a window", "after it closed"),
}
"""Where a submission lay in its window."""

NOW: Words = {
    Stage.NOT_YET.value: pgettext_lazy("window now", "not open yet"),
    Stage.OPEN.value: pgettext_lazy("window now", "open"),
    Stage.LATE.value: pgettext_lazy("window now", "late, and still taken"),
    Stage.EXCUSED.value: pgettext_lazy("window now", "taken by an exception"),
    Stage.CLOSED.value: pgettext_lazy("window now", "closed"),
}
"""Where this moment lies in a window."""

LEVELS: Words = {
    ControlLevel.CABINET.value: pgettext_lazy("control level", "controlled by the cabinet"),
    ControlLevel.MINISTRY.value: pgettext_lazy("control level", "controlled by the ministry"),
    ControlLevel.SELF.value: pgettext_lazy("control level", "controlled by the agency itself"),
}
ASKED: Words = {
    ReportField.FIGURES.value: pgettext_lazy("field of a report", "Figures"),
    ReportField.DATA_QUALITY.value: pgettext_lazy("field of a report", "Notes on data quality"),
    ReportField.EVIDENCE.value: pgettext_lazy("field of a report", "Evidence"),
    ReportField.PROGRESS.value: pgettext_lazy("field of a report", "Progress"),
    ReportField.MILESTONES.value: pgettext_lazy("field of a report", "Milestones"),
    ReportField.ALLOTTED.value: pgettext_lazy("field of a report", "Allotted budget"),
    ReportField.SPENT.value: pgettext_lazy("field of a report", "Spending"),
}
"""What a calendar asks a report to state."""

FIELDS: Words = {
    "figure": pgettext_lazy("field of a report", "Figure"),
    "planned": pgettext_lazy("field of a report", "Planned progress, %"),
    "actual": pgettext_lazy("field of a report", "Actual progress, %"),
    "allotted": pgettext_lazy("field of a report", "Budget allotted so far, thousand NTD"),
    "spent": pgettext_lazy("field of a report", "Spent so far, thousand NTD"),
    "milestones": pgettext_lazy("field of a report", "Milestones done"),
    "reason": pgettext_lazy("field of a report", "Reason"),
    "countermeasure": pgettext_lazy("field of a report", "What is done about it"),
    "data_quality": pgettext_lazy("field of a report", "Notes on data quality"),
    "evidence": pgettext_lazy("field of a report", "Evidence"),
}
"""What a report states, by the names of its fields in the document."""

FIRST_REVIEW = pgettext_lazy("queue of reports", "First review")
FINAL_REVIEW = pgettext_lazy("queue of reports", "Final review")
TO_BE_PUBLISHED = pgettext_lazy("queue of reports", "To be published")
BULK_WORDS = {
    "first": {
        "chosen": gettext_lazy("Accept the chosen ones"),
        "all": gettext_lazy("Accept all on this page"),
        "done": pgettext_lazy("state of a report", "Accepted"),
        "empty": gettext_lazy("Nothing waits for the first review."),
    },
    "final": {
        "chosen": gettext_lazy("Accept the chosen ones finally"),
        "all": gettext_lazy("Accept all on this page finally"),
        "done": gettext_lazy("Accepted in the final review"),
        "empty": gettext_lazy("Nothing waits for the final review."),
    },
    "publish": {
        "chosen": gettext_lazy("Publish the chosen ones"),
        "all": gettext_lazy("Publish all on this page"),
        "done": pgettext_lazy("state of a report", "Published"),
        "empty": gettext_lazy("Nothing waits to be published."),
    },
}
"""What the buttons of a queue say, by the queue."""
