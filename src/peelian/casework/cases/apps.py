"""The Django app of the cases."""

from __future__ import annotations

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Label `cases`: its tables start with `cases_`."""

    name = "peelian.casework.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Ask to be told of leavers, so that none of them keeps a case; lend the schedule the action on cases."""
        from peelian.accounts import witness
        from peelian.casework.cases.acting import acting
        from peelian.casework.cases.actions.returning import return_cases_of
        from peelian.casework.clocks import handlers

        witness.when_leaving(return_cases_of)
        handlers.register(acting)
