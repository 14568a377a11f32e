"""DuckDB SQL of each measure, compiled once by Ibis and kept under PEELIAN_HOME/cache.

The file's name holds a hash of the definition, of the datasets' layouts and of the compiler, so that a stale file is
never read; it is written aside and renamed, so that a crash leaves the old one or none. It holds queries, never
answers. What cannot be read is compiled again.
"""

import contextlib
import hashlib
import json
import os
import tempfile
from functools import cache
from pathlib import Path

import peelian
from peelian.facts.datasets import schema_fingerprint
from peelian.facts.measures.model import Measure

FORMAT = 1


def side_sql(measure: Measure, home: Path) -> dict[str, str]:
    """The SELECT of each side by its name; each reads its dataset under the dataset's own name."""
    path = home / "cache" / "measures" / f"{measure.id}-{fingerprint(measure)}.json"
    held = _read(path)
    if held is None:
        held = compile_sql(measure)
        _write(path, held)
    return held


def compile_sql(measure: Measure) -> dict[str, str]:
    """Ask Ibis for the SQL of every side, without touching any data."""
    import ibis

    from peelian.facts.measures.expression import side_expression, unbound

    return {
        name: ibis.to_sql(side_expression(measure, side, unbound(side)), dialect="duckdb")
        for name, side in measure.sides.items()
    }


def fingerprint(measure: Measure) -> str:
    """Changes when the definition's queries, a dataset's layout or the compiler does."""
    text = f"{FORMAT}|{peelian.__version__}|{schema_fingerprint()}|{_compiler()}|{measure.dims!r}|{measure.sides!r}"
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@cache
def _compiler() -> str:
    """Changes when the code that writes the expressions does."""
    sources = (Path(__file__).with_name(name).read_bytes() for name in ("expression.py", "layout.py"))
    return hashlib.sha256(b"".join(sources)).hexdigest()[:16]


def _read(path: Path) -> dict[str, str] | None:
    try:
        held = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    whole = isinstance(held, dict) and held and all(isinstance(sql, str) for sql in held.values())
    return held if whole else None


def _write(path: Path, held: dict[str, str]) -> None:
    """A cache that cannot be written costs time, never an answer."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(held, file)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
