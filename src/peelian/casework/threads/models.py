"""The tables of talking with the person outside: where they may be told, what was written, what was sent.

Addresses and words are sealed: a person's under the person's key, a case's under the case's. Rows are written through
`points`, `writing`, `door` and `sending`; the only reader of an address is `safe_contact`.
"""

from __future__ import annotations

import uuid
from typing import Final

from django.db import models
from django.db.models import F, Q

from peelian.casework.records.naming import new_uid
from peelian.casework.sealing.fields import SealedField

CHANNELS: Final = ("email", "sms", "phone", "post", "page")
SAFE: Final = ("yes", "no", "unknown")
WAYS: Final = ("in", "out")
STATES: Final = ("queued", "handing", "handed", "delivered", "bounced", "held", "failed")
PURPOSES: Final = ("receipt", "message")
OPEN_STATES: Final = ("queued", "handing")


class ContactPoint(models.Model):
    """One way to reach a person, and whether it is safe: only `yes` is ever used; `unknown` counts as no.

    `rank`: the person's own order, 1 first. `hours` (sealed) is when it is safe: `mon-fri 09:00-15:00; sat 10:00-12:00`
    in London time, nothing for any hour. `page`: the person looks at the page themselves and has no address.
    """

    uid = models.CharField(max_length=32, unique=True, default=new_uid, editable=False)
    person = models.ForeignKey("records.Person", on_delete=models.PROTECT, related_name="contact_points")
    channel = models.CharField(max_length=5)
    address = SealedField(null=True)
    hours = SealedField(null=True)
    safe = models.CharField(max_length=7, default="unknown")
    rank = models.PositiveSmallIntegerField(default=1)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    bounced_at = models.DateTimeField(null=True, blank=True)
    starts = models.DateTimeField()
    ends = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(channel__in=CHANNELS), name="threads_point_channel"),
            models.CheckConstraint(condition=Q(safe__in=SAFE), name="threads_point_safe"),
            models.CheckConstraint(
                condition=Q(channel="page", address__isnull=True)
                | (~Q(channel="page") & Q(address__isnull=False)),
                name="threads_point_address",
            ),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="threads_point_ends_later"
            ),
        )

    @property
    def key_id(self) -> uuid.UUID:
        """The key of the person."""
        return self.person.key_id


class ContactRule(models.Model):
    """What a person asked of every sender, for a time. `never`: tell nothing; `neutral_only`: say nothing of police."""

    uid = models.CharField(max_length=32, unique=True, default=new_uid, editable=False)
    person = models.ForeignKey("records.Person", on_delete=models.PROTECT, related_name="contact_rules")
    neutral_only = models.BooleanField(default=False)
    never = models.BooleanField(default=False)
    note = SealedField(null=True)
    starts = models.DateTimeField()
    ends = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="threads_rule_ends_later"
            ),
            models.UniqueConstraint(
                fields=["person"], condition=Q(ends__isnull=True), name="threads_rule_one_open"
            ),
        )

    @property
    def key_id(self) -> uuid.UUID:
        """The key of the person."""
        return self.person.key_id


class Thread(models.Model):
    """The outside person's way in to one case: a secret of six words, of which only a keyed digest is kept.

    `lookup` is there for a report without a name alone: what its eight words are found by (`anonymous.py`).
    """

    uid = models.CharField(max_length=32, unique=True, default=new_uid, editable=False)
    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="thread")
    salt = models.BinaryField(max_length=16)
    digest = models.BinaryField(max_length=32)
    lookup = models.BinaryField(max_length=32, null=True, unique=True)
    made_at = models.DateTimeField()
    renewed_at = models.DateTimeField(null=True, blank=True)

    @property
    def anonymous(self) -> bool:
        """Whether the case was reported without a name."""
        return self.lookup is not None

    @classmethod
    def hides(cls, case_id: int) -> bool:
        """Whether whoever reported the case wants to stay unknown."""
        return cls.objects.filter(case=case_id, lookup__isnull=False).exists()


class Message(models.Model):
    """What one side wrote to the other, never changed. `author` is a ledger name (`user:17`, `outside`)."""

    uid = models.CharField(max_length=32, unique=True, default=new_uid, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="messages")
    number = models.PositiveIntegerField()
    way = models.CharField(max_length=3)
    author = models.CharField(max_length=64)
    body = SealedField()
    language = models.CharField(max_length=2)
    template = models.CharField(max_length=80, blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["case", "number"], name="threads_message_once"),
            models.CheckConstraint(condition=Q(way__in=WAYS), name="threads_message_way"),
            models.CheckConstraint(condition=Q(language__in=["en", "cy"]), name="threads_message_language"),
        )

    @property
    def key_id(self) -> uuid.UUID:
        """The key of the case."""
        return self.case.key_id


class Sending(models.Model):
    """One person to be told of one thing. Which point is used is decided when it is handed over, and again each time.

    `held`: no safe way is left, or the outcome cannot be known; a `ContactTask` waits for somebody. The words that go
    out are a reviewed notice; what the message says is read on the page alone.
    """

    uid = models.CharField(max_length=32, unique=True, default=new_uid, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="sendings")
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="sendings", null=True)
    person = models.ForeignKey("records.Person", on_delete=models.PROTECT, related_name="+")
    point = models.ForeignKey(ContactPoint, on_delete=models.SET_NULL, related_name="sendings", null=True)
    purpose = models.CharField(max_length=10)
    notice = models.CharField(max_length=80, blank=True, default="")
    state = models.CharField(max_length=9, default="queued")
    provider = models.CharField(max_length=20, blank=True, default="")
    provider_ref = models.CharField(max_length=120, blank=True, default="")
    idempotency_key = models.CharField(max_length=64, unique=True, default=new_uid)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    claimed_by = models.CharField(max_length=80, blank=True, default="")
    claimed_until = models.DateTimeField(null=True, blank=True)
    problem_code = models.CharField(max_length=80, blank=True, default="")
    made_at = models.DateTimeField()
    handed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(state__in=STATES), name="threads_sending_state"),
            models.CheckConstraint(condition=Q(purpose__in=PURPOSES), name="threads_sending_purpose"),
            models.CheckConstraint(
                condition=Q(state="handing", claimed_until__isnull=False)
                | (~Q(state="handing") & Q(claimed_until__isnull=True)),
                name="threads_sending_claim",
            ),
            models.CheckConstraint(
                condition=Q(purpose="message", message__isnull=False) | Q(purpose="receipt"),
                name="threads_sending_message",
            ),
        )
        indexes = (
            models.Index(
                fields=["next_at", "id"], name="threads_sending_open", condition=Q(state__in=OPEN_STATES)
            ),
            models.Index(fields=["next_at", "id"], name="threads_sending_asked", condition=Q(state="handed")),
            models.Index(fields=["provider", "provider_ref"], name="threads_sending_ref"),
        )


class ContactTask(models.Model):
    """Somebody must reach the person in another way: why, and what came of it."""

    uid = models.CharField(max_length=32, unique=True, default=new_uid, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="contact_tasks")
    sending = models.OneToOneField(Sending, on_delete=models.PROTECT, related_name="task")
    reason_code = models.CharField(max_length=60)
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.CharField(max_length=64, blank=True, default="")
    outcome_code = models.CharField(max_length=60, blank=True, default="")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by="", outcome_code="")
                | (Q(done_at__isnull=False) & ~Q(done_by="") & ~Q(outcome_code="")),
                name="threads_task_done_by_whom",
            ),
        )
        indexes = (
            models.Index(fields=["made_at"], name="threads_tasks_open", condition=Q(done_at__isnull=True)),
        )
