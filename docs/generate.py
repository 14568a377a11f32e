"""The reference pages that are written from the code: `make reference` writes them, a test fails when one is stale.

Run from the root of the repository: `python -m docs.generate [FOLDER]`. It works in a process of its own, with a home
of its own: what a command tells of itself depends on the site that is configured.
"""

import contextlib
import csv
import importlib
import inspect
import io
import json
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

REFERENCE = Path(__file__).parent / "reference"
NOTE = "<!-- Written by `make reference` from the code. Change the code, not this page. -->\n"

# What a notebook or a program may rely on; everything else may change without a word.
PUBLIC = (
    "peelian.measure",
    "peelian.facts.measures.frame.frame",
    "peelian.plan.check",
    "peelian.facts.measures.rows",
    "peelian.facts.measures.definitions",
    "peelian.facts.home.prepare",
    "peelian.facts.store.open_store",
    "peelian.reference.forces.forces",
    "peelian.reference.forces.force_for",
    "peelian.reference.areas.area_for",
    "peelian.reference.periods.Period.parse",
)


def cell(text: object) -> str:
    """A text that may stand in a Markdown table."""
    return " ".join(str(text).split()).replace("|", "\\|").replace("<", "&lt;")


def command_page() -> str:
    """The `peelian` command with every subcommand, as its own --help shows it."""
    parts = ["# The command", NOTE, "What `--help` says, for every command.\n"]
    for path in _command_paths():
        parts += [f"## `{' '.join(['peelian', *path])}`\n", "```text", _help(path), "```", ""]
    return "\n".join(parts)


def _command_paths() -> Iterator[list[str]]:
    from peelian.cli.group import build
    from peelian.cli.rooms import COMMANDS

    yield []
    for name in COMMANDS:
        yield [name]
        children = getattr(build(name), "commands", {})
        yield from ([name, child] for child, command in children.items() if not command.hidden)


def _help(path: list[str]) -> str:
    from peelian.cli.app import run

    with _width("80"), contextlib.redirect_stdout(io.StringIO()) as shown:
        code = run([*path, "--help"])
    if code:
        raise RuntimeError(f"peelian {' '.join(path)} --help ended with {code}")
    return "\n".join(line.rstrip() for line in shown.getvalue().strip().splitlines())


@contextlib.contextmanager
def _width(columns: str) -> Iterator[None]:
    """The page must not depend on the window it is written in."""
    before = os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = columns
    try:
        yield
    finally:
        os.environ.pop("COLUMNS")
        if before is not None:
            os.environ["COLUMNS"] = before


def errors_page() -> str:
    """Every error a person can meet: its code, its words in English, the room it comes from."""
    from peelian.reference.problems import Problem

    _import_every_problem()
    rows = sorted(
        {
            (kind.__module__.split(".")[1], kind.code, cell(kind.en))
            for kind in _kinds(Problem)
            if "en" in vars(kind) and kind.__module__.startswith("peelian.")
        }
    )
    lines = [f"| `{code}` | {words} | {room} |" for room, code, words in rows]
    head = (
        "Each error has a stable code and says what is wrong, where, why and how to mend it. Words in braces are filled "
        "in. The same messages exist in Welsh; nobody has reviewed the Welsh yet.\n"
    )
    return "\n".join(["# Errors", NOTE, head, "| code | message | room |", "| --- | --- | --- |", *lines, ""])


def _kinds(kind: type) -> Iterator[type[Any]]:
    for child in kind.__subclasses__():
        yield child
        yield from _kinds(child)


def _import_every_problem() -> None:
    """Import each module that has an error class, wherever it stands; others may need a configured site."""
    import peelian

    package = Path(peelian.__path__[0])
    for path in sorted(package.rglob("*.py")):
        if re.search(r"^class \w+\(\w*Problem\w*\)", path.read_text(encoding="utf-8"), re.MULTILINE):
            importlib.import_module(".".join(["peelian", *path.relative_to(package).with_suffix("").parts]))


def python_page() -> str:
    """The public functions with their signatures and docstrings."""
    parts = ["# Python", NOTE, "What a notebook or a program may rely on. Names not listed may change.\n"]
    for name in PUBLIC:
        thing = _found(name)
        parts += [f"## `{name}`\n", "```text", f"{name.rsplit('.', 1)[1]}{_signature(thing)}", ""]
        parts += [inspect.getdoc(thing) or "", "```", ""]
    return "\n".join(parts)


