"""How `peelian data add` looks: a bar while it works, and plain words when it is done."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path

from peelian.facts.adding_words import ENGLISH, WELSH, Words
from peelian.facts.finding import Progress
from peelian.facts.problems import EmptyPath, UnknownKind
from peelian.facts.report import Report

_SHOWN = 20


def check_kind(kind: str | None) -> None:
    """Raises UnknownKind for a kind that no adapter reads."""
    from peelian.facts import sources

    if (
        kind is not None
        and kind not in sources.kinds()
        and kind not in {one.id for one in sources.adapters()}
    ):
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
        return add(paths, path=root, force=known, kind=kind, dry_run=dry_run, progress=progress, say=_say)


def _say(text: str) -> None:
    print(text, file=sys.stderr)  # noqa: T201 - words for the person who waits


@contextlib.contextmanager
def bar() -> Iterator[Progress]:
    """A progress bar on the terminal's error stream; nothing where that is not a terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Bar(*columns, console=console, disable=not console.is_terminal, transient=True) as shown:
        task = shown.add_task("Starting", total=None)

        def update(stage: str, done: int, total: int) -> None:
            shown.update(task, description=stage, completed=done, total=total or None)

        yield update


def tell(report: Report, lang: str = "en") -> None:
    """Say what became of the files, in `en` or `cy`: what was loaded by kind, then one line for each that was not."""
    words = WELSH if lang == "cy" else ENGLISH
    kinds: dict[str, list[int]] = {}
    for one in report.outcomes:
        if one.status == "loaded":
            sums = kinds.setdefault(one.kind, [0, 0, 0, 0])
            for place, number in enumerate((1, one.rows_read, one.rows_kept, one.rows_quarantined)):
                sums[place] += number
    for kind, (files, read, kept, held) in sorted(kinds.items()):
        _out(words.loaded.format(kind=kind, files=words.files(files), read=read, kept=kept, held=held))
    if held := sum(sums[3] for sums in kinds.values()):
        _out(words.one_held if held == 1 else words.held.format(held=held))
    if same := report.count("unchanged"):
        _out(words.unchanged.format(files=words.files(same)))
    for one in report.outcomes:
        if one.status == "would load":
            _out(words.would_load.format(name=one.name, what=one.message))
    _notes(report, words)
    _problems(report, words, lang)


def _notes(report: Report, words: Words) -> None:
    noted = [one for one in report.outcomes if one.status == "loaded" and one.message]
    for one in noted[:_SHOWN]:
        _out(words.note.format(name=Path(one.name).name, what=one.message))
    if len(noted) > _SHOWN:
        _out(words.more_notes.format(files=words.files(len(noted) - _SHOWN)))


def _problems(report: Report, words: Words, lang: str) -> None:
    bad = [one for one in report.outcomes if one.status in ("failed", "not recognised")]
    for one in bad:
        _say(f"peelian: {one.told(lang)}")
    if report.nothing:
        _say(words.nothing if report.outcomes else words.no_file)
    elif bad:
        _say(words.some.format(files=words.files(len(bad)), all=len(report.outcomes)))


def _out(text: str) -> None:
    print(text)  # noqa: T201 - the command's answer
