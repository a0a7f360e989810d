"""The matrix: which role may do what, and how far from the agency where it is held.

This is the one place where it stands. docs/reference/permissions.md is written from it, and
tests/web/organizations/test_matrix.py tries each cell.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guankao.web.ledger.actors import COMMAND_LINE, SIGN_IN, WORKER
from guankao.web.organizations.roles import Role


class Permission(StrEnum):
    """What can be allowed."""

    IMPORT_DOCUMENT = "document.import"
    LOAD_DOCUMENT = "document.load"
    LOAD_COMMON_DOCUMENT = "document.load-common"
    READ_IMPORT = "import.read"
    REGISTER_AGENCY = "agency.register"
    CHANGE_AGENCY = "agency.change"
    VIEW_PEOPLE = "people.view"
    MANAGE_PEOPLE = "people.manage"
    GIVE_ROLE = "role.give"
    DELEGATE_ROLE = "role.delegate"
    READ_DRAFT = "plan.read-draft"
    DRAFT_PLAN = "plan.draft"
    SUBMIT_PLAN = "plan.submit"
    COMMENT_ON_PLAN = "plan.comment"
    WAIVE_FINDING = "plan.waive"
    REVIEW_PLAN = "plan.review"
    APPROVE_PLAN = "plan.approve"
    PUBLISH_PLAN = "plan.publish"
    READ_GUIDELINES = "guidelines.read-draft"
    DRAFT_GUIDELINES = "guidelines.draft"
    SUBMIT_GUIDELINES = "guidelines.submit"
    COMMENT_ON_GUIDELINES = "guidelines.comment"
    REVIEW_GUIDELINES = "guidelines.review"
    APPROVE_GUIDELINES = "guidelines.approve"
    PUBLISH_GUIDELINES = "guidelines.publish"
    READ_RECORD = "record.read"
    READ_REPORT = "report.read"
    FILL_REPORT = "report.fill"
    SUBMIT_REPORT = "report.submit"
    REVIEW_REPORT = "report.review"
    REVIEW_REPORT_FINALLY = "report.review-finally"
    PUBLISH_REPORT = "report.publish"
    EXCUSE_REPORT = "report.excuse"
    EXPECT_REPORTS = "report.expect"
    ADOPT_CALENDAR = "calendar.adopt"
    RECORD_SIGN_IN = "sign-in.record"
    SEND_REMINDERS = "reminder.send"
    FORGET_ANSWERS = "answer.forget"


class Access(StrEnum):
    """Who may open an address that asks for no permission."""

    EVERYBODY = "everybody"
    """The portal, its data and the door."""
    SIGNED_IN = "signed-in"
    """Whoever is signed in, for what is their own."""


class Reach(StrEnum):
    """How far a role reaches from the agency where it is held."""

    OWN = "own"
    """That agency."""
    DOWN = "down"
    """That agency and all under it."""
    UNDER = "under"
    """All agencies under it, without itself: the view of a parent."""
    ABOVE = "above"
    """All agencies under it; itself only where it stands under no other: the decision is the
    parent's wherever there is one."""
    TOP = "top"
    """Everything, where that agency stands under no other; from a made-up one all made-up ones."""


