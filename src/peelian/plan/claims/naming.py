"""Areas and states as they are called in a sentence, in both languages."""

from typing import Final

from peelian.plan.claims.verdicts import Words
from peelian.reference.areas import Area
from peelian.reference.forces import force

_WALES: Final = "W92000004"
_WITH_THE: Final = (
    "metropolitan",
    "city-of-london",
    "btp",
    "civil-nuclear",
    "ministry-of-defence-police",
    "northern-ireland",
)
_STATES: Final[dict[str, tuple[str, str]]] = {
    "no_data": ("no data", "dim data"),
    "suppressed": ("not published", "heb ei gyhoeddi"),
    "not_comparable": ("not comparable", "ni ellir ei gymharu"),
    "provisional": ("provisional", "dros dro"),
}


def area_called(one: Area) -> Words:
    """An area so named that a region is not taken for a force: "West Midlands Police", "the West Midlands region"."""
    welsh = one.name_cy or one.name
    if one.kind in ("force", "special"):
        named = force(one.id)
        article = "the " if one.id in _WITH_THE else ""
        name = named.name.removesuffix(" Service")  # as everybody says it: the Metropolitan Police
        return {"en": article + name, "cy": named.name_cy or named.name}
    if one.kind == "region" and one.id != _WALES:
        return {"en": f"the {one.name} region", "cy": f"rhanbarth {welsh}"}
    return {"en": one.name, "cy": welsh}


def state_called(state: str) -> Words:
    """Why a figure cannot be used, in words."""
    en, cy = _STATES.get(state, (state, state))
    return {"en": en, "cy": cy}


def capital(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]
