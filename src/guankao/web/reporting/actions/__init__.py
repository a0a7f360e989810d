from guankao.web.reporting.actions.calendars import adopt_calendar
from guankao.web.reporting.actions.correcting import correct_report, drop_correction
from guankao.web.reporting.actions.exceptions import end_exception, give_exception
from guankao.web.reporting.actions.expecting import expect_reports
from guankao.web.reporting.actions.providing import ProvidedMany, UnusableFigures, provide_figures
from guankao.web.reporting.actions.proving import (
    RefusedEvidence,
    add_evidence,
    remove_evidence,
)
from guankao.web.reporting.actions.sourcing import RefusedSource, end_source, set_source
from guankao.web.reporting.actions.stating import save_report
from guankao.web.reporting.actions.stating_many import StatedMany, state_many
from guankao.web.reporting.actions.steps import (
    Review,
    accept_report,
    publish_report,
    return_report,
    submit_report,
    unaccept_report,
    withdraw_report,
)
from guankao.web.reporting.actions.tallying import count_again
from guankao.web.reporting.sources import Origin

__all__ = [
    "Origin",
    "ProvidedMany",
    "RefusedEvidence",
    "RefusedSource",
    "Review",
    "StatedMany",
    "UnusableFigures",
    "accept_report",
    "add_evidence",
    "adopt_calendar",
    "correct_report",
    "count_again",
    "drop_correction",
    "end_exception",
    "end_source",
    "expect_reports",
    "give_exception",
    "provide_figures",
    "publish_report",
    "remove_evidence",
    "return_report",
    "save_report",
    "set_source",
    "state_many",
    "submit_report",
    "unaccept_report",
    "withdraw_report",
]
