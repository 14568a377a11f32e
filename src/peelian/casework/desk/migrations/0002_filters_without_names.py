"""Saved filters lose the name that somebody typed: they are called by what they show, and each is kept once."""

from typing import Any

from django.db import migrations, models


def keep_each_once(apps: Any, schema_editor: Any) -> None:
    """Of filters that show the same to the same person, the first stays."""
    filters = apps.get_model("desk", "SavedFilter").objects.using(schema_editor.connection.alias)
    seen = set()
    for pk, user, query in filters.order_by("pk").values_list("pk", "user", "query"):
        if (user, query) in seen:
            filters.filter(pk=pk).delete()
        seen.add((user, query))


class Migration(migrations.Migration):
    dependencies = [("desk", "0001_initial")]

    operations = [
        migrations.RunPython(keep_each_once, migrations.RunPython.noop, elidable=True),
        migrations.RemoveConstraint(model_name="savedfilter", name="desk_filter_name_once"),
        migrations.AlterModelOptions(name="savedfilter", options={"ordering": ("id",)}),
        migrations.RemoveField(model_name="savedfilter", name="name"),
        migrations.AddConstraint(
            model_name="savedfilter",
            constraint=models.UniqueConstraint(fields=("user", "query"), name="desk_filter_once"),
        ),
    ]
