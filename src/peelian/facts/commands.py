"""`peelian data`: add official files, see what is held and what was not kept, remove, verify, pull."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peelian.facts import pull_commands, template_commands

if TYPE_CHECKING:
    from peelian.facts.report import Report

app = typer.Typer(
    name="data",
    help="Add, list, show and verify official files.",
    no_args_is_help=True,
    rich_markup_mode=None,
    add_completion=False,
)
pull_commands.register(app)
template_commands.register(app)

Format = Annotated[str, typer.Option("--format", "-f", help="rich, json, csv or parquet.", metavar="FORMAT")]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file.", metavar="FILE")]
SourceId = Annotated[
    str, typer.Argument(help="The id of a source, or enough of its beginning.", metavar="ID")
]

ADD_EXAMPLES = """\b
Examples:
  peelian data add ~/Downloads/2025-04
  peelian data add archive.zip tables.ods
  peelian data add searches.csv --force west-midlands
  peelian data add downloads --dry-run
"""
LIST_EXAMPLES = """\b
Examples:
  peelian data list
  peelian data list --format json
  peelian data list --by source --format csv -o sources.csv
"""
SHOW_EXAMPLES = (
    "\b\nExamples:\n  peelian data show street/3fa9c1d2e4b5\n  peelian data show figures/workforce"
)
QUARANTINE_EXAMPLES = (
    "\b\nExamples:\n  peelian data quarantine\n  peelian data quarantine street/3fa9 --format csv"
)
REMOVE_EXAMPLES = "\b\nExamples:\n  peelian data remove street/3fa9c1d2e4b5 --dry-run\n  peelian data remove street/3fa9 --yes"
VERIFY_EXAMPLES = "\b\nExamples:\n  peelian data verify"


@app.command(epilog=ADD_EXAMPLES)
def add(  # noqa: PLR0917 - a command has as many options as people need
    context: typer.Context,
    paths: Annotated[
        list[str],
        typer.Argument(help="Files, folders and ZIP archives, whatever they are called.", metavar="PATH…"),
    ],
    force: Annotated[
        str | None,
        typer.Option(help="The force of stop-and-search files that do not name theirs.", metavar="NAME"),
    ] = None,
    kind: Annotated[
        str | None, typer.Option("--as", help="Insist on one kind of file, such as street.", metavar="KIND")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be loaded; write nothing.")
    ] = False,
    format: Format = "rich",
    output: Output = None,
) -> None:
    """Recognise files by their content, check them row by row, and load them.

    A row that cannot be right goes to quarantine with its line and the reason. Adding a file again changes nothing;
    a newer edition supersedes an older one, and both stay visible. Exit code 1 when nothing was loaded, 3 when some
    files were and others were not.
    """
    from peelian.facts.adding import check_kind, check_paths, load_with_bar, tell

    check_kind(kind)
    report = load_with_bar(check_paths(paths), force=force, kind=kind, dry_run=dry_run)
    if format == "rich" and output is None:
        tell(report, context.obj or "en")
    else:
        _emit_report(report, format, output)
    raise typer.Exit(_code(report))


def _code(report: Report) -> int:
    if report.nothing:
        return 1
    return 3 if report.count("failed", "not recognised") else 0


def _emit_report(report: Report, format: str, output: Path | None) -> None:
    from peelian.facts.tabulate import emit

    columns = ("name", "status", "source_id", "kind", "rows_read", "rows_kept", "rows_quarantined", "message")
    emit(
        [{name: getattr(one, name) for name in columns} for one in report.outcomes],
        columns,
        format,
        "Files",
        output,
    )


@app.command("list", epilog=LIST_EXAMPLES)
def list_(
    by: Annotated[str, typer.Option(help="kind or source.", metavar="kind|source")] = "kind",
    format: Format = "rich",
    output: Output = None,
) -> None:
    """List what is loaded: rows read, kept and quarantined, what is covered, and which forces have no data."""
    from peelian.facts import listing
    from peelian.facts.home import prepare
    from peelian.facts.tabulate import emit

    if by not in ("kind", "source"):
        raise typer.BadParameter("use kind or source", param_hint="--by")
    store = prepare()
    if by == "source":
        emit(listing.by_source(store), listing.SOURCE_COLUMNS, format, "Sources", output)
        return
    rows = listing.by_kind(store)
    if format in ("rich", "csv"):
        for row in rows:
            row |= {name: len(row[name]) for name in ("forces", "forces_no_data", "other_forces")}
    columns = listing.SHORT_COLUMNS if format == "rich" else listing.KIND_COLUMNS
    emit(rows, columns, format, "Loaded, by kind", output)


@app.command(epilog=SHOW_EXAMPLES)
def show(id_: SourceId, format: Format = "rich", output: Output = None) -> None:
    """Show everything known of a source: publisher, licence, vintage, hash, rows, coverage, notes."""
    from peelian.facts import listing
    from peelian.facts.home import prepare
    from peelian.facts.tabulate import emit

    source = prepare().source(id_)
    rows = listing.details(source)
    if format == "json":
        emit([{row["name"]: row["value"] for row in rows}], None, format, source.id, output)
        return
    for row in rows:
        row["value"] = _plain(row["value"])
    emit(rows, ("name", "value"), format, source.id, output)


def _plain(value: object) -> str:
    if isinstance(value, (list, tuple)):
        shown = [str(item) for item in value[:60]]
        return ", ".join(shown) + (f" … {len(value):,} in all" if len(value) > 60 else "")
    return "" if value is None else str(value)


@app.command(epilog=QUARANTINE_EXAMPLES)
def quarantine(
    id_: Annotated[
        str | None, typer.Argument(help="A source's id; all sources if left out.", metavar="ID")
    ] = None,
    format: Format = "rich",
    output: Output = None,
) -> None:
    """List the rows that were not kept: file, line, column, reason, and the beginning of the text."""
    from peelian.facts import listing
    from peelian.facts.home import prepare
    from peelian.facts.tabulate import emit

    store = prepare()
    source_id = store.source(id_).id if id_ else None
    rows = listing.quarantined(store, source_id)
    emit(rows, ("source_id", "file", "line", "column", "reason", "text"), format, "Quarantine", output)


@app.command(epilog=REMOVE_EXAMPLES)
def remove(
    id_: SourceId,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would go; remove nothing.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    now: Annotated[
        bool, typer.Option("--now", help="Delete the old files now, though a reader may still hold them.")
    ] = False,
) -> None:
    """Remove a source and all its rows; what it superseded shows again.

    The rows are gone from the store at once. The old files are deleted an hour later, when no reader needs them.
    """
    from peelian.facts import removal
    from peelian.facts.home import prepare

    source = prepare().source(id_)
    removal.check_removable(source)
    typer.echo(
        f"{source.id} ({source.file_name}): {source.rows_kept:,} rows and {source.rows_quarantined:,} in quarantine"
    )
    if dry_run:
        typer.echo("Nothing was removed (--dry-run).")
        return
    if not yes:
        if not sys.stdin.isatty():
            typer.echo("peelian: nothing was removed. Add --yes to remove without being asked.", err=True)
            raise typer.Exit(1)
        typer.confirm("Remove it?", abort=True)
    removal.remove(source.id, at_once=now)
    typer.echo("Removed.")


@app.command(epilog=VERIFY_EXAMPLES)
def verify() -> None:
    """Check the store: hash every part, count every row, compare with the manifest. Exit code 1 on any fault."""
    from peelian.facts.adding import bar
    from peelian.facts.home import home
    from peelian.facts.store import open_store
    from peelian.facts.verify import verify as verified

    with bar() as progress:
        found = verified(open_store(home()), progress)
    for fault in found.faults:
        typer.echo(f"peelian: {fault}", err=True)
    words = f"{found.sources:,} sources, {found.parts:,} parts, {found.rows:,} rows, {found.quarantined:,} in quarantine"
    if found.faults:
        typer.echo(f"The store is not whole: {len(found.faults)} faults ({words}).", err=True)
        raise typer.Exit(1)
    typer.echo(f"The store is whole: {words}.")
