"""A person, as far as a case needs to know them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from peelian.casework.records.naming import new_uid
from peelian.casework.sealing.fields import SealedField


class Person(models.Model):
    """Name, date of birth and needs lie under the person's own key; what stays in clear says nobody's name.

    `may_be_child` is a flag for safeguarding, worked out from the sealed date and true where no date is known. The
    18th birthday is never kept in clear: it would be the date of birth. An absorbed person stays, with `merged_into`.
    """

    uid = models.CharField(max_length=32, unique=True, default=new_uid, editable=False)
    key_id = models.UUIDField()
    name = SealedField(null=True)
    birth_date = SealedField(null=True)
    needs = SealedField(null=True)
    may_be_child = models.BooleanField(default=True)
    language = models.CharField(max_length=2, blank=True, default="")
    restricted = models.BooleanField(default=False)
    synthetic = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="absorbed", null=True, blank=True
    )
    disposed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="records_person_not_itself", condition=Q(merged_into=None) | ~Q(merged_into=F("id"))
            ),
        )
        indexes = (
            models.Index(
                fields=["merged_into"], name="records_absorbed", condition=Q(merged_into__isnull=False)
            ),
        )


class PersonIndex(models.Model):
    """A keyed digest of one detail (`name`, `name_birth_date`, `phone`, `email`, `postcode`), for exact search only."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="index")
    kind = models.CharField(max_length=20)
    digest = models.BinaryField(max_length=16)
    index_key = models.CharField(max_length=40)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["person", "kind", "digest"], name="records_person_index_once"),
        )
        indexes = (models.Index(fields=["kind", "digest"], name="records_person_digest"),)