GRANTS: dict[Permission, Mapping[Role, Reach]] = {
    Permission.IMPORT_DOCUMENT: {Role.PLANNER: Reach.OWN, Role.CONTROLLER: Reach.OWN},
    # Only the command line: a plan of the desk is published by being drafted and approved.
    Permission.LOAD_DOCUMENT: {},
    Permission.LOAD_COMMON_DOCUMENT: {Role.CONTROLLER: Reach.TOP},
    Permission.READ_IMPORT: {},
    Permission.REGISTER_AGENCY: {Role.SYSTEM_ADMINISTRATOR: Reach.DOWN},
    Permission.CHANGE_AGENCY: {Role.SYSTEM_ADMINISTRATOR: Reach.DOWN},
    Permission.VIEW_PEOPLE: {
        Role.APPROVER: Reach.OWN,
        Role.REVIEWER: Reach.UNDER,
        Role.CONTROLLER: Reach.DOWN,
        Role.AUDITOR: Reach.DOWN,
        Role.SYSTEM_ADMINISTRATOR: Reach.DOWN,
    },
    Permission.MANAGE_PEOPLE: {Role.SYSTEM_ADMINISTRATOR: Reach.DOWN},
    Permission.GIVE_ROLE: {Role.SYSTEM_ADMINISTRATOR: Reach.DOWN},
    Permission.DELEGATE_ROLE: {
        Role.PLANNER: Reach.OWN,
        Role.REPORTER: Reach.OWN,
        Role.APPROVER: Reach.OWN,
        Role.REVIEWER: Reach.OWN,
        Role.CONTROLLER: Reach.OWN,
    },
    Permission.READ_DRAFT: {
        Role.PLANNER: Reach.OWN,
        Role.REPORTER: Reach.OWN,
        Role.APPROVER: Reach.DOWN,
        Role.REVIEWER: Reach.UNDER,
        Role.CONTROLLER: Reach.DOWN,
        Role.AUDITOR: Reach.DOWN,
    },
    Permission.DRAFT_PLAN: {
        Role.PLANNER: Reach.OWN,
    },
    Permission.SUBMIT_PLAN: {
        Role.PLANNER: Reach.OWN,
        Role.APPROVER: Reach.OWN,
    },
    Permission.COMMENT_ON_PLAN: {
        Role.PLANNER: Reach.OWN,
        Role.APPROVER: Reach.DOWN,
        Role.REVIEWER: Reach.UNDER,
        Role.CONTROLLER: Reach.TOP,
    },
    Permission.WAIVE_FINDING: {
        Role.PLANNER: Reach.OWN,
        Role.APPROVER: Reach.OWN,
    },
    # The parent agency decides; an agency's own head signs what leaves it, and publishes.
    Permission.REVIEW_PLAN: {
        Role.APPROVER: Reach.ABOVE,
        Role.REVIEWER: Reach.UNDER,
        Role.CONTROLLER: Reach.TOP,
    },
    Permission.APPROVE_PLAN: {
        Role.APPROVER: Reach.ABOVE,
        Role.REVIEWER: Reach.UNDER,
        Role.CONTROLLER: Reach.TOP,
    },
    Permission.PUBLISH_PLAN: {
        Role.APPROVER: Reach.DOWN,
        Role.REVIEWER: Reach.UNDER,
        Role.CONTROLLER: Reach.TOP,
    },
    Permission.READ_GUIDELINES: {
        Role.APPROVER: Reach.TOP,
        Role.CONTROLLER: Reach.TOP,
        Role.AUDITOR: Reach.TOP,
    },
    Permission.DRAFT_GUIDELINES: {Role.CONTROLLER: Reach.TOP},
    Permission.SUBMIT_GUIDELINES: {Role.CONTROLLER: Reach.TOP},
    Permission.COMMENT_ON_GUIDELINES: {Role.APPROVER: Reach.TOP, Role.CONTROLLER: Reach.TOP},
    Permission.REVIEW_GUIDELINES: {Role.APPROVER: Reach.TOP, Role.CONTROLLER: Reach.TOP},
    Permission.APPROVE_GUIDELINES: {Role.APPROVER: Reach.TOP, Role.CONTROLLER: Reach.TOP},
    Permission.PUBLISH_GUIDELINES: {Role.APPROVER: Reach.TOP, Role.CONTROLLER: Reach.TOP},
    # Whoever gives roles and makes people is watched here, and does not watch.
    Permission.READ_RECORD: {Role.AUDITOR: Reach.DOWN},
    Permission.READ_REPORT: {
        Role.PLANNER: Reach.OWN,
        Role.REPORTER: Reach.OWN,
        Role.APPROVER: Reach.DOWN,
        Role.REVIEWER: Reach.UNDER,
        Role.CONTROLLER: Reach.DOWN,
        Role.AUDITOR: Reach.DOWN,
    },
    Permission.FILL_REPORT: {Role.REPORTER: Reach.OWN},
    Permission.SUBMIT_REPORT: {Role.REPORTER: Reach.OWN, Role.APPROVER: Reach.OWN},
    Permission.REVIEW_REPORT: {
        Role.APPROVER: Reach.UNDER,
        Role.REVIEWER: Reach.UNDER,
        Role.CONTROLLER: Reach.TOP,
    },
    Permission.REVIEW_REPORT_FINALLY: {Role.CONTROLLER: Reach.TOP},
    Permission.PUBLISH_REPORT: {
        Role.APPROVER: Reach.UNDER,
        Role.REVIEWER: Reach.UNDER,
        Role.CONTROLLER: Reach.TOP,
    },
    Permission.EXCUSE_REPORT: {Role.CONTROLLER: Reach.DOWN},
    Permission.EXPECT_REPORTS: {Role.CONTROLLER: Reach.DOWN},
    Permission.ADOPT_CALENDAR: {Role.CONTROLLER: Reach.TOP},
    Permission.RECORD_SIGN_IN: {},
    Permission.SEND_REMINDERS: {},
    Permission.FORGET_ANSWERS: {},
}
"""Role by role what it may do, and how far. What is not here is refused."""

