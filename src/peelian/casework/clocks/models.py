"""A clock of a case, and the times it stood still."""

from typing import Final

from django.db import models
from django.db.models import F, Q

OPEN: Final = ("running", "paused", "missed")
"""States in which something is still owed."""


class Clock(models.Model):
    """What is owed in a case, and by when.

    `code` is the kind's name for it, by default the provision's; `provision` and `version` say by which rule of law
    it runs. `due_at` already takes an open pause into account, up to `paused_until`. State `missed` still waits to be
    met: it becomes `met_late`.
    """

    class State(models.TextChoices):
        RUNNING = "running"
        PAUSED = "paused"
        MET = "met"
        MET_LATE = "met_late"
        MISSED = "missed"
        CANCELLED = "cancelled"

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="clocks")
    code = models.CharField(max_length=80)
    provision = models.CharField(max_length=80)
    version = models.CharField(max_length=40)
    started_at = models.DateTimeField()
    enhanced_from = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField()
    warn_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.RUNNING)
    paused_until = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    reason_code = models.CharField(max_length=60, default="", blank=True)
    cited = models.CharField(max_length=200, default="", blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["case", "code", "started_at"], name="clock_once"),
            models.CheckConstraint(
                condition=Q(state__in=["running", "paused", "met", "met_late", "missed", "cancelled"]),
                name="clock_state",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["met", "met_late", "cancelled"], ended_at__isnull=False)
                | Q(state__in=["running", "paused", "missed"], ended_at__isnull=True),
                name="clock_ended",
            ),
            models.CheckConstraint(
                condition=Q(state="paused", paused_until__isnull=False)
                | (~Q(state="paused") & Q(paused_until__isnull=True)),
                name="clock_paused",
            ),
        )
        indexes = (models.Index(fields=("state", "due_at"), name="clock_state_due"),)

    def __str__(self) -> str:
        return f"{self.code} {self.state}"


class ClockPause(models.Model):
    """A time for which a clock stood still, with its reason; open while `ends` is null.

    `until` is the planned end or the day of review: unless it is paused anew, the clock runs again then by itself.
    """

    id = models.BigAutoField(primary_key=True)
    clock = models.ForeignKey(Clock, on_delete=models.CASCADE, related_name="pauses")
    starts = models.DateTimeField()
    ends = models.DateTimeField(null=True, blank=True)
    until = models.DateTimeField()
    reason_code = models.CharField(max_length=60)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["clock"], condition=Q(ends__isnull=True), name="clock_pause_one_open"
            ),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="clock_pause_forwards"
            ),
        )
        ordering = ("starts", "id")

    def __str__(self) -> str:
        return f"{self.reason_code} {self.starts:%Y-%m-%d}"
