"""What casework needs before it serves: keys, both databases with their tables, and somebody who may sign in."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO
from typing import TYPE_CHECKING, Any

from peelian.project.problems import NotMigrated
from peelian.project.settings.database import ALIASES

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

Say = Callable[[str], None]


def prepare_casework(say: Say, *, here: str) -> None:
    """Keys, databases, and the first administrator's link at `here`, the site's address."""
    prepare_databases(say)
    from django.db import connections

    say_first_link(say, here)
    connections.close_all()


def prepare_databases(say: Say) -> None:
    """Make the keys, migrate both databases, and check that all is in order. Raises NoRing, UnknownRingKey, VaultDoesNotFit."""
    import django

    django.setup()
    from django.core.management import call_command

    from peelian.casework.sealing.fitting import must_hold
    from peelian.casework.sealing.ring import ring
    from peelian.casework.sealing.vault import must_fit

    must_hold()
    ring()
    say(f"Preparing the records in {_place()} ...")
    for alias in ALIASES:
        _migrate(alias)
    must_fit()
    call_command("createcachetable", verbosity=0)
    call_command("check", databases=list(ALIASES), stdout=StringIO())
    say("Ready: every database holds its tables, and syncs what it commits.")


def _migrate(alias: str) -> None:
    """Make the tables; where our role may make none, see that its owner has. Raises NotMigrated."""
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    from peelian.casework.sealing.starting import migrate
    from peelian.casework.sealing.vault import ALIAS

    connection = connections[alias]
    if may_make_tables(connection):
        migrate(alias)
        return
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes(ALIAS if alias == ALIAS else None)):
        raise NotMigrated(place=f"“{connection.settings_dict['NAME']}”")


def may_make_tables(connection: BaseDatabaseWrapper) -> bool:
    """Whether our role may create in the schema; on a production site it serves only, and the owner migrates."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_schema_privilege(current_schema(), 'CREATE')")
        return bool(cursor.fetchone()[0])


def say_first_link(say: Say, here: str) -> None:
    """Where the first administrator sets up how they sign in, until they have."""
    from django.utils import timezone

    from peelian.project.first_start import first_secret
    from peelian.ui.links import url

    found = first_secret(timezone.now())
    if found is not None:
        address, secret = found
        say(f"Nobody can sign in yet. The first administrator ({address}) sets up here, within seven days:")
        say(f"  {here.rstrip('/')}{url('account-set-up', 'en')}?code={secret}")


def _place() -> str:
    from django.db import connections

    held: dict[str, Any] = connections["default"].settings_dict
    if connections["default"].vendor == "sqlite":
        return str(held["NAME"])
    return f"PostgreSQL, database {held['NAME']}"
