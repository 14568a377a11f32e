"""Reports that were held for a look: why, and what somebody decided."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class HeldReport(models.Model):
    """A report that a rule held. `why`: the rules' ids; `alike`: the same for reports with the same words, "" for none.

    Whether it is held still, its case says (`Case.priority`, and with it its place): this row says why it was, and what
    somebody decided: `let_go`, `spam`, or `brought_back` of what had been set aside.
    """

    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="held_report")
    at = models.DateTimeField()
    why = models.CharField(max_length=200)
    edition = models.PositiveIntegerField()
    alike = models.CharField(max_length=32, blank=True, default="")
    decision = models.CharField(max_length=12, blank=True, default="")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=64, blank=True, default="")
    reason_code = models.CharField(max_length=60, blank=True, default="")

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="contact_held_decided",
                condition=Q(decided_at__isnull=True, decision="")
                | (Q(decided_at__isnull=False) & Q(decision__in=["let_go", "spam", "brought_back"])),
            ),
        )
        indexes = (
            models.Index(
                fields=["alike"], name="contact_held_alike", condition=Q(decided_at=None) & ~Q(alike="")
            ),
        )

    def __str__(self) -> str:
        return f"{self.case_id}: {self.why}"
