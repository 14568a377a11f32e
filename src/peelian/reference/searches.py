"""Words of stop and search files: power, object, outcome, age, ethnicity.

Outcomes come in two vocabularies (2016: "Suspect arrested"; later: "Arrest"); both lead to one term. A power's
`group` is its class in Home Office counts: section_1, section_60, section_44_47a or other. Self-defined ethnicity
comes in the 2001 and the 2011 census words; `ethnic_group` says which wider group a wording belongs to. Unknown
is a group of its own and is never dropped.
"""

from __future__ import annotations

from peelian.reference.vocabulary import Vocabulary, vocabulary

SEARCH_TYPES = ("Person search", "Vehicle search", "Person and Vehicle search")
AGE_RANGES = ("under 10", "10-17", "18-24", "25-34", "over 34")
GENDERS = ("Male", "Female", "Other")
OFFICER_DEFINED = ("White", "Black", "Asian", "Mixed", "Other")


def legislation() -> Vocabulary:
    return vocabulary("legislation")


def search_objects() -> Vocabulary:
    return vocabulary("search_objects")


def search_outcomes() -> Vocabulary:
    return vocabulary("search_outcomes")


def ethnicities() -> Vocabulary:
    return vocabulary("ethnicities")


def ethnic_group(self_defined: str | None) -> str:
    """white, black, asian, mixed, other or not_stated; an empty or unknown wording is not_stated."""
    term = ethnicities().find_or_none(self_defined or "")
    return term.group if term else "not_stated"
