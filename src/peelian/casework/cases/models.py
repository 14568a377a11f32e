"""The tables of a case. Rows are read through `access` and written through `acting`; nowhere else.

`Case.uid` is the key of its `Stream` in the ledger and `Case.version` is that stream's `seq`: one number tells both
that somebody else has acted and how far the chain goes. Texts that people wrote lie in `sealed` columns under the
case's own key (`key_id`), so that destroying the key disposes of them wherever copies lie.
"""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from peelian.casework.cases.ordering import LAST, PlaceField
from peelian.casework.records.naming import new_uid
from peelian.casework.sealing.fields import SealedField


class Case(models.Model):
    """One matter with an owner, a clock and a record of who did and saw what.

    Access goes through `team`, so a merger of forces rewrites no case. `next_due_at` and `next_due_code` are kept by
    every action, and so is `place` (`ordering`): the queue is one read of an index.
    """

    uid = models.CharField(max_length=32, unique=True, default=new_uid, editable=False)
    reference = models.CharField(max_length=11, unique=True)
    kind = models.CharField(max_length=40)
    state = models.CharField(max_length=40)
    klass = models.CharField(max_length=8)
    team = models.ForeignKey("accounts.Team", on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    key_id = models.UUIDField()
    regime = models.CharField(max_length=6)
    restricted = models.BooleanField(default=False)
    priority = models.SmallIntegerField(default=0)
    language = models.CharField(max_length=2, default="en")
    opened_at = models.DateTimeField()
    opened_force = models.CharField(max_length=40)
    closed_at = models.DateTimeField(null=True, blank=True)
    next_due_at = models.DateTimeField(null=True, blank=True)
    next_due_code = models.CharField(max_length=80, blank=True, default="")
    place = PlaceField(default=LAST, editable=False)
    waiting_on = models.CharField(max_length=5, default="us")
    synthetic = models.BooleanField(default=False)
    disposed_at = models.DateTimeField(null=True, blank=True)
    version = models.IntegerField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="cases_closed_at_if_closed",
                condition=(Q(klass="closed") & Q(closed_at__isnull=False))
                | (Q(klass__in=["open", "waiting"]) & Q(closed_at__isnull=True)),
            ),
            models.CheckConstraint(name="cases_version_above_0", condition=Q(version__gt=0)),
            models.CheckConstraint(name="cases_regime_known", condition=Q(regime__in=["part3", "gdpr"])),
            models.CheckConstraint(
                name="cases_waiting_on_known", condition=Q(waiting_on__in=["us", "them", "other"])
            ),
        )
        indexes = (
            models.Index(
                fields=["team", "next_due_at", "id"], name="cases_team_due", condition=Q(closed_at=None)
            ),
            models.Index(
                fields=["owner", "next_due_at", "id"],
                name="cases_owner_due",
                condition=Q(closed_at=None, owner__isnull=False),
            ),
            models.Index(fields=["team", "state", "opened_at", "id"], name="cases_team_state"),
            models.Index(fields=["kind", "opened_at"], name="cases_kind_opened"),
            models.Index(
                fields=["team", "place", "id"], name="cases_team_place", condition=Q(closed_at=None)
            ),
            models.Index(
                fields=["owner", "place", "id"],
                name="cases_owner_place",
                condition=Q(closed_at=None, owner__isnull=False),
            ),
            models.Index(
                fields=["team", "place", "id"],
                name="cases_free_place",
                condition=Q(closed_at=None, owner=None),
            ),
            models.Index(
                fields=["team", "next_due_at", "id"],
                name="cases_team_free",
                condition=Q(closed_at=None, owner=None),
            ),
        )

    def __str__(self) -> str:
        return self.reference


class PayloadVersion(models.Model):
    """What the person wrote, as it was at the time: canonical JSON under the case's key, never rewritten."""

    uid = models.CharField(max_length=32, unique=True, default=new_uid, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="payloads")
    number = models.PositiveIntegerField()
    schema = models.CharField(max_length=60)
    sealed = SealedField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["case", "number"], name="cases_payload_once"),)

    @property
    def key_id(self) -> uuid.UUID:
        """The key of the case."""
        return self.case.key_id


class CaseState(models.Model):
    """One change of state (append-only): what it became, when, why; `seq` is the number of the ledger's entry."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="states")
    seq = models.PositiveIntegerField()
    state = models.CharField(max_length=40)
    at = models.DateTimeField()
    reason_code = models.CharField(max_length=60, blank=True, default="")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["case", "seq"], name="cases_state_once"),)


class CaseRight(models.Model):
    """One step of a right that somebody has in the case (append-only): asked for, offered, granted, refused and so on.

    `rights.RIGHTS` and `rights.STEPS` name both; `seq` is the number of the ledger's entry. Codes only: what was written
    with it is a message.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="rights")
    seq = models.PositiveIntegerField()
    right = models.CharField(max_length=20)
    step = models.CharField(max_length=10)
    at = models.DateTimeField()
    reason_code = models.CharField(max_length=60, blank=True, default="")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["case", "seq", "right"], name="cases_right_once"),)


class CaseLink(models.Model):
    """Two cases that belong together for a time; the one with the lower id is always `a`."""

    a = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="links_as_a")
    b = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="links_as_b")
    kind = models.CharField(max_length=20)
    starts = models.DateTimeField()
    ends = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(name="cases_link_a_below_b", condition=Q(a__lt=F("b"))),
            models.CheckConstraint(
                name="cases_link_ends_later", condition=Q(ends__isnull=True) | Q(ends__gt=F("starts"))
            ),
            models.UniqueConstraint(
                fields=["a", "b", "kind"], name="cases_link_open_once", condition=Q(ends=None)
            ),
        )


class Tag(models.Model):
    """A word of a short, shared list; never a name or another personal detail. An empty force means all forces."""

    slug = models.SlugField(max_length=40, unique=True)
    name_en = models.CharField(max_length=80)
    name_cy = models.CharField(max_length=80)
    force = models.CharField(max_length=40, blank=True, default="")
    retired_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.slug


class CaseTag(models.Model):
    """A case bears a tag. Taking it off deletes the row; the ledger keeps both acts."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="tags")
    tag = models.ForeignKey(Tag, on_delete=models.PROTECT, related_name="cases")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["case", "tag"], name="cases_tag_once"),)


class CaseParty(models.Model):
    """A person's part in a case, for a time."""

    PARTS = ("reporter", "victim", "witness", "subject")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="parties")
    person = models.ForeignKey("records.Person", on_delete=models.PROTECT, related_name="parties")
    part = models.CharField(max_length=10)
    starts = models.DateTimeField()
    ends = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="cases_party_part_known",
                condition=Q(part__in=["reporter", "victim", "witness", "subject"]),
            ),
            models.CheckConstraint(
                name="cases_party_ends_later", condition=Q(ends__isnull=True) | Q(ends__gt=F("starts"))
            ),
            models.UniqueConstraint(
                fields=["case", "person", "part"], name="cases_party_open_once", condition=Q(ends=None)
            ),
        )
