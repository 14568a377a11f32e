"""One claim against loaded rows: the working, the rule that applies, and what explains a failure."""

from collections.abc import Iterable
from dataclasses import replace

from peelian.plan.claims.arithmetic import divides_by_zero, evaluate
from peelian.plan.claims.book import Book
from peelian.plan.claims.claim import EVERY_FORCE, Claim, LookUp, Stated, Sum, VerdictRule
from peelian.plan.claims.dimensions import mind_dimensions
from peelian.plan.claims.explaining import (
    fill,
    fill_found,
    missing_words,
    pattern_words,
    reading_notes,
    where_it_fits,
    zero_words,
)
from peelian.plan.claims.finding import CitedSource, Finding, Note, Reading, RuleLine
from peelian.plan.claims.naming import capital, state_called
from peelian.plan.claims.problems import BadQuestion
from peelian.plan.claims.readings import readings
from peelian.plan.claims.rounding import said
from peelian.plan.claims.verdicts import (
    COULD_NOT_TELL,
    DOES_NOT_HOLD,
    HOLDS_WITH_NOTE,
    NOT_LOADED,
    VERDICTS,
    Words,
)
from peelian.plan.claims.working import Worked, fits_of, work

_EXPLAINED = (DOES_NOT_HOLD, HOLDS_WITH_NOTE)


def check_claim(claim: Claim, book: Book) -> Finding:
    """The finding on one claim. Raises BadQuestion when a step does not choose one figure."""
    worked = work(claim, book)
    rule = _applies(claim, worked)
    verdict = rule.verdict if rule else COULD_NOT_TELL
    tried = _tried(claim, worked, book) if verdict in _EXPLAINED else {}
    stated, found = _stated(claim), fill_found(claim.found, _shown(claim, worked))
    used = [source for step in worked.steps for source in step.source_ids]
    used += [source for each in tried.values() for one in each if one.fits for source in one.source_ids]
    return Finding(
        id=claim.id,
        speaker=claim.speaker,
        article=claim.article,
        said_on=claim.said_on.isoformat() if claim.said_on else "",
        words=claim.words,
        stated=stated["en"],
        found=found["en"],
        verdict=verdict,
        because=_because(claim, worked, rule, tried),
        rule=" ".join(line.text["en"] for line in _rules(claim, rule)),
        rules=_rules(claim, rule),
        steps=worked.steps,
        notes=_notes(claim, worked, tried),
        readings=tuple(one for found in tried.values() for one in found),
        missing=worked.missing,
        sources=_cited(used, book),
        would_change=claim.would_change,
        title=claim.title,
        stated_words=stated,
        found_words=found,
        commitments=claim.commitments,
        areas=_areas(claim),
        reviewed=claim.reviewed,
    )


def check_own(claim: Claim, book: Book) -> Finding:
    """As check_claim, its dimensions held against the measures first. Raises UnknownDimension, UnknownValue too."""
    if not claim.dataset:  # else the claim itself says which figures nobody has loaded
        mind_dimensions(claim, book)
    return check_claim(claim, book)


def check_packaged(claim: Claim, book: Book) -> Finding:
    """As check_claim; when added files give several figures for one step, it could not be told, and says why."""
    try:
        return check_claim(claim, book)
    except BadQuestion as problem:
        why = {lang: problem.message(lang) for lang in ("en", "cy")}
        nothing = replace(claim, steps=(), found=state_called("no_data"), verdicts=())
        return replace(
            check_claim(nothing, book), because=why, rules=_rules(claim, None), areas=_areas(claim)
        )


def _stated(claim: Claim) -> Words:
    if claim.stated_as:
        return claim.stated_as
    return {
        lang: "; ".join(said(one.value, one.unit, one.sense, lang) for one in claim.stated)
        for lang in ("en", "cy")
    }


