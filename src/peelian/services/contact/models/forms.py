"""What is kept of a form, so that it is known again: digests of the number that it carried, and no person."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class SentForm(models.Model):
    """A form that became a case, known by a digest of the number that it carried: sent twice, it is one case.

    `channel`: `page`, or `phone` where somebody of the police filled it in for a caller. `alike`: a keyed digest of its
    words, the same for the same words; emptied after a day or two (`holding.shape.forget`).
    """

    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="+")
    digest = models.BinaryField(max_length=32, unique=True)
    made_at = models.DateTimeField()
    channel = models.CharField(max_length=8, default="page")
    alike = models.CharField(max_length=32, blank=True, default="")

    class Meta:
        indexes = (
            models.Index(fields=["alike", "made_at"], name="contact_form_alike", condition=~Q(alike="")),
        )

    def __str__(self) -> str:
        return str(self.case_id)


class EndedVisit(models.Model):
    """A visit that is over: its page, sent once more, shows nothing of what was typed. `sent`: it became a report."""

    digest = models.BinaryField(max_length=32, unique=True)
    sent = models.BooleanField(default=False)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}"
