"""A document while it is written: its versions, the steps it took, what was said about it."""

from __future__ import annotations

from django.db import models

from guankao.web.organizations.models import Agency
from guankao.web.planning.kinds import DraftKind
from guankao.web.planning.models.codes import one_of
from guankao.web.planning.models.plans import FISCAL_YEARS
from guankao.web.planning.states import DraftState, Step
from guankao.web.planning.versions import VersionKind


class Draft(models.Model):
    """The plan of one agency for one year as it is written, reviewed and amended.

    The policy guidelines of a year are written the same way; their agency is the one that writes
    them, at the top, and there are none beside them.

    What it says is kept in the archive by its digest; the newest version is the draft.
    """

    kind = models.CharField(max_length=12, default=DraftKind.PLAN.value)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="drafts")
    fiscal_year = models.PositiveSmallIntegerField()
    identifier = models.CharField(max_length=200, unique=True)
    state = models.CharField(max_length=12, default=DraftState.DRAFT.value)
    version = models.PositiveIntegerField(default=1)
    """The number of the newest version; raised by each save."""
    digest = models.CharField(max_length=64)
    published_version = models.PositiveIntegerField(null=True)
    """The version that the portal shows; none before the first publication."""
    reason = models.TextField(default="")
    """Why the published plan is amended; empty where it is not."""
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "agency", "fiscal_year"], name="draft_one_a_year"
            ),
            models.CheckConstraint(condition=one_of("kind", DraftKind), name="draft_kind"),
            models.CheckConstraint(condition=one_of("state", DraftState), name="draft_state"),
            models.CheckConstraint(condition=FISCAL_YEARS, name="draft_fiscal_year"),
            models.CheckConstraint(
                condition=~models.Q(state=DraftState.PUBLISHED.value)
                | models.Q(published_version__isnull=False, reason=""),
                name="draft_published_whole",
            ),
        ]
        indexes = [models.Index(fields=["kind", "state", "-changed_at"], name="draft_by_state")]

    def __str__(self) -> str:
        return f"{self.identifier} {self.state} {self.version}"

    @property
    def amends(self) -> bool:
        """Whether it changes a plan that the public already knows."""
        return bool(self.published_version) and self.state != DraftState.PUBLISHED


class PlanVersion(models.Model):
    """One state of the text of a draft. Versions are only ever added."""

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    kind = models.CharField(max_length=12)
    element = models.CharField(max_length=80)
    """What was changed: `kpi/1-2`, or `plan` for the whole."""
    person = models.CharField(max_length=100)
    """The code of the actor."""
    person_name = models.CharField(max_length=200)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draft", "number"], name="version_one_number"),
            models.CheckConstraint(condition=one_of("kind", VersionKind), name="version_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.draft_id} version {self.number}"


class PlanStep(models.Model):
    """One step of a draft from state to state, with its reason or answer. Kept for ever."""

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="steps")
    number = models.PositiveIntegerField()
    step = models.CharField(max_length=16)
    version = models.PositiveIntegerField()
    """The version of the text that the person had before them."""
    words = models.TextField(default="")
    """Why it was returned or is amended; what a submission answers."""
    person = models.CharField(max_length=100)
    person_name = models.CharField(max_length=200)
    person_agency = models.CharField(max_length=200, default="")
    in_place_of = models.JSONField(default=list)
    """The codes of those whose role was lent to the person, where no own one allowed it."""
    taken_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draft", "number"], name="plan_step_one_number"),
            models.CheckConstraint(condition=one_of("step", Step), name="plan_step_known"),
            models.CheckConstraint(
                condition=~models.Q(step__in=[Step.RETURN.value, Step.AMEND.value])
                | ~models.Q(words=""),
                name="plan_step_gives_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.draft_id} {self.step}"


class Comment(models.Model):
    """What somebody said of one element of a draft, until a person resolves it."""

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="comments")
    element = models.CharField(max_length=80)
    version = models.PositiveIntegerField()
    """The version that was spoken of."""
    text = models.TextField()
    person = models.CharField(max_length=100)
    person_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    resolved_by = models.CharField(max_length=100, default="")
    resolved_by_name = models.CharField(max_length=200, default="")
    resolved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(resolved_at__isnull=True, resolved_by="")
                | (models.Q(resolved_at__isnull=False) & ~models.Q(resolved_by="")),
                name="comment_resolved_by_somebody",
            ),
            models.CheckConstraint(condition=~models.Q(text=""), name="comment_says_something"),
        ]
        indexes = [models.Index(fields=["draft", "element"], name="comment_of_element")]

    def __str__(self) -> str:
        return f"{self.draft_id} {self.element} {self.pk}"


class Mention(models.Model):
    """A colleague who is spoken to with @ in a comment, and whether they saw it."""

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="mentions")
    person = models.CharField(max_length=100)
    """The code of the colleague."""
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["comment", "person"], name="mention_once_a_comment"),
        ]
        indexes = [
            models.Index(
                fields=["person"],
                condition=models.Q(seen_at__isnull=True),
                name="mention_not_yet_seen",
            )
        ]

    def __str__(self) -> str:
        return f"{self.comment_id} @{self.person}"


class DraftAnswer(models.Model):
    """A clause that a goal of a plan answers by its newest version: made from it, never typed."""

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="answers")
    goal_key = models.CharField(max_length=32)
    goal_title = models.CharField(max_length=300)
    section_key = models.CharField(max_length=32)
    clause_key = models.CharField(max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "goal_key", "section_key", "clause_key"],
                name="draft_answer_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.draft_id} {self.goal_key} → {self.section_key}/{self.clause_key}"


class Waiver(models.Model):
    """A finding of the linter that somebody lets stand, and why: public with the plan."""

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="waivers")
    code = models.CharField(max_length=12)
    """The rule, such as GK301."""
    element = models.CharField(max_length=250)
    """The identifier that the finding names."""
    reason = models.TextField()
    until_day = models.DateField()
    """The last day on which it holds."""
    person = models.CharField(max_length=100)
    person_name = models.CharField(max_length=200)
    given_at = models.DateTimeField()
    ended_by = models.CharField(max_length=100, default="")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "code", "element"],
                condition=models.Q(ended_at__isnull=True),
                name="waiver_one_a_finding",
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="waiver_gives_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.draft_id} {self.code} {self.element}"
