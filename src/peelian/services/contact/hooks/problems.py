"""What can go wrong with hooks, in words for who manages them."""

from __future__ import annotations

from peelian.casework.records.problems import NoSuchRecord
from peelian.services.contact.problems import ContactProblem


class BadHookAddress(ContactProblem):
    """What was typed is no address that may be sent to."""

    code = "hook-address"
    en = "Give an address that begins with https://, without a user name, a password or a “#”."
    cy = "Rhowch gyfeiriad sy'n dechrau gyda https://, heb enw defnyddiwr, cyfrinair na “#”."


class HookAddressInside(ContactProblem):
    """The address, or what its name stands for, is not of the public network."""

    code = "hook-inside"
    en = "This address leads into a private network. Give a public one, or ask who runs Peelian to allow that network."
    cy = (
        "Mae'r cyfeiriad hwn yn arwain i rwydwaith preifat. Rhowch un cyhoeddus, neu gofynnwch i'r sawl sy'n rhedeg "
        "Peelian ganiatáu'r rhwydwaith hwnnw."
    )


class BadHookNetworks(ContactProblem):
    """The setting cannot be read."""

    code = "hook-networks"
    en = "The setting {setting} cannot be read: give networks as 10.20.0.0/16, separated by commas."
    cy = "Ni ellir darllen y gosodiad {setting}: rhowch rwydweithiau fel 10.20.0.0/16, wedi'u gwahanu gan atalnodau."


class HookNotWhole(ContactProblem):
    """No name, no force or no event was chosen."""

    code = "hook-incomplete"
    en = "Give a name, choose the force, and choose at least one thing to tell of."
    cy = "Rhowch enw, dewiswch yr heddlu, a dewiswch o leiaf un peth i roi gwybod amdano."


class TooManyHooks(ContactProblem):
    """The force has as many as it may have."""

    code = "hook-too-many"
    en = "A force can have {most} webhooks. Remove one that is no longer needed first."
    cy = "Gall heddlu gael {most} gwe-fachyn. Tynnwch un nad oes ei angen mwyach yn gyntaf."


class NoSuchHook(NoSuchRecord):
    """Unknown, of another force, or not in the state for this: the same answer for all."""

    code = "hook-not-here"
    en = "There is no such webhook, or this cannot be done with it now. Open the list again."
    cy = "Nid oes gwe-fachyn o'r fath, neu ni ellir gwneud hyn ag ef nawr. Agorwch y rhestr eto."


class WhyDropped(ContactProblem):
    """Nothing is dropped without a reason."""

    code = "hook-why"
    en = "Choose why it will not be sent."
    cy = "Dewiswch pam na chaiff ei anfon."


class HookClaimLost(ContactProblem):
    """Another worker has taken the delivery over: whatever this one wrote is rolled back."""

    code = "hook-claim-lost"
    en = "The delivery {delivery} is no longer held by this worker."
    cy = "Nid yw'r dosbarthiad {delivery} yn nwylo'r gweithiwr hwn mwyach."
