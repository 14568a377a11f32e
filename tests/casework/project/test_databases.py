"""Where the records lie, and what the tests' own databases promise to every other test."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connections, transaction

from peelian.project.problems import BadDatabaseAddress
from peelian.project.settings.database import databases, keys_folder, postgresql
from tests.support.databases import Clone

COUNT = (
    "import django; django.setup();"
    "from django.contrib.contenttypes.models import ContentType as C; print(C.objects.filter(model='made').count())"
)


def make() -> None:
    ContentType.objects.create(app_label="made", model="made")


def made() -> int:
    return ContentType.objects.filter(model="made").count()


@pytest.mark.parametrize("time", ["first", "second"])
def test_what_a_test_wrote_is_gone_for_the_next(db: None, time: str) -> None:
    assert made() == 0
    make()


def test_inside_a_test_a_durable_block_works_and_a_second_inside_it_is_refused(db: None) -> None:
    with transaction.atomic(durable=True):
        make()
        with (
            pytest.raises(RuntimeError, match="durable"),
            transaction.atomic(durable=True),
        ):
            pass  # pragma: no cover


def test_another_process_sees_what_was_committed_to_the_tests_own_copy(committing_db: Clone) -> None:
    make()
    done = subprocess.run(
        [sys.executable, "-c", COUNT],
        env=committing_db.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == "1", done.stderr


def test_the_next_copy_knows_nothing_of_it(committing_db: Clone) -> None:
    assert made() == 0


def test_the_keys_have_a_database_of_their_own(db: None) -> None:
    held = {alias: set(connections[alias].introspection.table_names()) for alias in ("default", "vault")}
    assert any(name.startswith("vault_") for name in held["vault"])
    assert held["vault"] - {"django_migrations"} == {n for n in held["vault"] if n.startswith("vault_")}
    assert not any(name.startswith("vault_") for name in held["default"])


def test_without_an_address_the_records_lie_in_the_home_and_the_keys_beside_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEELIAN_HOME", str(tmp_path))
    for name in ("PEELIAN_DATABASE", "PEELIAN_KEYS"):
        monkeypatch.delenv(name, raising=False)
    lie = {alias: Path(str(held["NAME"])) for alias, held in databases().items()}
    assert lie == {
        "default": tmp_path / "casework" / "casework.sqlite3",
        "vault": tmp_path / "casework" / "vault.sqlite3",
    }
    assert (tmp_path / "casework").stat().st_mode & 0o777 == 0o700
    assert keys_folder() == tmp_path / "keys"
    assert not keys_folder().is_relative_to(tmp_path / "casework")


def test_an_address_of_postgresql_is_taken_apart_and_the_vault_lies_beside(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(
        "PEELIAN_DATABASE", "postgresql://app:p%40ss@db.example:5433/peelian?sslmode=verify-full"
    )
    monkeypatch.delenv("PEELIAN_VAULT_DATABASE", raising=False)
    held = databases()
    names = ("NAME", "USER", "PASSWORD", "HOST", "PORT")
    assert [held["default"][name] for name in names] == ["peelian", "app", "p@ss", "db.example", "5433"]
    assert held["default"]["OPTIONS"] == {"sslmode": "verify-full", "options": "-c jit=off"}
    assert held["vault"]["NAME"] == "peelian_vault"
    own = postgresql("postgresql://app@db.example/peelian?options=-c%20jit%3Don")
    assert own["OPTIONS"] == {"options": "-c jit=on"}


@pytest.mark.usefixtures("db")
def test_postgresql_compiles_no_query(database: str) -> None:
    """With five million cases compiling took 250 ms of a search that took 400."""
    if database == "sqlite":
        pytest.skip("a setting of PostgreSQL")
    for alias in ("default", "vault"):
        with connections[alias].cursor() as cursor:
            cursor.execute("SHOW jit")
            assert cursor.fetchone() == ("off",)


@pytest.mark.parametrize("address", ["mysql://host/name", "postgresql://host", "casework"])
def test_another_kind_of_address_is_refused(address: str) -> None:
    with pytest.raises(BadDatabaseAddress, match="postgresql://user@host:5432/name"):
        postgresql(address)
