"""Pitfalls of the sources: two that disagree, remarks in them, figures made in two ways, editions of two dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from peelian.facts.league.pitfalls.rows import ids, names
from peelian.facts.league.pitfalls.seen import Seen
from peelian.facts.league.table import Pitfall, TableRow
from peelian.facts.league.words import figure, listed, name_of, said
from peelian.facts.measures.gathering import TWO_FIGURES, Part, gather
from peelian.facts.measures.model import Text
from peelian.reference.problems import Bilingual


def two_figures(seen: Seen) -> Iterator[Pitfall]:
    """Two sources give different figures for one force."""
    torn = [row for row in seen.rows if TWO_FIGURES.en in str(row.note)]
    if torn:
        yield Pitfall(
            "two-figures",
            Bilingual(
                "Two of the sources loaded give different figures for the same force; it is not ranked.",
                "Mae dwy o'r ffynonellau a lwythwyd yn rhoi ffigurau gwahanol ar gyfer yr un heddlu; ni chaiff ei restru.",
            ),
            said("{names}.", "{names}.", names=names(torn)),
            ids(torn),
        )


def printed_otherwise(seen: Seen) -> Iterator[Pitfall]:
    """A percentage printed for the period is not what the counts give, by more than its rounding."""
    side = seen.measure.published
    if side is None:
        return
    printed = {part.area_id: part for part in _parts(seen, "published") if part.value is not None}
    apart = [
        row
        for row in seen.ranked
        if row.numerator is not None and _differs(row, printed.get(row.area_id), side.scale)
    ]
    if not apart:
        return
    said_of = [_told(row, printed[row.area_id].value or 0.0, seen) for row in apart]
    yield Pitfall(
        "printed-otherwise",
        Bilingual(
            "A percentage was printed for this period that the counts do not give; the counts are used.",
            "Argraffwyd canran ar gyfer y cyfnod hwn nad yw'r cyfrifon yn ei rhoi; defnyddir y cyfrifon.",
        ),
        said("{all}.", "{all}.", all=listed(said_of)),
        ids(apart),
    )


def _differs(row: TableRow, printed: Part | None, scale: float) -> bool:
    """Off by more than one unit of the last digit printed: some publishers cut where others round."""
    if printed is None or printed.value is None or row.value is None:
        return False
    shown = Decimal(repr(round(printed.value / scale, 6))).normalize()
    step = 10.0 ** int(shown.as_tuple().exponent) * scale if int(shown.as_tuple().exponent) < 0 else scale
    return abs(row.value - printed.value) > step


def _told(row: TableRow, printed: float, seen: Seen) -> Bilingual:
    unit, decimals = seen.measure.unit, seen.measure.decimals
    return said(
        "{name}: printed {printed}, counts give {value}",
        "{name}: argraffwyd {printed}, {value} yn ôl y cyfrifon",
        name=Bilingual(row.area_name, row.area_name_cy),
        printed=figure(printed, unit, decimals),
        value=figure(row.value or 0.0, unit, decimals),
    )


def remarks(seen: Seen) -> Iterator[Pitfall]:
    """The source remarks something on a ranked figure."""
    ranked = {row.area_id: row for row in seen.ranked}
    told = [
        (part.area_id, _joined(part.remarks))
        for part in _parts(seen, "numerator")
        if part.area_id in ranked and part.remarks
    ]
    if told:
        yield Pitfall(
            "source-remarks",
            Bilingual(
                "The source says something about some of the figures that a reader should know.",
                "Mae'r ffynhonnell yn dweud rhywbeth am rai o'r ffigurau y dylai darllenydd ei wybod.",
            ),
            Bilingual(
                " ".join(f"{name_of(area)}: {text}" for area, text in told[:6]),
                " ".join(f"{name_of(area).cy}: {text.cy}" for area, text in told[:6]),
            ),
            tuple(area for area, _ in told),
        )


def _joined(texts: Iterable[Text]) -> Bilingual:
    held = list(texts)
    return Bilingual(" ".join(text.en for text in held), " ".join(text.cy for text in held))


def _parts(seen: Seen, name: str) -> list[Part]:
    """One side's parts of the period; dimensions that were asked for are left as they come."""
    if seen.measure.dims:
        return []
    return gather(seen.measure, name, seen.store, periods=[seen.period])


def mixed_bases(seen: Seen) -> Iterator[Pitfall]:
    """Ranked figures that were made in two ways."""
    ways: dict[str, list[TableRow]] = {}
    for row in seen.ranked:
        ways.setdefault(str(row.basis), []).append(row)
    if len(ways) < 2:
        return
    fewest = min(ways.values(), key=len)
    yield Pitfall(
        "mixed-bases",
        Bilingual(
            "The figures ranked here were not all made in the same way.",
            "Ni wnaed pob ffigur a restrwyd yma yn yr un ffordd.",
        ),
        said(
            "{few} of {ranked} ({names}): {basis}.",
            "{few} o {ranked} ({names}): {basis}.",
            few=len(fewest), ranked=len(seen.ranked), names=names(fewest), basis=fewest[0].basis,
        ),
        ids(fewest),
    )  # fmt: skip


def mixed_editions(seen: Seen) -> Iterator[Pitfall]:
    """Ranked figures of several publications or editions; a force's own file of one publication is none."""
    editions: dict[str, list[TableRow]] = {}
    for row in seen.ranked:
        editions.setdefault(row.source, []).append(row)
    days = {row.as_at for row in seen.ranked if row.as_at}
    if len(editions) < 2:
        return
    yield Pitfall(
        "several-sources",
        said(
            "The figures come from {count} different sources, so they may not be counted alike.",
            "Daw'r ffigurau o {count} ffynhonnell wahanol, felly efallai na chyfrifir hwy yr un fath.",
            count=len(editions),
        ),
        listed(
            [
                *(
                    said("{n} from {source}", "{n} o {source}", n=len(rows), source=Bilingual(rows[0].source))
                    for rows in sorted(editions.values(), key=len, reverse=True)
                ),
                *(
                    [said("known on {n} different days", "yn hysbys ar {n} diwrnod gwahanol", n=len(days))]
                    if len(days) > 1
                    else []
                ),
            ],
            longest=5,
        ),
    )
