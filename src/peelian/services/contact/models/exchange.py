"""What was told to forces' record systems, and what they told us."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from peelian.casework.records.naming import new_uid
from peelian.casework.sealing.fields import SealedField


class ExchangeEnd(models.Model):
    """One row: the number of the last message that went out. Locked while the next is numbered, so that whoever has read
    as far as a number never misses one below it."""

    number = models.BigIntegerField(default=0)


class OutMessage(models.Model):
    """A message for record systems, as it will be read for ever: codes and times only, nothing about a person.

    `seq` is the number of the ledger's entry that it tells of; an act that is told twice makes one message.
    """

    number = models.BigIntegerField(unique=True)
    message_id = models.UUIDField(unique=True)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    seq = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    body = models.TextField()

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class InMessage(models.Model):
    """A message that came in, sealed as it was sent: under the case's key once it was accepted, before under its own.

    One that was refused is kept with the codes of its problems and can be sent again. In clear are only what fits the
    contract: `source`, `reference`, `kind`, `version`, `group`. `made`: the uid of what it made (a crime).
    """

    uid = models.CharField(max_length=32, unique=True, default=new_uid, editable=False)
    key_id = models.UUIDField()
    force = models.CharField(max_length=60)
    by = models.CharField(max_length=64)
    message_id = models.UUIDField(null=True)
    source = models.CharField(max_length=40, blank=True, default="")
    reference = models.CharField(max_length=60, blank=True, default="")
    kind = models.CharField(max_length=20, blank=True, default="")
    group = models.CharField(max_length=90, blank=True, default="")
    version = models.BigIntegerField(default=0)
    state = models.CharField(max_length=8)
    problems = models.CharField(max_length=200, blank=True, default="")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+", null=True)
    seq = models.PositiveIntegerField(null=True)
    made = models.CharField(max_length=32, blank=True, default="")
    at = models.DateTimeField()
    sealed = SealedField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["force", "source", "message_id"],
                name="contact_in_message_once",
                condition=Q(message_id__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["force", "source", "reference"],
                name="contact_in_case_once",
                condition=Q(kind="case.received", state="accepted"),
            ),
            models.CheckConstraint(
                name="contact_in_state",
                condition=Q(state="accepted", case__isnull=False, seq__isnull=False)
                | Q(state="refused", case__isnull=True, seq__isnull=True),
            ),
        )
        indexes = (
            models.Index(
                fields=["force", "source", "reference", "group", "version"], name="contact_in_group"
            ),
            models.Index(fields=["at"], name="contact_in_refused", condition=Q(state="refused")),
        )

    def __str__(self) -> str:
        return f"{self.source} {self.message_id}"