def _applies(claim: Claim, worked: Worked) -> VerdictRule | None:
    """The first rule whose condition is met; None when a figure that a condition needs is missing."""
    for rule in claim.verdicts:
        if rule.condition is None:
            return rule
        met = evaluate(rule.condition.tree, worked.values, fits_of(claim))
        if met is None or isinstance(met, dict):
            return None
        if met:
            return rule
    return None


def _tried(claim: Claim, worked: Worked, book: Book) -> dict[str, tuple[Reading, ...]]:
    """The neighbouring readings of each stated figure that its own step does not give."""
    return {figure.name: readings(claim, figure, book) for figure in claim.stated if _misses(figure, worked)}


def _misses(figure: Stated, worked: Worked) -> bool:
    value = worked.values[figure.step]
    return isinstance(value, float) and not figure.fits(value)


def _shown(claim: Claim, worked: Worked) -> dict[str, Words]:
    figures = {
        one.name: {lang: said(one.value, one.unit, one.sense, lang) for lang in ("en", "cy")}
        for one in claim.stated
    }
    return figures | {one.name: one.shown_words for one in worked.steps}


def _because(
    claim: Claim, worked: Worked, rule: VerdictRule | None, tried: dict[str, tuple[Reading, ...]]
) -> Words:
    if rule is None:
        return claim.dataset or _untold(claim, worked)
    words = rule.confessing(fill(rule.because, _shown(claim, worked)))
    for name, found in tried.items():
        added = where_it_fits(claim.figure(name), found)
        words = {lang: f"{text} {added.get(lang, '')}".strip() for lang, text in words.items()}
    return words


def _untold(claim: Claim, worked: Worked) -> Words:
    """Why no rule could be applied: figures that are not there, a division by zero, or both."""
    reasons = [missing_words(worked.missing)] if worked.missing else []
    if zero := _zero_sums(claim, worked):
        reasons.append(zero_words(zero))
    return {lang: " ".join(one[lang] for one in reasons) for lang in ("en", "cy")} if reasons else NOT_LOADED


def _zero_sums(claim: Claim, worked: Worked) -> list[str]:
    sums = [step.expression for step in claim.steps if isinstance(step, Sum)]
    sums += [rule.condition for rule in claim.verdicts if rule.condition]
    return [one.text for one in sums if divides_by_zero(one.tree, worked.values, fits_of(claim))]


def _rules(claim: Claim, applied: VerdictRule | None) -> tuple[RuleLine, ...]:
    lines = [
        RuleLine(
            verdict=rule.verdict,
            text=rule.confessing(
                {lang: f"{capital(VERDICTS[rule.verdict][lang])}: {rule.rule[lang]}" for lang in ("en", "cy")}
            ),
            condition=rule.condition.text if rule.condition else "otherwise",
            applied=rule is applied,
            changed=bool(rule.changed),
        )
        for rule in claim.verdicts
    ]
    return (*lines, RuleLine(COULD_NOT_TELL, NOT_LOADED, "", applied is None))


def _notes(claim: Claim, worked: Worked, tried: dict[str, tuple[Reading, ...]]) -> tuple[Note, ...]:
    notes = [Note("pattern", text) for text in pattern_words(claim)]
    notes += [note for name, found in tried.items() for note in reading_notes(claim.figure(name), found)]
    notes += [Note("caveat", caveat) for caveat in claim.caveats]
    notes += worked.notes
    if worked.missing:
        notes.append(Note("missing", missing_words(worked.missing)))
    if claim.dataset and worked.missing:
        notes.append(Note("dataset", claim.dataset))
    return tuple(notes)


def _cited(ids: Iterable[str], book: Book) -> tuple[CitedSource, ...]:
    found = [book.source(id_) for id_ in dict.fromkeys(ids)]
    return tuple(
        CitedSource(one.id, one.title, one.publisher, one.address, one.vintage) for one in found if one
    )


def _areas(claim: Claim) -> tuple[str, ...]:
    areas = [step.area for step in claim.steps if isinstance(step, LookUp) and step.area != EVERY_FORCE]
    return tuple(dict.fromkeys(areas))
