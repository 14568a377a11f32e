"""Which services are told that something happened to a case, and each thing that they are told."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import Q

from peelian.casework.records.naming import new_uid
from peelian.casework.sealing.fields import SealedField

UNFINISHED: Final = ("waiting", "claimed")


class Hook(models.Model):
    """An address of a force that is told of `events` (names, separated by spaces). One that has ended holds no secret.

    `secret_before` signs beside `secret` until `before_until`. `failures`: tries in a row that failed, since
    `failing_since`; nothing is tried before `rest_until`.
    """

    uid = models.CharField(max_length=32, unique=True, default=new_uid, editable=False)
    key_id = models.UUIDField()
    force = models.ForeignKey("accounts.Force", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    address = models.CharField(max_length=500)
    events = models.CharField(max_length=300)
    secret = SealedField(null=True)
    secret_before = SealedField(null=True)
    before_until = models.DateTimeField(null=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    state = models.CharField(max_length=8, default="active")
    why = models.CharField(max_length=10, blank=True, default="")
    state_at = models.DateTimeField()
    failures = models.PositiveIntegerField(default=0)
    failing_since = models.DateTimeField(null=True)
    rest_until = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("name", "id")
        constraints = (
            models.CheckConstraint(
                name="contact_hook_state", condition=Q(state__in=["active", "paused", "ended"])
            ),
            models.CheckConstraint(
                name="contact_hook_secret",
                condition=Q(state="ended", secret__isnull=True, secret_before__isnull=True)
                | (~Q(state="ended") & Q(secret__isnull=False)),
            ),
        )
        indexes = (models.Index(fields=["force", "state"], name="contact_hook_force"),)

    def __str__(self) -> str:
        return f"hook:{self.uid}"


class HookDelivery(models.Model):
    """One thing that happened, for one hook, once; `uid` is its id on each try. Codes and times only.

    `answer`: the status that was last answered. `failed` ones wait for a person; `dropped` ones are never sent.
    """

    uid = models.CharField(max_length=32, unique=True, default=new_uid, editable=False)
    hook = models.ForeignKey(Hook, on_delete=models.PROTECT, related_name="deliveries")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    event = models.CharField(max_length=40)
    seq = models.PositiveIntegerField()
    at = models.DateTimeField()
    state = models.CharField(max_length=8, default="waiting")
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    claimed_by = models.CharField(max_length=80, blank=True, default="")
    claimed_until = models.DateTimeField(null=True)
    answer = models.PositiveSmallIntegerField(null=True)
    problem_code = models.CharField(max_length=40, blank=True, default="")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["hook", "case", "seq", "event"], name="contact_hook_told_once"),
            models.CheckConstraint(
                name="contact_hook_delivery_state",
                condition=Q(state__in=["waiting", "claimed", "done", "failed", "dropped"]),
            ),
            models.CheckConstraint(
                name="contact_hook_delivery_claim",
                condition=Q(state="claimed", claimed_until__isnull=False)
                | (~Q(state="claimed") & Q(claimed_until__isnull=True)),
            ),
        )
        indexes = (
            models.Index(
                fields=["hook", "next_at", "id"],
                name="contact_hook_waiting",
                condition=Q(state__in=UNFINISHED),
            ),
            models.Index(
                fields=["hook", "ended_at"], name="contact_hook_failed", condition=Q(state="failed")
            ),
            models.Index(fields=["state", "ended_at"], name="contact_hook_over"),
        )

    def __str__(self) -> str:
        return f"{self.event} {self.uid}"
