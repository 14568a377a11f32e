"""The engine behind the measures reads the store and nothing else."""

from pathlib import Path

import duckdb
import pytest

from peelian.facts import engine


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    path = tmp_path / "outside" / "secret.csv"
    path.parent.mkdir()
    path.write_text("a\n1\n")
    return path


def test_a_file_outside_the_store_cannot_be_read(tmp_path: Path, outside: Path) -> None:
    inside = tmp_path / "store"
    inside.mkdir()
    (inside / "rows.csv").write_text("a\n1\n")
    connection = engine.connect(inside)
    assert connection.execute(f"SELECT * FROM read_csv('{inside / 'rows.csv'}')").fetchall() == [(1,)]
    with pytest.raises(duckdb.PermissionException):
        connection.execute(f"SELECT * FROM read_csv('{outside}')")


@pytest.mark.parametrize(
    "statement",
    ["SET enable_external_access = true", "SET allowed_directories = ['/']", "INSTALL httpfs", "ATTACH 'x.db'",
     "COPY (SELECT 1) TO 'out.csv'"],
)  # fmt: skip
def test_nothing_can_be_opened_again(tmp_path: Path, statement: str) -> None:
    with pytest.raises(duckdb.Error):
        engine.connect(tmp_path).execute(statement)


def test_a_wrong_engine_says_so_and_names_the_way_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(engine.VARIABLE, "sparkle://host")
    with pytest.raises(engine.UnknownEngine, match="Leave it empty for DuckDB"):
        engine.backend(tmp_path)


def test_an_empty_variable_is_the_built_in_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(engine.VARIABLE, " ")
    assert engine.is_duckdb()
