"""Which records were absorbed by a person, without those that never were: else a planner that has counted reads them all."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]

    operations = [
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                fields=["merged_into"],
                name="records_absorbed",
                condition=models.Q(merged_into__isnull=False),
            ),
        ),
    ]
