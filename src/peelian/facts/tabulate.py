"""One door for every command that prints a table: on the terminal with Rich, or as CSV, JSON or Parquet."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from peelian.facts import export
from peelian.facts.problems import FactsProblem

if TYPE_CHECKING:
    from rich.table import Table

Format = Literal["rich", "csv", "json", "parquet"]
FORMATS: tuple[str, ...] = get_args(Format)
#: Columns of a table that goes to a pipe or a file, where there is no screen to fit; and the longest word kept whole.
PIPED_WIDTH = 200
LONGEST_WORD = 16


class TableProblem(FactsProblem):
    """A table could not be written as asked."""

    code = "table"
    en = "The table could not be written: {why}."
    cy = "Nid oedd modd ysgrifennu'r tabl: {why}."


class UnknownFormat(TableProblem):
    """The format is none of rich, csv, json, parquet."""

    code = "table-format-unknown"
    en = "There is no format {format!r}. Use one of: {known}."
    cy = "Nid oes fformat {format!r}. Defnyddiwch un o'r rhain: {known}."


class ParquetNeedsFile(TableProblem):
    """Parquet is bytes; a terminal would print them as noise."""

    code = "table-parquet-needs-file"
    en = "Parquet is a file format and cannot be shown on a terminal. Add -o FILE, or redirect: … > table.parquet"
    cy = (
        "Fformat ffeil yw Parquet ac ni ellir ei ddangos ar derfynell. Ychwanegwch -o FFEIL, neu ailgyfeiriwch: "
        "… > table.parquet"
    )


class CannotWriteTable(TableProblem):
    """The file named with -o cannot be written."""

    code = "table-cannot-write"
    en = "Cannot write {path}: {why}. Choose a folder that exists and that you may write to."
    cy = "Ni ellir ysgrifennu {path}: {why}. Dewiswch ffolder sy'n bodoli ac y cewch ysgrifennu iddi."


def emit(
    rows: Sequence[Mapping[str, Any]],
    columns: Sequence[str] | Mapping[str, str] | None = None,
    format: str = "rich",
    title: str = "",
    out: Path | None = None,
    *,
    caption: str = "",
) -> None:
    """Write `rows` to `out`, or to standard output.

    `columns`: the keys in order, or key -> heading (headings show on the terminal only; files keep the keys).
    Raises UnknownFormat, ParquetNeedsFile, CannotWriteTable.
    """
    if format not in FORMATS:
        raise UnknownFormat(format=format, known=", ".join(FORMATS))
    names = export.column_order(rows, None if columns is None else tuple(columns))
    if format == "rich":
        headings = columns if isinstance(columns, Mapping) else {}
        _emit_rich(rows, names, headings, title=title, caption=caption, out=out)
        return
    if format == "parquet" and out is None and sys.stdout.isatty():
        raise ParquetNeedsFile
    writer = {"csv": export.to_csv, "json": export.to_json, "parquet": export.to_parquet}[format]
    _write(writer(rows, names), out)


def emit_object(content: Mapping[str, Any], out: Path | None = None) -> None:
    """Write one JSON object to `out`, or to standard output. Raises CannotWriteTable."""
    _write(export.object_to_json(content), out)


def _write(content: bytes, out: Path | None) -> None:
    if out is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    try:
        out.write_bytes(content)
    except OSError as error:
        raise CannotWriteTable(path=str(out), why=error.strerror or str(error)) from error


def _emit_rich(
    rows: Sequence[Mapping[str, Any]],
    names: Sequence[str],
    headings: Mapping[str, str],
    *,
    title: str,
    caption: str,
    out: Path | None,
) -> None:
    import io

    from rich.console import Console

    text = io.StringIO()
    console = Console() if out is None else Console(file=text)
    if not console.is_terminal:
        console.width = max(console.width, PIPED_WIDTH)
    table = _table(rows, names, headings, console.width)
    table.title, table.caption, table.title_justify = title or None, caption or None, "left"
    console.print(table)
    if out is not None:
        _write(text.getvalue().encode("utf-8"), out)


def _table(
    rows: Sequence[Mapping[str, Any]], names: Sequence[str], headings: Mapping[str, str], width: int
) -> "Table":
    """The table; a figure cut short would read as another, so only columns of words give way."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    heads = {name: headings.get(name, name.replace("_", " ")) for name in names}
    cells = {name: [shown(row.get(name)) for row in rows] for name in names}
    numeric = {name for name in names if _is_numeric(rows, name)}
    least = {name: _least_width(heads[name], cells[name], name in numeric) for name in names}
    roomy = sum(least.values()) + 2 * len(names) <= width
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, collapse_padding=True)
    for name in names:
        if name in numeric:
            table.add_column(heads[name], justify="right", no_wrap=True, min_width=least[name])
        else:
            table.add_column(heads[name], overflow="fold", min_width=least[name] if roomy else None)
    for row in zip(*(cells[name] for name in names), strict=True):
        table.add_row(*(Text(cell) for cell in row))
    return table


def _least_width(heading: str, cells: Sequence[str], numeric: bool) -> int:
    if numeric:
        return max(len(text) for text in (heading, *cells))
    return min(
        max((len(word) for text in (heading, *cells) for word in text.split()), default=1), LONGEST_WORD
    )


def _is_numeric(rows: Sequence[Mapping[str, Any]], name: str) -> bool:
    values = [row.get(name) for row in rows if row.get(name) is not None]
    return bool(values) and all(isinstance(v, int | float) and not isinstance(v, bool) for v in values)


def shown(value: object) -> str:
    """A value for a reader: thousands separated, at most six digits after the point, a dash for what is absent."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:,.6f}".rstrip("0").rstrip(".") if value == value else "–"  # noqa: PLR0124 - NaN only
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {shown(item)}" for key, item in value.items())
    if isinstance(value, tuple | list):
        return ", ".join(shown(item) for item in value)
    return str(value)
