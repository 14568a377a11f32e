"""A place where something happened or somebody is found."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from peelian.casework.records.naming import new_uid
from peelian.casework.sealing.fields import SealedField


class Place(models.Model):
    """Address and postcode are sealed; the area (`lsoa`) and the force are not: thousands of people share them."""

    uid = models.CharField(max_length=32, unique=True, default=new_uid, editable=False)
    key_id = models.UUIDField()
    address = SealedField(null=True)
    postcode = SealedField(null=True)
    lsoa = models.CharField(max_length=9, blank=True, default="")
    force = models.CharField(max_length=40)
    starts = models.DateTimeField()
    ends = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="records_place_ends_later", condition=Q(ends__isnull=True) | Q(ends__gt=F("starts"))
            ),
        )


class PlaceIndex(models.Model):
    """A keyed digest of a place's postcode, for exact search only."""

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="index")
    kind = models.CharField(max_length=20)
    digest = models.BinaryField(max_length=16)
    index_key = models.CharField(max_length=40)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["place", "kind", "digest"], name="records_place_index_once"),
        )
        indexes = (models.Index(fields=["kind", "digest"], name="records_place_digest"),)
