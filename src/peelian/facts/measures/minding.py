"""Were the periods and values that somebody asked for ever published? If not, say what is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from peelian.facts.measures.faults import near
from peelian.facts.measures.gathering import gather
from peelian.facts.measures.model import Measure
from peelian.facts.measures.problems import UnknownValue
from peelian.facts.measures.request import Request, Where
from peelian.facts.store import Store
from peelian.reference.vocabulary import vocabulary

if TYPE_CHECKING:
    from peelian.facts.measures.model import MeasureRow


def mind_strange(asked: Request, store: Store) -> None:
    """A value that its vocabulary does not know must be in the data. Raises UnknownTerm with the nearest known one."""
    for dim, name, text in asked.strange:
        if text not in held_values(asked.measure, dim, store):
            vocabulary(name).find(text)


def held_values(measure: Measure, dim: str, store: Store) -> list[str]:
    """The values of a dimension that the data loaded holds, sorted."""
    found = {
        part.dims[dim] for name in measure.sides for part in gather(measure, name, store) if dim in part.dims
    }
    return sorted(found)


def mind_values(measure: Measure, where: Where | None, found: Collection[MeasureRow], store: Store) -> None:
    """Raises UnknownValue for a value of `where` that no row has, with what the data holds."""
    for dim, asked in (where or {}).items():
        shown = {row.dims.get(dim) for row in found}
        for text in [asked] if isinstance(asked, str) else asked:
            if text in ("each", "all") or _known(measure, dim, text) in shown:
                continue
            known: Sequence[str] = held_values(measure, dim, store)
            if _known(measure, dim, text) in known:
                continue
            raise UnknownValue(
                measure=measure.id,
                dimension=dim,
                text=text,
                hint=near(text, known),
                known=", ".join(known) or "nothing",
            )


def _known(measure: Measure, dim: str, text: str) -> str:
    """The vocabulary's own word for what was typed."""
    name = next((one.vocabulary for one in measure.dims if one.name == dim), None)
    found = vocabulary(name).find_or_none(text) if name else None
    return found.name if found else text
