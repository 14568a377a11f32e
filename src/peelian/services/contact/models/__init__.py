"""What contact keeps beside the case, by what it is about."""

from peelian.services.contact.models.forms import EndedVisit, SentForm

__all__ = ["EndedVisit", "SentForm"]
