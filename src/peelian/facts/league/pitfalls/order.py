"""Does another measure of the same thing put the forces in another order?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from peelian.facts.league.eligibility import is_ranked
from peelian.facts.league.kinds import rules_of
from peelian.facts.league.periods import label
from peelian.facts.league.pitfalls.seen import Seen
from peelian.facts.league.table import Pitfall, TableRow
from peelian.facts.league.words import both, of_measure, said
from peelian.facts.measures.asking import rows
from peelian.facts.measures.catalogue import definition
from peelian.facts.measures.model import Measure
from peelian.reference.problems import Bilingual

#: With fewer forces in both tables, first and last mean little.
FEWEST = 3


def flips(seen: Seen) -> Iterator[Pitfall]:
    """The first or the last force here is not so on the sibling measure, among the forces that have both.

    Of forces that share the first or the last place here, none is so on the sibling; sharing it there is being so.
    """
    if seen.rules.sibling is None:
        return
    sibling = definition(seen.rules.sibling)
    theirs = _figures(sibling, seen)
    here = {row.area_id: row for row in seen.ranked if row.area_id in theirs}
    if len(here) < FEWEST:
        return
    places = _places({area: theirs[area] for area in here}, rules_of(sibling).first)
    own = [row.area_id for row in seen.ranked if row.area_id in here]
    told = [
        _told(seen, sibling, row=here[area], other=theirs[area], place=(places[area], len(here)), word=word)
        for area, end, word in ((own[-1], max(places.values()), _LAST), (own[0], 1, _FIRST))
        if not any(places[one] == end for one in own if here[one].value == here[area].value)
    ]
    if told:
        yield Pitfall(
            "order-flips",
            said(
                "Another measure of the same thing, “{title}”, puts the forces in another order. Look at both.",
                "Mae mesur arall o'r un peth, “{title}”, yn rhoi'r heddluoedd mewn trefn arall. Edrychwch ar y ddau.",
                title=both(sibling.title),
            ),
            Bilingual(" ".join(told), " ".join(one.cy for one in told)),
            tuple(dict.fromkeys((own[-1], own[0]))),
        )


def sibling_missing(seen: Seen) -> Iterator[Pitfall]:
    """The sibling measure cannot be looked at for this period."""
    if seen.rules.sibling is None or not seen.ranked:
        return
    sibling = definition(seen.rules.sibling)
    common = {row.area_id for row in seen.ranked} & _figures(sibling, seen).keys()
    if len(common) < FEWEST:
        yield Pitfall(
            "sibling-missing",
            said(
                "“{title}” can put the forces in another order, and could not be looked at here.",
                "Gall “{title}” roi'r heddluoedd mewn trefn arall, ac ni ellid edrych arno yma.",
                title=both(sibling.title),
            ),
            said(
                "The data loaded holds it for {common} of the {ranked} ranked forces in {period}.",
                "Mae'r data a lwythwyd yn ei gynnwys ar gyfer {common} o'r {ranked} heddlu a restrwyd, {period}.",
                common=len(common), ranked=len(seen.ranked), period=label(seen.period),
            ),
        )  # fmt: skip


_LAST = Bilingual("last", "olaf")
_FIRST = Bilingual("first", "cyntaf")


def _figures(sibling: Measure, seen: Seen) -> Mapping[str, float]:
    found = rows(sibling, by="force", periods=[seen.period], store=seen.store)
    return {row.area_id: row.value for row in found if is_ranked(row) and row.value is not None}


def _places(figures: Mapping[str, float], first: str) -> dict[str, int]:
    """Place by the sibling's own order; forces that tie share the lower number."""
    ordered: Sequence[float] = sorted(figures.values(), reverse=first == "highest")
    return {area: ordered.index(value) + 1 for area, value in figures.items()}


def _told(
    seen: Seen, sibling: Measure, *, row: TableRow, other: float, place: tuple[int, int], word: Bilingual
) -> Bilingual:
    return said(
        "Of the {of} forces with both figures, {name} is {word} on “{title}” ({value}) and not on “{other_title}” "
        "({other}, place {place} of {of}).",
        "O'r {of} heddlu sydd â'r ddau ffigur, {name} yw'r {word} ar “{title}” ({value}) ac nid ar “{other_title}” "
        "({other}, safle {place} o {of}).",
        of=place[1],
        name=Bilingual(row.area_name, row.area_name_cy),
        word=word,
        title=both(seen.measure.title),
        value=of_measure(row.value or 0.0, seen.measure),
        other_title=both(sibling.title),
        other=of_measure(other, sibling),
        place=place[0],
    )
