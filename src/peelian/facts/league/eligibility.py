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
    return row.area_kind == "force" and row.state in RANKED and row.value is not None


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
    if row.state == "suppressed":
        return said(
            "The publisher holds this figure back (suppressed), so there is nothing to rank. {note}",
            "Mae'r cyhoeddwr yn atal y ffigur hwn, felly nid oes dim i'w restru. {note}",
            note=note,
        )
    if row.state == "not_comparable":
        return _of_definition(measure, row) or note or _NOT_COMPARABLE
    return note or NO_FIGURE


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
