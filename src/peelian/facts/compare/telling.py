"""A comparison in one sentence."""

from __future__ import annotations

from collections.abc import Sequence

from peelian.facts.compare.table import CompareRow
from peelian.facts.league.periods import label
from peelian.facts.league.words import difference_words, name_of, of_measure, said
from peelian.facts.measures.model import Measure
from peelian.reference.problems import Bilingual


def sentence(measure: Measure, of: str, pairs: Sequence[CompareRow], level: float) -> Bilingual:
    """What a reader should take away, in one breath."""
    if len(pairs) > 1:
        return _of_many(measure, pairs)
    row = pairs[0]
    if row.difference is None or row.first.value is None or row.second.value is None:
        return said(
            "No difference can be given. {reason}",
            "Ni ellir rhoi gwahaniaeth. {reason}",
            reason=row.reason or "",
        )
    return said(
        "{second} ({second_value}) is {apart} {first} ({first_value}){interval}.{verdict}",
        "Mae {second} ({second_value}) {apart} {first} ({first_value}){interval}.{verdict}",
        first=_called(row.first.area_id, row.first.period, of),
        second=_called(row.second.area_id, row.second.period, of),
        first_value=of_measure(row.first.value, measure),
        second_value=of_measure(row.second.value, measure),
        apart=_apart(row.difference, measure),
        interval=_interval(row, measure, level),
        verdict=_verdict(row),
    )


def _called(area_id: str, period: str, of: str) -> Bilingual:
    name, when = name_of(area_id), label(period)
    if of == "areas":
        return name
    return said("{name}, {when},", "{name}, {when},", name=name, when=when)


def _apart(difference: float, measure: Measure) -> Bilingual:
    size = difference_words(abs(difference), measure)
    if not difference:
        return Bilingual("the same as", "yr un fath â")
    if difference > 0:
        return said("{size} higher than", "{size} yn uwch na", size=size)
    return said("{size} lower than", "{size} yn is na", size=size)


def _interval(row: CompareRow, measure: Measure, level: float) -> Bilingual:
    if row.lower is None or row.upper is None:
        return Bilingual("")
    return said(
        "; with {level:g}% intervals it lies between {lower} and {upper}",
        "; gyda chyfyngau {level:g}% mae rhwng {lower} a {upper}",
        level=level * 100,
        lower=_end(row.lower, measure),
        upper=_end(row.upper, measure),
    )


def _end(value: float, measure: Measure) -> Bilingual:
    size = difference_words(abs(value), measure)
    if value < 0:
        return said("{size} lower", "{size} yn is", size=size)
    return said("{size} higher", "{size} yn uwch", size=size)


def _verdict(row: CompareRow) -> Bilingual:
    if row.told_apart is None:
        return Bilingual("")
    if row.told_apart:
        return Bilingual(" Chance alone does not explain it.", " Nid yw hap yn unig yn ei esbonio.")
    return Bilingual(" Chance alone could explain it.", " Gallai hap yn unig ei esbonio.")


def _of_many(measure: Measure, pairs: Sequence[CompareRow]) -> Bilingual:
    held = [row for row in pairs if row.difference is not None]
    up = sum((row.difference or 0.0) > 0 for row in held)
    down = sum((row.difference or 0.0) < 0 for row in held)
    return said(
        "Of {held} forces with both figures {up} rose and {down} fell ({first} against {second}); {missing} cannot be "
        "compared.",
        "O'r {held} heddlu sydd â'r ddau ffigur, cododd {up} a gostyngodd {down} ({first} yn erbyn {second}); ni ellir cymharu "
        "{missing}.",
        held=len(held),
        up=up,
        down=down,
        first=label(pairs[0].first.period),
        second=label(pairs[0].second.period),
        missing=len(pairs) - len(held),
    )
