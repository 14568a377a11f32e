"""The queue's order as a column of its own: the more urgent first, then what is due first."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models

import peelian.casework.cases.ordering
from peelian.casework.cases.ordering import LAST, place_of

BATCH = 2000


def place_open_cases(apps: Any, _schema: Any) -> None:
    """Open cases get their place; a closed one gets it when it is opened again."""
    held = apps.get_model("cases", "Case").objects.using("default")
    last = 0
    while rows := list(held.filter(closed_at=None, pk__gt=last).order_by("pk")[:BATCH]):
        for row in rows:
            row.place = place_of(row)
        held.bulk_update(rows, ["place"])
        last = rows[-1].pk


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_nobodys_cases")]

    operations = [
        migrations.AddField(
            model_name="case",
            name="place",
            field=peelian.casework.cases.ordering.PlaceField(default=LAST, editable=False),
        ),
        migrations.RunPython(place_open_cases, migrations.RunPython.noop, elidable=True),
        migrations.RemoveIndex(model_name="case", name="cases_team_urgent"),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=["team", "place", "id"], name="cases_team_place", condition=models.Q(closed_at=None)
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=["owner", "place", "id"],
                name="cases_owner_place",
                condition=models.Q(closed_at=None, owner__isnull=False),
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=["team", "place", "id"],
                name="cases_free_place",
                condition=models.Q(closed_at=None, owner=None),
            ),
        ),
    ]
