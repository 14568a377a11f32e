"""A notifiable recorded crime."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from peelian.casework.records.naming import new_uid


class Crime(models.Model):
    """`outcome_type` is the Home Office's code 1-22; 0 is "not yet assigned" and never counts as an outcome."""

    uid = models.CharField(max_length=32, unique=True, default=new_uid, editable=False)
    incident = models.ForeignKey("records.Incident", on_delete=models.PROTECT, related_name="crimes")
    offence = models.CharField(max_length=60)
    recorded_at = models.DateTimeField()
    outcome_type = models.SmallIntegerField(default=0)
    outcome_at = models.DateTimeField(null=True, blank=True)
    synthetic = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="records_outcome_type_known", condition=Q(outcome_type__gte=0, outcome_type__lte=22)
            ),
            models.CheckConstraint(
                name="records_outcome_dated",
                condition=Q(outcome_type=0, outcome_at__isnull=True)
                | Q(outcome_type__gt=0, outcome_at__isnull=False),
            ),
        )
