"""What belongs to what, and since when we know."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from peelian.casework.records.naming import new_uid


class Link(models.Model):
    """`from` bears `relation` to `to`, true from `starts` to `ends`, known to us from `recorded_at` to `ended_at`.

    A correction ends the link and begins another, so "as known on" and "as true on" both have an answer.
    """

    KINDS = ("case", "person", "place", "incident", "crime")

    uid = models.CharField(max_length=32, unique=True, default=new_uid, editable=False)
    from_kind = models.CharField(max_length=8)
    from_id = models.BigIntegerField()
    to_kind = models.CharField(max_length=8)
    to_id = models.BigIntegerField()
    relation = models.CharField(max_length=30)
    starts = models.DateTimeField()
    ends = models.DateTimeField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_reason = models.CharField(max_length=30, blank=True, default="")

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="records_link_ends_later", condition=Q(ends__isnull=True) | Q(ends__gt=F("starts"))
            ),
            models.CheckConstraint(
                name="records_link_kinds_known",
                condition=Q(from_kind__in=["case", "person", "place", "incident", "crime"])
                & Q(to_kind__in=["case", "person", "place", "incident", "crime"]),
            ),
            models.CheckConstraint(
                name="records_link_end_has_reason",
                condition=Q(ended_at__isnull=True, ended_reason="")
                | (Q(ended_at__isnull=False) & ~Q(ended_reason="")),
            ),
        )
        indexes = (
            models.Index(fields=["from_kind", "from_id"], name="records_link_from"),
            models.Index(fields=["to_kind", "to_id"], name="records_link_to"),
        )


class Merge(models.Model):
    """Two persons found to be one. `moved` lists the ids of what was re-pointed, so that it can be put back."""

    kept = models.ForeignKey("records.Person", on_delete=models.PROTECT, related_name="merges_kept")
    absorbed = models.ForeignKey("records.Person", on_delete=models.PROTECT, related_name="merges_absorbed")
    at = models.DateTimeField()
    actor = models.CharField(max_length=40)
    moved = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(name="records_merge_two", condition=~Q(kept=F("absorbed"))),
            models.UniqueConstraint(
                fields=["absorbed"], name="records_merge_once_at_a_time", condition=Q(undone_at=None)
            ),
        )
