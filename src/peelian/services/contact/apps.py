"""The Django app of contact."""

from __future__ import annotations

from django.apps import AppConfig


class ContactConfig(AppConfig):
    """Label `contact`."""

    name = "peelian.services.contact"
    label = "contact"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the kinds of this service, and what it counts for publication."""
        from peelian.casework import publish
        from peelian.casework.cases import registry
        from peelian.services.contact.kinds import general_question
        from peelian.services.contact.measures import counts

        registry.register(general_question())
        publish.register("contact", counts)
