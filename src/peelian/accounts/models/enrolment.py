"""A one-time link with which a person sets up, or sets up again, how they sign in."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

ENROLMENT_KINDS = ("first", "recovery")


class Enrolment(models.Model):
    """`digest` is the SHA-256 of the link's secret, empty until the link may be used.

    A recovery needs a second administrator: `approved_by` is neither who asked nor whose account it is.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="enrolments")
    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in ENROLMENT_KINDS])
    digest = models.CharField(max_length=64, unique=True, null=True, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("asked_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(kind="first")
                | Q(digest__isnull=True)
                | (Q(approved_by__isnull=False, asked_by__isnull=False) & ~Q(approved_by=F("asked_by"))),
                name="accounts_enrolment_two_people",
            ),
            models.CheckConstraint(
                condition=(Q(asked_by__isnull=True) | ~Q(asked_by=F("user")))
                & (Q(approved_by__isnull=True) | ~Q(approved_by=F("user"))),
                name="accounts_enrolment_by_others",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} enrolment of {self.user_id}"
