"""`peelian due`: how it stands, what failed, and trying that again."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from peelian.casework.schedule.problems import NothingFailed
from peelian.reference.problems import Bilingual

app = typer.Typer(
    name="due",
    help="Show what waits and what failed; try a failed item again.",
    no_args_is_help=True,
    rich_markup_mode=None,
    add_completion=False,
)

FAILING = 3
SHOW_EXAMPLES = """\b
Examples:
  peelian due show
  peelian due show --limit 100
"""
RETRY_EXAMPLES = """\b
Examples:
  peelian due retry clock.miss:17:20261126T120000.000001 --dry-run
  peelian due retry clock.miss:17:20261126T120000.000001
"""
STANDS = Bilingual("{overdue:,} overdue, {failed:,} failed.", "{overdue:,} yn hwyr, {failed:,} wedi methu.")
OLDEST = Bilingual(
    "The oldest was due on {when}. If that is long ago, no worker runs: start `peelian worker`.",
    "Roedd yr hynaf i'w wneud {when}. Os yw hynny'n bell yn ôl, nid oes gweithiwr yn rhedeg: cychwynnwch `peelian worker`.",
)
UNHANDLED = Bilingual(
    "Nothing handles these kinds, so they wait: {kinds}.",
    "Nid oes dim yn trin y mathau hyn, felly maent yn aros: {kinds}.",
)
FAILED = Bilingual(
    "{key}: due {when}, failed after {attempts} attempts ({code}).",
    "{key}: i'w wneud {when}, methodd ar ôl {attempts} ymgais ({code}).",
)
AGAIN = Bilingual("{key} will be tried again.", "Rhoddir cynnig arall ar {key}.")
WOULD = Bilingual(
    "{key} would be tried again; nothing was changed.", "Rhoddid cynnig arall ar {key}; ni newidiwyd dim."
)


@app.command("show", epilog=SHOW_EXAMPLES)
def show(
    context: typer.Context,
    limit: Annotated[int, typer.Option(help="How many failed items to show.", min=1, max=10_000)] = 20,
) -> None:
    """Show how many items are overdue and which have failed.

    Exit code 0: nothing failed. 3: something failed. 1: it could not be read. 2: mistyped.
    """
    lang = _started(context)
    from django.utils import timezone

    from peelian.casework.schedule.standing import failed, standing

    found = standing(timezone.now())
    lines = [STANDS.said(lang).format(overdue=found.overdue, failed=found.failed)]
    if found.oldest:
        lines.append(OLDEST.said(lang).format(when=_moment(found.oldest, lang)))
    if found.unhandled:
        lines.append(UNHANDLED.said(lang).format(kinds=", ".join(found.unhandled)))
    for item in failed()[:limit]:
        when = _moment(item.due_at, lang)
        told = FAILED.said(lang)
        lines.append(told.format(key=item.key, when=when, attempts=item.attempts, code=item.problem_code))
    print("\n".join(lines))  # noqa: T201
    raise typer.Exit(FAILING if found.failed else 0)


@app.command("retry", epilog=RETRY_EXAMPLES)
def retry_(
    context: typer.Context,
    key: Annotated[
        str, typer.Argument(help="The key of the failed item, as `show` gives it.", metavar="KEY")
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would happen; change nothing.")
    ] = False,
) -> None:
    """Let a failed item be tried again from the beginning."""
    lang = _started(context)
    from peelian.casework.schedule.items import retry
    from peelian.casework.schedule.standing import failed

    if not failed().filter(key=key).exists() or (not dry_run and not retry(key)):
        raise NothingFailed
    print((WOULD if dry_run else AGAIN).said(lang).format(key=key))  # noqa: T201


def _started(context: typer.Context) -> str:
    from peelian.casework.sealing.starting import start

    start()
    return context.obj or "en"


def _moment(at: datetime, lang: str) -> str:
    from peelian.reference.calendars.working_days import moment_in_words

    return moment_in_words(at).said(lang)
