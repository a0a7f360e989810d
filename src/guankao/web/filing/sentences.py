"""The sentences of the pages on which reports are filled in: moments, spans, triggers."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext_lazy
from django.utils.translation import gettext as _

from guankao.calendars import TAIPEI, Stage, period_of
from guankao.documents.words import Language
from guankao.results import Trigger
from guankao.web.filing.terms import Words
from guankao.web.reporting.words import last_day

STAGES: Words = {
    Stage.NOT_YET.value: pgettext_lazy("stage of a report", "Not open yet"),
    Stage.OPEN.value: pgettext_lazy("stage of a report", "Open"),
    Stage.LATE.value: pgettext_lazy("stage of a report", "Late"),
    Stage.EXCUSED.value: pgettext_lazy("stage of a report", "Excused"),
    Stage.CLOSED.value: pgettext_lazy("stage of a report", "Closed"),
}
TRIGGERS: Words = {
    Trigger.PROGRESS_GAP.value: gettext_lazy(
        "The progress is %(figure)s percentage points behind the plan; from %(threshold)s on this "
        "counts."
    ),
    Trigger.BUDGET_GAP.value: gettext_lazy(
        "%(figure)s%% of the allotted budget was not spent; from %(threshold)s%% on this counts."
    ),
    Trigger.MILESTONE_LATE.value: gettext_lazy(
        "A milestone is %(figure)s days overdue; from %(threshold)s on this counts."
    ),
    Trigger.MAY_NOT_FINISH.value: gettext_lazy(
        "The rest of the year would have to go %(figure)s times as fast as so far; from "
        "%(threshold)s times on this counts."
    ),
    Trigger.STEEP_CURVE.value: gettext_lazy(
        "Every remaining month would have to bring %(figure)s percentage points; from "
        "%(threshold)s on this counts."
    ),
    Trigger.PUBLIC_CONCERN.value: gettext_lazy("The public is concerned."),
    Trigger.KEY_MILESTONE.value: gettext_lazy("A milestone that much depends on is open."),
}
"""What puts a project at risk, with its figure and the threshold that it reached."""

COUNTED: Words = {
    "sum": gettext_lazy("Of this period alone: the periods are added up."),
    "average": gettext_lazy("Of this period alone: the year is the mean of its periods."),
    "latest": gettext_lazy("From 1 January to the end of this period."),
    "stock_at_end": gettext_lazy("As it stands on the last day of this period."),
    "ratio_of_sums": gettext_lazy(
        "A rate of this period alone: the year weighs the periods by the denominator."
    ),
    "": gettext_lazy(
        "From 1 January to the end of this period; the plan does not say how periods add up."
    ),
}
"""What span a figure is of, by the rule of accumulation of its KPI."""

ACCOUNTS: Words = {
    "typed": pgettext_lazy("source of a figure", "typed"),
    "file": pgettext_lazy("source of a figure", "from a file"),
    "report": pgettext_lazy("source of a figure", "from another report"),
    "computed": pgettext_lazy("source of a figure", "computed by the system"),
}


def language() -> Language:
    """The language of the page, as the core calls it."""
    return "en" if get_language() == "en" else "zh-Hant"


def period_words(fiscal_year: int, code: str) -> str:
    """A period by its code, such as quarter-1."""
    return period_of(fiscal_year, code).label("en" if get_language() == "en" else "zh")


def first_moment(at: dt.datetime) -> str:
    """The beginning of a span, on the clock of Taipei."""
    return f"{at.astimezone(TAIPEI):%Y-%m-%d %H:%M}"


def days_words(due: dt.datetime, now: dt.datetime) -> str:
    """How far away a due time is, by the days of Taipei."""
    days = (last_day(due) - now.astimezone(TAIPEI).date()).days
    if now >= due:
        late = max(-days, 1)
        return ngettext("%(days)d day late", "%(days)d days late", late) % {"days": late}
    if days <= 0:
        return _("due today")
    if days == 1:
        return _("due tomorrow")
    return ngettext("%(days)d day left", "%(days)d days left", days) % {"days": days}
