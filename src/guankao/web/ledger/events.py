"""What can be recorded. The code is what is stored: it is never renamed and never reused."""

from __future__ import annotations

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Event(StrEnum):
    AGENCY_REGISTERED = "agency.registered"
    AGENCY_CHANGED = "agency.changed"
    AGENCY_RENAMED = "agency.renamed"
    AGENCY_MERGED = "agency.merged"
    PERSON_REGISTERED = "person.registered"
    PERSON_INVITED = "person.invited"
    PERSON_CHANGED = "person.changed"
    PERSON_ENDED = "person.ended"
    PERSON_SIGNED_IN = "person.signed-in"
    PERSON_SIGNED_OUT = "person.signed-out"
    PERSON_REFUSED = "person.refused"
    PERSON_LOCKED_OUT = "person.locked-out"
    PERSON_PASSWORD_CHANGED = "person.password-changed"  # noqa: S105 - an event
    PERSON_FACTOR_ADDED = "person.factor-added"
    PERSON_FACTOR_REMOVED = "person.factor-removed"
    PERSON_FACTOR_RESET = "person.factor-reset"
    TOKEN_MADE = "token.made"  # noqa: S105 - an event
    TOKEN_ENDED = "token.ended"  # noqa: S105 - an event
    REMINDING_CHANGED = "person.reminding-changed"
    REMINDERS_SENT = "reminders.sent"
    ROLE_GIVEN = "role.given"
    ROLE_DELEGATED = "role.delegated"
    ROLE_ENDED = "role.ended"
    PLAN_LOADED = "plan.loaded"
    PLAN_REPLACED = "plan.replaced"
    PLAN_REREAD = "plan.reread"
    PLAN_DRAFTED = "plan.drafted"
    PLAN_SAVED = "plan.saved"
    PLAN_CHANGE_UNDONE = "plan.change-undone"
    PLAN_SUBMITTED = "plan.submitted"
    PLAN_WITHDRAWN = "plan.withdrawn"
    PLAN_RETURNED = "plan.returned"
    PLAN_APPROVED = "plan.approved"
    PLAN_PUBLISHED = "plan.published"
    PLAN_AMENDMENT_STARTED = "plan.amendment-started"
    PLAN_AMENDMENT_DROPPED = "plan.amendment-dropped"
    COMMENT_MADE = "comment.made"
    COMMENT_RESOLVED = "comment.resolved"
    WAIVER_GIVEN = "waiver.given"
    WAIVER_ENDED = "waiver.ended"
    CALENDAR_ADOPTED = "calendar.adopted"
    REPORTS_EXPECTED = "reports.expected"
    REPORT_SAVED = "report.saved"
    REPORT_SUBMITTED = "report.submitted"
    REPORT_WITHDRAWN = "report.withdrawn"
    REPORT_RETURNED = "report.returned"
    REPORT_PASSED = "report.passed"
    REPORT_ACCEPTED = "report.accepted"
    REPORT_UNACCEPTED = "report.unaccepted"
    REPORT_PUBLISHED = "report.published"
    REPORT_CORRECTION_STARTED = "report.correction-started"
    REPORT_CORRECTION_DROPPED = "report.correction-dropped"
    EVIDENCE_ADDED = "evidence.added"
    EVIDENCE_REMOVED = "evidence.removed"
    SOURCE_SET = "source.set"
    SOURCE_ENDED = "source.ended"
    FIGURES_PROVIDED = "figures.provided"
    EXCEPTION_GIVEN = "exception.given"
    EXCEPTION_ENDED = "exception.ended"
    GUIDELINES_LOADED = "guidelines.loaded"
    GUIDELINES_REPLACED = "guidelines.replaced"
    GUIDELINES_DRAFTED = "guidelines.drafted"
    GUIDELINES_SAVED = "guidelines.saved"
    GUIDELINES_CHANGE_UNDONE = "guidelines.change-undone"
    GUIDELINES_SUBMITTED = "guidelines.submitted"
    GUIDELINES_WITHDRAWN = "guidelines.withdrawn"
    GUIDELINES_RETURNED = "guidelines.returned"
    GUIDELINES_APPROVED = "guidelines.approved"
    GUIDELINES_PUBLISHED = "guidelines.published"
    GUIDELINES_AMENDMENT_STARTED = "guidelines.amendment-started"
    GUIDELINES_AMENDMENT_DROPPED = "guidelines.amendment-dropped"
    ACTION_PLAN_LOADED = "action-plan.loaded"
    ACTION_PLAN_REPLACED = "action-plan.replaced"
    ACTION_PLAN_REREAD = "action-plan.reread"
    IMPORT_STARTED = "import.started"
    IMPORT_READ = "import.read"
    IMPORT_FAILED = "import.failed"
    IMPORT_STOPPED = "import.stopped"
    IMPORT_CORRECTED = "import.corrected"
    IMPORT_ACCEPTED = "import.accepted"
    IMPORT_DISCARDED = "import.discarded"


