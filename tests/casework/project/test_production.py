"""The how-to for production, done as it is written: one role migrates, another one serves and changes no past entry."""

import os
import re
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tests.support import postgres
from tests.support.databases import SOCKET

PREPARE = (
    "import django; django.setup();"
    "from peelian.project.preparing import prepare_casework; prepare_casework(print, here='https://x')"
)
PAST = ("UPDATE ledger_ledgerentry SET seq = 1", "DELETE FROM ledger_stream", "TRUNCATE ledger_checkpoint")


@pytest.fixture
def site(database: str, repository: Path) -> tuple[postgres.Cluster, list[str]]:
    """The run's cluster, and the statements of the page with names of this test's own."""
    if database != "postgresql":
        pytest.skip("a production site keeps its records in PostgreSQL")
    page = (repository / "docs/how-to/run-in-production.md").read_text(encoding="utf-8")
    named = re.sub(r"\bpeelian(?=_owner|_app|_vault|\b[ ,;])", "produced", page)
    return postgres.Cluster(Path(os.environ[SOCKET]), durable=False), re.findall(
        r"```sql\n(.*?)```", named, re.S
    )


def run(cluster: postgres.Cluster, database: str, user: str, statements: str) -> None:
    with psycopg.connect(host=str(cluster.socket), user=user, dbname=database, autocommit=True) as open_one:
        for one in filter(str.strip, statements.split(";")):
            open_one.execute(one)  # type: ignore[call-overload]


def test_the_owner_migrates_and_the_application_serves_without_owning(
    site: tuple[postgres.Cluster, list[str]], tmp_path: Path
) -> None:
    """T-02: whoever has the application's rights changes no past entry."""
    cluster, (roles, records, vault) = site
    run(cluster, "postgres", postgres.ROLE, roles)

    def python(user: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "peelian.project.settings.production",
            "PEELIAN_DATABASE": f"postgresql://produced_{user}@/produced?host={cluster.socket}",
            "PEELIAN_ALLOWED_HOSTS": "localhost",
            "PEELIAN_HOME": str(tmp_path),
            "PEELIAN_KEYS": str(tmp_path / "keys"),
        }
        return subprocess.run(
            [sys.executable, *arguments], env=environment, capture_output=True, text=True, check=False
        )

    before = python("app", "-m", "peelian.cli.app", "demo", "--cases", "1")
    assert before.returncode == 1
    assert "run-in-production" in before.stderr
    for more in (("migrate",), ("migrate", "vault", "--database", "vault"), ("createcachetable",)):
        done = python("owner", "-m", "peelian.cli.app", "manage", *more)
        assert done.returncode == 0, done.stderr
    run(cluster, "produced", "produced_owner", records)
    run(cluster, "produced_vault", "produced_owner", vault)

    prepared = python("app", "-c", PREPARE)
    assert "/account/set-up?code=" in prepared.stdout, prepared.stderr
    told = python("app", "-m", "peelian.cli.app", "demo", "--cases", "1")
    assert told.returncode == 0, told.stderr
    copied = python(
        "app", "-m", "peelian.cli.app", "backup", str(tmp_path / "b"), "--keys", str(tmp_path / "k")
    )
    assert copied.returncode == 0, copied.stderr
    for statement in PAST:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            run(cluster, "produced", "produced_app", statement)
