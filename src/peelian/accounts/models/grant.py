"""A role held for a time within exactly one scope: a force, a team or a service."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

_ONE_SCOPE = (
    Q(force__isnull=False, team__isnull=True, service="")
    | Q(force__isnull=True, team__isnull=False, service="")
    | (Q(force__isnull=True, team__isnull=True) & ~Q(service=""))
)


class Grant(models.Model):
    """`user` holds `role` (an id of definitions/roles.toml) from `starts` until `ends` (null: until ended).

    `granted_by` is empty only for what the first start gave; nobody grants to themselves.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=40)
    force = models.ForeignKey("accounts.Force", null=True, blank=True, on_delete=models.PROTECT)
    team = models.ForeignKey("accounts.Team", null=True, blank=True, on_delete=models.PROTECT)
    service = models.CharField(max_length=40, blank=True)
    starts = models.DateTimeField()
    ends = models.DateTimeField(null=True, blank=True)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="grants_given",
    )
    reason = models.CharField(max_length=200)

    class Meta:
        ordering = ("starts", "id")
        constraints = (
            models.CheckConstraint(condition=_ONE_SCOPE, name="accounts_grant_one_scope"),
            models.CheckConstraint(
                condition=Q(granted_by__isnull=True) | ~Q(granted_by=F("user")),
                name="accounts_grant_by_another",
            ),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(starts__lte=F("ends")), name="accounts_grant_starts_first"
            ),
        )
        indexes = (
            models.Index(fields=["user", "starts"], name="accounts_grant_user"),
            models.Index(fields=["team", "role"], name="accounts_grant_team"),
        )

    def __str__(self) -> str:
        return f"{self.role} for {self.user_id}"
