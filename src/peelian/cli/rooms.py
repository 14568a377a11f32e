"""Which room brings which command: named here, imported only when used."""

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final

from peelian.cli.problems import MissingExtra


@dataclass(frozen=True, slots=True)
class RoomCommand:
    """A command: the module and name that hold it, its line in `peelian --help`, the extra it needs.

    `speaks`: it has a `--lang` option of its own.
    """

    module: str
    attribute: str
    help: str
    extra: str = ""
    speaks: bool = False


COMMANDS: Final = {
    "check": RoomCommand(
        "peelian.plan.commands", "check", "Check claims against the loaded figures.", speaks=True
    ),
    "force": RoomCommand(
        "peelian.plan.commands", "force", "Show a force's figures, claims and part in the plan.", speaks=True
    ),
    "league": RoomCommand(
        "peelian.facts.league_commands", "league", "Rank the forces on a measure, honestly.", speaks=True
    ),
    "compare": RoomCommand(
        "peelian.facts.league_commands", "compare", "Compare two areas, or two periods.", speaks=True
    ),
    "plan": RoomCommand(
        "peelian.plan.plan_commands", "plan", "List the plans' promises and their status.", speaks=True
    ),
    "commitment": RoomCommand(
        "peelian.plan.plan_commands", "commitment", "Show one promise from words to outcome.", speaks=True
    ),
    "data": RoomCommand("peelian.facts.commands", "app", "Add, list, show and verify official files."),
    "ledger": RoomCommand(
        "peelian.casework.ledger.commands", "app", "Verify the ledger of casework, or export it.", "web"
    ),
    "due": RoomCommand(
        "peelian.casework.schedule.commands", "app", "Show what waits and what failed; try it again.", "web"
    ),
    "messages": RoomCommand(
        "peelian.casework.threads.commands", "app", "See how messages stand; take mail that came back.", "web"
    ),
    "exchange": RoomCommand(
        "peelian.services.contact.exchange.commands", "app", "Try a record system against the contract."
    ),
    "keys": RoomCommand(
        "peelian.casework.sealing.commands", "app", "List and rotate the keys of the ring.", "web"
    ),
    "backup": RoomCommand(
        "peelian.casework.retention.commands", "backup", "Back up records and keys, apart.", "web"
    ),
    "retention": RoomCommand(
        "peelian.casework.retention.commands", "app", "Show schedules and holds; finish disposals.", "web"
    ),
    "manage": RoomCommand("peelian.project.manage", "app", "Run a command of Django's own.", "web"),
    "publish": RoomCommand(
        "peelian.casework.publish_commands", "publish", "Publish how the services did, by force.", "web"
    ),
    "demo": RoomCommand(
        "peelian.project.demo.commands", "demo", "Fill an empty Peelian with a made-up year.", "web"
    ),
    "up": RoomCommand("peelian.project.commands", "up", "Serve Peelian on this computer.", "web"),
    "worker": RoomCommand("peelian.project.commands", "worker", "Do what is due, again and again.", "web"),
    "version": RoomCommand("peelian.cli.version", "version", "Show the version and where the data lies."),
}

_OF_AN_EXTRA: Final = {
    "django": "web",
    "granian": "web",
    "govuk_frontend_jinja": "web",
    "csp": "web",
    "whitenoise": "web",
    "jinja2": "web",
    "babel": "web",
    "allauth": "web",
    "cryptography": "web",
    "PIL": "web",
    "psycopg": "postgres",
    "storages": "s3",
    "pyspark": "spark",
    "altair": "notebook",
}


_NEEDED: Final = {"web": ("django", "granian", "jinja2")}


def _installed(package: str) -> bool:
    try:
        return find_spec(package) is not None
    except ValueError:  # a package that was put out of reach on purpose
        return False


def load(name: str) -> Any:
    """The function or Typer app of a command. Raises MissingExtra when its extra is not installed."""
    room = COMMANDS[name]
    for package in _NEEDED.get(room.extra, ()):
        if not _installed(package):
            raise MissingExtra(command=name, package=package, extra=room.extra)
    try:
        return getattr(import_module(room.module), room.attribute)
    except ModuleNotFoundError as error:
        raise missing_extra(error, name) from None


def missing_extra(error: ModuleNotFoundError, command: str) -> Exception:
    """The advice for a module that is not there; the error itself when no extra holds it."""
    package = (error.name or "").partition(".")[0]
    extra = _OF_AN_EXTRA.get(package)
    if extra is None:
        return error
    return MissingExtra(command=command, package=package, extra=extra)
