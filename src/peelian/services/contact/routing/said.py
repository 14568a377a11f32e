"""The words of candidates, and how they are made. A force is called as it is published; the desk may know a newer name."""

from __future__ import annotations

from peelian.reference.forces import force
from peelian.reference.problems import Bilingual
from peelian.services.contact.routing.definition import routing
from peelian.services.contact.routing.model import Candidate, Sure


def force_candidate(
    force_id: str, why: Bilingual, sure: Sure, *, district: str = "", share: float | None = None
) -> Candidate:
    """A force that may answer."""
    one = force(force_id)
    if one.kind != "territorial":
        return other_candidate(force_id, why, sure)
    return Candidate(
        id=force_id,
        title=Bilingual(one.name, one.name_cy),
        why=why,
        sure=sure,
        force=force_id,
        district=district,
        share=share,
    )


def other_candidate(elsewhere_id: str, why: Bilingual, sure: Sure) -> Candidate:
    """Somebody else who may be responsible; its id never is the id of a force of England or Wales."""
    one = routing().elsewhere[elsewhere_id]
    return Candidate(id=f"elsewhere:{one.id}", title=one.title, why=why, sure=sure, elsewhere=one)


def listed(titles: tuple[Bilingual, ...]) -> Bilingual:
    """ "A, B and C" in both languages."""
    welsh = tuple(one.cy for one in titles)
    last = " ac " if welsh and welsh[-1][:1].lower() in "aeiouwyâêîôûŵŷ" else " a "
    return Bilingual(_list(tuple(map(str, titles)), " and "), _list(welsh, last))


def _list(names: tuple[str, ...], last: str) -> str:
    return last.join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""


def part_of(share: float | None) -> Bilingual:
    """A share in words: nobody is shown a decimal."""
    if share is None:
        return Bilingual("the main part", "y rhan fwyaf")
    if share >= 0.995:
        return Bilingual("nearly all", "bron y cyfan")
    if share >= 0.75:
        return Bilingual("most", "y rhan fwyaf")
    if share >= 0.4:
        return Bilingual("about half", "tua hanner")
    if share >= 0.05:
        return Bilingual("a part", "rhan")
    return Bilingual("a few addresses", "ychydig gyfeiriadau")
