"""Forces and teams as dated facts: which team belonged to which force, and which force took over from which.

Days are half open: a row holds from `starts` on and no longer on `ends`.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

TEAM_KINDS = (
    "contact",
    "neighbourhood",
    "response",
    "investigation",
    "intelligence",
    "support",
    "records",
    "programme",
)


AREA_KINDS = ("sector", "name", "outcode", "district")
"""What a team's area is told by, the narrowest first: "NR1 3", the key of a name, "NR1", "E07000148"."""


class Force(models.Model):
    """A police force. `force_id` is the data.police.uk slug, the same as in `peelian.reference.forces`.

    `contact_team` answers for whatever nobody else in the force answers for.
    """

    force_id = models.SlugField(max_length=60, unique=True)
    name_en = models.CharField(max_length=120)
    name_cy = models.CharField(max_length=120)
    opens = models.DateField(null=True, blank=True)
    closes = models.DateField(null=True, blank=True)
    contact_team = models.ForeignKey(
        "accounts.Team", null=True, blank=True, on_delete=models.PROTECT, related_name="answers_for"
    )

    class Meta:
        ordering = ("name_en",)
        constraints = (
            models.CheckConstraint(
                condition=Q(opens__isnull=True) | Q(closes__isnull=True) | Q(opens__lt=F("closes")),
                name="accounts_force_opens_first",
            ),
        )

    def __str__(self) -> str:
        return self.force_id


class ForceSuccession(models.Model):
    """From the day `on`, `after` answers for what `before` answered for."""

    before = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="succeeded_by")
    after = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="succeeds")
    on = models.DateField()
    authority = models.CharField(max_length=200)
    source = models.CharField(max_length=300)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["before", "after"], name="accounts_succession_once"),
            models.CheckConstraint(condition=~Q(before=F("after")), name="accounts_succession_of_another"),
        )

    def __str__(self) -> str:
        return f"{self.before_id} -> {self.after_id}"


class Team(models.Model):
    """A group of people who answer together. Cases belong to teams, so a merger of forces moves no case."""

    slug = models.SlugField(max_length=80, unique=True)
    name_en = models.CharField(max_length=120)
    name_cy = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in TEAM_KINDS])
    service = models.CharField(max_length=40, blank=True)
    contact_route = models.CharField(max_length=200, blank=True)
    closes = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("name_en", "id")
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=TEAM_KINDS), name="accounts_team_known_kind"),
        )

    def __str__(self) -> str:
        return self.slug


class TeamForce(models.Model):
    """`team` belonged to `force` from `starts` until `ends` (null: still)."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="forces")
    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="teams")
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["team", "starts"], name="accounts_teamforce_one_start"),
            models.UniqueConstraint(
                fields=["team"], condition=Q(ends__isnull=True), name="accounts_teamforce_one_open"
            ),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(starts__lt=F("ends")),
                name="accounts_teamforce_starts_first",
            ),
        )
        indexes = (models.Index(fields=["force", "starts"], name="accounts_teamforce_force"),)

    def __str__(self) -> str:
        return f"{self.team_id} in {self.force_id}"


class TeamArea(models.Model):
    """`team` answered for a place from `starts` until `ends` (null: still). `area` is its code, or a name's plain key.

    A place may belong to several teams; then the person chooses. The narrowest kind counts first (`AREA_KINDS`).
    """

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="areas")
    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in AREA_KINDS])
    area = models.CharField(max_length=80)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("kind", "area", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["team", "kind", "area"],
                condition=Q(ends__isnull=True),
                name="accounts_teamarea_one_open",
            ),
            models.CheckConstraint(condition=Q(kind__in=AREA_KINDS), name="accounts_teamarea_known_kind"),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(starts__lte=F("ends")),
                name="accounts_teamarea_starts_first",
            ),
        )
        indexes = (models.Index(fields=["kind", "area"], name="accounts_teamarea_place"),)

    def __str__(self) -> str:
        return f"{self.team_id}: {self.area}"
