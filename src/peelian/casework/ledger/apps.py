"""The Django app of the ledger: it guards its tables after every migrate and looks for the guards at start."""

from __future__ import annotations

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Label `ledger`."""

    name = "peelian.casework.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Install the guards after `migrate`; register the system check; stand witness to account actions."""
        from django.core.checks import Tags, register
        from django.db.models.signals import post_migrate

        from peelian.accounts import witness
        from peelian.casework.ledger import accounts_witness, guarding

        post_migrate.connect(guarding.after_migrate, sender=self, dispatch_uid="peelian-ledger-triggers")
        register(guarding.check_triggers, Tags.database)
        witness.register(accounts_witness.record)
