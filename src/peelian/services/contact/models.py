"""What contact keeps beside the case."""

from __future__ import annotations

from django.db import models


class Receipt(models.Model):
    """How the person outside shows that a case is theirs: a salted digest of the six words, never the words.

    `form_digest` knows a form that was sent twice.
    """

    case = models.OneToOneField("cases.Case", on_delete=models.CASCADE, related_name="receipt")
    form_digest = models.BinaryField(max_length=32, unique=True)
    salt = models.BinaryField(max_length=16)
    secret_digest = models.BinaryField(max_length=32)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.case_id)
