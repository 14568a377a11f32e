"""A program's key: permissions within one force, for a limited time."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class ApiKey(models.Model):
    """The key itself is shown once; `digest` is the SHA-256 of its secret part, `prefix` finds the row.

    `scopes`: permissions, separated by spaces. The key works while `made_by` may still make keys for the force.
    """

    prefix = models.CharField(max_length=12, unique=True)
    digest = models.BinaryField(max_length=32)
    name = models.CharField(max_length=80)
    scopes = models.CharField(max_length=600)
    force = models.ForeignKey("accounts.Force", on_delete=models.PROTECT)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="api_keys")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-made_at", "id")
        constraints = (
            models.CheckConstraint(condition=Q(made_at__lt=F("expires_at")), name="accounts_apikey_expires"),
        )

    def __str__(self) -> str:
        return f"key:{self.prefix}"
