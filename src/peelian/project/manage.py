"""`peelian manage`: Django's own commands, with Peelian's settings. There is no manage.py."""

from __future__ import annotations

import os
from typing import Annotated

import typer

DEFAULT = "peelian.project.settings.all"

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    "manage",
    add_help_option=False,
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
)
def manage(
    arguments: Annotated[
        list[str] | None,
        typer.Argument(help="A command of Django and its options, for example: migrate --plan"),
    ] = None,
) -> None:
    """Run a command of Django: migrate, makemigrations, shell, check ...

    Examples:

      peelian manage migrate

      peelian manage makemigrations clocks
    """
    from django.core.management import execute_from_command_line

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", DEFAULT)
    execute_from_command_line(["peelian manage", *(arguments or ["help"])])
