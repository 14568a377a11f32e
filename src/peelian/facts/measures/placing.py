"""A measure's figures by area and period, each made into rows only when it is asked for.

Checks of claims read a whole measure and use a few of its figures; making every row would take longer than the query.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from peelian.facts.measures.combining import Figure
from peelian.facts.measures.model import MeasureRow

#: Area id, period.
Place = tuple[str, str]


class ByPlace(Mapping[Place, list[MeasureRow]]):
    """The rows of each area and period that has any; `made` turns the figures of one place into its rows."""

    def __init__(self, figures: Iterable[Figure], made: Callable[[list[Figure]], list[MeasureRow]]) -> None:
        self._made = made
        self._rows: dict[Place, list[MeasureRow]] = {}
        self._figures: dict[Place, list[Figure]] = {}
        for figure in figures:
            self._figures.setdefault((figure.area_id, figure.period), []).append(figure)

    def __getitem__(self, place: Place) -> list[MeasureRow]:
        if place not in self._rows:
            self._rows[place] = self._made(self._figures[place])
        return self._rows[place]

    def __iter__(self) -> Iterator[Place]:
        return iter(self._figures)

    def __len__(self) -> int:
        return len(self._figures)
