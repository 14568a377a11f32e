"""Who works where, with what permissions, from when to when. Only `accounts.actions` writes them."""

from peelian.accounts.models.absence import Absence, Shift
from peelian.accounts.models.api_key import ApiKey
from peelian.accounts.models.enrolment import Enrolment
from peelian.accounts.models.force import Force, ForceSuccession, Team, TeamArea, TeamForce
from peelian.accounts.models.grant import Grant
from peelian.accounts.models.sign_in import SignedIn, SignInEvent
from peelian.accounts.models.user import User

__all__ = [
    "Absence",
    "ApiKey",
    "Enrolment",
    "Force",
    "ForceSuccession",
    "Grant",
    "Shift",
    "SignInEvent",
    "SignedIn",
    "Team",
    "TeamArea",
    "TeamForce",
    "User",
]
