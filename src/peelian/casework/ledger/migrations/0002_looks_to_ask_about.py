"""An index of the looks that a rule on unusual reading may count one by one: few of all."""

from django.db import migrations, models

import peelian.casework.ledger.asking


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0001_initial"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="accessentry",
            index=models.Index(
                condition=models.Q(peelian.casework.ledger.asking.Asked()),
                fields=["actor", "at"],
                name="ledger_access_asked",
            ),
        ),
    ]