PUBLIC: frozenset[Event] = frozenset(
    {
        Event.PLAN_LOADED,
        Event.PLAN_REPLACED,
        Event.PLAN_REREAD,
        Event.GUIDELINES_LOADED,
        Event.GUIDELINES_REPLACED,
        Event.ACTION_PLAN_LOADED,
        Event.ACTION_PLAN_REPLACED,
        Event.ACTION_PLAN_REREAD,
    }
)
"""What the public pages tell of a document; what is not named here stays within the desk."""

WORDS: dict[Event, Promise] = {
    Event.AGENCY_REGISTERED: _("registered the agency"),
    Event.AGENCY_CHANGED: _("changed the agency"),
    Event.AGENCY_RENAMED: _("renamed the agency"),
    Event.AGENCY_MERGED: _("merged the agency into another"),
    Event.PERSON_REGISTERED: _("made the person"),
    Event.PERSON_INVITED: _("gave the person a new way to a password"),
    Event.PERSON_CHANGED: _("changed what is known of the person"),
    Event.PERSON_ENDED: _("ended the person"),
    Event.PERSON_SIGNED_IN: _("let the person in"),
    Event.PERSON_SIGNED_OUT: _("let the person out"),
    Event.PERSON_REFUSED: _("refused a sign-in for the person"),
    Event.PERSON_LOCKED_OUT: _("locked the person out for a while"),
    Event.PERSON_PASSWORD_CHANGED: _("took a new password of the person"),
    Event.PERSON_FACTOR_ADDED: _("took a second factor of the person"),
    Event.PERSON_FACTOR_REMOVED: _("dropped a second factor at the person's wish"),
    Event.PERSON_FACTOR_RESET: _("removed the person's second factor"),
    Event.TOKEN_MADE: _("let a program act for the person"),
    Event.TOKEN_ENDED: _("ended a program's leave to act for the person"),
    Event.REMINDING_CHANGED: _("changed how the person is reminded"),
    Event.REMINDERS_SENT: _("sent the reminders of the day"),
    Event.ROLE_GIVEN: _("gave the person a role"),
    Event.ROLE_DELEGATED: _("let the person act in another's place"),
    Event.ROLE_ENDED: _("ended a role of the person"),
    Event.PLAN_LOADED: _("loaded the annual plan"),
    Event.PLAN_REPLACED: _("replaced the annual plan by a corrected document"),
    Event.PLAN_REREAD: _("read the texts of the same annual plan again, by a newer reader"),
    Event.PLAN_DRAFTED: _("began to draft the annual plan"),
    Event.PLAN_SAVED: _("changed the draft of the annual plan"),
    Event.PLAN_CHANGE_UNDONE: _("undid a change of the draft"),
    Event.PLAN_SUBMITTED: _("submitted the annual plan"),
    Event.PLAN_WITHDRAWN: _("withdrew the submitted annual plan"),
    Event.PLAN_RETURNED: _("returned the annual plan with a reason"),
    Event.PLAN_APPROVED: _("approved the annual plan"),
    Event.PLAN_PUBLISHED: _("published the annual plan"),
    Event.PLAN_AMENDMENT_STARTED: _("began an amendment of the published plan"),
    Event.PLAN_AMENDMENT_DROPPED: _("dropped an amendment of the published plan"),
    Event.COMMENT_MADE: _("commented on a draft"),
    Event.COMMENT_RESOLVED: _("resolved a comment on a draft"),
    Event.WAIVER_GIVEN: _("let a finding of the linter stand"),
    Event.WAIVER_ENDED: _("ended a waiver of a finding"),
    Event.CALENDAR_ADOPTED: _("adopted a calendar of reports"),
    Event.REPORTS_EXPECTED: _("worked out which reports are expected"),
    Event.REPORT_SAVED: _("filled in the report"),
    Event.REPORT_SUBMITTED: _("handed the report in"),
    Event.REPORT_WITHDRAWN: _("withdrew the report"),
    Event.REPORT_RETURNED: _("returned the report with an opinion"),
    Event.REPORT_PASSED: _("passed the report on to the final review"),
    Event.REPORT_ACCEPTED: _("accepted the report"),
    Event.REPORT_UNACCEPTED: _("took the acceptance of the report back"),
    Event.REPORT_PUBLISHED: _("published the report"),
    Event.REPORT_CORRECTION_STARTED: _("began a correction of the published report"),
    Event.REPORT_CORRECTION_DROPPED: _("dropped a correction of the published report"),
    Event.EVIDENCE_ADDED: _("added a file of evidence to the report"),
    Event.EVIDENCE_REMOVED: _("took a file of evidence out of the report"),
    Event.SOURCE_SET: _("said where an input of the KPI comes from"),
    Event.SOURCE_ENDED: _("ended where an input of the KPI comes from"),
    Event.FIGURES_PROVIDED: _("provided figures by a file"),
    Event.EXCEPTION_GIVEN: _("let the report come later"),
    Event.EXCEPTION_ENDED: _("ended the leave to report later"),
    Event.GUIDELINES_LOADED: _("loaded the policy guidelines"),
    Event.GUIDELINES_REPLACED: _("replaced the policy guidelines by a corrected document"),
    Event.GUIDELINES_DRAFTED: _("began to draft the policy guidelines"),
    Event.GUIDELINES_SAVED: _("changed the draft of the policy guidelines"),
    Event.GUIDELINES_CHANGE_UNDONE: _("undid a change of the draft of the policy guidelines"),
    Event.GUIDELINES_SUBMITTED: _("submitted the policy guidelines"),
    Event.GUIDELINES_WITHDRAWN: _("withdrew the submitted policy guidelines"),
    Event.GUIDELINES_RETURNED: _("returned the policy guidelines with a reason"),
    Event.GUIDELINES_APPROVED: _("approved the policy guidelines"),
    Event.GUIDELINES_PUBLISHED: _("published the policy guidelines"),
    Event.GUIDELINES_AMENDMENT_STARTED: _("began an amendment of the policy guidelines"),
    Event.GUIDELINES_AMENDMENT_DROPPED: _("dropped an amendment of the policy guidelines"),
    Event.ACTION_PLAN_LOADED: _("loaded the action plan"),
    Event.ACTION_PLAN_REPLACED: _("replaced the action plan by a corrected document"),
    Event.ACTION_PLAN_REREAD: _("judged the figures of the same action plan again"),
    Event.IMPORT_STARTED: _("handed in a file to be read"),
    Event.IMPORT_READ: _("read a file that was handed in"),
    Event.IMPORT_FAILED: _("could not read a file that was handed in"),
    Event.IMPORT_STOPPED: _("stopped the reading of a file"),
    Event.IMPORT_CORRECTED: _("corrected what was read out of a file"),
    Event.IMPORT_ACCEPTED: _("accepted what was read out of a file"),
    Event.IMPORT_DISCARDED: _("discarded a file that was handed in"),
}
"""How an event is told to a person; a test holds that every event has its words."""
