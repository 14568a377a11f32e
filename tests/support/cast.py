"""The cast: the same six people in every test that needs people, so that a name tells the reader who may do what."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """One of the cast: what they are to the case that a test is about."""

    name: str
    part: str
    force_id: str | None = None
    age: int = 34


ASHA = Person("Asha", "reported it")
BEN = Person("Ben", "is her officer", force_id="west-midlands")
CERYS = Person("Cerys", "supervises", force_id="west-midlands")
DEV = Person("Dev", "works in another force", force_id="kent")
EVE = Person("Eve", "is nobody")
FFION = Person("Ffion", "is fifteen", age=15)

CAST = (ASHA, BEN, CERYS, DEV, EVE, FFION)
