"""What the ends of the plan's spine are called; an id that is not known is its own name."""

from peelian.plan.registers.events import events
from peelian.plan.registers.services import services
from peelian.reference.areas import area
from peelian.reference.problems import UnknownArea


def area_title(id_: str, lang: str) -> str:
    """The name of an area."""
    try:
        found = area(id_)
    except UnknownArea:
        return id_
    return found.name_cy if lang == "cy" else found.name


def service_title(id_: str, lang: str) -> str:
    """The name of a service and how far it is."""
    known = services().get(id_)
    return f"{known.title[lang]} ({known.status_in(lang)})" if known else id_


def measure_title(id_: str, lang: str) -> str:
    """The name of a measure."""
    from peelian.facts.measures import definition, measure_ids

    return definition(id_).title.in_(lang) if id_ in measure_ids() else id_


def event_title(id_: str, lang: str) -> str:
    """The name of an event and whether it was held."""
    known = events().get(id_)
    return f"{known.title[lang]} ({known.held_in(lang)})" if known else id_
