import django.db.models.deletion
from django.db import migrations, models

import peelian.casework.records.naming
import peelian.casework.sealing.fields


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0003_urgent_first"),
        ("contact", "0002_endedvisit"),
    ]

    operations = [
        migrations.CreateModel(
            name="Triage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("level", models.PositiveSmallIntegerField()),
                ("suggested", models.PositiveSmallIntegerField()),
                ("grade", models.CharField(blank=True, default="", max_length=20)),
                ("decided_seq", models.PositiveIntegerField(blank=True, null=True)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("decided_by", models.CharField(blank=True, default="", max_length=64)),
                ("reason_code", models.CharField(blank=True, default="", max_length=60)),
                ("safeguarding_seq", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="triage", to="cases.case"
                    ),
                ),
            ],
            options={
                "constraints": (
                    models.CheckConstraint(
                        condition=models.Q(level__gte=1, level__lte=4, suggested__gte=1, suggested__lte=4),
                        name="contact_triage_levels",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(decided_seq__isnull=True, decided_at__isnull=True, grade="")
                        | (
                            models.Q(decided_seq__isnull=False, decided_at__isnull=False)
                            & ~models.Q(grade="")
                        ),
                        name="contact_triage_decided",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="Noticed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "uid",
                    models.CharField(
                        default=peelian.casework.records.naming.new_uid,
                        editable=False,
                        max_length=32,
                        unique=True,
                    ),
                ),
                ("seq", models.PositiveIntegerField()),
                ("cause", models.CharField(max_length=12)),
                ("at", models.DateTimeField()),
                ("rules", peelian.casework.sealing.fields.SealedField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="noticed", to="cases.case"
                    ),
                ),
            ],
            options={
                "constraints": (
                    models.UniqueConstraint(fields=("case", "seq"), name="contact_noticed_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            cause__in=["report", "message", "file", "other_report", "waiting"]
                        ),
                        name="contact_noticed_cause",
                    ),
                ),
            },
        ),
    ]
