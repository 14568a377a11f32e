"""The open cases of a team that nobody has, in the order in which they are due: counted and listed by their own index.

The index of owners leaves them out: else a planner goes through everybody's unowned cases for one team's.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]

    operations = [
        migrations.RemoveIndex(model_name="case", name="cases_owner_due"),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=["owner", "next_due_at", "id"],
                name="cases_owner_due",
                condition=models.Q(closed_at=None, owner__isnull=False),
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=["team", "next_due_at", "id"],
                name="cases_team_free",
                condition=models.Q(closed_at=None, owner=None),
            ),
        ),
    ]
