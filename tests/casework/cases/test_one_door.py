"""Cases are read and written in one place; a test over the source keeps it so."""

from __future__ import annotations

import ast
from pathlib import Path

import peelian

SOURCE = Path(peelian.__path__[0])
DOORS = ("casework/cases/", "casework/ledger/")
MODELS = {"Case"}
ALLOWED = {
    "casework/retention/disposing.py": "destroys what a case holds, whoever may see it",
    "casework/retention/reviewing.py": "finds what is due for review in every team, as the system",
    "services/contact/exchange/outbound.py": "tells record systems what an event says of a case, as the system",
    "services/contact/hooks/queueing.py": "asks, as the system, whether a case may still be spoken of before it is",
    "services/contact/measures_of_reports.py": "counts by force and month what publish makes public, as the system",
    "project/demo/copying.py": "copies synthetic cases by the hundred thousand, beside no real one",
    "project/demo/running.py": "refuses to stand beside real cases, and counts the synthetic ones",
}
"""Past the door by name, each with its reason."""
MANAGERS = {"objects", "_default_manager", "_base_manager"}
MODULE = "peelian.casework.cases.models"
"""Where the table of cases can be had; a file that does not name it is not parsed."""


def _uses(text: str) -> set[str]:
    """`Case.objects`, under whatever name it was imported. What hangs on a case is read by the case that a door gave."""
    if MODULE not in text:
        return set()
    tree = ast.parse(text)
    names = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == MODULE:
            names |= {alias.asname or alias.name: alias.name for alias in node.names if alias.name in MODELS}
    return {
        names[node.value.id]
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr in MANAGERS
        and isinstance(node.value, ast.Name)
        and node.value.id in names
    }


def test_no_room_asks_the_tables_of_cases_past_the_door() -> None:
    """T-06"""
    files = [path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts]
    assert len(files) > 300
    found = {}
    for path in files:
        name = path.relative_to(SOURCE).as_posix()
        if name.startswith(DOORS) or name in ALLOWED:
            continue
        if used := _uses(path.read_text(encoding="utf-8")):
            found[name] = sorted(used)
    assert found == {}


def test_the_search_sees_what_it_looks_for() -> None:
    assert _uses("from peelian.casework.cases.models import Case as C\nC.objects.all()") == {"Case"}
    assert _uses("from peelian.casework.cases.models import Case\ncases_for(actor)") == set()


def test_only_acting_and_opening_write_a_case() -> None:
    writers = set()
    texts = {path: path.read_text(encoding="utf-8") for path in (SOURCE / "casework").rglob("*.py")}
    naming = {path: text for path, text in texts.items() if MODULE in text}
    assert len(naming) > 20
    for path, text in naming.items():
        for node in ast.walk(ast.parse(text)):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in {"update", "create", "bulk_create", "bulk_update"}
                and "Case.objects" in ast.unparse(node.func)
            ):
                writers.add(path.relative_to(SOURCE).as_posix())
    assert writers == {"casework/cases/act.py"}
