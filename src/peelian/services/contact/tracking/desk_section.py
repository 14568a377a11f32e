"""The part of the desk's page that says how far the rights of the person have come."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from peelian.casework.cases.access import SeenCase
from peelian.casework.cases.right_words import REASONS, STEPS
from peelian.casework.cases.rights import rights_of
from peelian.casework.desk.lines import kind_of
from peelian.casework.desk.sections import Section
from peelian.reference.problems import Bilingual

TITLE: Final = Bilingual("Rights of the person", "Hawliau'r person")
_NONE: Final = Bilingual(
    "Nothing was asked for or decided yet.", "Ni ofynnwyd am ddim ac ni phenderfynwyd dim eto."
)


def section(seen: SeenCase, now: datetime) -> Section | None:
    """Every step, newest first, for a kind of which something can be asked for or decided."""
    kind = kind_of(seen.case)
    if kind is None or not kind.acts:
        return None
    steps = rights_of(seen.case)
    if not steps and "enhance" not in kind.acts:
        return None
    shown = [
        (STEPS.get((one.right, one.step), TITLE), REASONS.get(one.reason_code), one.at)
        for one in reversed(steps)
    ]
    return Section("rights", TITLE, "contact/desk/rights.html", {"steps": shown, "none": _NONE})
