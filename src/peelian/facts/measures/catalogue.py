"""The measures that exist: one reviewed TOML file each, read when first asked for."""

from functools import cache
from pathlib import Path

from peelian.facts.measures.faults import near
from peelian.facts.measures.model import Measure
from peelian.facts.measures.problems import UnknownMeasure
from peelian.facts.measures.reading import read_definition

FOLDER = Path(__file__).parent / "definitions"


@cache
def measure_ids() -> tuple[str, ...]:
    """The ids of all measures, sorted; no file is read."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


@cache
def definition(id: str) -> Measure:
    """The measure with this id. Raises UnknownMeasure with suggestions, BadDefinition with every fault."""
    if id not in measure_ids():
        raise UnknownMeasure(text=id, hint=near(id, measure_ids()), known=", ".join(measure_ids()))
    return read_definition(FOLDER / f"{id}.toml")


def definitions() -> dict[str, Measure]:
    """All measures by id, sorted. Raises BadDefinition."""
    return {id: definition(id) for id in measure_ids()}
