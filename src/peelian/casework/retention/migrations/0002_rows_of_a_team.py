"""A review and a proposal bear the team of their case."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

NAMES = ("Review", "Proposal")


def fill_teams(apps: Any, schema_editor: Any) -> None:
    """Every row that is there gets the team of its case."""
    alias = schema_editor.connection.alias
    cases = apps.get_model("cases", "Case").objects.using(alias).filter(pk=models.OuterRef("case"))
    for name in NAMES:
        rows = apps.get_model("retention", name).objects.using(alias)
        rows.update(team=models.Subquery(cases.values("team")))


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("cases", "0002_nobodys_cases"),
        ("retention", "0001_initial"),
    ]

    operations = [
        *(
            migrations.AddField(
                name,
                "team",
                models.ForeignKey(
                    db_index=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="accounts.team",
                ),
            )
            for name in NAMES
        ),
        migrations.RunPython(fill_teams, migrations.RunPython.noop, elidable=True),
    ]
