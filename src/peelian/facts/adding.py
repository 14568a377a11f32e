"""How `peelian data add` looks: a bar while it works, and plain words when it is done."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path

from peelian.facts.finding import Progress
from peelian.facts.problems import EmptyPath, UnknownKind
from peelian.facts.report import Report

_SHOWN = 20


def check_kind(kind: str | None) -> None:
    """Raises UnknownKind for a kind that no adapter reads."""
    from peelian.facts import sources

    if kind is not None and kind not in sources.kinds() and kind not in {one.id for one in sources.adapters()}:
        raise UnknownKind(kind=kind, known=", ".join(sources.kinds()))


def check_paths(paths: list[str]) -> list[Path]:
    """The paths as typed; raises EmptyPath for an empty one, which would else mean the folder one stands in."""
    if not all(path.strip() for path in paths):
        raise EmptyPath
    return [Path(path) for path in paths]


def load_with_bar(paths: list[Path], *, force: str | None, kind: str | None, dry_run: bool) -> Report:
    """Prepare the home, then add the paths under a progress bar. Raises StoreProblem, StoreBusy, UnknownForce."""
    from peelian.facts.home import prepare
    from peelian.facts.intake import add
    from peelian.reference.forces import force_for

    known = force_for(force).id if force else None
    root = prepare().path
    with bar() as progress:
        return add(
            paths, path=root, force=known, kind=kind, dry_run=dry_run, progress=progress, say=_say
        )


def _say(text: str) -> None:
    print(text, file=sys.stderr)  # noqa: T201 - words for the person who waits


@contextlib.contextmanager
def bar() -> Iterator[Progress]:
    """A progress bar on the terminal's error stream; nothing where that is not a terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bar(*columns, console=console, disable=not console.is_terminal, transient=True) as shown:
        task = shown.add_task("Starting", total=None)

        def update(stage: str, done: int, total: int) -> None:
            shown.update(task, description=stage, completed=done, total=total or None)

        yield update


def tell(report: Report) -> None:
    """Say what became of the files: what was loaded by kind, then one line for each that was not."""
    kinds: dict[str, list[int]] = {}
    for one in report.outcomes:
        if one.status == "loaded":
            sums = kinds.setdefault(one.kind, [0, 0, 0, 0])
            for place, number in enumerate((1, one.rows_read, one.rows_kept, one.rows_quarantined)):
                sums[place] += number
    for kind, (files, read, kept, held) in sorted(kinds.items()):
        _out(f"{kind}: {_files(files)} loaded, {read:,} rows read, {kept:,} kept, {held:,} quarantined")
    if held := sum(sums[3] for sums in kinds.values()):
        rows = "row that was" if held == 1 else f"{held:,} rows that were"
        _out(f"`peelian data quarantine` lists the {rows} not kept, with the reasons.")
    if same := report.count("unchanged"):
        _out(f"{_files(same)} already loaded: no change")
    for one in report.outcomes:
        if one.status == "would load":
            _out(f"would load {one.name}: {one.message}")
    _notes(report)
    _problems(report)


def _notes(report: Report) -> None:
    noted = [one for one in report.outcomes if one.status == "loaded" and one.message]
    for one in noted[:_SHOWN]:
        _out(f"note, {Path(one.name).name}: {one.message}")
    if len(noted) > _SHOWN:
        _out(f"… and notes on {len(noted) - _SHOWN:,} more files; `peelian data show ID` has them.")


def _problems(report: Report) -> None:
    bad = [one for one in report.outcomes if one.status in ("failed", "not recognised")]
    for one in bad:
        _say(f"peelian: {one.message}")
    if report.nothing:
        _say("Nothing was loaded." if report.outcomes else "Nothing was loaded: there is no file there.")
    elif bad:
        _say(f"{_files(len(bad))} of {len(report.outcomes):,} not loaded; the rest is.")


def _files(count: int) -> str:
    return f"{count:,} file{'' if count == 1 else 's'}"


def _out(text: str) -> None:
    print(text)  # noqa: T201 - the command's answer
