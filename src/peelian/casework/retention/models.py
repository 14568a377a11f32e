"""The tables of retention: holds, reviews, proposals, disposals. A case is never deleted without two people.

`by`, `proposed_by` and `approved_by` are ledger names (`user:17`), so that a leaver's row may go.
"""

from __future__ import annotations

import uuid
from typing import Any, Final

from django.db import models
from django.db.models import F, Q

from peelian.casework.records.naming import new_uid
from peelian.casework.sealing.fields import SealedField

OPEN: Final = "open"
APPROVED: Final = "approved"
REFUSED: Final = "refused"
WITHDRAWN: Final = "withdrawn"
PROPOSAL_STATES: Final = (OPEN, APPROVED, REFUSED, WITHDRAWN)

KEEP: Final = "keep"
PROPOSE: Final = "propose"
DECISIONS: Final = ("", KEEP, PROPOSE)


class Hold(models.Model):
    """A case that must be kept, whatever its schedule says: an inquiry, a trial, a claim. Beats all."""

    uid = models.CharField(max_length=32, unique=True, default=new_uid, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="holds")
    reason_code = models.CharField(max_length=64)
    note = SealedField(null=True)
    by = models.CharField(max_length=64)
    at = models.DateTimeField()
    review_on = models.DateField(null=True)
    lifted_by = models.CharField(max_length=64, blank=True)
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "retention"
        constraints = (
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_by="")
                | (Q(lifted_at__gte=F("at")) & ~Q(lifted_by="")),
                name="retention_hold_lifted_by_whom",
            ),
        )
        indexes = (
            models.Index(fields=("case",), name="retention_held", condition=Q(lifted_at__isnull=True)),
        )

    @property
    def key_id(self) -> uuid.UUID:
        """Sealed under its case's key."""
        return self.case.key_id


class OfATeam(models.Model):
    """A row that bears its case's team, so that a team's rows are one read of an index; the sweep follows a case that moved."""

    team = models.ForeignKey("accounts.Team", on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        abstract = True

    def save(self, **given: Any) -> None:
        """As ever; a new row is its case's team's."""
        if self.team_id is None:
            self.team_id = self.case.team_id
        super().save(**given)


class Review(OfATeam):
    """One dated look at whether a case is still needed: due, then decided. No case is kept or disposed of without one.

    `closed_at` is the closing that it counts from: opened and closed again, the case gets another review.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="retention_reviews")
    schedule = models.CharField(max_length=64)
    closed_at = models.DateTimeField()
    due_at = models.DateTimeField()
    decision = models.CharField(max_length=8, blank=True)
    reason_code = models.CharField(max_length=64, blank=True)
    by = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField(null=True)

    class Meta:
        app_label = "retention"
        constraints = (
            models.UniqueConstraint(
                fields=("case",), condition=Q(decision=""), name="retention_one_open_review"
            ),
            models.CheckConstraint(condition=Q(decision__in=DECISIONS), name="retention_review_decision"),
            models.CheckConstraint(
                condition=Q(decision="", at__isnull=True, by="")
                | (~Q(decision="") & Q(at__isnull=False) & ~Q(by="")),
                name="retention_review_by_whom",
            ),
        )
        indexes = (
            models.Index(
                fields=("team", "due_at", "id"), name="retention_team_due", condition=Q(decision="")
            ),
        )


class Proposal(OfATeam):
    """One person asks that a case be disposed of; another decides."""

    uid = models.CharField(max_length=32, unique=True, default=new_uid, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="disposal_proposals")
    review = models.ForeignKey(Review, on_delete=models.PROTECT)
    reason_code = models.CharField(max_length=64)
    proposed_by = models.CharField(max_length=64)
    at = models.DateTimeField()
    state = models.CharField(max_length=9, default=OPEN)
    decided_by = models.CharField(max_length=64, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "retention"
        constraints = (
            models.CheckConstraint(condition=Q(state__in=PROPOSAL_STATES), name="retention_proposal_state"),
            models.CheckConstraint(
                condition=Q(state=WITHDRAWN) | ~Q(decided_by=F("proposed_by")),
                name="retention_proposal_two_people",
            ),
            models.UniqueConstraint(
                fields=("case",), condition=Q(state=OPEN), name="retention_one_open_proposal"
            ),
        )
        indexes = (
            models.Index(
                fields=("team", "at", "id"), name="retention_team_proposed", condition=Q(state=OPEN)
            ),
        )


class Disposal(models.Model):
    """That a case was disposed of: by which two people, under which schedule, what went. Append-only.

    `keys` lists the vault keys to destroy (ids say nothing of anybody): work that a crash interrupted is finished from
    it. `certificate` is canonical JSON for the public record; its digest is in the case's last ledger entry.
    """

    uid = models.CharField(max_length=32, unique=True, default=new_uid, editable=False)
    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="disposal")
    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT)
    proposed_by = models.CharField(max_length=64)
    approved_by = models.CharField(max_length=64)
    at = models.DateTimeField()
    keys = models.TextField()
    certificate = models.TextField()

    class Meta:
        app_label = "retention"
        constraints = (
            models.CheckConstraint(
                condition=~Q(proposed_by=F("approved_by")), name="retention_disposal_two_people"
            ),
        )
