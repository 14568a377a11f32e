"""From what was typed about a place to who answers for it on a day, how sure that is, and why.

The surest piece decides which forces are possible. A second piece may narrow them down; one that contradicts them makes
both possible and says so. A force is decided only where one is left; a near miss, an unknown postcode or a border leaves
the choice to the person. Free words never overrule what was asked for by name, and alone they only offer: somebody may
well write of a town where nothing happened. A force that was taken over by another is
answered for by that one, from the day on which it is (`accounts.forces`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from peelian.accounts.days import start_of
from peelian.accounts.forces import answering
from peelian.accounts.models import Force
from peelian.reference import forces as known
from peelian.reference.problems import Bilingual
from peelian.services.contact.routing import gazetteer, places, teams
from peelian.services.contact.routing.definition import routing
from peelian.services.contact.routing.model import Candidate, Decision, Elsewhere, Found, Sure, joined
from peelian.services.contact.routing.said import force_candidate, other_candidate

if TYPE_CHECKING:
    from peelian.accounts.models import Team

CODE: Final = re.compile(r"[a-z0-9:_-]{1,80}", re.ASCII)
"""What an id that a page of ours sent back looks like."""

RANKS: Final[tuple[Sure, ...]] = ("exact", "district", "outcode", "name", "unknown")
UNKNOWN: Final = Bilingual(
    "We cannot tell from this which police force answers for the place. Choose the force, or tell us the place in "
    "another way.",
    "Ni allwn ddweud o hyn pa heddlu sy'n ateb dros y lle. Dewiswch yr heddlu, neu disgrifiwch y lle mewn ffordd arall.",
)
CHOOSE: Final = Bilingual("Choose the one that fits.", "Dewiswch yr un sy'n iawn.")
CONFIRM: Final = Bilingual(
    "We are not sure of this. Confirm it or choose another.",
    "Nid ydym yn siŵr o hyn. Cadarnhewch neu dewiswch un arall.",
)
DISAGREE: Final = Bilingual(
    "What you told us about the place points to different police forces.",
    "Mae'r hyn a ddywedoch am y lle yn pwyntio at heddluoedd gwahanol.",
)
CHOSE: Final = Bilingual("You chose this.", "Chi ddewisodd hyn.")
BY_OUTCODE: Final = Bilingual(
    "We looked at the first part of the postcode only.", "Edrychwyd ar ran gyntaf y cod post yn unig."
)


@dataclass(frozen=True, slots=True)
class Weighed:
    """What is left of everything that was typed: the candidates, why, whether two pieces disagree, who else there is."""

    candidates: tuple[Candidate, ...]
    why: tuple[Bilingual, ...]
    areas: tuple[tuple[str, str], ...]
    read_as: str
    others: tuple[Elsewhere, ...]
    disagree: bool = False


def decide(place: Mapping[str, str], *, on: date, set_id: str = "") -> Decision:
    """Who answers for the place on the day `on`.

    `place`: postcode, name, district, lat and lon (degrees), address, words, whichever are known; `chosen`, the id of a
    candidate or of any force, and `team`, a team's slug, when the person has chosen. Any text is taken and other keys are
    left alone. `set_id`: the question set, for a thing lost on a train goes to the train company. Raises nothing for what
    was typed.
    """
    weighed = _answered(_weigh(*_read(place, on, set_id)), on)
    decision = _chosen(_code(place, "chosen"), weighed, on) or _decided(weighed)
    return _with_team(decision, weighed.areas, _code(place, "team"), on)


def _code(place: Mapping[str, str], name: str) -> str:
    """An id that was sent back; "" for what is none."""
    code = str(place.get(name, ""))
    return code if CODE.fullmatch(code) else ""


def _read(place: Mapping[str, str], on: date, set_id: str) -> tuple[list[Found], list[Found], bool]:
    """What each piece says: those that name the place, those that only describe it, and whether there are words alone."""

    def typed(name: str) -> str:
        return str(place.get(name, ""))[: places.LONGEST]

    postcode = places.read_postcode(typed("postcode"))
    if not postcode.candidates and typed("postcode").strip():
        postcode = places.read_name(typed("postcode"), on, set_id)
    firm = [
        postcode,
        places.read_point(place.get("lat", ""), place.get("lon", "")),
        places.read_district(typed("district"), on),
        _name(typed("name"), on, set_id),
    ]
    address, words = (places.read_words(typed(name), on, set_id) for name in ("address", "words"))
    named = [one for one in firm if one.candidates]
    described = [one for one in (address, words) if one.candidates]
    return named, described, not named and not address.candidates


def _name(text: str, on: date, set_id: str) -> Found:
    """A name, also one that only a team's area holds."""
    found = places.read_name(text, on, set_id)
    key = gazetteer.key_of(text)
    ours = teams.forces_of_name(key, on) if key and len(key) <= 80 else ()
    if not ours:
        return found
    why = Bilingual(
        "A neighbourhood team has a place of this name.", "Mae gan dîm cymdogaeth le o'r enw hwn."
    )
    added = tuple(force_candidate(force, why, "name") for force in ours if force in _published())
    certain = tuple(one for one in found.candidates if one.sure != "unknown")
    return Found(
        places.once((*certain, *added)), found.why if certain else why, areas=(("name", key), *found.areas)
    )


