"""`peelian ledger`: verify that nothing was changed, export what an outsider needs to verify it too."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peelian.reference.problems import Bilingual

if TYPE_CHECKING:
    from peelian.casework.ledger.verify import Verified

app = typer.Typer(
    name="ledger",
    help="Verify the ledger of casework, or export it for an outsider.",
    no_args_is_help=True,
    rich_markup_mode=None,
    add_completion=False,
)

BROKEN = 3
VERIFY_EXAMPLES = """\b
Examples:
  peelian ledger verify
  peelian ledger verify --contents
  peelian ledger verify --checkpoints /media/copy/checkpoints --format json
"""
EXPORT_EXAMPLES = """\b
Examples:
  peelian ledger export ledger-2026-11
  python3 ledger-2026-11/verify.py
"""

COUNTED = Bilingual(
    "Entries: {entries:,}. Looks: {looks:,}. Chains: {streams:,}. Signed checkpoints: {checkpoints:,} ({seconds:.1f} s).",
    "Cofnodion: {entries:,}. Golygon: {looks:,}. Cadwyni: {streams:,}. Pwyntiau gwirio wedi’u llofnodi: {checkpoints:,} "
    "({seconds:.1f} eiliad).",
)
LATER = Bilingual(
    "Younger than the last checkpoint, so that only their seals hold them: {later:,}.",
    "Yn iau na’r pwynt gwirio diwethaf, fel mai dim ond eu seliau sy’n eu dal: {later:,}.",
)
LATE = Bilingual(
    "Over an hour old before a checkpoint signed them, and held only by their seals until then: {late:,}.",
    "Dros awr oed cyn i bwynt gwirio eu llofnodi, a dim ond eu seliau’n eu dal tan hynny: {late:,}.",
)
HOLDS = Bilingual("It holds.", "Mae’n dal.")
BREAKS = Bilingual("It does not hold. Faults: {count:,}.", "Nid yw’n dal. Namau: {count:,}.")
MORE = Bilingual("... and {more:,} more.", "... a {more:,} arall.")
CONTENTS = Bilingual("Comparing sealed details ...", "Yn cymharu manylion seliedig ...")
EXPORTED = Bilingual(
    "In {path}: entries {ledger:,}, looks {access:,}, checkpoints {checkpoints:,}. Verify with: python3 {path}/verify.py",
    "Yn {path}: cofnodion {ledger:,}, golygon {access:,}, pwyntiau gwirio {checkpoints:,}. Gwiriwch gyda: python3 {path}/verify.py",
)


@app.command(epilog=VERIFY_EXAMPLES)
def verify(
    context: typer.Context,
    contents: Annotated[
        bool, typer.Option("--contents", help="Compare sealed details with what was committed to (slower).")
    ] = False,
    checkpoints: Annotated[
        Path | None,
        typer.Option(
            help="Signed files kept elsewhere, instead of the home's.",
            metavar="FOLDER",
            exists=True,
            file_okay=False,
        ),
    ] = None,
    processes: Annotated[int | None, typer.Option(help="How many processes.", min=1, max=64)] = None,
    format: Annotated[str, typer.Option("--format", "-f", help="text or json.", metavar="FORMAT")] = "text",
) -> None:
    """Verify every entry, chain, case version and signed checkpoint.

    Exit code 0: it holds. 3: it does not hold, and each fault names the stream, the entry and what is wrong.
    1: it could not be checked. 2: mistyped.
    """
    from peelian.casework.sealing.starting import start

    start()
    from peelian.casework.ledger.contents import check_contents
    from peelian.casework.ledger.verify import verify as run

    lang = context.obj or "en"
    if format not in {"text", "json"}:
        raise typer.BadParameter("text or json", param_hint="--format")
    found = run(folder=checkpoints, processes=processes)
    if contents:
        print(CONTENTS.said(lang), file=sys.stderr)  # noqa: T201
        found = found.also(check_contents())
    (_json if format == "json" else _tell)(found, lang)
    raise typer.Exit(0 if found.holds else BROKEN)


@app.command(epilog=EXPORT_EXAMPLES)
def export(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(help="A folder that does not exist yet.", metavar="FOLDER")],
) -> None:
    """Write entries, signed checkpoints, public keys and a verifier that needs no database; nothing personal."""
    from peelian.casework.sealing.starting import start

    start()
    from peelian.casework.ledger.export import export as run

    print(EXPORTED.said(context.obj or "en").format(path=folder, **run(folder)))  # noqa: T201


def _tell(found: Verified, lang: str) -> None:
    lines = [
        COUNTED.said(lang).format(
            entries=found.entries,
            looks=found.looks,
            streams=found.streams,
            checkpoints=found.checkpoints,
            seconds=found.seconds,
        )
    ]
    if found.later:
        lines.append(LATER.said(lang).format(later=found.later))
    if found.late:
        lines.append(LATE.said(lang).format(late=found.late))
    lines += [fault.message(lang) for fault in found.faults]
    if found.fault_count > len(found.faults):
        lines.append(MORE.said(lang).format(more=found.fault_count - len(found.faults)))
    lines.append(HOLDS.said(lang) if found.holds else BREAKS.said(lang).format(count=found.fault_count))
    print("\n".join(lines))  # noqa: T201


def _json(found: Verified, lang: str) -> None:
    said = {
        "holds": found.holds,
        "entries": found.entries,
        "looks": found.looks,
        "chains": found.streams,
        "checkpoints": found.checkpoints,
        "later": found.later,
        "late": found.late,
        "seconds": round(found.seconds, 3),
        "fault_count": found.fault_count,
        "faults": [
            {
                "code": one.code,
                "log": one.log,
                "stream": one.stream,
                "entry": one.seq,
                "message": one.message(lang),
            }
            for one in found.faults
        ],
    }
    print(json.dumps(said, ensure_ascii=False, indent=1))  # noqa: T201
