"""What contact keeps beside the case."""

from __future__ import annotations

from django.db import models


class SentForm(models.Model):
    """A form that became a case, known by a digest of the number that it carried: sent twice, it is one case."""

    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="+")
    digest = models.BinaryField(max_length=32, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.case_id)
