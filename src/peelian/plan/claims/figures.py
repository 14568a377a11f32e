"""Reading a figure as a person writes it: "-14%", "about 21,000", "£3.6m", ">30,000", "-2.3 points"."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from peelian.plan.claims.problems import BadFigure
from peelian.plan.claims.rounding import said_to

_FIGURE: Final = re.compile(
    r"(?P<sense>about|tua|around|~|>=|<=|>|<|more than|less than|at least|at most)?\s*"
    r"(?P<sign>[+-])?\s*(?P<pounds>£)?(?P<digits>\d{1,3}(,\d{3})+(\.\d{1,6})?|\d{1,12}(\.\d{1,6})?)\s*"
    r"(?P<size>k|m|bn|thousand|million|billion)?\s*(?P<unit>%|percent|per cent|points?|pp)?",
    re.ASCII | re.IGNORECASE,
)
_SENSES: Final = {
    "about": "about",
    "tua": "about",
    "around": "about",
    "~": "about",
    ">": "more_than",
    "more than": "more_than",
    "<": "less_than",
    "less than": "less_than",
    ">=": "at_least",
    "at least": "at_least",
    "<=": "at_most",
    "at most": "at_most",
}
_SIZES: Final = {"k": 3, "thousand": 3, "m": 6, "million": 6, "bn": 9, "billion": 9}
EXAMPLES: Final = '-14%, -922, "about -21,000", ">30,000", £3.6m, "-2.3 points"'


@dataclass(frozen=True, slots=True)
class SaidFigure:
    """A figure as written: its value, the place to which it was said, its kind and its sense.

    `kind` is percent, points or number.
    """

    value: Decimal
    to: Decimal
    kind: str
    sense: str


def read_figure(text: str, option: str) -> SaidFigure:
    """The figure that a text writes. Raises BadFigure, which names the option and gives examples."""
    written = text.strip().replace("−", "-")
    match = _FIGURE.fullmatch(written)
    if match is None:
        raise BadFigure(text=text[:60], option=option, examples=EXAMPLES)
    digits = Decimal(match["digits"].replace(",", ""))
    kind = _kind(match["unit"])
    shift = _SIZES.get((match["size"] or "").lower(), 0)
    to = said_to(digits)
    if kind != "number" or shift:
        to = min(to, Decimal(1))
    value = digits.scaleb(shift) * (-1 if match["sign"] == "-" else 1)
    sense = _SENSES.get((match["sense"] or "").lower(), "rounded")
    return SaidFigure(value, to.scaleb(shift), kind, sense)


def _kind(unit: str | None) -> str:
    if not unit:
        return "number"
    return "points" if unit.lower().startswith("p") and not unit.lower().startswith("per") else "percent"
