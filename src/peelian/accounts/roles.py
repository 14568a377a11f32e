"""The roles and permissions of definitions/roles.toml, checked as they are read."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from peelian.accounts.problems import BadRoles, UnknownPermission, UnknownRole
from peelian.reference.problems import Bilingual

FILE = Path(__file__).parent / "definitions" / "roles.toml"
_WITHOUT_ACCOUNT = ("system", "outside", "programs")


@dataclass(frozen=True, slots=True)
class Role:
    """A named set of permissions; `grants` are the roles that its holder may give to others."""

    id: str
    title: Bilingual
    permissions: frozenset[str]
    grants: frozenset[str]


@dataclass(frozen=True, slots=True)
class Book:
    """Everything the file says. `without_account`: what `system`, `outside` and `programs` may do."""

    permissions: dict[str, Bilingual]
    roles: dict[str, Role]
    without_account: dict[str, frozenset[str]]


@cache
def book() -> Book:
    """The packaged file. Raises BadRoles with every fault."""
    return read(FILE)


def read(file: Path) -> Book:
    """The roles in `file`. Raises BadRoles with every fault."""
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    permissions = {name: _bilingual(words) for name, words in data.get("permissions", {}).items()}
    roles = {name: _role(name, given) for name, given in data.get("roles", {}).items()}
    without = {name: frozenset(data.get("without_account", {}).get(name, ())) for name in _WITHOUT_ACCOUNT}
    made = Book(permissions, roles, without)
    faults = _faults(made)
    if faults:
        raise BadRoles(faults=" ".join(faults))
    return made


def _bilingual(words: dict[str, Any]) -> Bilingual:
    return Bilingual(str(words.get("en", "")), str(words.get("cy", "")))


def _role(name: str, given: dict[str, Any]) -> Role:
    return Role(
        name,
        _bilingual(given.get("title", {})),
        frozenset(given.get("permissions", ())),
        frozenset(given.get("grants", ())),
    )


def _faults(made: Book) -> list[str]:
    faults = [] if made.roles else ["It defines no role."]
    for role in made.roles.values():
        if not role.title:
            faults.append(f"The role {role.id} has no title.")
        faults += [
            f"The role {role.id} allows {name}, which is no permission."
            for name in sorted(role.permissions - made.permissions.keys())
        ]
        faults += [
            f"The role {role.id} may give {name}, which is no role."
            for name in sorted(role.grants - made.roles.keys())
        ]
    for who, names in made.without_account.items():
        faults += [
            f"{who} is allowed {name}, which is no permission."
            for name in sorted(names - made.permissions.keys())
        ]
    faults += [
        f"The permission {name} has no words." for name, words in made.permissions.items() if not words
    ]
    return faults


def permission(name: str) -> str:
    """`name`, when it is a permission. Raises UnknownPermission: a slip of the pen must not allow or refuse quietly."""
    if name not in book().permissions:
        raise UnknownPermission(name=name)
    return name


def role(name: str) -> Role:
    """The role `name`. Raises UnknownRole."""
    try:
        return book().roles[name]
    except KeyError:
        raise UnknownRole(name=name, known=", ".join(book().roles)) from None
