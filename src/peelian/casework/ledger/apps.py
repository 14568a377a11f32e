"""The Django app of the ledger: it guards its tables after every migrate and looks for the guards at start."""

from __future__ import annotations

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Label `ledger`."""

    name = "peelian.casework.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Install the guards after `migrate`; register the system check."""
        from django.core.checks import Tags, register
        from django.db.models.signals import post_migrate

        from peelian.casework.ledger import guarding

        post_migrate.connect(guarding.after_migrate, sender=self, dispatch_uid="peelian-ledger-triggers")
        register(guarding.check_triggers, Tags.database)