WITHOUT_AGENCY = frozenset(
    {
        Permission.IMPORT_DOCUMENT,
        Permission.LOAD_COMMON_DOCUMENT,
        Permission.READ_IMPORT,
        Permission.ADOPT_CALENDAR,
        Permission.RECORD_SIGN_IN,
        Permission.SEND_REMINDERS,
        Permission.FORGET_ANSWERS,
    }
)
"""What may be asked without naming an agency; for all else a missing agency refuses."""

PROGRAMS: dict[str, frozenset[Permission]] = {
    # Whoever may run commands on the server already holds its database.
    COMMAND_LINE.code: frozenset(
        {
            Permission.REGISTER_AGENCY,
            Permission.CHANGE_AGENCY,
            Permission.LOAD_DOCUMENT,
            Permission.LOAD_COMMON_DOCUMENT,
            Permission.MANAGE_PEOPLE,
            Permission.GIVE_ROLE,
            Permission.EXPECT_REPORTS,
            Permission.ADOPT_CALENDAR,
        }
    ),
    WORKER.code: frozenset(
        {Permission.READ_IMPORT, Permission.SEND_REMINDERS, Permission.FORGET_ANSWERS}
    ),
    SIGN_IN.code: frozenset({Permission.RECORD_SIGN_IN}),
}
"""What programs may do, at every agency."""

WORDS: dict[Permission, Promise] = {
    Permission.IMPORT_DOCUMENT: _(
        "Hand in a document, correct what was read, go on writing with it"
    ),
    Permission.LOAD_DOCUMENT: _("Put a document into the portal"),
    Permission.LOAD_COMMON_DOCUMENT: _("Put policy guidelines or an action plan into the portal"),
    Permission.READ_IMPORT: _("Read handed-in files in the background"),
    Permission.REGISTER_AGENCY: _("Make an agency"),
    Permission.CHANGE_AGENCY: _("Rename, move or merge an agency"),
    Permission.VIEW_PEOPLE: _("See people and their roles"),
    Permission.MANAGE_PEOPLE: _("Make, change and end people"),
    Permission.GIVE_ROLE: _("Give and end roles"),
    Permission.DELEGATE_ROLE: _("Let another person act in one's place"),
    Permission.READ_DRAFT: _("Read the draft of a plan, its versions and comments"),
    Permission.DRAFT_PLAN: _("Draft, change and amend a plan"),
    Permission.SUBMIT_PLAN: _("Submit a plan, or withdraw it"),
    Permission.COMMENT_ON_PLAN: _("Comment on the draft of a plan"),
    Permission.WAIVE_FINDING: _("Let a finding of the linter stand"),
    Permission.REVIEW_PLAN: _("Return a submitted plan"),
    Permission.APPROVE_PLAN: _("Approve a submitted plan"),
    Permission.PUBLISH_PLAN: _("Publish an approved plan"),
    Permission.READ_GUIDELINES: _("Read the draft of the policy guidelines"),
    Permission.DRAFT_GUIDELINES: _("Draft, change and amend the policy guidelines"),
    Permission.SUBMIT_GUIDELINES: _("Submit the policy guidelines, or withdraw them"),
    Permission.COMMENT_ON_GUIDELINES: _("Comment on the draft of the policy guidelines"),
    Permission.REVIEW_GUIDELINES: _("Return the submitted policy guidelines"),
    Permission.APPROVE_GUIDELINES: _("Approve the submitted policy guidelines"),
    Permission.PUBLISH_GUIDELINES: _("Publish the approved policy guidelines"),
    Permission.READ_RECORD: _("Search, check and take away the record of what was done"),
    Permission.READ_REPORT: _("Read reports before they are published"),
    Permission.FILL_REPORT: _("Fill in and correct reports"),
    Permission.SUBMIT_REPORT: _("Hand in a report, or withdraw it"),
    Permission.REVIEW_REPORT: _("Review reports first: return or accept them"),
    Permission.REVIEW_REPORT_FINALLY: _("Review reports finally: return or accept them"),
    Permission.PUBLISH_REPORT: _("Publish accepted reports"),
    Permission.EXCUSE_REPORT: _("Let a report come later"),
    Permission.EXPECT_REPORTS: _("Work out which reports a plan is expected to bring"),
    Permission.ADOPT_CALENDAR: _("Adopt a calendar of reports"),
    Permission.RECORD_SIGN_IN: _("Record who signed in"),
    Permission.SEND_REMINDERS: _("Remind people of reports by mail"),
    Permission.FORGET_ANSWERS: _("Forget answers that programs were given long ago"),
}
REACH_WORDS: dict[Reach, Promise] = {
    Reach.OWN: _("at the own agency"),
    Reach.DOWN: _("at the own agency and all under it"),
    Reach.UNDER: _("at all agencies under the own"),
    Reach.ABOVE: _("at all agencies under the own, and at the own where it stands under no other"),
    Reach.TOP: _("everywhere, from an agency that stands under no other"),
}
