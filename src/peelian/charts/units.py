"""How a chart writes the values of a measure: digits, signs before and after, and the unit in words.

The ids are those of the measures' definitions, so a page hands over `unit_of(measure.unit, measure.decimals)`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

from peelian.reference.problems import Bilingual

_EXACT = 1e15


NOTHING = Bilingual("")


@dataclass(frozen=True, slots=True)
class Unit:
    """`factor` turns the value as held into the value as shown (a share as held, 0.12, is shown as 12%).

    `words` name the unit for an axis; `before` and `after` stand at every value ("£", "%"). `places` fixes the
    decimals; without it a chart takes as many as its values need. `floor` and `ceiling`, as held, bound the axis.
    """

    words: Bilingual = NOTHING
    before: str = ""
    after: str = ""
    factor: float = 1.0
    places: int | None = None
    floor: float | None = None
    ceiling: float | None = None

    def heading(self, lang: str) -> str:
        """The unit in words, as a heading begins."""
        words = self.words.cy if lang == "cy" else str(self.words)
        return words[:1].upper() + words[1:]

    def text(self, value: float | None, places: int | None = None) -> str:
        """The value as shown, with its signs: −1,234.5, £3.20, 12.3%."""
        if value is None or math.isnan(value):
            return ""
        shown = value * self.factor if abs(value) < _EXACT else value
        digits = self.places if places is None else places
        written = plain_number(abs(shown), 2 if digits is None else digits)
        sign = "−" if shown < 0 and any(digit in "123456789" for digit in written) else ""
        return f"{sign}{self.before}{written}{self.after}"

    def places_for(self, values: Iterable[float | None]) -> int:
        """The decimals that tell these values apart: about a hundredth of their spread, six at most."""
        if self.places is not None:
            return self.places
        held = [value * self.factor for value in values if value is not None and abs(value) < _EXACT]
        held = [value for value in held if not math.isnan(value)]
        if not held or all(value.is_integer() for value in held):
            return 0
        span = max(held) - min(held) or max(abs(value) for value in held)
        return min(6, max(0, 2 - math.floor(math.log10(span)))) if span else 0

    def tick_places(self, ticks: tuple[float, ...]) -> int:
        """The decimals that a step of an axis needs."""
        step = (ticks[1] - ticks[0]) * self.factor if len(ticks) > 1 else 1.0
        if not step or not math.isfinite(step) or step >= 10:
            return 0
        return next(
            (digits for digits in range(7) if math.isclose(step, round(step, digits), rel_tol=1e-6)), 6
        )


def plain_number(value: float, places: int) -> str:
    """Grouped thousands; a number too long to read in powers of ten."""
    return f"{value:,.{places}f}" if value < _EXACT else f"{value:.3g}"


def short(value: float, unit: Unit, places: int, *, least: float = 1e6) -> str:
    """A value for the tick of an axis: 1.2m and 3bn rather than seven digits and more, from `least` on."""
    shown = abs(value * unit.factor) if abs(value) < _EXACT else abs(value)
    for size, letter in ((1e9, "bn"), (1e6, "m"), (1e3, "k")):
        if max(size, least) <= shown < _EXACT:
            digits = next((n for n in range(3) if math.isclose(shown / size, round(shown / size, n))), 2)
            digits = 0 if letter == "k" else digits
            sign = "−" if value < 0 else ""
            return f"{sign}{unit.before}{shown / size:,.{digits}f}{letter}{unit.after}"
    return unit.text(value, places)


_UNITS: dict[str, Unit] = {
    "fte": Unit(Bilingual("full-time equivalent (FTE)", "cyfwerth ag amser llawn (CALl)"), places=0, floor=0),
    "headcount": Unit(Bilingual("headcount", "nifer y bobl"), places=0, floor=0),
    "count": Unit(Bilingual("count", "nifer"), places=0, floor=0),
    "people": Unit(Bilingual("residents", "trigolion"), places=0, floor=0),
    "per_1000": Unit(Bilingual("per 1,000 residents", "fesul 1,000 o drigolion"), floor=0),
    "per_million": Unit(Bilingual("per million residents", "fesul miliwn o drigolion"), floor=0),
    "proportion": Unit(Bilingual("per cent", "y cant"), after="%", factor=100, places=1, floor=0, ceiling=1),
    "seconds": Unit(Bilingual("seconds", "eiliadau"), floor=0),
    "hours": Unit(Bilingual("hours", "awr"), floor=0),
    "score": Unit(Bilingual("score", "sgôr")),
    "pounds": Unit(Bilingual("pounds", "punnoedd"), before="£", places=0),
    "pounds_per_head": Unit(
        Bilingual("pounds per resident", "punnoedd fesul preswylydd"), before="£", places=2
    ),
    "%": Unit(Bilingual("per cent", "y cant"), after="%", floor=0, ceiling=100),
}


def unit_of(name: str | Unit | Bilingual, decimals: int | None = None) -> Unit:
    """The unit of this id; any other words are taken as the unit's own. A `Unit` is handed back as it is."""
    if isinstance(name, Unit):
        return name
    found = _UNITS.get(str(name))
    if found is None:
        return Unit(name if isinstance(name, Bilingual) else Bilingual(name), places=decimals)
    if decimals is None or found.places is not None:
        return found
    return replace(found, places=decimals)
