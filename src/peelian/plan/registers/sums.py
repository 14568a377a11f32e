"""Whether a total equals its parts: of a fund's areas, of the funds that it holds, of its largest grants."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from peelian.plan.claims.verdicts import Words
from peelian.plan.registers.amounts import Amount, lies_in
from peelian.plan.registers.funds import Fund, Group, Part, funds, groups
from peelian.plan.registers.stages import ANNOUNCED, money_words, stage_in

_WORDS: Final[dict[str, Words]] = {
    "equal": {
        "en": "The parts add up to the total: {sum}.",
        "cy": "Mae'r rhannau'n gwneud y cyfanswm: {sum}.",
    },
    "gap": {
        "en": "The parts that are known add up to {sum} of {total}; {gap} is not itemised in what is loaded.",
        "cy": "Mae'r rhannau hysbys yn gwneud {sum} o {total}; ni restrir {gap} yn yr hyn a lwythwyd.",
    },
    "more": {
        "en": "The parts that are known add up to {sum}, which is {gap} more than the {total} given.",
        "cy": "Mae'r rhannau hysbys yn gwneud {sum}, sef {gap} yn fwy na'r {total} a roddwyd.",
    },
    "alone": {
        "en": "The parts add up to {sum}. No source found gives the total.",
        "cy": "Mae'r rhannau'n gwneud {sum}. Nid oes ffynhonnell a ganfuwyd yn rhoi'r cyfanswm.",
    },
    "said_more": {
        "en": "It was said to be more than {total}; the parts that are known add up to {sum}.",
        "cy": "Dywedwyd ei fod yn fwy na {total}; mae'r rhannau hysbys yn gwneud {sum}.",
    },
    "largest": {
        "en": "{areas} grants of the largest size would be {sum}, more than the {total} there is: it is a maximum, not what each got.",
        "cy": "Byddai {areas} grant o'r maint mwyaf yn {sum}, mwy na'r {total} sydd: uchafswm ydyw, nid yr hyn a gafodd pob un.",
    },
    "fits": {
        "en": "{areas} grants of the largest size would be {sum}, within the {total} there is.",
        "cy": "Byddai {areas} grant o'r maint mwyaf yn {sum}, o fewn y {total} sydd.",
    },
}


_THOUSAND: Final = 100_000
"""A thousand pounds in pence: a rounded sum that is no whole number of them is shown as about."""


@dataclass(frozen=True, slots=True)
class SummedPart:
    """One part of a sum: its name, its pence and how exact they are."""

    label: Words
    pence: int
    precision: str = "exact"


@dataclass(frozen=True, slots=True)
class SumCheck:
    """A total held against its parts. `kind`: areas, funds, adds, largest or group.

    `outcome`: equal, gap (parts below the total), more (above), alone (no total), said_more (the total was said to be
    more than a figure that the parts only just reach), largest (grants of the largest size exceed it), fits.
    """

    kind: str
    title: Words
    parts: tuple[SummedPart, ...]
    total: int | None
    outcome: str
    sources: tuple[str, ...] = ()
    areas: int = 0

    @property
    def sum(self) -> int:
        return sum(part.pence for part in self.parts)

    @property
    def gap(self) -> int:
        """The total less its parts, in pence; 0 without a total."""
        return 0 if self.total is None else self.total - self.sum

    def sentence(self, lang: str = "en") -> str:
        """The check in words."""
        return _WORDS[self.outcome][lang].format(
            sum=self._shown(self.sum, lang),
            total=money_words(self.total, "rounded", lang),
            gap=self._shown(abs(self.gap), lang),
            areas=self.areas,
        )

    def _shown(self, pence: int, lang: str) -> str:
        """A sum is no more exact than its parts."""
        rough = any(part.precision != "exact" for part in self.parts)
        return money_words(pence, "about" if rough and pence % _THOUSAND else "rounded", lang)


def sum_checks(fund: Fund, own: Sequence[Amount], every: Sequence[Amount]) -> tuple[SumCheck, ...]:
    """Every check of a total that can be made for a fund from the loaded amounts and the register."""
    found = [*_of_areas(fund, own), *_of_funds(fund, own, every)]
    if fund.adds:
        found += _of_periods(own)
    if fund.largest and (whole := _newest(own, "")):
        found.append(_of_largest(fund, whole))
    return tuple(found)


def group_checks(every: Sequence[Amount], commitment: str = "") -> tuple[SumCheck, ...]:
    """The amounts that were said of several funds together, held against those funds; of one commitment if named."""
    wanted = (one for one in groups().values() if not commitment or commitment in one.commitments)
    return tuple(check for one in wanted if (check := _of_group(one, every)))


def _of_areas(fund: Fund, own: Sequence[Amount]) -> Iterable[SumCheck]:
    """A stage and period with a total of the whole fund, or one that a source states, against its areas' shares."""
    stated = {(one.stage, one.period): one for one in fund.stated_totals}
    for stage, period in dict.fromkeys((one.stage, one.period) for one in own):
        held = [one for one in own if (one.stage, one.period) == (stage, period)]
        shares = _outermost([one for one in held if not one.whole and one.pence is not None])
        whole = next((one for one in reversed(held) if one.whole and one.pence is not None), None)
        given = stated.get((stage, period))
        total = whole.pence if whole else given.pence if given else None
        if not shares or total is None:
            continue
        sources = whole.source_ids if whole else given.sources if given else ()
        name = shares[0].period_in
        yield _check(
            "areas",
            {lang: f"{stage_in(stage, lang)}, {name(lang)}" for lang in ("en", "cy")},
            [SummedPart(_place(one), one.pence or 0, one.precision) for one in shares],
            total,
            sources,
        )


