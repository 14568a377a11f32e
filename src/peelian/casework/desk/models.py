"""What the desk remembers for one person: their saved filters. Codes only, never a detail of anybody."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class SavedFilter(models.Model):
    """A view of the queue that somebody saved: `query` is the address's own (`view=team&team=aston&tag=noise`)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=400)
    made_at = models.DateTimeField()

    class Meta:
        app_label = "desk"
        ordering = ("name", "id")
        constraints = (models.UniqueConstraint(fields=["user", "name"], name="desk_filter_name_once"),)

    def __str__(self) -> str:
        return f"filter {self.pk}"
