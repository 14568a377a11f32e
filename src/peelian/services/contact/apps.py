"""The Django app of contact."""

from __future__ import annotations

from django.apps import AppConfig


class ContactConfig(AppConfig):
    """Label `contact`."""

    name = "peelian.services.contact"
    label = "contact"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the kinds of this service, what it counts for publication, and how urgent its reports are."""
        from peelian.accounts.views import own
        from peelian.casework import publish
        from peelian.casework.cases import registry
        from peelian.casework.desk import sections
        from peelian.services.contact.actions import reporting
        from peelian.services.contact.exchange import outbound, refused
        from peelian.services.contact.families import register_all
        from peelian.services.contact.holding import desk_page as held_page
        from peelian.services.contact.holding import keeping, shape
        from peelian.services.contact.holding import shown as held_shown
        from peelian.services.contact.hooks import managing, pages, queueing, sweeping
        from peelian.services.contact.kinds import general_question
        from peelian.services.contact.measures import counts
        from peelian.services.contact.risk import retriage, shown
        from peelian.services.contact.tracking import desk_forms, desk_section
        from peelian.services.contact.views import taking
        from peelian.services.contact.visit import ended

        registry.register(general_question())
        register_all()
        publish.register("contact", counts)
        sections.register("contact", show=shown.section, offer=shown.offers)
        sections.register("contact-rights", show=desk_section.section, offer=desk_forms.offers)
        sections.add_page(taking.NAME, taking.TITLE, permission=reporting.TAKE)
        sections.add_page(
            pages.NAME, pages.TITLE, permission=managing.MANAGE, waiting=managing.waiting_for_somebody
        )
        own.manage_also(managing.MANAGE, pages.NAME, pages.TITLE, waiting=managing.waiting_for_somebody)
        sections.register("contact-held", show=held_shown.section, offer=held_shown.offers)
        sections.add_page(held_page.NAME, held_page.TITLE, permission=keeping.HOLD, waiting=held_page.waiting)
        shape.register()
        retriage.register()
        ended.register()
        outbound.register()
        refused.register()
        queueing.register()
        sweeping.register()
