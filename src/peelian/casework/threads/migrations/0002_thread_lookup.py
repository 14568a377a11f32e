from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("threads", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="thread",
            name="lookup",
            field=models.BinaryField(max_length=32, null=True, unique=True),
        ),
    ]
