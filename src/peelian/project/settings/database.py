"""Where casework's records lie: SQLite under PEELIAN_HOME, or PostgreSQL by PEELIAN_DATABASE.

Two aliases everywhere: `default` (records, ledger, accounts) and `vault` (the wrapped keys of cases and persons, which
disposal destroys). The vault is a file or a database of its own, so that no backup of the records ever holds a key.

SQLite 3.7.0 to 3.51.2 can damage a database when one connection checkpoints again while another's commit begins the
write-ahead log anew. So no connection checkpoints by itself (`wal_autocheckpoint=0`): the worker alone does
(`peelian.project.checkpointing`).
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Final
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from peelian.facts.home import home
from peelian.project.problems import BadDatabaseAddress
from peelian.reference.problems import Bilingual

ALIASES: Final = ("default", "vault")
VARIABLE: Final = "PEELIAN_DATABASE"
VAULT_VARIABLE: Final = "PEELIAN_VAULT_DATABASE"
KEYS_VARIABLE: Final = "PEELIAN_KEYS"

PRAGMAS: Final = (
    "PRAGMA busy_timeout=20000;"
    "PRAGMA journal_mode=WAL;"
    "PRAGMA synchronous=FULL;"
    "PRAGMA recursive_triggers=ON;"
    "PRAGMA wal_autocheckpoint=0"
)
"""Set on every SQLite connection as it opens; `peelian.project.durable` reads back what must hold."""


def databases() -> dict[str, dict[str, Any]]:
    """Django's DATABASES: `default` and `vault`, from the environment. Raises BadDatabaseAddress."""
    given = os.environ.get(VARIABLE, "")
    if not given:
        folder = home() / "casework"
        return {
            "default": sqlite(folder / "casework.sqlite3"),
            "vault": sqlite(folder / "vault.sqlite3", ";PRAGMA secure_delete=ON"),
        }
    default = postgresql(given)
    vault = os.environ.get(VAULT_VARIABLE)
    return {
        "default": default,
        "vault": postgresql(vault, VAULT_VARIABLE) if vault else postgresql(_beside(given)),
    }


def keys_folder() -> Path:
    """Where the secret key and the key ring lie: PEELIAN_KEYS, else `keys` in the home; never with the records."""
    given = os.environ.get(KEYS_VARIABLE)
    return Path(given).expanduser().absolute() if given else home() / "keys"


def sqlite(path: Path, more: str = "") -> dict[str, Any]:
    """One SQLite alias; the folder is made, readable by its owner alone."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": None,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": PRAGMAS + more},
    }


NO_JIT = "-c jit=off"
"""Our queries take milliseconds; compiling one takes a quarter of a second. `options=` in the address takes its place."""


def postgresql(address: str, variable: str = VARIABLE) -> dict[str, Any]:
    """One PostgreSQL alias from `postgresql://user:password@host:port/name?host=/socket/folder&sslmode=require`.

    Raises BadDatabaseAddress naming `variable`.
    """
    parts = _parts(address, variable)
    options = {"options": NO_JIT, **dict(parse_qsl(parts.query))}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or options.pop("user", "")),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": str(parts.port or options.pop("port", "")),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def _parts(address: str, variable: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        known = parts.scheme in {"postgresql", "postgres"}
        _ = parts.port
    except ValueError:
        raise BadDatabaseAddress(
            variable=variable,
            why=Bilingual("its host or port cannot be read", "ni ellir darllen ei gwesteiwr na'i phorth"),
        ) from None
    if not known:
        why = Bilingual("it does not begin with postgresql://", "nid yw'n dechrau â postgresql://")
        raise BadDatabaseAddress(variable=variable, why=why)
    if not parts.path.strip("/"):
        why = Bilingual("it has no name after the host", "nid oes enw ar ôl y gwesteiwr")
        raise BadDatabaseAddress(variable=variable, why=why)
    return parts


def _beside(address: str) -> str:
    parts = urlsplit(address)
    return parts._replace(path=f"{parts.path.rstrip('/')}_vault").geturl()
