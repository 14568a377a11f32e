"""The open cases of a team that nobody has, in the order in which they are due: counted and listed by their own index."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]

    operations = [
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=["team", "next_due_at", "id"],
                name="cases_team_free",
                condition=models.Q(closed_at=None, owner=None),
            ),
        ),
    ]
