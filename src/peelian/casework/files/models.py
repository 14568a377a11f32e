"""Attachments: what they are. Their bytes lie sealed in the store, under the key of their case (`sealing_bytes`)."""

from __future__ import annotations

import uuid
from typing import Final

from django.db import models
from django.db.models import Q

from peelian.casework.records.naming import new_uid
from peelian.casework.sealing.fields import SealedField

STATES: Final = ("receiving", "held", "clean", "refused", "destroyed")


class Attachment(models.Model):
    """One file of a case. `clean`: a scanner has looked; `held`: none could, so it is handed out with a warning.

    `digest` is an HMAC of the bytes as they are kept, under a key of the case; `received_digest` of the bytes as they
    came, before a picture was redrawn. A refused file has a reason and no bytes.
    """

    uid = models.CharField(max_length=32, unique=True, default=new_uid, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="attachments")
    message = models.ForeignKey(
        "threads.Message", on_delete=models.PROTECT, related_name="attachments", null=True
    )
    name = SealedField(null=True)
    kind = models.CharField(max_length=8, blank=True, default="")
    media_type = models.CharField(max_length=80, blank=True, default="")
    bytes = models.BigIntegerField(default=0)
    digest = models.BinaryField(max_length=32, default=b"")
    received_digest = models.BinaryField(max_length=32, default=b"")
    state = models.CharField(max_length=9, default="receiving")
    problem_code = models.CharField(max_length=60, blank=True, default="")
    by = models.CharField(max_length=64)
    received_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(state__in=STATES), name="files_attachment_state"),
            models.CheckConstraint(condition=Q(bytes__gte=0), name="files_attachment_bytes"),
        )
        indexes = (
            models.Index(fields=["received_at"], name="files_receiving", condition=Q(state="receiving")),
        )

    @property
    def key_id(self) -> uuid.UUID:
        """The key of the case."""
        return self.case.key_id
