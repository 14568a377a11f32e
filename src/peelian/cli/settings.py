"""Which settings the commands with records start with: Peelian's own, whatever another project left in the environment."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pkgutil import iter_modules
from typing import Final

from peelian.cli.problems import ForeignSettings

VARIABLE: Final = "DJANGO_SETTINGS_MODULE"
OURS: Final = "peelian.project.settings"


def must_be_ours() -> None:
    """Raise ForeignSettings where the environment names settings that are not Peelian's. An empty name is none."""
    named = os.environ.get(VARIABLE, "").strip()
    if not named:
        os.environ.pop(VARIABLE, None)
        return
    known = [f"{OURS}.{name}" for name in _names()]
    if named not in known:
        raise ForeignSettings(variable=VARIABLE, named=named, known=", ".join(known))
    os.environ[VARIABLE] = named


def _names() -> list[str]:
    """The settings that Peelian brings, without those that only others build on."""
    package = find_spec(OURS)
    places = list(package.submodule_search_locations or ()) if package else []
    return [one.name for one in iter_modules(places) if one.name not in {"base", "casework", "database"}]
