"""What the desk remembers for one person: their saved filters. Codes only, never a detail of anybody."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class SavedFilter(models.Model):
    """A view of the queue that somebody saved: `query` is the address's own (`view=team&team=aston&tag=noise`).

    It is called by what it shows, never by words of somebody's own, so nothing that was typed is kept here.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    query = models.CharField(max_length=400)
    made_at = models.DateTimeField()

    class Meta:
        app_label = "desk"
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["user", "query"], name="desk_filter_once"),)

    def __str__(self) -> str:
        return f"filter {self.pk}"
