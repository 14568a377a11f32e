"""The app of the site itself: what every connection must hold before a record is written."""

from __future__ import annotations

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Reads back, on every new connection, that what is committed is on the disk."""

    name = "peelian.project"
    label = "site"

    def ready(self) -> None:
        """Listen to connections."""
        from peelian.project import durable

        durable.watch()
