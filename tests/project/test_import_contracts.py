"""The walls between the rooms: every room has a contract, the contracts hold, and each one can break."""

import configparser
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_logo=True))"

# One import per contract that its room is not allowed.
FORBIDDEN = {
    "library-without-django": ("stats/planted_framework.py", "import django"),
    "reference": ("reference/planted.py", "import peelian.stats"),
    "law": ("law/planted.py", "import peelian.facts"),
    "stats": ("stats/planted.py", "import peelian.facts"),
    "charts": ("charts/planted.py", "import peelian.plan"),
    "facts": ("facts/planted.py", "import peelian.plan"),
    "plan": ("plan/planted.py", "import peelian.evidence"),
    "ui": ("ui/planted.py", "import peelian.facts"),
    "accounts": ("accounts/planted.py", "import peelian.casework"),
    "casework": ("casework/planted.py", "import peelian.services"),
    "services": ("services/planted.py", "import peelian.evidence"),
    "evidence": ("evidence/planted.py", "import peelian.casework"),
    "project": ("project/planted.py", "import peelian.cli"),
    "cli": ("project/planted.py", "import peelian.cli"),
    "services-are-strangers": ("services/calls/planted.py", "import peelian.services.contact"),
    "casework-inside": ("casework/ledger/planted.py", "import peelian.casework.cases"),
    "one-gate": ("casework/desk/planted.py", "import peelian.casework.threads.providers"),
    "the-wall": ("casework/cases/planted.py", "import peelian.facts.intake"),
}


def contracts(repository: Path) -> dict[str, configparser.SectionProxy]:
    parser = configparser.ConfigParser()
    parser.read(repository / ".importlinter")
    prefix = "importlinter:contract:"
    return {name.removeprefix(prefix): parser[name] for name in parser.sections() if name.startswith(prefix)}


def lint(tree: Path) -> dict[str, str]:
    """Contract name -> KEPT or BROKEN, for the package in `tree`."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=tree,
        env=os.environ | {"PYTHONPATH": str(tree), "COLUMNS": "400"},
        capture_output=True,
        text=True,
        check=False,
    )
    lines = [re.sub(r" \(\d+ ignored imports?\)$", "", line) for line in done.stdout.splitlines()]
    judged = [line.rsplit(" ", 1) for line in lines if line.endswith((" KEPT", " BROKEN"))]
    assert judged, done.stdout + done.stderr
    return dict(judged)


@pytest.fixture
def copy(repository: Path, tmp_path: Path) -> Path:
    """The package's modules and contracts, to plant things in."""
    ignored = shutil.ignore_patterns("__pycache__", "static", "node_modules", "*.csv")
    shutil.copytree(repository / "src" / "peelian", tmp_path / "peelian", ignore=ignored)
    shutil.copy(repository / ".importlinter", tmp_path)
    return tmp_path


def test_every_room_of_the_house_has_a_contract(repository: Path) -> None:
    rooms = {path.parent.name for path in (repository / "src" / "peelian").glob("*/__init__.py")}
    assert len(rooms) >= 13
    assert rooms <= contracts(repository).keys()


def test_every_contract_has_an_import_that_must_break_it(repository: Path) -> None:
    assert contracts(repository).keys() == FORBIDDEN.keys()


def test_the_contracts_hold_and_each_breaks_when_its_wall_is_crossed(repository: Path, copy: Path) -> None:
    before = lint(copy)
    assert set(before.values()) == {"KEPT"}
    assert len(before) == len(FORBIDDEN)
    for service in ("calls", "contact"):
        (copy / "peelian" / "services" / service).mkdir(exist_ok=True)
        (copy / "peelian" / "services" / service / "__init__.py").touch()
    for path, line in set(FORBIDDEN.values()):
        (copy / "peelian" / path).write_text(line + "\n", encoding="utf-8")
    after = lint(copy)
    names = {section["name"] for section in contracts(repository).values()}
    assert after == dict.fromkeys(names, "BROKEN")