def _published() -> frozenset[str]:
    return frozenset(one.id for one in known.forces())


def _rank(found: Found) -> int:
    return min(RANKS.index(one.sure) for one in found.candidates)


def _weigh(firm: list[Found], loose: list[Found], words_alone: bool) -> Weighed:
    order = sorted(firm, key=_rank) or loose[:1]
    if not order:
        return Weighed((), (), (), "", ())
    first = order[0]
    others = [one.elsewhere for one in first.candidates if one.elsewhere and not one.elsewhere.instead]
    left, disagree = _choices(first), False
    for other in order[1:]:
        left, differs = _second(left, other)
        disagree |= differs
        others += [one.elsewhere for one in other.candidates if one.elsewhere and not one.elsewhere.instead]
    for other in loose if firm else loose[1:]:
        left = _narrowed(left, other) or left
        others += [one.elsewhere for one in other.candidates if one.elsewhere]
    if words_alone:
        left = tuple(replace(one, sure="unknown") for one in left)
    used = [first, *(one for one in (*order[1:], *loose) if one is not first and _agrees(left, one))]
    return Weighed(
        candidates=left,
        why=(first.why,),
        areas=tuple(dict.fromkeys(pair for one in used for pair in one.areas)),
        read_as=next((one.read_as for one in order if one.read_as), ""),
        others=tuple({one.id: one for one in others}.values()),
        disagree=disagree,
    )


def _choices(found: Found) -> tuple[Candidate, ...]:
    """The candidates that a report can go to: forces, and those that take it instead of a force."""
    return tuple(one for one in found.candidates if one.force or (one.elsewhere and one.elsewhere.instead))


def _narrowed(left: tuple[Candidate, ...], other: Found) -> tuple[Candidate, ...]:
    """Those of `left` that the other piece allows too."""
    ids = {one.id for one in other.candidates if one.sure != "unknown"}
    return tuple(one for one in left if one.id in ids)


def _second(left: tuple[Candidate, ...], other: Found) -> tuple[tuple[Candidate, ...], bool]:
    """`left` after a second piece that names the place, and whether the two disagree."""
    both = _narrowed(left, other)
    more = tuple(one for one in _choices(other) if one.sure != "unknown")
    if both or not more:
        return both or left, False
    return places.once((*left, *more)), bool(left)


def _agrees(left: tuple[Candidate, ...], other: Found) -> bool:
    return bool({one.id for one in left} & {one.id for one in other.candidates if one.sure != "unknown"})


