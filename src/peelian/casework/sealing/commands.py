"""`peelian keys`: which keys the ring holds (never the keys themselves), and rotating one purpose."""

from __future__ import annotations

from typing import Annotated

import typer

from peelian.reference.problems import Bilingual

app = typer.Typer(
    name="keys",
    help="List and rotate the keys of the ring.",
    no_args_is_help=True,
    rich_markup_mode=None,
    add_completion=False,
)

PURPOSES = "kek, index, mac, sign"
WOULD = Bilingual(
    "Would make a new {purpose} key, wrap {count:,} data keys anew and drop from the ring: {old}. Nothing was changed.",
    "Byddai’n gwneud allwedd {purpose} newydd, yn ail-lapio {count:,} allwedd data ac yn tynnu o’r cylch: {old}. Ni newidiwyd dim.",
)
DONE = Bilingual(
    "New {purpose} key {new}. Wrapped anew: {count:,}. Dropped from the ring: {old}. Back up the ring now, apart from the vault.",
    "Allwedd {purpose} newydd {new}. Wedi’u hail-lapio: {count:,}. Wedi’u tynnu o’r cylch: {old}. Gwnewch gopi o’r cylch nawr, ar wahân i’r gladdgell.",
)
NONE = Bilingual("none", "dim")
ACTIVE = Bilingual("in use", "mewn defnydd")
OLD = Bilingual("old since {when}", "hen ers {when}")


@app.command("list")
def list_(context: typer.Context) -> None:
    """Show id, purpose and age of each key; never a key."""
    lang = _started(context)
    from peelian.casework.sealing.ring import PURPOSES as ALL
    from peelian.casework.sealing.ring import ring

    for purpose in ALL:
        for key in ring().of(purpose):
            when = key.retired_at.date().isoformat() if key.retired_at else ""
            state = ACTIVE.said(lang) if key.active else OLD.said(lang).format(when=when)
            print(f"{purpose:6} {key.id}  {key.made_at.date().isoformat()}  {state}")  # noqa: T201


@app.command(epilog="\b\nExamples:\n  peelian keys rotate kek --dry-run\n  peelian keys rotate kek")
def rotate(
    context: typer.Context,
    purpose: Annotated[str, typer.Argument(help=f"One of {PURPOSES}.", metavar="PURPOSE")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be done; change nothing.")
    ] = False,
) -> None:
    """Make a new key. After `kek`, copies of the vault that were made before can no longer be read."""
    lang = _started(context)
    from peelian.casework.sealing.ring import PURPOSES as ALL
    from peelian.casework.sealing.rotation import rotate as run

    chosen = next((known for known in ALL if known == purpose), None)
    if chosen is None:
        raise typer.BadParameter(PURPOSES, param_hint="PURPOSE")
    done = run(chosen, dry_run=dry_run)
    text = (WOULD if dry_run else DONE).said(lang)
    old = ", ".join(done.dropped) or NONE.said(lang)
    print(text.format(purpose=chosen, count=done.rewrapped, old=old, new=done.new))  # noqa: T201


def _started(context: typer.Context) -> str:
    from peelian.casework.sealing.starting import start

    start()
    return str(context.obj or "en")
