"""A file that was handed in, and the documents that were read out of it."""

from __future__ import annotations

import uuid

from django.db import models

from guankao.web.importing.states import State

STATES = [(state.value, state.value) for state in State]


class Import(models.Model):
    """One file on its way to the portal. Its bytes are kept outside the database until read."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    state = models.CharField(max_length=12, choices=STATES, default=State.WAITING.value)
    file_name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    file_digest = models.CharField(max_length=64)
    file_format = models.CharField(max_length=20, default="")
    pages = models.PositiveIntegerField(null=True)
    person = models.CharField(max_length=100)
    """The code of the actor who handed it in."""
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    stage = models.CharField(max_length=40, default="")
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    stop_requested = models.BooleanField(default=False)
    problem_zh = models.TextField(default="")
    problem_en = models.TextField(default="")
    notes = models.JSONField(default=list)
    """What reading had to say that is no fault: [{"zh": …, "en": …}]."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in State]), name="import_state"
            ),
            models.CheckConstraint(
                condition=models.Q(done__lte=models.F("total")), name="import_progress"
            ),
        ]
        indexes = [models.Index(fields=["person", "-created_at"], name="import_of_person")]

    def __str__(self) -> str:
        return f"{self.file_name} {self.state}"


class ImportedDocument(models.Model):
    """One document of a file: as it was read, and as it was corrected since."""

    import_of = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="documents")
    position = models.PositiveIntegerField()
    identifier = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    content = models.TextField()
    content_as_read = models.TextField()
    version = models.PositiveIntegerField(default=1)
    """Raised by each correction, so that two windows cannot overwrite each other unseen."""
    places = models.JSONField(default=dict)
    """By `identifier#field`: where the value stood in the file."""
    found = models.JSONField(default=dict)
    missing = models.JSONField(default=list)
    uncertain = models.JSONField(default=list)
    outcome = models.CharField(max_length=12, default="")
    """What became of it, by `ending.Outcome` or the outcome of publishing; empty until then."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["import_of", "position"], name="imported_one_position")
        ]

    def __str__(self) -> str:
        return self.identifier
