"""Home Office outcome types 0 to 22 of a recorded crime.

`0` is "not yet assigned": never an outcome, but part of the base of a charge rate (type 1 over all the offences
recorded). A rate by *outcomes recorded in* a year is another figure; see the measure's notes. Framework: forces
return all types since April 2014, so earlier detections cannot be compared.
"""

from __future__ import annotations

from peelian.reference.vocabulary import Term, Vocabulary, vocabulary

CHARGED = "1"
NOT_ASSIGNED = "0"


def outcome_types() -> Vocabulary:
    return vocabulary("outcome_types")


def outcome_type(code: int | str) -> Term:
    """The type by number (1, "1", " 01 ") or by its published wording; raises `UnknownTerm`."""
    text = str(code).strip()
    return outcome_types().find(str(int(text)) if text.isascii() and text.isdigit() else text)
