"""What a database says, as a problem that a person can act on: told by its kind, never with a value of a record."""

from __future__ import annotations

from typing import Any, Final

from django.db import DatabaseError, InterfaceError, connections
from django.db.migrations.exceptions import MigrationSchemaMissing

from peelian.project.problems import DatabaseAway, DatabaseDamaged, NoRight, NotMigrated
from peelian.project.settings.database import ALIASES, VARIABLE
from peelian.reference.problems import Bilingual, Problem

_SQLITE: Final = {
    "SQLITE_CANTOPEN": Bilingual("its file cannot be opened", "ni ellir agor ei ffeil"),
    "SQLITE_READONLY": Bilingual("its file may only be read", "dim ond darllen ei ffeil a ganiateir"),
    "SQLITE_FULL": Bilingual("its disk is full", "mae ei disg yn llawn"),
    "SQLITE_IOERR": Bilingual(
        "its disk could not be read or written", "ni ellid darllen nac ysgrifennu ei disg"
    ),
    "SQLITE_BUSY": Bilingual("another program holds it", "mae rhaglen arall yn ei dal"),
    "SQLITE_PERM": Bilingual(
        "its file may not be opened by this user", "ni chaiff y defnyddiwr hwn agor ei ffeil"
    ),
}
_DAMAGED: Final = {
    "SQLITE_CORRUPT": Bilingual("its pages do not fit together", "nid yw ei thudalennau’n cyd-fynd"),
    "SQLITE_NOTADB": Bilingual("its file is no SQLite database", "nid cronfa ddata SQLite yw ei ffeil"),
}
_AWAY: Final = Bilingual(
    "its server does not answer or refuses us", "nid yw ei gweinydd yn ateb, neu mae’n ein gwrthod"
)
_UNDEFINED: Final = {"42P01", "42703", "3F000"}
_NO_RIGHT: Final = {"42501"}


def is_of_database(error: BaseException) -> bool:
    """Whether a database said it. Its words may quote what it holds, so they are not shown."""
    return isinstance(error, DatabaseError | InterfaceError)


def foreseen(error: BaseException) -> Problem | None:
    """The problem that a database's error is, None for one of which nothing is known."""
    if isinstance(error, MigrationSchemaMissing):  # Django's word for "may not make its own table"
        return NoRight(place=_place())
    cause: Any = error.__cause__ or error
    name = str(getattr(cause, "sqlite_errorname", "") or "")
    kind = next((one for one in (*_SQLITE, *_DAMAGED) if name.startswith(one)), "")
    state = getattr(cause, "sqlstate", None) or ""
    if kind in _SQLITE:
        return DatabaseAway(place=_place(), why=_SQLITE[kind], variable="PEELIAN_HOME")
    if kind in _DAMAGED:
        return DatabaseDamaged(place=_place(), why=_DAMAGED[kind])
    if state in _UNDEFINED or str(cause).startswith(("no such table", "no such column")):
        return NotMigrated(place=_place("django_migrations"))
    if state in _NO_RIGHT:
        return NoRight(place=_place())
    if _is_connection(cause, state):
        return DatabaseAway(place=_place(), why=_AWAY, variable=VARIABLE)
    return None


def _is_connection(cause: Any, state: str) -> bool:
    """A psycopg error of connecting carries no state of its own; later ones have class 08, 28, 3D, 53 or 57."""
    if not type(cause).__module__.startswith("psycopg"):
        return False
    return state[:2] in {"08", "28", "3D", "53", "57"} or (
        not state and type(cause).__name__ == "OperationalError"
    )


def _place(table: str = "") -> str:
    """The first database that cannot be read (or lacks `table`), else the records."""
    named = {alias: f"“{connections[alias].settings_dict['NAME']}”" for alias in ALIASES}
    return next((name for alias, name in named.items() if not _well(alias, table)), named[ALIASES[0]])


def _well(alias: str, table: str) -> bool:
    try:
        held = connections[alias].introspection.table_names()
    except Exception:  # noqa: BLE001 - whatever it is, this is the one
        return False
    return not table or table in held
