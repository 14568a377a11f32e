"""The checks of a league table and their sentences, in English and Welsh."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from peelian.reference.problems import Bilingual
from peelian.stats.intervals import Array
from peelian.stats.results import Check

FEW_APART = 0.5


def complete() -> Check:
    """A full count has no chance variation."""
    return Check(
        "complete-count",
        "pass",
        None,
        Bilingual(
            "These are full counts, not a sample: the values have no chance variation, so they have no intervals and "
            "no sets of ranks. A rank still says nothing about why areas differ.",
            "Cyfrifon llawn yw’r rhain, nid sampl: nid oes amrywiad ar hap yn y gwerthoedd, felly nid oes iddynt "
            "gyfyngau na setiau o safleoedd. Nid yw safle chwaith yn dweud pam mae ardaloedd yn wahanol.",
        ),
    )


def design_effect(given: Array | None) -> Check:
    """Was a design effect given, and how large is it?"""
    if given is None:
        return Check(
            "design-effect",
            "warn",
            None,
            Bilingual(
                "No design effect was given: events are taken as independent of each other. Where they come in surges, "
                "the intervals and sets of ranks are too narrow.",
                "Ni roddwyd effaith ddylunio: cymerir bod digwyddiadau’n annibynnol ar ei gilydd. Lle dônt mewn "
                "ymchwyddiadau, mae’r cyfyngau a’r setiau o safleoedd yn rhy gul.",
            ),
        )
    middle = float(np.median(given))
    return Check(
        "design-effect",
        "pass",
        middle,
        Bilingual(
            f"Events come in clusters: the variance is taken as {middle:.1f} times that of independent events.",
            f"Daw digwyddiadau mewn clystyrau: cymerir bod yr amrywiant {middle:.1f} gwaith amrywiant digwyddiadau "
            "annibynnol.",
        ),
    )


def counts_missing(ids: Sequence[str]) -> Check | None:
    """Units with a value but without the numbers that its interval needs."""
    if not ids:
        return None
    names = ", ".join(ids)
    return Check(
        "counts-missing",
        "fail",
        float(len(ids)),
        Bilingual(
            f"The size behind the value is not known for: {names}. No interval and no set of ranks can be given "
            "for them, and they widen the sets of the others.",
            f"Nid yw’r maint y tu ôl i’r gwerth yn hysbys ar gyfer: {names}. Ni ellir rhoi cyfwng na set o safleoedd "
            "iddynt, ac maent yn lledu setiau’r lleill.",
        ),
    )


def values_missing(ids: Sequence[str]) -> Check | None:
    """Units without any value: left out of the table."""
    if not ids:
        return None
    names = ", ".join(ids)
    return Check(
        "values-missing",
        "warn",
        float(len(ids)),
        Bilingual(
            f"No value is known for: {names}. They are not ranked; the ranks are among the others only.",
            f"Nid oes gwerth hysbys ar gyfer: {names}. Ni chânt eu gosod mewn trefn; ymhlith y lleill yn unig y mae’r "
            "safleoedd.",
        ),
    )


def counts_disagree(ids: Sequence[str]) -> Check | None:
    """Units whose value is not what their counts give."""
    if not ids:
        return None
    names = ", ".join(ids)
    return Check(
        "counts-disagree",
        "warn",
        float(len(ids)),
        Bilingual(
            f"The value is not what the counts give for: {names}. The rank goes by the value, the interval by the "
            "counts.",
            f"Nid yw’r gwerth yn cyfateb i’r cyfrifon ar gyfer: {names}. Mae’r safle’n dilyn y gwerth, a’r cyfwng yn "
            "dilyn y cyfrifon.",
        ),
    )


def small_counts(how_many: int) -> Check | None:
    """Units with fewer than ten events."""
    if not how_many:
        return None
    return Check(
        "small-counts",
        "warn",
        float(how_many),
        Bilingual(
            f"{how_many} of the areas had fewer than ten events: their values swing widely by chance alone.",
            f"Roedd gan {how_many} o’r ardaloedd lai na deg digwyddiad: mae eu gwerthoedd yn siglo’n eang ar hap yn unig.",
        ),
    )


def told_apart(pairs_apart: int, pairs: int) -> Check:
    """How much of the order is more than chance."""
    share = pairs_apart / pairs if pairs else None
    if share is None:
        sentence = Bilingual(
            "There is only one area: there is nothing to compare it with.",
            "Dim ond un ardal sydd: nid oes dim i’w chymharu â hi.",
        )
    elif not pairs_apart:
        sentence = Bilingual(
            "No two areas can be told apart: the order of this table could be chance.",
            "Ni ellir gwahaniaethu rhwng unrhyw ddwy ardal: gallai trefn y tabl hwn fod yn hap.",
        )
    else:
        sentence = Bilingual(
            f"{pairs_apart} of the {pairs} pairs of areas can be told apart; for the other pairs the order could be "
            "chance.",
            f"Gellir gwahaniaethu rhwng {pairs_apart} o’r {pairs} pâr o ardaloedd; ar gyfer y parau eraill gallai’r drefn "
            "fod yn hap.",
        )
    return Check(
        "told-apart", "pass" if share is not None and share >= FEW_APART else "warn", share, sentence
    )


def nothing() -> Check:
    """No unit had a value."""
    return Check(
        "no-units",
        "fail",
        0.0,
        Bilingual(
            "No area has a value: there is nothing to rank.",
            "Nid oes gwerth gan unrhyw ardal: nid oes dim i’w osod mewn trefn.",
        ),
    )
