"""Every area that a typed name may mean: a force, a region, or both."""

from contextlib import suppress

from peelian.reference.areas import Area, area, area_for
from peelian.reference.problems import AmbiguousArea, UnknownArea


def areas_named(text: str) -> tuple[Area, ...]:
    """The areas of an id, a code or a name; a name that a force and a region share gives both, force first.

    "west-midlands" is the force's id and "E12000005" the region's code: each gives one area.
    Raises UnknownArea with near names.
    """
    written = text.strip()
    with suppress(UnknownArea):
        return (area(written),)
    with suppress(UnknownArea):
        return (area_for(code=written),)
    try:
        return (area_for(written),)
    except AmbiguousArea:
        return tuple(_of_each_kind(written))


def _of_each_kind(text: str) -> list[Area]:
    found = []
    for kind in ("force", "special", "region", "nation", "country"):
        with suppress(UnknownArea):
            found.append(area_for(text, kind=kind))
    return found
