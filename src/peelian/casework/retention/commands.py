"""`peelian backup`: records and keys, apart. `peelian retention`: schedules, what is due, interrupted disposals."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from peelian.reference.problems import Bilingual

app = typer.Typer(
    name="retention",
    help="Show schedules and what is due; finish disposals.",
    no_args_is_help=True,
    rich_markup_mode=None,
    add_completion=False,
)

BACKED_UP = Bilingual(
    "Records: {records} ({records_bytes:,} bytes). Keys: {vault} ({vault_bytes:,} bytes), the newest copy only. "
    "The key ring is in neither: keep your own copy of it.",
    "Cofnodion: {records} ({records_bytes:,} beit). Allweddi: {vault} ({vault_bytes:,} beit), y copi diweddaraf yn unig. "
    "Nid yw’r cylch allweddi yn y naill na’r llall: cadwch eich copi eich hun.",
)
SCHEDULE = Bilingual(
    "{id}: {title}. Years from closing to the review: {keep}; from each review to the next: {again}. {authority} "
    "({certainty})",
    "{id}: {title}. Blynyddoedd o gau hyd yr adolygiad: {keep}; o bob adolygiad i’r nesaf: {again}. {authority} "
    "({certainty})",
)
SOURCED = Bilingual("source read", "ffynhonnell wedi’i darllen")
UNVERIFIED = Bilingual("not verified", "heb ei wirio")
RUN = Bilingual(
    "Reviews planned: {planned:,}. Keys destroyed for interrupted disposals: {keys:,}. Keys that nobody claimed: {swept:,}.",
    "Adolygiadau wedi’u cynllunio: {planned:,}. Allweddi wedi’u dinistrio ar gyfer gwarediadau a dorrwyd: {keys:,}. Allweddi na hawliwyd: {swept:,}.",
)


def backup(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(help="Where backups of the records lie.", metavar="FOLDER")],
    keys: Annotated[
        Path, typer.Option(help="Where the one copy of the wrapped keys lies, apart.", metavar="FOLDER")
    ],
) -> None:
    """Copy records, checkpoints and files, and apart from them the wrapped keys, while Peelian runs.

    Examples:

      peelian backup /srv/backup/records --keys /media/safe/peelian-keys
    """
    lang = _started(context)
    from peelian.casework.retention.backups import backup as run

    made = run(folder, keys)
    text = BACKED_UP.said(lang)
    print(  # noqa: T201
        text.format(
            records=made.records,
            vault=made.vault,
            records_bytes=made.records_bytes,
            vault_bytes=made.vault_bytes,
        )
    )


@app.command("schedules")
def schedules_(context: typer.Context) -> None:
    """Show how long each kind of case is kept, on what authority, and how sure that is."""
    lang = _started(context)
    from peelian.accounts.days import today
    from peelian.casework.retention.schedules import schedules

    day = today()
    for one in schedules().values():
        version = one.on(day)
        print(  # noqa: T201
            SCHEDULE.said(lang).format(
                id=one.id,
                title=one.title.said(lang),
                keep=version.keep_years,
                again=version.again_years,
                authority=one.authority.said(lang),
                certainty=(SOURCED if one.certainty == "sourced" else UNVERIFIED).said(lang),
            )
        )


@app.command("run")
def run_(
    context: typer.Context,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be done; change nothing.")
    ] = False,
) -> None:
    """Plan reviews, finish interrupted disposals, sweep unclaimed keys: what the worker does each day."""
    lang = _started(context)
    from django.utils import timezone

    from peelian.casework.retention import disposing, reviewing
    from peelian.casework.sealing import vault

    swept = vault.sweep(dry_run=dry_run)
    planned = reviewing.missing_reviews() if dry_run else reviewing.plan_reviews(as_of=timezone.now())
    keys = disposing.unfinished() if dry_run else disposing.finish_all()
    print(RUN.said(lang).format(planned=planned, keys=keys, swept=swept))  # noqa: T201


def _started(context: typer.Context) -> str:
    from peelian.casework.sealing.starting import start

    start()
    return str(context.obj or "en")
