"""How urgent a case is: what stands now, and what the rules noticed when. Codes only, and those of rules are sealed."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from peelian.casework.records.naming import new_uid
from peelian.casework.sealing.fields import SealedField


class Triage(models.Model):
    """One row a case. `level`, 1 to 4, is what holds now: what was decided, or more urgent by what was noticed since.

    `suggested`: the most urgent level that a rule has ever suggested. `grade`: the grade of the force's own that somebody
    decided on, empty before. `decided_seq` and `safeguarding_seq` are numbers of the case's chain: of the decision, and of
    the act that last found a child at risk.
    """

    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="triage")
    level = models.PositiveSmallIntegerField()
    suggested = models.PositiveSmallIntegerField()
    grade = models.CharField(max_length=20, blank=True, default="")
    decided_seq = models.PositiveIntegerField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=64, blank=True, default="")
    reason_code = models.CharField(max_length=60, blank=True, default="")
    safeguarding_seq = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="contact_triage_levels",
                condition=Q(level__gte=1, level__lte=4, suggested__gte=1, suggested__lte=4),
            ),
            models.CheckConstraint(
                name="contact_triage_decided",
                condition=Q(decided_seq__isnull=True, decided_at__isnull=True, grade="")
                | (Q(decided_seq__isnull=False, decided_at__isnull=False) & ~Q(grade="")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.case_id}: {self.level}"


class Noticed(models.Model):
    """What the rules noticed in one act: their ids and the edition of the rules, sealed as the answers are.

    `cause`: `report`, `message`, `file`, `other_report`, `waiting`.
    """

    uid = models.CharField(max_length=32, unique=True, default=new_uid, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="noticed")
    seq = models.PositiveIntegerField()
    cause = models.CharField(max_length=12)
    at = models.DateTimeField()
    rules = SealedField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["case", "seq"], name="contact_noticed_once"),
            models.CheckConstraint(
                name="contact_noticed_cause",
                condition=Q(cause__in=["report", "message", "file", "other_report", "waiting"]),
            ),
        )

    def __str__(self) -> str:
        return f"{self.case_id}: {self.cause}"

    @property
    def key_id(self) -> uuid.UUID:
        """The key of the case."""
        return self.case.key_id
