"""What contact keeps beside the case, by what it is about."""

from peelian.services.contact.models.exchange import ExchangeEnd, InMessage, OutMessage
from peelian.services.contact.models.forms import EndedVisit, SentForm
from peelian.services.contact.models.holding import HeldReport
from peelian.services.contact.models.hooks import Hook, HookDelivery
from peelian.services.contact.models.urgency import Noticed, Triage

__all__ = [
    "EndedVisit",
    "ExchangeEnd",
    "HeldReport",
    "Hook",
    "HookDelivery",
    "InMessage",
    "Noticed",
    "OutMessage",
    "SentForm",
    "Triage",
]
