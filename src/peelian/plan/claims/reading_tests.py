"""Reading what a claim says of its tests over forces: the steps, the pattern, forces left out, recording changes."""

from collections.abc import Collection
from typing import Final

from peelian.plan.claims import crosscheck
from peelian.plan.claims.claim import (
    RESULTS,
    ClaimStep,
    LeftOut,
    LookUp,
    Pattern,
    RankTest,
    RecordingChange,
    Sum,
)
from peelian.plan.claims.shape import Table
from peelian.plan.claims.verdicts import Words
from peelian.reference.areas import area
from peelian.reference.reading import hint

KEYS: Final = ("test", "of", "with", "weights", "start", "most", "of_end", "with_end")
_ENDS: Final = ("lowest", "highest")
_MOST: Final = (1, 20)
_COLLAPSES: Final = ("count(", "sum(", "min(", "max(")


def rank_test(table: Table, name: str, label: Words, earlier: Collection[ClaimStep]) -> RankTest | None:
    """The test of a step, each of its parts an earlier step over every force; None when its kind is not known."""
    method = table.choice("test", tuple(RESULTS))
    if method not in RESULTS:
        return None
    table.only("name", "label", *KEYS)
    return RankTest(
        name=name,
        label=label,
        method=method,
        of=_series(table, "of", earlier),
        other=_series(table, "with", earlier),
        weights=_series(table, "weights", earlier) if table.has("weights") else "",
        start=_series(table, "start", earlier) if table.has("start") else "",
        most=_most(table),
        of_end=table.choice("of_end", _ENDS, default="lowest"),
        other_end=table.choice("with_end", _ENDS, default="highest"),
    )


def pattern(table: Table, tested: bool) -> Pattern | None:
    """What would count for and against; a claim with a test over forces must say it."""
    if not table.has("pattern"):
        if tested:
            table.note("no_pattern")
        return None
    value = table.content["pattern"]
    if not isinstance(value, dict):
        table.note("kind", key="pattern", wanted="a table ([pattern])", got=repr(value)[:40])
        return None
    inner = Table(value, "pattern", table.faults, table.one_language)
    inner.only("counts_for", "counts_against")
    return Pattern(inner.words("counts_for"), inner.words("counts_against"))


def left_out(table: Table) -> tuple[LeftOut, ...]:
    """The forces that no test takes in, each with the reason."""
    found = []
    for one in table.tables("left_out"):
        one.only("area", "because")
        named = one.text("area", example='area = "city-of-london"')
        if named:
            crosscheck.attempt(one, "area", lambda named=named: area(named))  # type: ignore[misc]
        found.append(LeftOut(named, one.words("because")))
    return tuple(found)


def recording_changes(table: Table) -> tuple[RecordingChange, ...]:
    """Days on which recording changed, with the measures whose figures they change."""
    found = []
    for one in table.tables("recording_changes"):
        one.only("on", "measures", "text")
        day = one.day("on")
        if day is None:
            one.note("missing", key="on", example="on = 2014-11-18")
            continue
        measures = one.texts("measures")
        for named in measures:
            crosscheck.measure(named, one)
        found.append(RecordingChange(day, measures, one.words("text")))
    return tuple(found)


def _series(table: Table, key: str, earlier: Collection[ClaimStep]) -> str:
    """The name of an earlier step that has a figure for every force."""
    named = table.text(key, example=f'{key} = "change"')
    wide = [step.name for step in earlier if _wide(step, earlier)]
    if named and named not in wide:
        table.note("not_wide", key=key, got=named, known=", ".join(wide) or "-", hint=hint(named, wide))
    return named


def _wide(step: ClaimStep, earlier: Collection[ClaimStep]) -> bool:
    """Whether a step has a figure for each force rather than one figure."""
    if isinstance(step, LookUp):
        return step.over_forces
    if not isinstance(step, Sum) or any(word in step.expression.text for word in _COLLAPSES):
        return False
    return any(_wide(one, earlier) for one in earlier if one.name in step.expression.names)


def _most(table: Table) -> int:
    value = table.content.get("most", 10)
    least, most = _MOST
    if type(value) is int and least <= value <= most:
        return value
    table.note("whole", key="most", got=value, least=least, most=most)
    return least
