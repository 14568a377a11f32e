"""Which provider a channel goes by, from the environment.

| variable | value |
| --- | --- |
| PEELIAN_EMAIL | `console` (default), `smtp://user:password@host:587`, `smtps://…`, `notify` |
| PEELIAN_SMS | `console` (default), `notify` |
| PEELIAN_EMAIL_FROM | the address that notices come from; it says nothing of the police |
| PEELIAN_NOTIFY_KEY, PEELIAN_NOTIFY_EMAIL, PEELIAN_NOTIFY_SMS | Notify's key and the template of each channel |
| PEELIAN_NOTIFY_ADDRESS | Notify's own address unless another is given |
"""

from __future__ import annotations

import os
from typing import Final
from urllib.parse import urlsplit

from peelian.casework.threads.problems import BadProvider
from peelian.casework.threads.providers.base import Provider
from peelian.casework.threads.providers.console import Console
from peelian.casework.threads.providers.notify import ADDRESS, Notify
from peelian.casework.threads.providers.smtp import Smtp
from peelian.reference.problems import Bilingual

VARIABLES: Final = {"email": "PEELIAN_EMAIL", "sms": "PEELIAN_SMS"}
FROM: Final = "PEELIAN_EMAIL_FROM"
DEFAULT_FROM: Final = "messages@localhost"
KEY: Final = "PEELIAN_NOTIFY_KEY"
TEMPLATES: Final = {"email": "PEELIAN_NOTIFY_EMAIL", "sms": "PEELIAN_NOTIFY_SMS"}
NOTIFY_ADDRESS: Final = "PEELIAN_NOTIFY_ADDRESS"
_UNKNOWN: Final = Bilingual(
    "its value is not one of those listed", "nid yw ei werth yn un o'r rhai a restrir"
)
_MISSING: Final = Bilingual("it is missing or not complete", "mae ar goll neu heb fod yn gyflawn")


def provider_for(channel: str) -> Provider:
    """The provider of `email` or `sms`. Raises BadProvider, which never repeats the value."""
    variable = VARIABLES[channel]
    given = os.environ.get(variable, "") or "console"
    if given == "console":
        return Console()
    if given == "notify":
        return _notify(channel)
    if channel == "email" and given.startswith(("smtp://", "smtps://")):
        try:
            return Smtp.at(urlsplit(given), os.environ.get(FROM) or DEFAULT_FROM)
        except ValueError:
            raise BadProvider(setting=variable, why=_UNKNOWN) from None
    raise BadProvider(setting=variable, why=_UNKNOWN)


def provider_named(name: str, channel: str) -> Provider | None:
    """The provider that a sending went by, if it is still the one of its channel."""
    found = provider_for(channel)
    return found if found.name == name else None


def _notify(channel: str) -> Notify:
    key, template = os.environ.get(KEY, ""), os.environ.get(TEMPLATES[channel], "")
    if len(key) < 2 * 36 + 1:
        raise BadProvider(setting=KEY, why=_MISSING)
    if not template:
        raise BadProvider(setting=TEMPLATES[channel], why=_MISSING)
    address = os.environ.get(NOTIFY_ADDRESS) or ADDRESS
    return Notify(key, {channel: template}, address)
