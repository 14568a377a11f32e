"""The tables of the vault: one wrapped key per case and per person, and what was destroyed for which disposal."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class VaultKey(models.Model):
    """A 32-byte data key, wrapped under a `kek` of the ring: nonce 12, ciphertext 32, tag 16.

    `settled` is set once a row of the records is known to use it; a key that nobody claimed is swept.
    """

    id = models.UUIDField(primary_key=True)
    kek_id = models.CharField(max_length=16, db_index=True)
    wrapped = models.BinaryField(max_length=60)
    made_at = models.DateTimeField(default=timezone.now)
    settled = models.BooleanField(default=False)

    class Meta:
        app_label = "vault"
        indexes = (
            models.Index(fields=("made_at",), name="vault_unsettled", condition=models.Q(settled=False)),
        )


class DestroyedKey(models.Model):
    """That a key was destroyed, when, and for which disposal."""

    id = models.UUIDField(primary_key=True)
    certificate = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        app_label = "vault"


class VaultState(models.Model):
    """One row: which `kek` new keys are wrapped under. Rotation locks it, so no key is wrapped under a dropped one."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    kek_id = models.CharField(max_length=16)

    class Meta:
        app_label = "vault"
        constraints = (models.CheckConstraint(condition=models.Q(id=1), name="vault_one_state"),)
