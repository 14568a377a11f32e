"""A logged event."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from peelian.casework.records.naming import new_uid


class Incident(models.Model):
    """Every report makes one, crime or not. It may have lasted: from `began_at` to `ended_at`. A `Link` names its case."""

    uid = models.CharField(max_length=32, unique=True, default=new_uid, editable=False)
    place = models.ForeignKey(
        "records.Place", on_delete=models.PROTECT, related_name="incidents", null=True, blank=True
    )
    force = models.CharField(max_length=40)
    channel = models.CharField(max_length=20)
    reported_at = models.DateTimeField()
    began_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    synthetic = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="records_incident_ends_later",
                condition=Q(ended_at=None) | Q(began_at=None) | Q(ended_at__gte=F("began_at")),
            ),
        )
        indexes = (models.Index(fields=["force", "reported_at"], name="records_incident_force"),)
