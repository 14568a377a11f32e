"""Every review and proposal has its team: what is due there, and what is proposed, is each one read of an index.

Apart from 0002: PostgreSQL alters no table in the transaction that filled its column.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("retention", "0002_rows_of_a_team")]

    operations = [
        *(
            migrations.AlterField(
                name,
                "team",
                models.ForeignKey(
                    db_index=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="accounts.team",
                ),
            )
            for name in ("Review", "Proposal")
        ),
        migrations.RemoveIndex("review", "retention_reviews_due"),
        migrations.AddIndex(
            "review",
            models.Index(
                condition=models.Q(decision=""), fields=["team", "due_at", "id"], name="retention_team_due"
            ),
        ),
        migrations.AddIndex(
            "proposal",
            models.Index(
                condition=models.Q(state="open"), fields=["team", "at", "id"], name="retention_team_proposed"
            ),
        ),
    ]
