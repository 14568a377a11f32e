"""The register of services: what each part of Peelian will do for the plans' promises, and whether it is built."""

from dataclasses import dataclass
from functools import cache
from typing import Final

from peelian.plan.claims.verdicts import Words
from peelian.plan.commitments.shape import Entry
from peelian.plan.registers.reading import FOLDER, entry, register
from peelian.plan.registers.vocabulary import SERVICE_STATES
from peelian.reference.problems import Bilingual

_CALLED: Final = Bilingual("services", "gwasanaethau")


@dataclass(frozen=True, slots=True)
class Service:
    """One service. `commitments` are those it was made for; the links both ways are in peelian.plan.spine."""

    id: str
    title: Words
    does: Words
    status: str
    commitments: tuple[str, ...] = ()

    def status_in(self, lang: str) -> str:
        return SERVICE_STATES[self.status][lang]


@cache
def services() -> dict[str, Service]:
    """Every service by id, in the register's order. Raises BadRegisterFile."""
    return register(FOLDER / "services.toml", "services", "id", read_service)


def service(id_: str) -> Service:
    """The service with this id. Raises UnknownEntry with near ids."""
    return entry(services(), id_, _CALLED)


def read_service(table: Entry) -> Service:
    """One [[services]] table, its faults noted."""
    table.only("id", "title", "does", "status", "commitments")
    return Service(
        id=table.text("id", example='id = "contact"'),
        title=table.words("title"),
        does=table.words("does"),
        status=table.choice("status", SERVICE_STATES),
        commitments=table.texts("commitments"),
    )
