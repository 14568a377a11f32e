"""The sentences that a check adds by itself: which reading reproduces a figure, and what is missing."""

from collections.abc import Mapping, Sequence
from typing import Final

from peelian.plan.claims.claim import EVERY_FORCE, Claim, Stated
from peelian.plan.claims.crosscheck import PLACEHOLDER
from peelian.plan.claims.finding import MissingFigure, Note, Reading
from peelian.plan.claims.naming import area_called, capital, state_called
from peelian.plan.claims.rounding import MISSING, said
from peelian.plan.claims.verdicts import Words
from peelian.reference.areas import area
from peelian.reference.periods import Period

_WHERE_IT_FITS: Mapping[str, tuple[str, str]] = {
    "area": (
        "{said} is the figure of {new} ({shown}), not of {old}: one was given for the other.",
        "{said} yw ffigur {new} ({shown}), nid {old}: rhoddwyd y naill yn lle’r llall.",
    ),
    "period": (
        "{said} comes out with {new} in place of {old} ({shown}): the dates compared decide it.",
        "Ceir {said} gyda {new} yn lle {old} ({shown}): y dyddiadau a gymharwyd sy'n penderfynu.",
    ),
    "basis": (
        "{said} comes out on {new} in place of {old} ({shown}): another way of counting.",
        "Ceir {said} ar sail {new} yn lle {old} ({shown}): ffordd arall o gyfrif.",
    ),
}
_NOWHERE = (
    "None of the {count} neighbouring readings tried (areas, dates, ways of counting) gives {said}.",
    "Nid yw'r un o'r {count} darlleniad cyfagos a brofwyd (ardaloedd, dyddiadau, ffyrdd o gyfrif) yn rhoi {said}.",
)
_TRIED = (
    "{count} neighbouring readings were tried, one change at a time; {fit} of them gave {said}.",
    "Profwyd {count} darlleniad cyfagos, un newid ar y tro; rhoddodd {fit} ohonynt {said}.",
)
_ZERO = (
    "Divided by zero, which gives no figure: {sums}. Mend the sum, or choose figures that are not zero.",
    "Rhannwyd â sero, nad yw'n rhoi ffigur: {sums}. Trwsiwch y swm, neu dewiswch ffigurau nad ydynt yn sero.",
)
_FOR: Words = {
    "en": "Written before the test ran, this would count for it:",
    "cy": "Ysgrifennwyd cyn rhedeg y prawf, byddai hyn o’i blaid:",
}
_AGAINST: Words = {
    "en": "And this would count against it:",
    "cy": "A byddai hyn yn ei erbyn:",
}
_EVERY_FORCE: Words = {"en": "every force", "cy": "pob heddlu"}
_MISSING = (
    "Not loaded or not usable: {figures}. Load the official file of the dataset '{dataset}' with "
    "`peelian data add FILE`, then check again.",
    "Heb ei lwytho neu na ellir ei ddefnyddio: {figures}. Llwythwch ffeil swyddogol y set ddata '{dataset}' "
    "gyda `peelian data add FFEIL`, yna gwiriwch eto.",
)
_NAMED: Final = 4
"""So many missing figures are named; the rest are counted."""


def fill(words: Words, shown: Mapping[str, Words]) -> Words:
    """The texts with each {name} replaced by that figure in the same language."""
    return {
        lang: PLACEHOLDER.sub(lambda match, lang=lang: shown[match[1]][lang], text)  # type: ignore[misc]
        for lang, text in words.items()
    }


def fill_found(words: Words, shown: Mapping[str, Words]) -> Words:
    """As fill, part by part between semicolons: a part none of whose figures is there says "no data", once."""
    told = {}
    for lang, text in words.items():
        parts = [_part(part.strip(), shown, lang) for part in text.split(";")]
        nothing = state_called("no_data")[lang]
        told[lang] = "; ".join(part for place, part in enumerate(parts) if part != nothing or not place)
    return told


def _part(text: str, shown: Mapping[str, Words], lang: str) -> str:
    names = PLACEHOLDER.findall(text)
    if not names or any(shown[name][lang] != MISSING for name in names):
        return PLACEHOLDER.sub(lambda match: shown[match[1]][lang], text)
    before = PLACEHOLDER.split(text)[0]
    head = (before.rpartition(":")[0] or before).strip()
    nothing = state_called("no_data")[lang]
    return f"{head}: {nothing}" if head else nothing


def where_it_fits(figure: Stated, tried: Sequence[Reading]) -> Words:
    """One sentence on the first reading that reproduces the figure; empty when none does."""
    fitting = [reading for reading in tried if reading.fits]
    if not fitting:
        return {}
    first = fitting[0]
    return {
        lang: capital(
            _WHERE_IT_FITS[first.changed][place].format(
                said=_said(figure, lang),
                new=first.new[lang],
                old=first.old[lang],
                shown=first.shown_words[lang],
            )
        )
        for place, lang in enumerate(("en", "cy"))
    }


def reading_notes(figure: Stated, tried: Sequence[Reading]) -> list[Note]:
    """Each further reading that reproduces the figure (the first is in `because`), and how many were tried."""
    fitting = [reading for reading in tried if reading.fits]
    notes = [where_it_fits(figure, [reading]) for reading in fitting[1:]]
    words = _TRIED if fitting else _NOWHERE
    if tried:
        notes.append(
            {
                lang: words[place].format(count=len(tried), fit=len(fitting), said=_said(figure, lang))
                for place, lang in enumerate(("en", "cy"))
            }
        )
    return [Note("reading", note) for note in notes]


def missing_words(missing: Sequence[MissingFigure]) -> Words:
    """What is not there, and which dataset would bring it."""
    dataset = ", ".join(dict.fromkeys(one.dataset for one in missing))
    return {
        lang: _MISSING[place].format(figures=_figures(missing, lang), dataset=dataset)
        for place, lang in enumerate(("en", "cy"))
    }


def pattern_words(claim: Claim) -> list[Words]:
    """What would count for the claim and against it, as written down before its tests run."""
    if claim.pattern is None:
        return []
    told = ((_FOR, claim.pattern.counts_for), (_AGAINST, claim.pattern.counts_against))
    return [{lang: f"{head[lang]} {words[lang]}" for lang in ("en", "cy")} for head, words in told]


def zero_words(sums: Sequence[str]) -> Words:
    """Which sums divide by zero."""
    return {
        lang: _ZERO[place].format(sums="; ".join(dict.fromkeys(sums)))
        for place, lang in enumerate(("en", "cy"))
    }


def _figures(missing: Sequence[MissingFigure], lang: str) -> str:
    named = [_figure(one, lang) for one in missing[:_NAMED]]
    more = len(missing) - _NAMED
    return "; ".join(named) + (f"; +{more}" if more > 0 else "")


def _figure(one: MissingFigure, lang: str) -> str:
    from peelian.facts import measures

    title = measures.definition(one.measure).title.in_(lang)
    place = _EVERY_FORCE[lang] if one.area_id == EVERY_FORCE else area_called(area(one.area_id))[lang]
    dims = "".join(f", {name} {value}" for name, value in one.dims.items())
    state = state_called(one.state)[lang]
    return f"{title}, {place}, {Period.parse(one.period).label(lang)}{dims} ({state})"


def _said(figure: Stated, lang: str) -> str:
    return said(figure.value, figure.unit, figure.sense, lang)
