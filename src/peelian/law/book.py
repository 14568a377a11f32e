"""A folder of provisions: TOML files, and Python files of the same names for those that are rules."""

import importlib.util
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from peelian.law.decision import Ruling
from peelian.law.problems import BadProvisionFile, UnknownProvision
from peelian.law.provision import Provision, Version
from peelian.law.reading import read_provisions
from peelian.reference.problems import Bilingual
from peelian.reference.reading import hint

OWN: Final = Path(__file__).parent / "provisions"

Rule = Callable[[Version, Mapping[str, Any], datetime], Ruling]


@dataclass(frozen=True)
class Book:
    """Provisions by id, and the functions that answer those that are rules."""

    provisions: Mapping[str, Provision]
    rules: Mapping[str, Rule] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Path) -> "Book":
        """All the provisions of a folder. Raises BadProvisionFile."""
        found: dict[str, Provision] = {}
        rules: dict[str, Rule] = {}
        for path in sorted(folder.glob("*.toml")):
            module = _module(path.with_suffix(".py"))
            for one in read_provisions(path, partial(_has, module)):
                if one.id in found:
                    raise BadProvisionFile(file=path.name, faults=[_twice(one.id)])
                found[one.id] = one
                if one.rule:
                    rules[one.id] = getattr(module, one.rule)
        return cls(found, rules)

    def provision(self, id_: str) -> Provision:
        """The provision with this id. Raises UnknownProvision with near ids."""
        if id_ not in self.provisions:
            raise UnknownProvision(
                text=id_, hint=hint(id_, self.provisions), known=", ".join(self.provisions)
            )
        return self.provisions[id_]

    def rule(self, provision: Provision) -> Rule:
        return self.rules[provision.id]


def _has(module: ModuleType | None, name: str) -> bool:
    return callable(getattr(module, name, None))


def _module(path: Path) -> ModuleType | None:
    """The Python file beside a TOML, loaded under a name of its own; None if there is none."""
    if not path.is_file():
        return None
    of = "peelian.law.provisions" if path.parent == OWN else f"peelian_law_{abs(hash(path.parent))}"
    spec = importlib.util.spec_from_file_location(f"{of}.{path.stem}", path)
    if spec is None or spec.loader is None:  # pragma: no cover - a .py file always has a loader
        return None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def _twice(id_: str) -> Bilingual:
    return Bilingual(f"the provision {id_} is there twice.", f"mae'r ddarpariaeth {id_} yno ddwywaith.")
