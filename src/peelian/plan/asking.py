"""From what was typed to findings: packaged claims, claim files, and a claim put in options."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from peelian.facts.first_use import prepared
from peelian.plan.claims.problems import BadQuestion, NoClaimFile
from peelian.reference.areas import ENGLAND_AND_WALES

_COLLECT_AFTER = 50_000

if TYPE_CHECKING:
    from peelian.plan.claims.claim import Claim
    from peelian.plan.claims.finding import Finding
    from peelian.plan.claims.own import Question


def question(
    *,
    measure: str,
    start: str,
    to: str,
    change: str,
    value: str,
    area: str,
    where: list[str],
    tolerance: str,
) -> "Question | None":
    """The claim that the options ask, or None when none was given. Raises BadQuestion."""
    if not any((measure, start, to, change, value, area, where, tolerance)):
        return None
    if not measure:
        raise BadQuestion(
            why_en="--measure is missing: name the measure that the figure is of, such as officers_fte.",
            why_cy="mae --measure ar goll: enwch fesur y ffigur, megis officers_fte.",
        )
    from peelian.plan.claims.own import Question

    return Question(
        measure=measure,
        start=start,
        to=to,
        change=change,
        value=value,
        area=area or ENGLAND_AND_WALES,
        where=dict(_pair(text) for text in where),
        tolerance=tolerance,
    )


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not (name and sign and value):
        raise BadQuestion(
            why_en=f"--where {text!r} is not NAME=VALUE, such as --where series=met_homicides.",
            why_cy=f"nid yw --where {text!r} yn ENW=GWERTH, megis --where series=met_homicides.",
        )
    return name, value


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """For a command that ends when it has answered: nearly all of the rows, steps and texts that it makes are kept
    to the end, and looking through them for garbage again and again finds none."""
    before = gc.get_threshold()
    gc.set_threshold(_COLLECT_AFTER if before[0] else 0, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def chosen(texts: list[str], asked: "Question | None", lang: str = "en") -> "list[Finding]":
    """The findings on what was named, in that order, then on the question; on all claims if neither."""
    from peelian.plan.claims import check

    claims = [_claim(text) for text in texts]
    if asked is not None:
        from peelian.plan.claims.own import claim_for

        claims.append(claim_for(asked))
    return check(claims=claims or None, store=prepared(lang))


def _claim(text: str) -> "Claim":
    from peelian.plan.claims import packaged_claim

    if not _is_path(text):
        return packaged_claim(text)
    from peelian.plan.claims.own import own_claim

    return own_claim(Path(text))


def _is_path(text: str) -> bool:
    if text.lower().endswith(".toml") or "/" in text:
        return True
    if Path(text).is_file():
        raise NoClaimFile(path=f"{text}.toml")
    return False
