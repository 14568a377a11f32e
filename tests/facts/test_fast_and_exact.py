"""The bulk pass and the exact reader keep the same rows and quarantine the same ones, whatever is in the file."""

import tempfile
from datetime import date
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peelian.facts.datasets import DATASETS
from peelian.facts.intake import add
from peelian.facts.parts import settle
from peelian.facts.reading import Reader
from peelian.facts.sources.base import Context
from peelian.facts.sources.police_crimes import Street
from peelian.facts.sources.sample import SourceFile
from peelian.facts.store import Store, open_store
from tests.support.crimes import STREET, line, street, text

ODD = st.sampled_from(
    [
        "",
        " ",
        '"',
        '""',
        "a\nb",
        "a\r\nb",
        "a,b",
        'say "no"',
        "é",
        "\u2028",
        "\x0b",
        "\0",
        "nan",
        "inf",
        "1_0",
        "1e0",
        "-0.5",
        "+1.",
        ".5",
        " 51.5 ",
        "999",
        "2025-04",
        " 2025-04",
        "2025-00",
        "Kent Police",
        "kent police",
        "Nowhere Police",
        "NULL",
        "\ufeff",
    ]
)
CELLS = st.dictionaries(st.sampled_from([name.lower().replace(" ", "_") for name in STREET]), ODD, max_size=3)
WELL_MADE = st.builds(lambda number, cells: street(number, **cells), st.integers(0, 3), CELLS)
BROKEN = st.builds(
    lambda whole, place, insert: (
        whole[: place % (len(whole) + 1)] + insert + whole[place % (len(whole) + 1) :]
    ),
    WELL_MADE,
    st.integers(0, 400),
    st.sampled_from(['"', ",", ",,", "\n", "\r", "\r\n", '"",', "x", " ", "\\", "'"]),
)
LINES = st.lists(st.one_of(WELL_MADE, BROKEN, st.just("")), min_size=1, max_size=8)
ENDS = st.sampled_from(["\n", "\r\n"])


def rows_of(store: Store) -> list[tuple[object, ...]]:
    names = ", ".join(f'"{name}"' for name in DATASETS["street_crime"].names if name != "source_id")
    query = f"SELECT {names} FROM ({store.sql('street_crime')}) ORDER BY ALL"
    with duckdb.connect() as connection:
        return connection.execute(query).fetchall()


def loaded(content: bytes, folder: Path) -> tuple[list[tuple[object, ...]], int]:
    """Through the whole intake, which tries the bulk pass first."""
    path = folder / "street.csv"
    path.write_bytes(content)
    report = add([path], path=folder / "home")
    return rows_of(open_store(folder / "home")), report.rows[2]


def exact(content: bytes, folder: Path) -> tuple[list[tuple[object, ...]], int]:
    """Through the exact reader alone."""
    path = folder / "exact.csv"
    path.write_bytes(content)
    reader = Reader(folder)
    context = Context(open_store(folder / "nothing"), date(2026, 1, 1))
    reading = reader.read(Street(), SourceFile(path, "exact.csv", "text"), context, "s")
    rows: list[tuple[object, ...]] = []
    names = ", ".join(f'"{name}"' for name in DATASETS["street_crime"].names if name != "source_id")
    with duckdb.connect() as connection:
        for draft in reader.finish():
            if draft.dataset:
                (folder / "parts").mkdir(exist_ok=True)
                part = settle(draft, folder, connection, DATASETS["street_crime"])
                query = f"SELECT {names} FROM read_parquet('{folder / part.file}') ORDER BY ALL"
                rows = connection.execute(query).fetchall()
    return rows, reading.quarantined if reading.kept else 0


def agree(lines: list[str], end: str, ended: bool) -> None:
    content = end.join([line(STREET), *lines]) + (end if ended else "")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        data = content.encode()
        assert loaded(data, folder) == exact(data, folder)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LINES, ENDS, st.booleans())
def test_the_bulk_pass_keeps_what_the_exact_reader_keeps(lines: list[str], end: str, ended: bool) -> None:
    agree(lines, end, ended)


@pytest.mark.prove
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LINES, ENDS, st.booleans())
def test_the_bulk_pass_keeps_what_the_exact_reader_keeps_of_many_files(
    lines: list[str], end: str, ended: bool
) -> None:
    agree(lines, end, ended)


def test_the_bulk_pass_and_the_exact_reader_make_the_same_rows_of_a_good_file() -> None:
    lines = [
        street(1),
        street(2, longitude="", latitude="", lsoa_code="", lsoa_name=""),
        street(3, lsoa_name="Bournemouth, Christchurch and Poole 048E", location='The "Crown"'),
    ]
    with tempfile.TemporaryDirectory() as name:
        data = text(STREET, lines).encode()
        rows, quarantined = loaded(data, Path(name))
        assert (len(rows), quarantined) == (3, 0)
        assert rows == exact(data, Path(name))[0]
