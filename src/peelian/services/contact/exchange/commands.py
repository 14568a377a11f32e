"""`peelian exchange`: the conformance kit for suppliers of record systems. It needs no web framework and no database."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Final, Literal

import typer

from peelian.reference.problems import Bilingual

app = typer.Typer(
    name="exchange",
    help="Try a record system, or files, against the exchange contract.",
    no_args_is_help=True,
    rich_markup_mode=None,
    add_completion=False,
)

FAILING: Final = 3
CHECK_EXAMPLES: Final = """\b
Examples:
  peelian exchange check --files outgoing/
  PEELIAN_EXCHANGE_KEY=peelian_... peelian exchange check --against https://peelian.example.org
"""
SCHEMA_EXAMPLES: Final = """\b
Examples:
  peelian exchange schema in > message-in.schema.json
"""
ONE_OF: Final = Bilingual(
    "Give --against URL or --files FOLDER.", "Rhowch --against URL neu --files FFOLDER."
)
NO_KEY: Final = Bilingual(
    "Set PEELIAN_EXCHANGE_KEY to the key that the force gave you.",
    "Gosodwch PEELIAN_EXCHANGE_KEY i'r allwedd a roddodd yr heddlu.",
)
NO_ANSWER: Final = Bilingual("{url} does not answer: {why}", "Nid yw {url} yn ateb: {why}")
NO_FILES: Final = Bilingual(
    "No .json, .jsonl or .csv file lies there.", "Nid oes ffeil .json, .jsonl na .csv yno."
)
SUM: Final = Bilingual("{right} of {all} checks hold.", "Mae {right} o {all} gwiriad yn dal.")


@app.callback()
def _group() -> None:
    """Try a record system, or files, against the exchange contract."""


@app.command(epilog=CHECK_EXAMPLES)
def check(
    context: typer.Context,
    against: Annotated[str, typer.Option(help="The address of a system that speaks the contract.")] = "",
    files: Annotated[
        Path | None,
        typer.Option(help="A folder of messages: .json, .jsonl, .csv.", exists=True, file_okay=False),
    ] = None,
    key: Annotated[
        str,
        typer.Option(
            help="The key; better in the environment.", envvar="PEELIAN_EXCHANGE_KEY", show_envvar=True
        ),
    ] = "",
) -> None:
    """Run every check of the contract and tell each as it stands.

    On a running system it sends made-up cases under a source of its own. Exit code 0: every check holds. 3: one does
    not. 1: nothing answers. 2: mistyped.
    """
    from peelian.services.contact.exchange import conformance

    lang = context.obj or "en"
    if bool(against) == (files is not None) or (against and not against.startswith(("http://", "https://"))):
        raise typer.BadParameter(ONE_OF.said(lang))
    if files is not None:
        _tell(conformance.files(files), lang)
        return
    if not key:
        raise typer.BadParameter(NO_KEY.said(lang))
    try:
        _tell(conformance.against(conformance.Other(against, key)), lang)
    except OSError as error:
        typer.echo(NO_ANSWER.said(lang).format(url=against, why=error), err=True)
        raise typer.Exit(1) from None


@app.command(epilog=SCHEMA_EXAMPLES)
def schema(
    way: Annotated[Literal["in", "out"], typer.Argument(help="Messages that come in to Peelian, or go out.")],
) -> None:
    """Print the JSON Schema of one message."""
    from peelian.services.contact.exchange import schemas

    typer.echo(json.dumps(schemas.schema(way), indent=2))


def _tell(checks: Iterator[object], lang: str) -> None:
    from peelian.services.contact.exchange.conformance import Checked

    right = every = 0
    for one in checks:
        assert isinstance(one, Checked)
        every += 1
        right += not one.wrong
        typer.echo(
            f"{'ok   ' if not one.wrong else 'WRONG'}  {one.title}"
            + (f"\n         {one.wrong}" if one.wrong else "")
        )
    typer.echo((SUM if every else NO_FILES).said(lang).format(right=right, all=every))
    if right < every or not every:
        raise typer.Exit(FAILING)
