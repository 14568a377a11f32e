"""Four ways to load street files into Parquet, one per process: python -m benchmarks.loading_contenders WAY FILES OUT

`bare` is DuckDB's COPY of a read without any check: the floor. `peelian`, `pandas` and `polars` make the same checks
(columns, month, force, position) and set the faulty rows aside. Prints one JSON object: seconds of wall and processor
time, peak memory, and, outside the clock, the answers: rows kept by force and month, rows quarantined.
"""

import csv
import gzip
import io
import json
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

MONTH = r"^(19|20)\d\d-(0[1-9]|1[0-2])$"
WEST, EAST, SOUTH, NORTH = -15.0, 5.0, 48.0, 63.0
Answer = tuple[dict[str, int], int]


def bare(files: list[Path], out: Path) -> Callable[[], Answer]:
    """DuckDB's own read, every column as text, straight to Parquet. It can answer nothing about faults."""
    import duckdb

    names = [str(path) for path in files]
    target = out / "bare.parquet"
    duckdb.execute(
        f"COPY (SELECT * FROM read_csv({names!r}, all_varchar=true, header=true, delim=',', quote='\"')) "
        f"TO '{target}' (FORMAT parquet)"
    )
    query = f"SELECT \"Falls within\" || ' ' || \"Month\", count(*) FROM read_parquet('{target}') GROUP BY 1"
    return lambda: (_by_force(dict(duckdb.execute(query).fetchall())), 0)


def peelian(files: list[Path], out: Path) -> Callable[[], Answer]:
    """The whole of `peelian data add`: hashes, recognition, checks, quarantine, parts, fsync, manifest."""
    from peelian.facts.intake import add

    report = add(files, path=out)

    def answer() -> Answer:
        import duckdb

        from peelian.facts.store import open_store

        table = open_store(out).sql("street_crime", "all")
        query = f"SELECT force_id || ' ' || month, count(*) FROM ({table}) GROUP BY 1"
        return dict(duckdb.execute(query).fetchall()), report.rows[2]

    return answer


def pandas(files: list[Path], out: Path) -> Callable[[], Answer]:
    """pandas' C reader; a file with a ragged row is read again through Python's csv module."""
    import pandas as pd

    force_of = _forces()
    kept: list[Any] = []
    quarantined = 0
    for path in files:
        try:
            frame = pd.read_csv(path, dtype=str, keep_default_na=False, na_values=[""], compression="infer")
            ragged = 0
        except pd.errors.ParserError:
            content, ragged = _unragged(path)
            frame = pd.read_csv(io.StringIO(content), dtype=str, keep_default_na=False, na_values=[""])
        force = frame["Falls within"].map(
            {name: force_of(name) for name in frame["Falls within"].dropna().unique()}
        )
        east = pd.to_numeric(frame["Longitude"], errors="coerce")
        north = pd.to_numeric(frame["Latitude"], errors="coerce")
        placed = east.between(WEST, EAST) & north.between(SOUTH, NORTH)
        nowhere = frame["Longitude"].isna() & frame["Latitude"].isna()
        good = frame["Month"].str.match(MONTH).fillna(False).astype(bool) & force.notna() & (placed | nowhere)
        quarantined += ragged + int((~good).sum())
        kept.append(frame.assign(force_id=force, Longitude=east, Latitude=north)[good])
    whole = pd.concat(kept, ignore_index=True)
    whole.to_parquet(out / "pandas.parquet")
    return lambda: ((whole["force_id"] + " " + whole["Month"]).value_counts().to_dict(), quarantined)


def polars(files: list[Path], out: Path) -> Callable[[], Answer]:
    """polars' reader; a file with a ragged row is read again through Python's csv module."""
    import polars as pl

    force_of = _forces()
    kept: list[Any] = []
    quarantined = 0
    for path in files:
        try:
            frame = pl.read_csv(path, infer_schema=False)
            ragged = 0
        except pl.exceptions.ComputeError:
            content, ragged = _unragged(path)
            frame = pl.read_csv(io.BytesIO(content.encode()), infer_schema=False)
        names = frame["Falls within"].drop_nulls().unique().to_list()
        force = {name: id_ for name in names if (id_ := force_of(name))}
        frame = frame.with_columns(
            pl.col("Falls within")
            .replace_strict(force, default=None, return_dtype=pl.String)
            .alias("force_id"),
            (pl.col("Longitude").is_null() & pl.col("Latitude").is_null()).alias("nowhere"),
            pl.col("Longitude").cast(pl.Float64, strict=False),
            pl.col("Latitude").cast(pl.Float64, strict=False),
        )
        placed = pl.col("Longitude").is_between(WEST, EAST) & pl.col("Latitude").is_between(SOUTH, NORTH)
        good = (
            pl.col("Month").str.contains(MONTH)
            & pl.col("force_id").is_not_null()
            & (placed | pl.col("nowhere"))
        )
        chosen = frame.filter(good.fill_null(value=False))
        quarantined += ragged + frame.height - chosen.height
        kept.append(chosen.drop("nowhere"))
    whole = pl.concat(kept)
    whole.write_parquet(out / "polars.parquet")
    counted = whole.group_by(pl.col("force_id") + " " + pl.col("Month")).len().rows()
    return lambda: (dict(counted), quarantined)


def _unragged(path: Path) -> tuple[str, int]:
    """The file without its ragged rows, and how many they were."""
    unpack = gzip.open if path.suffix == ".gz" else open
    with unpack(path, "rt", encoding="utf-8", newline="") as stream:
        header, *rows = csv.reader(stream)
    good = [row for row in rows if len(row) == len(header)]
    out = io.StringIO()
    csv.writer(out).writerows([header, *good])
    return out.getvalue(), len(rows) - len(good)


def _forces() -> Callable[[str], str | None]:
    from peelian.facts.sources.police_layouts import force_id_of

    return force_id_of


def _by_force(counted: dict[str, int]) -> dict[str, int]:
    force_of = _forces()
    found: Counter[str] = Counter()
    for key, rows in counted.items():
        name, _, month = key.rpartition(" ")
        found[f"{force_of(name)} {month}"] += rows
    return dict(found)


WAYS = {"bare": bare, "peelian": peelian, "pandas": pandas, "polars": polars}


def main() -> None:
    way, folder, out = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    files = sorted(folder.iterdir())
    out.mkdir(parents=True, exist_ok=True)
    wall, processor = time.perf_counter(), time.process_time()
    answer = WAYS[way](files, out)
    taken = {"wall": time.perf_counter() - wall, "processor": time.process_time() - processor}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    kept, quarantined = answer()
    print(json.dumps({**taken, "megabytes": peak, "kept": kept, "quarantined": quarantined}))


if __name__ == "__main__":
    main()