def _found(name: str) -> Any:
    parts = name.split(".")
    for cut in range(len(parts) - 1, 0, -1):
        try:
            thing: Any = importlib.import_module(".".join(parts[:cut]))
        except ModuleNotFoundError:
            continue
        for part in parts[cut:]:
            thing = getattr(thing, part)
        return thing
    raise LookupError(name)


class _Bare(str):
    """An annotation that was written as text, shown without quotation marks."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def _signature(thing: Any) -> str:
    signature = inspect.signature(thing)
    parameters = [one.replace(annotation=_bare(one.annotation)) for one in signature.parameters.values()]
    plain = signature.replace(parameters=parameters, return_annotation=_bare(signature.return_annotation))
    return re.sub(r"\b(?:[a-z_]+\.)+(?=[A-Z])", "", str(plain))


def _bare(annotation: object) -> object:
    return _Bare(annotation) if isinstance(annotation, str) else annotation


def claims_page() -> str:
    """Every claim with its test and its rules, from the definitions."""
    from peelian.plan.claims.reference_page import page

    return page()


def measures_page() -> str:
    """Every measure, from the definitions."""
    from peelian.facts.measures.document import page

    return page()


def provisions_page() -> str:
    """Every rule of law with its versions, from the definitions; then the worked times that its tests hold it to."""
    from peelian.law.reference_page import page
    from tests.spec.law.specs import SPECS

    head = (
        "## Worked times\n\nCounted by hand on a calendar, and held by the tests. Times are London's; a day alone is the "
        "end of that day. Examples on `made_up.tell` are of rules made up to show a change.\n"
    )
    return "\n".join([page(), head, *map(_worked, SPECS)])


def _worked(spec: Any) -> str:
    """One spec of tests/spec/law as a table."""
    rows = [[cell(value) for value in line.split("|")] for line in spec.rows.strip().splitlines()]
    table = ["| " + " | ".join(row) + " |" for row in rows]
    rule = "| " + " | ".join("---" for _ in rows[0]) + " |"
    return "\n".join(
        [f"### {spec.title}\n", f"{spec.words} `{spec.provision}`\n", table[0], rule, *table[1:], ""]
    )


def question_sets_page() -> str:
    """Every question of every report in both languages, from the definitions."""
    from peelian.services.contact.sets.review_page import page

    return page()


def routing_page() -> str:
    """Which force answers for what place, from the tables of contact."""
    from peelian.services.contact.routing.table import page

    return page()


def risk_page() -> str:
    """Every rule about how urgent a report is, every force's grades, and the examples that the tests hold them to."""
    from peelian.services.contact.risk.review_page import page

    examples = REFERENCE.parent.parent / "tests" / "spec" / "risk" / "expected.csv"
    with examples.open(encoding="utf-8", newline="") as file:
        return page(list(csv.DictReader(file)))


def exchange_page() -> str:
    """What record systems and Peelian tell each other, from the contract."""
    from peelian.services.contact.exchange.reference_page import page

    return page()


def openapi_page() -> str:
    """The description of the API that `/api/v1/openapi.json` gives, as a file that needs no server."""
    import django
    from django.conf import settings

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "peelian.project.settings.test")
    if not settings.configured:
        django.setup()
    from peelian.evidence.api.urls import description

    return json.dumps(description(), indent=1, ensure_ascii=False) + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "claims.md": claims_page,
    "command.md": command_page,
    "errors.md": errors_page,
    "exchange.md": exchange_page,
    "measures.md": measures_page,
    "openapi.json": openapi_page,
    "provisions.md": provisions_page,
    "python.md": python_page,
    "routing.md": routing_page,
    "question-sets.md": question_sets_page,
    "risk.md": risk_page,
}


def main(folder: Path = REFERENCE) -> None:
    """Write every page into the folder."""
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)
    with tempfile.TemporaryDirectory() as home:
        os.environ["PEELIAN_HOME"] = home
        for name, write in PAGES.items():
            (folder / name).write_text(write(), encoding="utf-8")
            print(f"reference: wrote {folder.name}/{name}")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
