"""What happened at the door, and who is signed in now. No network address is kept anywhere."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

SIGN_IN_KINDS = (
    "signed_in",
    "signed_out",
    "tried",
    "wrong",
    "locked",
    "reauthenticated",
    "ended",
    "method_added",
    "method_removed",
    "recovered",
)
METHODS = ("", "password", "passkey", "totp", "recovery_code", "link")


class SignInEvent(models.Model):
    """Append-only (triggers on both databases). `user` is empty when the address belongs to nobody."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="sign_in_events"
    )
    at = models.DateTimeField()
    kind = models.CharField(max_length=20)
    method = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ("-at", "-id")
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=SIGN_IN_KINDS), name="accounts_signin_known_kind"),
            models.CheckConstraint(condition=Q(method__in=METHODS), name="accounts_signin_known_method"),
        )
        indexes = (models.Index(fields=["user", "-at"], name="accounts_signin_user"),)

    def __str__(self) -> str:
        return f"{self.kind} of {self.user_id}"


class SignedIn(models.Model):
    """One open session, for the list that its owner can end it from. `browser` is a coarse name, not an address."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="signed_in")
    session_key = models.CharField(max_length=40, unique=True)
    method = models.CharField(max_length=20, blank=True)
    browser = models.CharField(max_length=40, blank=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ("-seen_at", "id")

    def __str__(self) -> str:
        return f"session of {self.user_id}"