def _answered(weighed: Weighed, on: date) -> Weighed:
    """The candidates as the forces that answer on the day: one that was taken over becomes the one that took over."""
    made: list[Candidate] = []
    why = list(weighed.why)
    for one in weighed.candidates:
        after = answering(one.force, start_of(on)) if one.force else None
        if one.force is None or after is None or after == one.force:
            made.append(one)
            continue
        row = Force.objects.filter(force_id=after).first()
        title = Bilingual(row.name_en, row.name_cy) if row else one.title
        told = Bilingual(
            f"{title} now answers for the area of {one.title}.",
            f"Mae {title.cy} bellach yn ateb dros ardal {one.title.cy}.",
        )
        why.append(told)
        made.append(replace(one, id=after, force=after, title=title, why=joined((one.why, told))))
    return replace(weighed, candidates=places.once(tuple(made)), why=tuple(dict.fromkeys(why)))


def _decided(weighed: Weighed) -> Decision:
    left, mended = weighed.candidates, _mended(weighed.read_as)
    if not left:
        return _made(weighed, None, "unknown", (mended, *weighed.why, UNKNOWN))
    if weighed.disagree:
        return _made(weighed, None, "unknown", (mended, DISAGREE, CHOOSE))
    if len(left) > 1:
        return _made(weighed, None, "unknown", (mended, *weighed.why, CHOOSE))
    only = left[0]
    if only.sure == "unknown":
        return _made(weighed, None, "unknown", (mended, only.why, CONFIRM))
    by_half = BY_OUTCODE if only.sure == "outcode" and only.share is not None else Bilingual("")
    return _made(weighed, only, only.sure, (mended, only.why, by_half))


def _mended(read_as: str) -> Bilingual:
    if not read_as:
        return Bilingual("")
    return Bilingual(
        f"We read what you typed as {read_as}.", f"Fe ddarllenon ni'r hyn a deipioch fel {read_as}."
    )


def _made(weighed: Weighed, only: Candidate | None, sure: Sure, words: tuple[Bilingual, ...]) -> Decision:
    beside = [one for one in weighed.others if only is None or one is not only.elsewhere]
    instead = [one.elsewhere for one in weighed.candidates if one.elsewhere]
    every = tuple({one.id: one for one in (*instead, *beside)}.values())
    return Decision(
        force=only.force if only else None,
        team=None,
        sure=sure,
        candidates=weighed.candidates,
        reason=joined(words),
        elsewhere=every[0] if every else None,
        also=every[1:],
        read_as=weighed.read_as,
    )


def _chosen(id_: str, weighed: Weighed, on: date) -> Decision | None:
    """What the person chose: a candidate, any other force, or anybody else who is known; None for what is none of these."""
    if not id_:
        return None
    one = next((each for each in weighed.candidates if each.id == id_), None) or _any(id_, on)
    if one is None:
        return None
    sure: Sure = one.sure if one.sure != "unknown" else "name"
    return _made(
        replace(weighed, candidates=places.once((one, *weighed.candidates))), one, sure, (one.why, CHOSE)
    )


def _any(id_: str, on: date) -> Candidate | None:
    if id_.startswith("elsewhere:") and id_.removeprefix("elsewhere:") in routing().elsewhere:
        return other_candidate(id_.removeprefix("elsewhere:"), Bilingual(""), "name")
    row = teams.force_row(id_, on)
    if row is None:
        return force_candidate(id_, Bilingual(""), "name") if id_ in _published() and not _kept(id_) else None
    return Candidate(
        id=row.force_id,
        title=Bilingual(row.name_en, row.name_cy),
        why=Bilingual(""),
        sure="name",
        force=row.force_id,
    )


def _kept(id_: str) -> bool:
    return Force.objects.filter(force_id=id_).exists()


def _with_team(decision: Decision, areas: tuple[tuple[str, str], ...], slug: str, on: date) -> Decision:
    """The decision with the team that answers: chosen, the only one whose area it is, or the force's own for contact."""
    force = teams.force_row(decision.force, on) if decision.force else None
    if force is None:
        return decision
    found = teams.teams_for(force, areas, on)
    chosen: Team | None = teams.chosen_of(force, slug, on)
    return replace(
        decision,
        team=chosen or (found[0] if len(found) == 1 else force.contact_team),
        teams=found,
        row=force,
    )
