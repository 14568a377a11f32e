"""The tables of the ledger. Only `Stream` is ever changed; the triggers refuse it everywhere else.

An entry is known by its stream and its place in it: there is no other number that somebody could change.
"""

from __future__ import annotations

from typing import Final

from django.db import models

from peelian.casework.ledger import kinds
from peelian.casework.ledger.asking import Asked
from peelian.casework.sealing.fields import SealedField

CASE: Final = kinds.CASE
RECORD: Final = kinds.RECORD
CONSULT: Final = kinds.CONSULT
ACCOUNT: Final = kinds.ACCOUNT
NOTHING: Final = b"\x00" * 32
"""The head of a stream without entries."""


class Stream(models.Model):
    """One chain: how many entries it has, the hash of the last, whether a checkpoint has yet to name it.

    The first row that every action locks. `key_id` is the vault key of its case (or its own): commitments are made
    with it and details sealed under it. `last_at` is the microsecond of the last entry.
    """

    uid = models.CharField(max_length=32, primary_key=True)
    kind = models.CharField(max_length=8)
    key_id = models.UUIDField(null=True)
    seq = models.PositiveBigIntegerField(default=0)
    head = models.BinaryField(max_length=32, default=NOTHING)
    last_at = models.PositiveBigIntegerField(default=0)
    dirty = models.BooleanField(default=False)

    class Meta:
        app_label = "ledger"
        constraints = (
            models.CheckConstraint(condition=models.Q(kind__in=kinds.KINDS), name="ledger_stream_kind"),
        )
        indexes = (models.Index(fields=("uid",), name="ledger_dirty", condition=models.Q(dirty=True)),)


class Entry(models.Model):
    """What entries of both logs have. `facts` is canonical JSON kept as text: its very bytes are hashed."""

    pk = models.CompositePrimaryKey("stream", "seq")
    stream = models.CharField(max_length=32)
    seq = models.PositiveBigIntegerField()
    at = models.PositiveBigIntegerField()
    action = models.CharField(max_length=64)
    actor = models.CharField(max_length=64)
    reason_code = models.CharField(max_length=64, blank=True)
    facts = models.TextField(default="{}")
    commitment = models.BinaryField(max_length=32)
    nonce = models.BinaryField(max_length=16)
    prev = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)
    seal = models.BinaryField(max_length=16)

    class Meta:
        abstract = True


class LedgerEntry(Entry):
    """One action on a case, a record or an account."""

    class Meta:
        app_label = "ledger"
        constraints = (models.CheckConstraint(condition=models.Q(seq__gt=0), name="ledger_entry_from_one"),)


class AccessEntry(Entry):
    """One look: `what` was shown, for which purpose, how many results; the reason that was typed is only committed to.

    `subject` is the uid of the case, person or file that was looked at; a search has none.
    """

    what = models.CharField(max_length=16)
    purpose_code = models.CharField(max_length=64)
    subject = models.CharField(max_length=32, blank=True)
    result_count = models.PositiveIntegerField(default=0)

    class Meta:
        app_label = "ledger"
        constraints = (models.CheckConstraint(condition=models.Q(seq__gt=0), name="ledger_access_from_one"),)
        indexes = (
            models.Index(fields=("actor", "at"), name="ledger_access_actor"),
            models.Index(fields=("at",), name="ledger_access_at"),
            models.Index(fields=("actor", "at"), name="ledger_access_asked", condition=models.Q(Asked())),
        )


class Detail(models.Model):
    """The personal details of one entry, sealed under its stream's key: the entry holds their commitment only.

    Deleted by disposal, so no trigger guards it; `peelian ledger verify --contents` compares it with the commitment.
    """

    pk = models.CompositePrimaryKey("stream", "seq")
    stream = models.CharField(max_length=32)
    seq = models.PositiveBigIntegerField()
    key_id = models.UUIDField()
    sealed = SealedField()

    class Meta:
        app_label = "ledger"

    @property
    def uid(self) -> str:
        """What its seal is bound to."""
        return f"{self.stream}|{self.seq}"


class Checkpoint(models.Model):
    """A signed list of heads: which streams had come how far. The list itself is a file outside the database."""

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.PositiveBigIntegerField()
    lines = models.PositiveIntegerField()
    file_sha256 = models.BinaryField(max_length=32)
    previous_sha256 = models.BinaryField(max_length=32)
    key_id = models.CharField(max_length=16)
    signature = models.BinaryField(max_length=64)

    class Meta:
        app_label = "ledger"
