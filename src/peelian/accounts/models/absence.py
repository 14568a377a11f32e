"""Who is away, who covers, and who is on shift."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

ABSENCE_KINDS = ("leave", "sick", "training", "court", "other")
SHIFT_PARTS = ("on_shift", "duty_officer")


class Absence(models.Model):
    """`user` is away from `starts` until `ends`; one of `cover_user` and `cover_team` answers for them."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="absences")
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in ABSENCE_KINDS])
    cover_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="covers"
    )
    cover_team = models.ForeignKey("accounts.Team", null=True, blank=True, on_delete=models.PROTECT)

    class Meta:
        ordering = ("starts", "id")
        constraints = (
            models.CheckConstraint(condition=Q(starts__lt=F("ends")), name="accounts_absence_starts_first"),
            models.CheckConstraint(
                condition=Q(cover_user__isnull=True) | ~Q(cover_user=F("user")),
                name="accounts_absence_covered_by_another",
            ),
            models.CheckConstraint(
                condition=Q(cover_user__isnull=False, cover_team__isnull=True)
                | Q(cover_user__isnull=True, cover_team__isnull=False),
                name="accounts_absence_one_cover",
            ),
        )
        indexes = (models.Index(fields=["user", "ends"], name="accounts_absence_user"),)

    def __str__(self) -> str:
        return f"absence of {self.user_id}"


class Shift(models.Model):
    """`user` works for `team` from `starts` until `ends`; a duty officer answers for the team meanwhile."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="shifts")
    team = models.ForeignKey("accounts.Team", on_delete=models.PROTECT, related_name="shifts")
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    part = models.CharField(max_length=20, choices=[(part, part) for part in SHIFT_PARTS], default="on_shift")

    class Meta:
        ordering = ("starts", "id")
        constraints = (
            models.CheckConstraint(condition=Q(starts__lt=F("ends")), name="accounts_shift_starts_first"),
            models.CheckConstraint(condition=Q(part__in=SHIFT_PARTS), name="accounts_shift_known_part"),
        )
        indexes = (models.Index(fields=["team", "ends"], name="accounts_shift_team"),)

    def __str__(self) -> str:
        return f"shift of {self.user_id}"
