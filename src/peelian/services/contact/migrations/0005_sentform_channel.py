"""How a report came: filled in by the person, or by the police for a caller."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("contact", "0004_exchange")]

    operations = [
        migrations.AddField("sentform", "channel", models.CharField(default="page", max_length=8)),
    ]
