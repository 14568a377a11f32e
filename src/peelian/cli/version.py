"""`peelian version`."""

import sys
from typing import Annotated

import typer


def version(
    format: Annotated[str, typer.Option("--format", "-f", help="table or json.", metavar="FORMAT")] = "table",
) -> None:
    """Show the version of Peelian and of Python, and the folder that holds the data."""
    from peelian import __version__
    from peelian.facts.home import home

    shown = {"peelian": __version__, "python": sys.version.split()[0], "home": str(home())}
    if format == "json":
        from peelian.facts.tabulate import emit

        emit([shown], format="json")
        return
    typer.echo("\n".join(f"{name} {value}" for name, value in shown.items()))


version.examples = "\b\nExamples:\n  peelian version\n  peelian version --format json\n"  # type: ignore[attr-defined]
