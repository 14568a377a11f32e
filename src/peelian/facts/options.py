"""The options that every command which answers with a table has."""

from pathlib import Path
from typing import Annotated

import typer

Format = Annotated[str, typer.Option("--format", "-f", help="table, json, csv or parquet.", metavar="FORMAT")]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="Write to this file, not the terminal.", metavar="FILE")
]
Lang = Annotated[str, typer.Option("--lang", help="en or cy (Welsh).", metavar="LANG")]
