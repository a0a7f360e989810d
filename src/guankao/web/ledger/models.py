"""One table without foreign keys: an entry outlives whatever it speaks of."""

from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """What one actor did to one object, in the words of that day, chained to the entry before.

    `digest` is SHA-256 over the entry's own content and `previous_digest`, so that an entry
    changed, removed or put between others breaks the chain of its stream. Triggers refuse
    UPDATE and DELETE in the database itself (migration 0002).
    """

    stream = models.CharField(max_length=200)
    number = models.PositiveBigIntegerField()
    event = models.CharField(max_length=60)
    actor = models.CharField(max_length=100)
    actor_name = models.CharField(max_length=200)
    actor_agency = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=300)
    subject_words = models.CharField(max_length=500)
    # JSON as text, exactly as it was hashed: a database's own JSON type may reorder keys.
    before = models.TextField()
    after = models.TextField()
    recorded_at = models.DateTimeField()
    previous_digest = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stream", "number"], name="ledger_one_number_a_stream"),
            models.CheckConstraint(
                condition=models.Q(number__gte=1), name="ledger_numbers_start_at_one"
            ),
        ]
        # What an auditor narrows by; each carries the order in which pages are turned.
        indexes = [
            models.Index(fields=["subject", "id"], name="ledger_by_subject"),
            models.Index(fields=["event", "id"], name="ledger_by_event"),
            models.Index(fields=["actor", "id"], name="ledger_by_actor"),
            models.Index(fields=["actor_agency", "id"], name="ledger_by_agency"),
            models.Index(fields=["recorded_at"], name="ledger_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.stream} #{self.number} {self.event}"
