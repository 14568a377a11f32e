"""`peelian publish`: figures of the services, after disclosure control, into the published figures."""

from __future__ import annotations

from typing import Annotated

import typer

from peelian.reference.problems import Bilingual

DONE = Bilingual(
    "{path}: {shown:,} figures, {hidden:,} hidden because they are small or would give a small one away.",
    "{path}: {shown:,} ffigur, {hidden:,} wedi'u cuddio am eu bod yn fach neu y byddent yn datgelu un bach.",
)
MADE_UP = Bilingual("These are made up.", "Mae'r rhain yn ffug.")
NOTHING = Bilingual("Nothing to publish for these months.", "Dim i'w gyhoeddi ar gyfer y misoedd hyn.")
DRY = Bilingual("Nothing was written (--dry-run).", "Ni ysgrifennwyd dim (--dry-run).")
NOT_LOADED = Bilingual(
    "The store did not take the file in: run `peelian data add {path}` to see why.",
    "Ni chymerodd y storfa'r ffeil: rhedwch `peelian data add {path}` i weld pam.",
)


def publish(
    context: typer.Context,
    first: Annotated[str, typer.Option("--from", help="The first month, like 2026-09.")],
    last: Annotated[str, typer.Option("--to", help="The last month, which must be over.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Count and hide, and write nothing.")] = False,
) -> None:
    """Publish how the services did: by force and month, small counts hidden, nothing about a person.

    Figures of made-up cases (peelian demo) go to a file and a dataset of their own.

    Examples:

      peelian publish --from 2026-08 --to 2026-10

      peelian publish --from 2026-08 --to 2026-10 --dry-run
    """
    from peelian.casework.sealing.starting import start

    start()
    from django.utils import timezone

    from peelian.accounts.actors import system_actor
    from peelian.casework.publish import publish as run

    now, lang = timezone.now(), context.obj or "en"
    found = run(first, last, actor=system_actor("publish", now), as_of=now, dry_run=dry_run)
    for one in found:
        _say(DONE.said(lang).format(path=one.path, shown=one.shown, hidden=one.hidden))
        if one.made_up:
            _say(MADE_UP.said(lang))
        if not dry_run and not one.loaded:
            _say(NOT_LOADED.said(lang).format(path=one.path))
    if not found:
        _say(NOTHING.said(lang))
    if dry_run:
        _say(DRY.said(lang))
    if not dry_run and not all(one.loaded for one in found):
        raise typer.Exit(1)


def _say(text: str) -> None:
    print(text)  # noqa: T201
