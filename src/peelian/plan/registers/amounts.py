"""The rows of the store's `funding` dataset: every amount with its stage, its area and its day, in whole pence."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from peelian.plan.registers.stages import money_words, stage_in, stage_order
from peelian.reference.areas import area
from peelian.reference.forces import force
from peelian.reference.periods import Period
from peelian.reference.places import district
from peelian.reference.problems import BadPeriod, UnknownArea, UnknownForce, UnknownPlace

if TYPE_CHECKING:
    from peelian.facts.store import Store

WHOLE: Final = ("country", "nation")
_COLUMNS: Final = "fund, stage, area_kind, area_id, recipient, period, amount_pence, precision, dated, note"


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount at one stage. `pence` None: the area is named and no amount is published for it.

    `dated` is the day on which it reached the stage, "" where not known. `note` is as the row has it, in English.
    """

    fund: str
    stage: str
    area_kind: str
    area_id: str
    recipient: str
    period: str
    pence: int | None
    precision: str
    dated: str
    note: str
    source_ids: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether it is of the whole fund, not of one area's share."""
        return self.area_kind in WHOLE

    def shown(self, lang: str = "en") -> str:
        """The amount in words."""
        return money_words(self.pence, self.precision, lang)

    def stage_in(self, lang: str) -> str:
        return stage_in(self.stage, lang)

    def period_in(self, lang: str) -> str:
        """The period in words; one that cannot be read as it was written."""
        try:
            return Period.parse(self.period).label(lang)
        except BadPeriod:
            return self.period

    def place_in(self, lang: str) -> str:
        """The area's name, or the recipient's where the area is not known."""
        try:
            found = area(self.area_id)
        except UnknownArea:
            return self.recipient
        return found.name_cy if lang == "cy" else found.name


def amounts(store: "Store | None" = None) -> tuple[Amount, ...]:
    """Every amount of the current editions, by fund, stage, period, day and area. None: the prepared store of the home.

    Two sources that give the same amount for the same slot make one amount with both.
    """
    if store is None:
        from peelian.facts.home import prepare

        store = prepare()
    return _held(store)


@lru_cache(maxsize=4)
def _held(store: "Store") -> tuple[Amount, ...]:
    """Kept for each opened store, which never changes: every page of money, of a force or of a promise asks."""
    from peelian.facts import engine

    query = f"SELECT {_COLUMNS}, source_id FROM ({store.sql('funding')})"
    rows = engine.cursor(store.folder).execute(query).fetchall()
    found: dict[tuple[object, ...], list[str]] = {}
    for *values, source in rows:
        found.setdefault(tuple(values), []).append(source)
    made = (_amount(values, sources) for values, sources in found.items())
    return tuple(sorted(made, key=_order))


def _amount(values: tuple[object, ...], sources: Iterable[str]) -> Amount:
    texts = ["" if value is None else str(value) for value in values]
    fund, stage, kind, area_id, recipient, period, _, precision, dated, note = texts
    pence = values[6]
    return Amount(
        fund=fund,
        stage=stage,
        area_kind=kind,
        area_id=area_id,
        recipient=recipient,
        period=period,
        pence=pence if isinstance(pence, int) else None,
        precision=precision or "exact",
        dated=dated,
        note=note,
        source_ids=tuple(sorted(set(sources))),
    )


def _order(one: Amount) -> tuple[object, ...]:
    return (
        one.fund,
        stage_order(one.stage),
        one.period,
        one.dated,
        not one.whole,
        one.area_id,
        one.recipient,
    )


def of_area(found: Iterable[Amount], area_id: str) -> tuple[Amount, ...]:
    """The amounts of an area, of the districts inside it, and of the region or the nation that a force lies in.

    Amounts of the whole country are left out: nothing says what share of them an area had.
    """
    return tuple(one for one in found if lies_in(one.area_id, area_id) or _wider(one, area_id))


def lies_in(inner: str, outer: str) -> bool:
    """Whether an area is another one or lies inside it: a district in a force or a region, a force in a region."""
    if not inner or inner == outer:
        return bool(inner)
    try:
        placed = district(inner)
    except UnknownPlace:
        return _region_of(inner) == outer
    return outer in (placed.force_id, placed.region_id)


def _wider(one: Amount, area_id: str) -> bool:
    return one.area_kind == "region" and _region_of(area_id) == one.area_id


@lru_cache(maxsize=1024)
def _region_of(force_id: str) -> str:
    """The region of a force, "" for any other area; kept, because looking for near names of a country takes long."""
    try:
        return force(force_id).region_id
    except UnknownForce:
        return ""
