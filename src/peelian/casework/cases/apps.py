"""The Django app of the cases."""

from __future__ import annotations

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Label `cases`: its tables start with `cases_`."""

    name = "peelian.casework.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Ask to be told of leavers, so that none of them keeps a case; lend the schedule the action on
        cases; bring the list of tags with each migration."""
        from django.db.models.signals import post_migrate

        from peelian.accounts import witness
        from peelian.casework.cases.acting import acting
        from peelian.casework.cases.actions.returning import return_cases_of
        from peelian.casework.clocks import handlers

        witness.when_leaving(return_cases_of)
        handlers.register(acting)
        post_migrate.connect(_prepare_tags, sender=self)


def _prepare_tags(using: str, **_signal: object) -> None:
    """The tags lie with the cases, not in the vault; a migration of other apps alone may come before the table."""
    from django.db import connections

    from peelian.casework.cases.models import Tag
    from peelian.casework.cases.tagging import prepare_tags

    if using == "default" and Tag._meta.db_table in connections[using].introspection.table_names():
        prepare_tags()
