"""Pitfalls of the period: too short, another leader at another time, a change of what is counted."""

from __future__ import annotations

from collections.abc import Iterator

from peelian.facts.league.eligibility import is_ranked
from peelian.facts.league.periods import label
from peelian.facts.league.pitfalls.rows import is_small
from peelian.facts.league.pitfalls.seen import Seen
from peelian.facts.league.table import Pitfall
from peelian.facts.league.words import both, listed, name_of, of_measure, said
from peelian.facts.measures.model import Break, MeasureRow
from peelian.facts.measures.summing import period_of
from peelian.reference.problems import Bilingual

#: A period with fewer ranked forces has no leader worth naming.
FEWEST = 5
#: How many other leaders are named.
NAMED = 3


def one_month(seen: Seen) -> Iterator[Pitfall]:
    """The table is of one month of something that runs on."""
    period = period_of(seen.period)
    if period.is_instant or (period.end - period.start).days > 31 or seen.rules.kind == "complete":
        return
    yield Pitfall(
        "one-month",
        Bilingual(
            "This is one month only: one busy week can move a force many places.",
            "Un mis yn unig yw hwn: gall un wythnos brysur symud heddlu lawer o leoedd.",
        ),
        said(
            "{period}: {days} days.",
            "{period}: {days} diwrnod.",
            period=label(seen.period), days=(period.end - period.start).days + 1,
        ),
    )  # fmt: skip


def leader_changes(seen: Seen) -> Iterator[Pitfall]:
    """Another force was first in other periods."""
    if not seen.ranked:
        return
    leaders = {row.area_id for row in seen.ranked if row.rank == 1}
    here = period_of(seen.period)
    others = [(period, row) for period, row in _leaders(seen).items() if row.area_id not in leaders]
    others.sort(key=lambda pair: abs((period_of(pair[0]).end - here.end).days))
    if not others:
        return
    said_of = [
        said(
            "{name} in {period} ({value})",
            "{name}, {period} ({value})",
            name=name_of(row.area_id), period=label(period), value=of_measure(row.value or 0.0, seen.measure),
        )
        for period, row in others[:NAMED]
    ]  # fmt: skip
    yield Pitfall(
        "leader-changes",
        Bilingual("Another period has another leader.", "Mae gan gyfnod arall arweinydd arall."),
        said(
            "Here {leader} is first; {others}.",
            "Yma {leader} sy'n gyntaf; {others}.",
            leader=listed(name_of(area) for area in sorted(leaders)), others=listed(said_of),
        ),
        tuple(dict.fromkeys((*sorted(leaders), *(row.area_id for _, row in others[:NAMED])))),
    )  # fmt: skip


def _leaders(seen: Seen) -> dict[str, MeasureRow]:
    """The first force of every other period that ranks enough of them."""
    held: dict[str, list[MeasureRow]] = {}
    for row in seen.held:
        if row.period != seen.period and is_ranked(row) and not is_small(seen.measure, row):
            held.setdefault(row.period, []).append(row)
    sign = 1 if seen.first == "highest" else -1
    return {
        period: max(rows, key=lambda row: sign * (row.value or 0.0))
        for period, rows in held.items()
        if len(rows) >= FEWEST
    }


def definition_changed(seen: Seen) -> Iterator[Pitfall]:
    """What is counted changed inside the period."""
    for number, one in enumerate(breaks_touching(seen.rules.breaks, seen.period, seen.period), start=1):
        yield Pitfall(
            f"definition-changed-{number}" if number > 1 else "definition-changed",
            Bilingual(
                "What is counted, or how, changed in this period, so forces may differ by when they changed.",
                "Newidiodd yr hyn a gyfrifir, neu sut, yn y cyfnod hwn, felly gall heddluoedd fod yn wahanol yn ôl "
                "pryd y newidiasant.",
            ),
            said("{at}: {reason}.", "{at}: {reason}.", at=label(one.at.isoformat()), reason=both(one.reason)),
        )


def breaks_touching(breaks: tuple[Break, ...], first: str, last: str) -> list[Break]:
    """The breaks that fall within one period, or between the ends of two."""
    start, end = period_of(first).start, period_of(last).end
    return [one for one in breaks if one.at <= end and (one.until or one.at) > start]
