"""Reports that are held for a look, and a digest by which the same words are known again for a day."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0004_rights"),
        ("contact", "0006_hooks"),
    ]

    operations = [
        migrations.AddField("sentform", "alike", models.CharField(blank=True, default="", max_length=32)),
        migrations.AddIndex(
            "sentform",
            models.Index(fields=["alike", "made_at"], name="contact_form_alike", condition=~Q(alike="")),
        ),
        migrations.CreateModel(
            name="HeldReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("why", models.CharField(max_length=200)),
                ("edition", models.PositiveIntegerField()),
                ("alike", models.CharField(blank=True, default="", max_length=32)),
                ("decision", models.CharField(blank=True, default="", max_length=12)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("decided_by", models.CharField(blank=True, default="", max_length=64)),
                ("reason_code", models.CharField(blank=True, default="", max_length=60)),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="held_report",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        name="contact_held_decided",
                        condition=Q(decided_at__isnull=True, decision="")
                        | (Q(decided_at__isnull=False) & Q(decision__in=["let_go", "spam", "brought_back"])),
                    )
                ],
                "indexes": [
                    models.Index(
                        fields=["alike"],
                        name="contact_held_alike",
                        condition=Q(decided_at=None) & ~Q(alike=""),
                    )
                ],
            },
        ),
    ]
