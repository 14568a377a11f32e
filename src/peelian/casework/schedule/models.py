"""One row for each thing that is to happen at a time."""

from typing import Final

from django.db import models
from django.db.models import Q

UNFINISHED: Final = ("waiting", "claimed")


class ScheduledItem(models.Model):
    """Something to do at `due_at`, once. The body holds ids and codes only, never a personal value.

    `subject_stream`: the ledger stream (a case's uid) whose items wait for each other in order; "" for none.
    The indexes are whole, not partial: SQLite does not use a partial index where the state is a bound parameter.
    `series`: of one series only the latest is done when several are late (kinds with late="latest"); "" for none.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        CLAIMED = "claimed"
        DONE = "done"
        FAILED = "failed"
        CANCELLED = "cancelled"

    id = models.BigAutoField(primary_key=True)
    key = models.CharField(max_length=160, unique=True)
    kind = models.CharField(max_length=60)
    due_at = models.DateTimeField()
    subject_stream = models.CharField(max_length=32, default="", blank=True)
    series = models.CharField(max_length=160, default="", blank=True)
    body = models.TextField(default="{}")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    claimed_by = models.CharField(max_length=80, default="", blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)
    retry_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    problem_code = models.CharField(max_length=80, default="", blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "claimed", "done", "failed", "cancelled"]),
                name="scheduled_item_state",
            ),
            models.CheckConstraint(
                condition=Q(state="claimed", claimed_until__isnull=False)
                | (~Q(state="claimed") & Q(claimed_until__isnull=True)),
                name="scheduled_item_claim",
            ),
        )
        indexes = (
            models.Index(fields=("state", "due_at", "id"), name="scheduled_item_due"),
            models.Index(fields=("subject_stream", "due_at", "id"), name="scheduled_item_stream"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
