"""Reports as the public form opens them, one by one or as a flood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from peelian.casework.cases.models import Case
from peelian.services.contact.actions.reporting import Reported, open_report
from peelian.services.contact.numbers import new_number
from peelian.services.contact.sets.reading import set_
from peelian.services.contact.visit.answers import read

SAME = "Buy your lamps from us, we have the best of all lamps."
OWN = "Somebody took my bicycle from outside number {number}, it is green and has a basket."


def reported(set_id: str = "theft", text: str = SAME, *, as_of: datetime, **more: Any) -> Reported:
    """A report that is told about on the page alone. `more`: fields of the page, `__` for a dot."""
    typed = {
        "number": new_number(),
        "set": set_id,
        "version": "1",
        "force": "west-midlands",
        "q.who": "self",
        "q.anonymous": "named",
        "q.told.by": "page",
        "q.happened": text,
        "q.name": "Asha Okafor",
        "q.language": "en",
        **{name.replace("__", "."): value for name, value in more.items()},
    }
    return open_report(read(QueryDict(urlencode(typed, doseq=True))), set_(set_id), as_of=as_of)


@dataclass(frozen=True)
class Flood:
    """What came: references in the order in which it came. `urgent`: true ones of danger; `true`: the other true ones."""

    all: Sequence[str]
    true: Sequence[str]
    urgent: Sequence[str]


def flood(same: int, true: int, urgent: int, *, begins: datetime, chance: Random) -> Flood:
    """So many reports with the same words, with true ones among them, a second after each other."""
    kinds = ["same"] * same + ["true"] * true + ["urgent"] * urgent
    chance.shuffle(kinds)
    came: dict[str, list[str]] = {"same": [], "true": [], "urgent": []}
    every = []
    for number, kind in enumerate(kinds):
        now = begins + timedelta(seconds=number)
        if kind == "urgent":
            got = reported("domestic_abuse", OWN.format(number=number), as_of=now, q__safe_now="danger")
        else:
            got = reported(text=SAME if kind == "same" else OWN.format(number=number), as_of=now)
        assert got.words and not got.again
        came[kind].append(got.case.reference)
        every.append(got.case.reference)
    return Flood(every, came["true"], came["urgent"])


def case_of(reference: str) -> Case:
    """The case as it lies."""
    return Case.objects.get(reference=reference)
