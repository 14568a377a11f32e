"""Who is ranked, and in one sentence why another is not."""

from __future__ import annotations

from peelian.facts.league.periods import RANKED
from peelian.facts.league.words import both, said
from peelian.facts.measures.finishing import MISSING, applies
from peelian.facts.measures.model import Measure, MeasureRow
from peelian.reference.problems import Bilingual

NO_FIGURE = both(MISSING)


def is_ranked(row: MeasureRow) -> bool:
    """One of the 43 territorial forces, with a figure that may be compared."""
    held = row.area_kind == "force" and row.state in RANKED and row.value is not None
    return held and not is_impossible(row)


def is_impossible(row: MeasureRow) -> bool:
    """Less than nothing, or a share of more than all: a slip of the source."""
    return row.value is not None and (row.value < 0 or (row.unit == "proportion" and row.value > 1))


def reason(measure: Measure, row: MeasureRow, name: Bilingual) -> Bilingual | None:
    """Why a row is not ranked; None for one that is."""
    if is_ranked(row):
        return None
    if row.area_kind != "force":
        return said(
            "{name} is not one of the 43 territorial forces of England and Wales: it is listed, not ranked.",
            "Nid yw {name} yn un o'r 43 heddlu tiriogaethol yng Nghymru a Lloegr: fe'i rhestrir heb safle.",
            name=name,
        )
    note = Bilingual(row.note, row.note_cy)
    if is_impossible(row):
        return _IMPOSSIBLE
    if row.state == "suppressed":
        return said(
            "The publisher holds this figure back (suppressed), so there is nothing to rank. {note}",
            "Mae'r cyhoeddwr yn atal y ffigur hwn, felly nid oes dim i'w restru. {note}",
            note=note,
        )
    if row.state == "not_comparable":
        return _of_definition(measure, row) or note or _NOT_COMPARABLE
    return note or NO_FIGURE


_IMPOSSIBLE = Bilingual(
    "The figure cannot be: it is less than nothing, or more than all. The source must have slipped.",
    "Ni all y ffigur fod: mae'n llai na dim, neu'n fwy na'r cyfan. Rhaid bod y ffynhonnell wedi llithro.",
)
_NOT_COMPARABLE = Bilingual(
    "This figure cannot be compared with those of the others.",
    "Ni ellir cymharu'r ffigur hwn â rhai'r lleill.",
)


def _of_definition(measure: Measure, row: MeasureRow) -> Bilingual | None:
    """The reason that the measure's own rule gives, which is in both languages where a publisher's note is not."""
    for rule in measure.comparability:
        if rule.state == row.state and applies(rule, row.area_id, row.period, row.state):
            return both(rule.reason)
    return None
