"""The command group that imports a room only when its command is used."""

import difflib
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from peelian.cli.rooms import COMMANDS, load
from peelian.cli.settings import must_be_ours
from peelian.cli.usage import near
from peelian.reference.problems import Bilingual

EPILOG = """\b
Examples:
  peelian check
  peelian check C09
  peelian force "West Midlands"
  peelian data list
  peelian version

With --lang cy, any command tells its problems in Welsh.
"""


class Rooms(TyperGroup):
    """Lists every command without importing any; builds the one that is called."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """A light stand-in with the help line, enough for listing."""
        room = COMMANDS.get(cmd_name)
        return None if room is None else TyperCommand(cmd_name, short_help=room.help, help=room.help)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The real command; an unknown one fails with the nearest names."""
        name = args[0]
        if name not in COMMANDS:
            ctx.fail(_no_command(name))
        if COMMANDS[name].extra == "web" and "--help" not in args:
            must_be_ours()
        return name, build(name), args[1:]


def build(name: str) -> Any:
    """The click command of a room, from its function or its Typer app."""
    brought = load(name)
    if isinstance(brought, typer.Typer):
        command = get_command(brought)
        command.name = name
        return command
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command(name, epilog=getattr(brought, "examples", None))(brought)
    return get_command(app)


def _no_command(name: str) -> Bilingual:
    meant = near(difflib.get_close_matches(name, COMMANDS, n=2, cutoff=0.55))
    every = ", ".join(COMMANDS)
    hint = meant if meant else Bilingual(f" There are: {every}.", f" Y gorchmynion yw: {every}.")
    return Bilingual(f"There is no command '{name}'.{hint}", f"Nid oes gorchymyn '{name}'.{hint.cy}")
