"""`peelian data template`: the headings of a file to fill in."""

from __future__ import annotations

from typing import Annotated

import typer

EXAMPLES = """\b
Examples:
  peelian data template figures > figures.csv
  peelian data add figures.csv
"""


def register(app: typer.Typer) -> None:
    """Add the `template` command to the `data` commands."""
    app.command("template", epilog=EXAMPLES)(template)


def template(
    name: Annotated[str, typer.Argument(help="Which one: figures.", metavar="NAME")] = "figures",
) -> None:
    """Write the headings of a table to fill in, one published figure a line, with its source.

    A claim that could not be told for want of a published figure is settled by adding a file with that figure:
    `peelian check ID` names the series, the area and the period that it waits for.
    """
    from peelian.facts.templates import template as headings

    typer.echo(headings(name), nl=False)
