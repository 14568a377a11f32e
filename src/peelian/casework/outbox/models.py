"""What happened, and who is still to be told: written with the act, in its transaction."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.db.models import Q

UNFINISHED: Final = ("waiting", "claimed")


class OutboxEvent(models.Model):
    """Something that happened to the subject of `stream` (a case's uid). The body holds ids and codes, nothing personal."""

    id = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=60)
    version = models.PositiveSmallIntegerField(default=1)
    stream = models.CharField(max_length=32, db_index=True)
    body = models.TextField(default="{}")
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.name} {self.pk}"


class Delivery(models.Model):
    """One event for one handler, once. Those of a stream wait for each other, handler by handler, in order."""

    class State(models.TextChoices):
        WAITING = "waiting"
        CLAIMED = "claimed"
        DONE = "done"
        FAILED = "failed"

    id = models.BigAutoField(primary_key=True)
    event = models.ForeignKey(OutboxEvent, on_delete=models.CASCADE, related_name="deliveries")
    handler = models.CharField(max_length=80)
    stream = models.CharField(max_length=32)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    claimed_by = models.CharField(max_length=80, default="", blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)
    problem_code = models.CharField(max_length=80, default="", blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["event", "handler"], name="outbox_once_a_handler"),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "claimed", "done", "failed"]), name="outbox_delivery_state"
            ),
            models.CheckConstraint(
                condition=Q(state="claimed", claimed_until__isnull=False)
                | (~Q(state="claimed") & Q(claimed_until__isnull=True)),
                name="outbox_delivery_claim",
            ),
        )
        indexes = (
            models.Index(
                fields=["next_at", "id"], name="outbox_delivery_open", condition=Q(state__in=UNFINISHED)
            ),
            models.Index(
                fields=["stream", "handler", "id"],
                name="outbox_delivery_order",
                condition=Q(state__in=UNFINISHED),
            ),
            models.Index(fields=["ended_at"], name="outbox_delivery_failed", condition=Q(state="failed")),
        )

    def __str__(self) -> str:
        return f"{self.handler} {self.event_id}"
