"""Figures that the loaded figures themselves show to be unlike the others: sums of years among yearly averages."""

from collections.abc import Iterable

from peelian.facts.measures.combining import Figure
from peelian.facts.measures.gathering import Part, gather
from peelian.facts.measures.model import Measure, Text
from peelian.facts.measures.summing import worst
from peelian.facts.measures.vocabulary import WITHOUT_VALUE
from peelian.facts.sources.comparability import LOOKS, reasons_against, yearly_averages
from peelian.facts.store import Store


def mind_sums(measure: Measure, figures: Iterable[Figure], store: Store) -> None:
    """Mark as not comparable, with the numbers, what looks like a sum beside every window that is loaded.

    Nothing is done for a measure of another dataset than those of yearly averages (`sources/comparability.toml`). What
    a source's own note said of the same inference is left out, because it knew fewer windows and one language.
    """
    dataset = measure.numerator.dataset
    if dataset not in yearly_averages():
        return
    held = _rates(gather(measure, "numerator", store))
    for figure in figures:
        if figure.state in WITHOUT_VALUE or figure.value is None or figure.area_kind != "force":
            continue
        rates = {**held, figure.area_id: {**held.get(figure.area_id, {}), figure.period: figure.value}}
        against = reasons_against(dataset, rates, figure.area_id, figure.period)
        if against:
            figure.notes = [note for note in figure.notes if LOOKS not in note.en.lower()]
            figure.state = worst([figure.state, "not_comparable"])
            for reason in against:
                figure.note(Text(str(reason), reason.cy))


def _rates(parts: Iterable[Part]) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for part in parts:
        if part.value is not None:
            found.setdefault(part.area_id, {})[part.period] = part.value
    return found