def _outermost(shares: Sequence[Amount]) -> list[Amount]:
    """The shares less those of an area inside another one that is listed too: nothing is counted twice."""
    ids = {one.area_id for one in shares}
    return [
        one
        for one in shares
        if not any(outer != one.area_id and lies_in(one.area_id, outer) for outer in ids)
    ]


def _place(one: Amount) -> Words:
    return {lang: one.place_in(lang) for lang in ("en", "cy")}


def _of_funds(fund: Fund, own: Sequence[Amount], every: Sequence[Amount]) -> Iterable[SumCheck]:
    """The announcement of a fund against those of the funds that it holds, as they stood on its day."""
    whole = _newest(own, "")
    if not fund.parts or whole is None:
        return
    parts = [made for part in fund.parts if (made := _part(part, every, whole.dated))]
    title = {"en": "announced, by fund", "cy": "cyhoeddwyd, fesul cronfa"}
    yield _check("funds", title, parts, whole.pence or 0, whole.source_ids)


def _part(part: Part, every: Sequence[Amount], day: str) -> SummedPart | None:
    held = [one for one in every if one.fund == part.fund]
    whole = _newest(held, part.period, day)
    if whole is None or whole.pence is None:
        return None
    less = _newest(held, part.less, day) if part.less else None
    known = funds().get(part.fund)
    label = known.title if known else {"en": part.fund, "cy": part.fund}
    return SummedPart(label, whole.pence - (less.pence or 0 if less else 0), whole.precision)


def _newest(held: Sequence[Amount], period: str, day: str = "") -> Amount | None:
    """The newest announcement of the whole fund, in a period if one is named, known by a day if one is given."""
    found = [
        one
        for one in held
        if one.whole
        and one.stage == ANNOUNCED
        and one.pence is not None
        and (not period or one.period == period)
        and (not day or one.dated <= day)
    ]
    return max(found, key=lambda one: one.dated, default=None)


def _of_periods(own: Sequence[Amount]) -> Iterable[SumCheck]:
    """Announcements for different periods of a fund whose periods are different money."""
    latest = {
        one.period: one for one in own if one.whole and one.stage == ANNOUNCED and one.pence is not None
    }
    if len(latest) > 1:
        parts = [
            SummedPart(
                {lang: f"{one.recipient}, {one.period_in(lang)}" for lang in ("en", "cy")}, one.pence or 0
            )
            for one in latest.values()
        ]
        sources = tuple(sorted({source for one in latest.values() for source in one.source_ids}))
        title = {"en": "announced, by period", "cy": "cyhoeddwyd, fesul cyfnod"}
        yield SumCheck("adds", title, tuple(parts), None, "alone", sources=sources)


def _of_largest(fund: Fund, whole: Amount) -> SumCheck:
    largest = fund.largest
    assert largest is not None
    each = SummedPart({"en": "largest grant", "cy": "y grant mwyaf"}, largest.areas * largest.pence)
    total = whole.pence or 0
    return SumCheck(
        kind="largest",
        title={"en": "the largest grant for every area", "cy": "y grant mwyaf i bob ardal"},
        parts=(each,),
        total=total,
        outcome="largest" if each.pence > total else "fits",
        sources=(*largest.sources, *whole.source_ids),
        areas=largest.areas,
    )


def _of_group(group: Group, every: Sequence[Amount]) -> SumCheck | None:
    parts = [made for part in group.parts if (made := _part(part, every, ""))]
    if len(parts) < len(group.parts):
        return None
    check = _check("group", group.title, parts, group.pence, group.sources)
    short = group.sense == "more than" and check.outcome == "equal"
    return replace(check, outcome="said_more") if short else check


def _check(
    kind: str, title: Words, parts: Sequence[SummedPart], total: int, sources: tuple[str, ...]
) -> SumCheck:
    gap = total - sum(part.pence for part in parts)
    outcome = "equal" if gap == 0 else "gap" if gap > 0 else "more"
    return SumCheck(kind, title, tuple(parts), total, outcome, sources=sources)
