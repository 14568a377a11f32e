"""The app of the site itself: what every connection must hold before a record is written."""

from __future__ import annotations

from django.apps import AppConfig

from peelian.reference.problems import Bilingual


class SiteConfig(AppConfig):
    """Reads back, on every new connection, that what is committed is on the disk; names services as the plan does."""

    name = "peelian.project"
    label = "site"

    def ready(self) -> None:
        """Listen to connections, and say where the names of services are found."""
        from peelian.accounts import services
        from peelian.project import durable

        durable.watch()
        services.named_by(name_in_the_plan)


def name_in_the_plan(service: str) -> Bilingual | None:
    """The title that the plan's register gives a service."""
    from peelian.plan.registers.services import services

    found = services().get(service)
    return Bilingual(found.title["en"], found.title["cy"]) if found else None
