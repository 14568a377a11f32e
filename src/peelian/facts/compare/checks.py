"""Whether two figures may be set side by side, and what chance was taken to be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from peelian.facts.compare.pairing import overlaps
from peelian.facts.compare.sides import Side
from peelian.facts.compare.table import CompareRow
from peelian.facts.league.periods import label
from peelian.facts.league.pitfalls.period import breaks_touching
from peelian.facts.league.residents import residents
from peelian.facts.league.words import both, said
from peelian.facts.measures.model import LeagueRules, Measure
from peelian.facts.measures.summing import period_of
from peelian.facts.store import Store
from peelian.reference.problems import Bilingual
from peelian.stats.results import Check, Outcome

#: Periods whose lengths differ by more days than this are not of one length (months and leap years do).
SAME_LENGTH = 4


@dataclass(frozen=True, slots=True)
class Seen:
    """What a check may look at."""

    measure: Measure
    rules: LeagueRules
    of: str
    pairs: Sequence[CompareRow]
    sides: tuple[Side, Side]
    store: Store

    @property
    def periods(self) -> tuple[str, str]:
        return self.pairs[0].first.period, self.pairs[0].second.period


def checks(seen: Seen) -> tuple[Check, ...]:
    """Every check that has something to say, in the order to show."""
    return tuple(check for rule in _RULES for check in rule(seen))


def _check(name: str, outcome: Outcome, number: float | None, sentence: Bilingual) -> Check:
    return Check(name, outcome, number, sentence)


def _overlapping(seen: Seen) -> Iterator[Check]:
    first, second = seen.periods
    if overlaps(first, second):
        one, other = period_of(first), period_of(second)
        shared = (min(one.end, other.end) - max(one.start, other.start)).days + 1
        yield _check(
            "overlapping-periods", "fail", float(shared),
            said(
                "The periods share {shared:,} days, so their figures are not independent: the difference comes only "
                "from the days they do not share, and has no interval.",
                "Mae'r cyfnodau'n rhannu {shared:,} diwrnod, felly nid yw eu ffigurau'n annibynnol: o'r dyddiau nas "
                "rhennir yn unig y daw'r gwahaniaeth, ac nid oes iddo gyfwng.",
                shared=shared,
            ),
        )  # fmt: skip


def _unlike_periods(seen: Seen) -> Iterator[Check]:
    one, other = (period_of(period) for period in seen.periods)
    lengths = (one.end - one.start).days, (other.end - other.start).days
    if abs(lengths[0] - lengths[1]) > SAME_LENGTH:
        yield _check(
            "unequal-periods", "warn" if seen.measure.denominator else "fail", float(abs(lengths[0] - lengths[1])),
            said(
                "The periods are of different lengths: {first:,} and {second:,} days.",
                "Mae'r cyfnodau o wahanol hyd: {first:,} a {second:,} diwrnod.",
                first=lengths[0] + 1, second=lengths[1] + 1,
            ),
        )  # fmt: skip
    elif one.start.month != other.start.month:
        yield _check(
            "season", "warn", None,
            said(
                "{first} and {second} are not the same time of year: part of the difference may be the season.",
                "Nid yw {first} a {second} yr un adeg o'r flwyddyn: gall rhan o'r gwahaniaeth fod yn dymhorol.",
                first=label(one.id), second=label(other.id),
            ),
        )  # fmt: skip


def _broken(seen: Seen) -> Iterator[Check]:
    first, second = sorted(seen.periods, key=lambda period: period_of(period).start)
    for one in breaks_touching(seen.rules.breaks, first, second):
        yield _check(
            "definition-changed", "warn", None,
            said(
                "What is counted, or how, changed in or between the periods. {at}: {reason}.",
                "Newidiodd yr hyn a gyfrifir, neu sut, yn y cyfnodau neu rhyngddynt. {at}: {reason}.",
                at=label(one.at.isoformat()), reason=both(one.reason),
            ),
        )  # fmt: skip


def _bases(seen: Seen) -> Iterator[Check]:
    changed = [
        row
        for row in seen.pairs
        if row.difference is not None and str(row.first.basis) != str(row.second.basis)
    ]
    if changed:
        yield _check(
            "basis-changed", "fail", float(len(changed)),
            said(
                "The two figures were not made in the same way. First: {first}. Second: {second}.",
                "Ni wnaed y ddau ffigur yn yr un ffordd. Cyntaf: {first}. Ail: {second}.",
                first=changed[0].first.basis, second=changed[0].second.basis,
            ),
        )  # fmt: skip


def _editions(seen: Seen) -> Iterator[Check]:
    apart = [
        row
        for row in seen.pairs
        if row.difference is not None and row.first.source_ids != row.second.source_ids
    ]
    if apart:
        yield _check(
            "two-sources", "warn", float(len(apart)),
            said(
                "The two figures come from different sources or editions: {first}; {second}.",
                "Daw'r ddau ffigur o wahanol ffynonellau neu argraffiadau: {first}; {second}.",
                first=Bilingual(apart[0].first.source), second=Bilingual(apart[0].second.source),
            ),
        )  # fmt: skip


def _provisional(seen: Seen) -> Iterator[Check]:
    open_ = [row for row in seen.pairs if "provisional" in (row.first.state, row.second.state)]
    if open_:
        yield _check(
            "provisional", "warn", float(len(open_)),
            Bilingual("A figure is provisional and may still change.", "Mae ffigur yn un dros dro a gall newid eto."),
        )  # fmt: skip


def _populations(seen: Seen) -> Iterator[Check]:
    side = seen.measure.denominator
    if side is None or side.match != "nearest" or seen.of != "periods":
        return
    days = [
        {found.day for found in residents(period_of(one), seen.store, side.within_days).values()}
        for one in seen.periods
    ]
    if days[0] and days[0] == days[1]:
        yield _check(
            "one-population", "warn", None,
            said(
                "Both figures are divided by the residents of {day}, the nearest held to either: growth or loss of "
                "people between the periods is not in the difference.",
                "Rhennir y ddau ffigur â thrigolion {day}, yr agosaf sydd ar gael i'r naill a'r llall: nid yw cynnydd na "
                "gostyngiad yn nifer y bobl rhwng y cyfnodau yn y gwahaniaeth.",
                day=label(min(days[0]).isoformat()),
            ),
        )  # fmt: skip


def _chance(seen: Seen) -> Iterator[Check]:
    if seen.rules.kind == "complete":
        yield _check(
            "complete-count", "pass", None,
            Bilingual(
                "These are full counts, not a sample: chance plays no part, and the difference has no interval.",
                "Cyfrifon llawn yw'r rhain, nid sampl: nid oes rhan i hap, ac nid oes cyfwng i'r gwahaniaeth.",
            ),
        )  # fmt: skip
        return
    lacking = [row for row in seen.pairs if row.difference is not None and row.lower is None]
    if lacking and not overlaps(*seen.periods):
        yield _check(
            "no-interval", "fail", float(len(lacking)),
            said(
                "{lacking} of the {of} differences are between figures published without counts, so chance cannot be "
                "worked out for them.",
                "Mae {lacking} o'r {of} gwahaniaeth rhwng ffigurau a gyhoeddwyd heb gyfrifon, felly ni ellir cyfrifo hap "
                "ar eu cyfer.",
                lacking=len(lacking), of=sum(row.difference is not None for row in seen.pairs),
            ),
        )  # fmt: skip


def _sizes(seen: Seen) -> Iterator[Check]:
    told: set[str] = set()
    for one in seen.sides:
        for check in (*(one.made.checks if one.made else ()), one.effect.check) if one.ends else ():
            if str(check.sentence) not in told:
                told.add(str(check.sentence))
                yield check


def _many(seen: Seen) -> Iterator[Check]:
    judged = [row for row in seen.pairs if row.told_apart is not None]
    if len(judged) > 1:
        apart = sum(bool(row.told_apart) for row in judged)
        yield _check(
            "many-at-once", "pass", float(apart),
            said(
                "{apart} of {judged} differences are more than chance explains when all are looked at together. Read one "
                "interval at a time, and about one in twenty will miss by chance alone.",
                "Mae {apart} o {judged} gwahaniaeth yn fwy nag y mae hap yn ei esbonio o edrych ar bob un gyda'i gilydd. "
                "O ddarllen un cyfwng ar y tro, bydd tua un o bob ugain yn methu ar hap yn unig.",
                apart=apart, judged=len(judged),
            ),
        )  # fmt: skip


_RULES: tuple[Callable[[Seen], Iterator[Check]], ...] = (
    _overlapping, _unlike_periods, _broken, _bases, _editions, _provisional, _populations, _chance, _many, _sizes,
)  # fmt: skip
