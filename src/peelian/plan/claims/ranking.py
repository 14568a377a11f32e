"""Running a claim's tests over forces, and what each hands on: figures for later steps, lines of working, checks.

The methods are those of `peelian.stats.claims`, loaded only when a claim asks for one. Nothing here says why two
series move as they do.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from peelian.plan.claims.arithmetic import Operand
from peelian.plan.claims.checks import checks_of, named, worth_saying
from peelian.plan.claims.claim import Claim, RankTest
from peelian.plan.claims.finding import Note, Step
from peelian.plan.claims.rounding import in_words
from peelian.plan.claims.verdicts import Words

if TYPE_CHECKING:
    from peelian.stats.claims import Agreement, ExtremesOverlap, RankAgreement

_FEWEST: Final = 8
"""With fewer forces than this no test is run."""
_LABELS: Final[dict[str, tuple[str, str, str]]] = {
    "lower": ("correlation", "lower end of the 95% interval", "pen isaf y cyfwng 95%"),
    "upper": ("correlation", "upper end of the 95% interval", "pen uchaf y cyfwng 95%"),
    "p": (
        "probability",
        "how often chance alone gives as much",
        "pa mor aml y rhydd siawns yn unig gymaint",
    ),
    "least": (
        "correlation",
        "the lowest with any one force left out",
        "yr isaf o adael unrhyw un heddlu allan",
    ),
    "most": (
        "correlation",
        "the highest with any one force left out",
        "yr uchaf o adael unrhyw un heddlu allan",
    ),
    "forces": ("forces", "forces compared", "heddluoedd a gymharwyd"),
    "weighted": (
        "correlation",
        "correlation of the values, each force weighted",
        "cydberthyniad y gwerthoedd, pob heddlu wedi’i bwysoli",
    ),
    "weighted_lower": (
        "correlation",
        "weighted, lower end of the 95% interval",
        "wedi’i bwysoli, pen isaf y cyfwng 95%",
    ),
    "weighted_upper": (
        "correlation",
        "weighted, upper end of the 95% interval",
        "wedi’i bwysoli, pen uchaf y cyfwng 95%",
    ),
    "expected": (
        "forces",
        "how many chance alone would give, on average",
        "faint a roddai siawns yn unig, ar gyfartaledd",
    ),
}


@dataclass(frozen=True, slots=True)
class Tested:
    """What a test gives: its figures by name, a line of working for each, and its checks."""

    values: dict[str, Operand]
    steps: tuple[Step, ...]
    notes: tuple[Note, ...]


def run(test: RankTest, claim: Claim, values: Mapping[str, Operand], before: Sequence[Step]) -> Tested:
    """The test on the figures of earlier steps; every result is missing when a force that counts lacks a figure."""
    columns = _columns(test, claim, values)
    sources = tuple(
        dict.fromkeys(s for one in before if one.name in (test.of, test.other) for s in one.source_ids)
    )
    if columns is None:
        return Tested(dict.fromkeys(test.results), _steps(test, dict.fromkeys(test.results), sources), ())
    found, notes = (
        _agreement(test, claim, columns) if test.method == "rank_agreement" else _overlap(test, columns)
    )
    figures = {name: found.get(name.removeprefix(test.name).lstrip("_")) for name in test.results}
    return Tested(dict(figures), _steps(test, figures, sources), notes)


Columns = dict[str, tuple[float, ...]]


def _columns(
    test: RankTest, claim: Claim, values: Mapping[str, Operand]
) -> tuple[tuple[str, ...], Columns] | None:
    """The forces that count and their figures in each series; None when one of them lacks a figure."""
    wanted = {key: values[key] for key in (test.of, test.other, test.weights, test.start) if key}
    series = {key: one for key, one in wanted.items() if isinstance(one, dict)}
    left_out = {one.area for one in claim.left_out}
    forces = tuple(sorted({force for one in series.values() for force in one} - left_out))
    columns: Columns = {}
    for key, one in series.items():
        known = [float(value) for force in forces if (value := one.get(force)) is not None]
        if len(known) < len(forces):
            return None
        columns[key] = tuple(known)
    fewest = max(_FEWEST, test.most if test.method == "extremes_overlap" else 0)
    return (forces, columns) if len(series) == len(wanted) and len(forces) >= fewest else None


def _agreement(
    test: RankTest, claim: Claim, columns: tuple[tuple[str, ...], Columns]
) -> tuple[dict[str, float | None], tuple[Note, ...]]:
    from peelian.stats.claims import rank_agreement

    forces, series = columns
    x, y = series[test.of], series[test.other]
    result = rank_agreement(x, y, series.get(test.weights), ids=forces, start=series.get(test.start))
    return _figures(result), checks_of(test, claim, result, (x, y))


def _figures(result: "RankAgreement") -> dict[str, float | None]:
    found, without, weighted = result.spearman, result.spearman.leave_one_out, result.weighted
    return {
        "": found.value,
        **_ends("", found),
        "p": found.p,
        "least": without.lowest if without else None,
        "most": without.highest if without else None,
        "forces": float(result.n),
        "weighted": weighted.value if weighted else None,
        **_ends("weighted_", weighted),
    }


def _ends(before: str, found: "Agreement | None") -> dict[str, float | None]:
    """The ends of the interval; perfect agreement, of which every draw is perfect too, is its own interval."""
    ends: tuple[float | None, float | None] = (None, None)
    if found is not None and found.interval is not None:
        ends = (found.interval.lower, found.interval.upper)
    elif found is not None and found.value is not None and math.isclose(abs(found.value), 1, abs_tol=1e-9):
        ends = (found.value, found.value)
    return dict(zip((f"{before}lower", f"{before}upper"), ends, strict=True))


def _overlap(
    test: RankTest, columns: tuple[tuple[str, ...], Columns]
) -> tuple[dict[str, float | None], tuple[Note, ...]]:
    """The method counts the lowest of the first among the highest of the second, so the other ends change sign."""
    from peelian.stats.claims import extremes_overlap

    forces, series = columns
    x = _turned(series[test.of], test.of_end == "highest")
    y = _turned(series[test.other], test.other_end == "lowest")
    result = extremes_overlap(x, y, k=test.most, ids=forces)
    notes = worth_saying(test, result.checks, forces)
    return _counted(result), (*notes, _both(test, result))


def _turned(values: tuple[float, ...], turn: bool) -> tuple[float, ...]:
    return tuple(-value for value in values) if turn else values


def _counted(result: "ExtremesOverlap") -> dict[str, float | None]:
    return {"": float(result.overlap), "expected": result.expected, "p": result.p_high}


def _both(test: RankTest, result: "ExtremesOverlap") -> Note:
    """Which forces are at both ends, by name."""
    listed = ", ".join(result.both)
    words = {
        "en": f"{test.label['en']}: {listed or 'none'}.",
        "cy": f"{test.label['cy']}: {listed or 'dim un'}.",
    }
    return Note("check", named(words, result.both), "pass")


def _steps(test: RankTest, figures: Mapping[str, float | None], sources: tuple[str, ...]) -> tuple[Step, ...]:
    return tuple(_step(test, name, value, sources) for name, value in figures.items())


def _step(test: RankTest, name: str, value: float | None, sources: tuple[str, ...]) -> Step:
    ending = name.removeprefix(test.name).lstrip("_")
    unit, *told = _LABELS[ending] if ending else (_own_unit(test), "", "")
    label: Words = {
        lang: f"{test.label[lang]}: {told[place]}" if ending else test.label[lang]
        for place, lang in enumerate(("en", "cy"))
    }
    shown = in_words(value, unit)
    expression = f"{test.method}({test.of}, {test.other})" + (f": {ending}" if ending else "")
    return Step(
        name=name,
        label=label,
        expression=expression,
        value=value,
        unit=unit,
        shown=shown["en"],
        state="ok" if value is not None else "no_data",
        source_ids=sources,
        working=f"{expression} = {shown['en']}",
        shown_words=shown,
        working_words={lang: f"{expression} = {text}" for lang, text in shown.items()},
    )


def _own_unit(test: RankTest) -> str:
    return "correlation" if test.method == "rank_agreement" else "forces"
