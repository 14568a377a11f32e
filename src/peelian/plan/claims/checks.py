"""The checks of a test over forces as notes that a reader can judge: the method's own, London, recording, sharing."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

from peelian.plan.claims.claim import Claim, LookUp, RankTest
from peelian.plan.claims.finding import Note
from peelian.plan.claims.naming import area_called, capital
from peelian.plan.claims.units import PER_RESIDENT
from peelian.plan.claims.verdicts import Words
from peelian.reference.areas import area
from peelian.reference.periods import Period

if TYPE_CHECKING:
    from peelian.reference.problems import Bilingual
    from peelian.stats.claims import RankAgreement
    from peelian.stats.results import Check

_ALWAYS: Final = ("leave_one_out", "regression_to_the_mean")
LONDON: Final = ("metropolitan", "city-of-london")
_MOVES_MUCH: Final = 0.1
_WITHOUT_LONDON: Final[Words] = {
    "en": "Without London’s forces the rank agreement is {without:.2f}, against {whole:.2f} with them.",
    "cy": "Heb heddluoedd Llundain {without:.2f} yw’r cytundeb rhengoedd, o’i gymharu â {whole:.2f} gyda nhw.",
}
_CHANCE: Final[Words] = {
    "en": "Shuffling the forces {times:,} times gave an agreement this far from nought in {share} of the shuffles; "
    "chance alone gives {low:.2f} to {high:.2f} in 95% of them.",
    "cy": "Wrth siffrwd yr heddluoedd {times:,} o weithiau cafwyd cytundeb mor bell o sero mewn {share} o’r siffrydau; "
    "mae siawns yn unig yn rhoi {low:.2f} i {high:.2f} mewn 95% ohonynt.",
}
_SHARED: Final[Words] = {
    "en": "{one} and {other} are both worked out per resident: a figure that both are divided by makes them agree.",
    "cy": "Cyfrifir {one} a {other} ill dau fesul preswylydd: mae ffigur y rhennir y ddau ag ef yn gwneud iddynt gytuno.",
}
_NOT_SHARED: Final[Words] = {
    "en": "The two series are not divided by the same figure.",
    "cy": "Ni rennir y ddwy gyfres â’r un ffigur.",
}
_RECORDING: Final[Words] = {"en": "Recording changed. {text}", "cy": "Newidiodd y cofnodi. {text}"}


def checks_of(
    test: RankTest,
    claim: Claim,
    result: "RankAgreement",
    series: tuple[Sequence[float], Sequence[float]],
) -> tuple[Note, ...]:
    """What to know before believing a rank agreement of the two series, the method's own checks first."""
    more = (*_chance(result), *_london(result, *series), _sharing(test, claim), *_recording(test, claim))
    return (
        *worth_saying(test, result.checks, result.ids),
        *(replace(note, text=_headed(test, note.text)) for note in more),
    )


def worth_saying(test: RankTest, checks: Iterable["Check"], ids: Iterable[str]) -> tuple[Note, ...]:
    """The method's checks that found something, and those that a reader asks for whatever they found."""
    ids = tuple(ids)
    return tuple(
        Note("check", _headed(test, named(one.sentence, ids)), one.outcome)
        for one in checks
        if one.outcome != "pass" or one.name in _ALWAYS
    )


def _headed(test: RankTest, text: Words) -> Words:
    """A note with the test that it is on before it."""
    return {lang: f"{test.label[lang]}: {text[lang]}" for lang in ("en", "cy")}


def named(sentence: "Bilingual | Words", ids: Iterable[str]) -> Words:
    """A sentence with force ids in it, the ids as the forces are called in each language."""
    words = sentence if isinstance(sentence, dict) else {"en": str(sentence), "cy": sentence.cy}
    known = sorted(set(ids), key=len, reverse=True)
    if not known:
        return dict(words)
    pattern = re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, known))})(?![\w-])")
    return {
        lang: pattern.sub(lambda match, lang=lang: area_called(area(match[1]))[lang], text)  # type: ignore[misc]
        for lang, text in words.items()
    }


def left_out_notes(claim: Claim) -> tuple[Note, ...]:
    """Who is not in the test, and why, as written down beforehand."""
    return tuple(
        Note(
            "check",
            {
                lang: capital(f"{area_called(area(one.area))[lang]}: {one.because[lang]}")
                for lang in ("en", "cy")
            },
            "warn",
        )
        for one in claim.left_out
    )


def _chance(result: "RankAgreement") -> list[Note]:
    found = result.spearman
    if found.p is None or found.by_chance is None:
        return []
    share = f"{100 * found.p:.1f}%"
    fields = {
        "times": result.permutations,
        "share": share,
        "low": found.by_chance.lower,
        "high": found.by_chance.upper,
    }
    return [Note("check", _filled(_CHANCE, **fields), "pass")]


def _london(result: "RankAgreement", x: Sequence[float], y: Sequence[float]) -> list[Note]:
    """The same agreement without the forces of London, which are unlike the others in size and residents."""
    from peelian.stats.claims import rank_agreement

    kept = [place for place, force in enumerate(result.ids) if force not in LONDON]
    if len(kept) == len(result.ids) or result.spearman.value is None:
        return []
    rest = rank_agreement(
        [x[place] for place in kept], [y[place] for place in kept], permutations=99, draws=99
    )
    whole, without = result.spearman.value, rest.spearman.value
    if without is None:
        return []
    moved = abs(whole - without) > _MOVES_MUCH or (whole < 0) != (without < 0)
    return [
        Note("check", _filled(_WITHOUT_LONDON, without=without, whole=whole), "warn" if moved else "pass")
    ]


def _sharing(test: RankTest, claim: Claim) -> Note:
    """Both per resident, by the units of the measures that they rest on."""
    rates = [_rate(claim.look_ups(series)) for series in (test.of, test.other)]
    if not all(rates):
        return Note("check", _NOT_SHARED, "pass")
    one, other = rates
    return Note(
        "check", {lang: _SHARED[lang].format(one=one[lang], other=other[lang]) for lang in one}, "warn"
    )


def _rate(look_ups: Iterable[LookUp]) -> Words:
    from peelian.facts import measures

    for one in look_ups:
        measure = measures.definition(one.measure)
        if measure.unit in PER_RESIDENT:
            return {lang: measure.title.in_(lang) for lang in ("en", "cy")}
    return {}


def _recording(test: RankTest, claim: Claim) -> list[Note]:
    """Every change of recording that the periods of a tested series lie on both sides of."""
    notes = []
    for change in claim.recording_changes:
        for series in (test.of, test.other):
            used = [one for one in claim.look_ups(series) if one.measure in change.measures]
            if used and _straddles([one.period for one in used], change.on):
                notes.append(Note("check", _filled(_RECORDING, text=change.text), "warn"))
    return notes


def _straddles(periods: Iterable[str], day: date) -> bool:
    read = [Period.parse(one) for one in periods]
    return min(one.start for one in read) < day <= max(one.end for one in read)


def _filled(words: Words, **fields: object) -> Words:
    return {
        lang: text.format(
            **{name: value[lang] if isinstance(value, dict) else value for name, value in fields.items()}
        )
        for lang, text in words.items()
    }
