"""Pitfalls of the rows themselves: who is missing, who is small, who shares a place, what may still change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from peelian.facts.league.pitfalls.seen import Seen
from peelian.facts.league.table import Pitfall, TableRow
from peelian.facts.league.words import both, listed, of_measure, said
from peelian.facts.measures.model import Measure, MeasureRow
from peelian.reference.problems import Bilingual

#: Under this number of cases a figure swings widely by chance alone, whatever the measure says of itself.
FEW_CASES = 10


def names(rows: Sequence[TableRow]) -> Bilingual:
    """The areas of rows, as a list in words."""
    return listed(Bilingual(row.area_name, row.area_name_cy) for row in rows)


def ids(rows: Sequence[TableRow]) -> tuple[str, ...]:
    return tuple(row.area_id for row in rows)


def missing_forces(seen: Seen) -> Iterator[Pitfall]:
    """Forces without a rank: first and last are first and last of the others only."""
    lacking = [row for row in seen.forces if row.rank is None]
    if lacking:
        yield Pitfall(
            "missing-forces",
            Bilingual(
                "Not every force is ranked. First and last are among those that are; missing is not zero.",
                "Nid yw pob heddlu wedi'i restru. Ymhlith y rhai sydd y mae cyntaf ac olaf; nid yw ar goll yr un peth "
                "â sero.",
            ),
            said(
                "{ranked} of {all} forces are ranked. Not ranked ({lacking}): {names}.",
                "Mae {ranked} o {all} heddlu wedi'u rhestru. Heb eu rhestru ({lacking}): {names}.",
                ranked=len(seen.ranked), all=len(seen.forces), lacking=len(lacking), names=names(lacking),
            ),
            ids(lacking),
        )  # fmt: skip


def small_numbers(seen: Seen) -> Iterator[Pitfall]:
    """Ranked forces below the measure's own limit, or with fewer than ten cases where cases are counted."""
    rule = seen.measure.small_numbers
    small = [row for row in seen.ranked if _is_small(seen, row)]
    if not small:
        return
    text = both(rule.reason) if rule else _FEW
    yield Pitfall(
        "small-numbers",
        text,
        said(
            "{count} of the {ranked} ranked: {names}.",
            "{count} o'r {ranked} a restrwyd: {names}.",
            count=len(small), ranked=len(seen.ranked), names=names(small),
        ),
        ids(small),
    )  # fmt: skip


_FEW = Bilingual(
    "Fewer than ten cases: the figure swings widely by chance alone.",
    "Llai na deg achos: mae'r ffigur yn siglo'n eang ar hap yn unig.",
)


def _is_small(seen: Seen, row: TableRow) -> bool:
    if seen.measure.small_numbers is not None:
        return is_small(seen.measure, row)
    if seen.rules.kind not in ("proportion", "rate", "count"):
        return False
    cases = row.numerator if row.numerator is not None else row.value if seen.rules.kind == "count" else None
    return cases is not None and cases < FEW_CASES


def is_small(measure: Measure, row: TableRow | MeasureRow) -> bool:
    """Below the limit that the measure itself sets."""
    rule = measure.small_numbers
    if rule is None:
        return False
    count = {"numerator": row.numerator, "denominator": row.denominator, "value": row.value}[rule.count]
    return count is not None and count < rule.below


def ties(seen: Seen) -> Iterator[Pitfall]:
    """Ranked forces that share a value, and so a place."""
    counts = Counter(row.value for row in seen.ranked)
    tied = [row for row in seen.ranked if counts[row.value] > 1]
    if not tied:
        return
    value, shared = max(((row.value, counts[row.value]) for row in tied), key=lambda pair: pair[1])
    yield Pitfall(
        "ties",
        Bilingual(
            "Forces with the same figure share a place, and the next place is left out.",
            "Mae heddluoedd â'r un ffigur yn rhannu safle, a hepgorir y safle nesaf.",
        ),
        said(
            "{tied} of the {ranked} ranked forces share their figure with another; the most, {shared} forces, have the figure "
            "{value}.",
            "Mae {tied} o'r {ranked} heddlu a restrwyd yn rhannu eu ffigur ag un arall; gan {shared} heddlu, y nifer fwyaf, "
            "y ffigur yw {value}.",
            tied=len(tied), ranked=len(seen.ranked), shared=shared, value=of_measure(value or 0.0, seen.measure),
        ),
        ids(tied),
    )  # fmt: skip


def provisional(seen: Seen) -> Iterator[Pitfall]:
    """Ranked figures that may still change."""
    open_ = [row for row in seen.ranked if row.state == "provisional"]
    if open_:
        yield Pitfall(
            "provisional",
            Bilingual(
                "Some figures are provisional: they are ranked, marked, and may still change.",
                "Mae rhai ffigurau'n rhai dros dro: fe'u rhestrir, fe'u nodir, a gallant newid eto.",
            ),
            said(
                "{count} of the {ranked} ranked: {names}.",
                "{count} o'r {ranked} a restrwyd: {names}.",
                count=len(open_), ranked=len(seen.ranked), names=names(open_),
            ),
            ids(open_),
        )  # fmt: skip
