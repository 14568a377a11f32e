"""`peelian data pull`: fetch official files from their publishers and take them in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from peelian.facts.pull.publishers import Publication
    from peelian.facts.pull.run import Pulled

EXAMPLES = """\b
Examples:
  peelian data pull --list
  peelian data pull deprivation-england
  peelian data pull street-archive --month 2025-03
  peelian data pull police-grant --dry-run
  peelian data pull force-boundaries --only-fetch --keep
"""
COLUMNS = ("id", "title", "publisher", "feeds", "licence", "address", "size", "verified", "checked_on")
SHORT = {"id": "id", "title": "title", "feeds": "feeds", "size": "size"}


def register(app: typer.Typer) -> None:
    """Add the `pull` command to the `data` commands."""
    app.command("pull", epilog=EXAMPLES)(pull)


def pull(  # noqa: PLR0917 - a command has as many options as people need
    wanted: Annotated[
        list[str] | None,
        typer.Argument(help="Publications to pull, by id; see --list.", metavar="PUBLICATION"),
    ] = None,
    list_: Annotated[
        bool, typer.Option("--list", help="Show what can be pulled, from where and under which licence.")
    ] = False,
    month: Annotated[
        str | None, typer.Option(help="The month of a monthly publication, such as 2025-03.")
    ] = None,
    only_fetch: Annotated[
        bool, typer.Option("--only-fetch", help="Fetch the file and keep it; load nothing.")
    ] = False,
    keep: Annotated[bool, typer.Option("--keep", help="Keep the download after it was loaded.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be fetched; ask no publisher.")
    ] = False,
    publishers: Annotated[
        Path | None,
        typer.Option(help="A list of publications of your own (TOML), in place of ours.", metavar="FILE"),
    ] = None,
    format: Annotated[
        str, typer.Option("--format", "-f", help="rich, json, csv or parquet, for --list.")
    ] = "rich",
    out: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write the list to this file.", metavar="FILE")
    ] = None,
) -> None:
    """Fetch official files from their publishers' own addresses, then load them.

    A broken download goes on where it stopped when the command is run again. Files are checked against the list's
    SHA-256 where it gives one. Nothing is loaded from a file that did not arrive whole.
    """
    from peelian.facts.pull.publishers import publication, publications

    if list_ or not wanted:
        _show(list(publications(publishers).values()), format, out)
        if not list_:
            typer.echo("Say which: peelian data pull ID", err=True)
            raise typer.Exit(2)
        return
    chosen = [publication(id_, publishers) for id_ in wanted]
    for one in chosen:
        one.address_for(month)
    if dry_run:
        for one in chosen:
            typer.echo(f"would fetch {one.address_for(month)}{_said(one.size)} for {', '.join(one.feeds)}")
        return
    if not _fetch_all(chosen, month, keep=keep or only_fetch, load=not only_fetch):
        raise typer.Exit(1)


def _said(size: str) -> str:
    return f" ({size})" if size else ""


def _show(listed: list[Publication], format: str, out: Path | None) -> None:
    from peelian.facts.tabulate import emit

    if format == "rich":
        rows: list[dict[str, Any]] = [
            {**{name: getattr(one, name) for name in SHORT}, "feeds": ", ".join(one.feeds)} for one in listed
        ]
        unsure = sum(not one.verified for one in listed)
        caption = (
            f"Addresses and licences: --format json. {unsure} of {len(listed)} addresses not verified yet."
        )
        emit(rows, SHORT, format, "What can be pulled", out, caption=caption)
        return
    full = [
        {**{name: getattr(one, name) for name in COLUMNS}, "feeds": ", ".join(one.feeds)} for one in listed
    ]
    for row in full:
        row["checked_on"] = row["checked_on"].isoformat()
    emit(full, COLUMNS, format, "What can be pulled", out)


def _fetch_all(chosen: list[Publication], month: str | None, *, keep: bool, load: bool) -> bool:
    """Pull each; a problem with one is said and the next is tried. True when all went well."""
    from peelian.facts.home import home, prepare
    from peelian.facts.pull.run import client, pull
    from peelian.reference.problems import Problem

    root = home()
    if load:
        prepare(root)
    well = True
    with client() as http:
        for one in chosen:
            if not one.verified:
                typer.echo(
                    f"{one.id}: nobody has verified this address yet ({one.address_for(month)})", err=True
                )
            try:
                with _bar(one.id) as progress:
                    pulled = pull(one, home=root, http=http, month=month, keep=keep, load=load, progress=progress.update,
                                  say=progress.say)  # fmt: skip
            except Problem as problem:
                typer.echo(f"peelian: {problem}", err=True)
                well = False
                continue
            well = _tell(pulled) and well
    return well


def _tell(pulled: Pulled) -> bool:
    """Say what became of the files; True when something was loaded, was there already, or was only to be fetched."""
    fetched, report = pulled.fetched, pulled.report
    if report is None:
        typer.echo(f"{fetched.path}  {fetched.bytes:,} bytes  sha256 {fetched.sha256}")
        return True
    for outcome in report.outcomes:
        rows = f": {outcome.rows_read:,} rows read, {outcome.rows_kept:,} kept, {outcome.rows_quarantined:,} quarantined"
        detail = rows if outcome.status == "loaded" else f": {outcome.message}" if outcome.message else ""
        typer.echo(f"{outcome.name}  {outcome.status}{detail}")
    return not report.nothing


class _Bar:
    """A progress bar on the terminal's error stream; nothing where that is not a terminal."""

    def __init__(self, title: str) -> None:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            DownloadColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
            TransferSpeedColumn,
        )

        self._console = Console(stderr=True)
        self._bar = Progress(
            TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn(),
            console=self._console, disable=not self._console.is_terminal, transient=True,
        )  # fmt: skip
        self._task = self._bar.add_task(title, total=None)

    def __enter__(self) -> _Bar:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def update(self, done: int, total: int | None) -> None:
        """Bytes so far and in all (None when the server does not say)."""
        self._bar.update(self._task, completed=done, total=total)

    def say(self, words: str) -> None:
        """A line above the bar."""
        self._console.print(words, markup=False, highlight=False, soft_wrap=True)


def _bar(title: str) -> _Bar:
    return _Bar(title)
