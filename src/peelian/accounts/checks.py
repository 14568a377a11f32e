"""What must be true before Peelian starts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register

from peelian.accounts import roles, witness
from peelian.accounts.problems import BadRoles, NoWitness


@register()
def roles_can_be_used(app_configs: Sequence[AppConfig] | None = None, **_: Any) -> list[CheckMessage]:
    """definitions/roles.toml must not contradict itself."""
    try:
        roles.book()
    except BadRoles as fault:
        return [Error(str(fault), id="accounts.E001")]
    return []


@register()
def a_ledger_is_connected(app_configs: Sequence[AppConfig] | None = None, **_: Any) -> list[CheckMessage]:
    """Without a ledger no account can be changed."""
    return [] if witness.is_connected() else [Error(str(NoWitness()), id="accounts.E002")]
