"""The rights that somebody has in a case, step by step."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_urgent_first")]

    operations = [
        migrations.CreateModel(
            name="CaseRight",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seq", models.PositiveIntegerField()),
                ("right", models.CharField(max_length=20)),
                ("step", models.CharField(max_length=10)),
                ("at", models.DateTimeField()),
                ("reason_code", models.CharField(blank=True, default="", max_length=60)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rights", to="cases.case"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("case", "seq", "right"), name="cases_right_once")
                ],
            },
        ),
    ]
