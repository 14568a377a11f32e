"""Figures made from a source some of whose rows are in quarantine: they say so, from the manifest alone.

The whole source is told in a note. Where the adapter could tell which area and period the lost rows belong to, a figure
of that area and period is provisional too, and so is every sum it goes into.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from peelian.facts.hit_slots import hit
from peelian.facts.measures.model import Text
from peelian.facts.store import Store

if TYPE_CHECKING:
    from peelian.facts.measures.gathering import Part

#: A figure that says this is not the whole count.
SLOT_HIT = Text(
    "Rows of this area and period are in quarantine, so the figure is provisional.",
    "Mae rhesi o'r ardal a'r cyfnod hyn mewn cwarantin, felly ffigur dros dro yw hwn.",
)


@dataclass(frozen=True, slots=True)
class Unused:
    """What one source lost: rows in quarantine, rows read, and the areas and periods known to be hit."""

    quarantined: int
    read: int
    slots: frozenset[tuple[str, str]]


@lru_cache(maxsize=16)
def unused(store: Store) -> dict[str, Unused]:
    """The sources with rows in quarantine, by id; kept per opened store."""
    return {
        record.id: Unused(record.rows_quarantined, record.rows_read, hit(record.labels))
        for record in store.manifest.sources
        if record.rows_quarantined
    }


def marked(part: "Part", store: Store) -> "Part":
    """The part, provisional when rows of its own area and period were not used."""
    lost = unused(store)
    slot = (part.area_id, part.period)
    if lost and any(slot in lost[source].slots for source in part.sources if source in lost):
        part.notes = (*part.notes, SLOT_HIT)
        part.state = "provisional" if part.state == "ok" else part.state
    return part


def note_on(sources: Iterable[str], store: Store) -> Text | None:
    """What a figure from these sources must say about their rows in quarantine; None when there are none."""
    lost = unused(store)
    found = [lost[source] for source in sources if source in lost] if lost else []
    if not found:
        return None
    quarantined, read = sum(one.quarantined for one in found), sum(one.read for one in found)
    return _told(quarantined, read, len(found))


def _told(quarantined: int, read: int, sources: int) -> Text:
    these = "this source is" if quarantined == 1 else "this source are"
    whose = "y ffynhonnell hon"
    if sources > 1:
        these, whose = f"{sources:,} of the sources are", f"{sources:,} o'r ffynonellau"
    return Text(
        f"{quarantined:,} of the {read:,} rows of {these} in quarantine: the figure may be incomplete.",
        f"Mae {quarantined:,} o'r {read:,} rhes yn {whose} mewn cwarantin: gall y ffigur fod yn anghyflawn.",
    )
