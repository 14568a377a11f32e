"""Whether a chart over time may be believed."""

from __future__ import annotations

import calendar
import math
from collections.abc import Sequence

import numpy as np

from peelian.reference.periods import Period, month
from peelian.reference.problems import BadPeriod, Bilingual
from peelian.stats.results import Check
from peelian.stats.trend.result import Assurance, Segment, XmrPoint
from peelian.stats.trend.season import Season, leaning, season
from peelian.stats.trend.series import Series

ENOUGH = 13
SMALL_COUNT = 5.0
SEASON_P = 0.01


def xmr_checks(
    read: Series, points: Sequence[XmrPoint], segments: Sequence[Segment], assured: Assurance | None
) -> tuple[Check, ...]:
    """Every check of an XmR chart."""
    segment = np.array([point.segment for point in points])
    residual = read.values - np.array([point.mean for point in points])
    follows = read.follows & np.r_[False, segment[1:] == segment[:-1]]
    found = [
        _enough(segments),
        missing(read.missing),
        _overlap(read),
        _counts(read),
        _leaning(leaning(read, residual, follows), len(read)),
        _season(season(read, segment)),
        *(_rebased(part) for part in segments if part.reason),
    ]
    if assured is not None:
        found.append(_stable(points, segments[-1].number))
    return tuple(found)


def _enough(segments: Sequence[Segment]) -> Check:
    n = min(part.baseline for part in segments)
    if any(part.upper is None for part in segments):
        sentence = Bilingual(
            "No two values stand next to each other, so there are no limits.",
            "Nid oes dau werth yn sefyll wrth ymyl ei gilydd, felly nid oes terfynau.",
        )
        return Check("enough_points", "fail", n, sentence)
    if n < ENOUGH:
        sentence = Bilingual(
            f"The limits rest on {n} values; with fewer than about {ENOUGH} they are provisional.",
            f"Mae’r terfynau’n seiliedig ar {n} gwerth; gyda llai na thua {ENOUGH} maent dros dro.",
        )
        return Check("enough_points", "warn", n, sentence)
    return Check(
        "enough_points",
        "pass",
        n,
        Bilingual(
            f"The limits rest on {n} values or more.", f"Mae’r terfynau’n seiliedig ar {n} gwerth neu fwy."
        ),
    )


def missing(names: Sequence[str]) -> Check:
    """Periods without a value, by name."""
    if not names:
        return Check("missing", "pass", 0, Bilingual("No period is missing.", "Nid oes cyfnod ar goll."))
    english, welsh = (", ".join(_called(name, lang) for name in names) for lang in ("en", "cy"))
    return Check(
        "missing",
        "warn",
        len(names),
        Bilingual(
            f"No value for {english}; nothing was filled in, and no pattern is read across the gap.",
            f"Dim gwerth ar gyfer {welsh}; ni lenwyd dim, ac ni ddarllenir patrwm ar draws y bwlch.",
        ),
    )


def _called(name: str, lang: str) -> str:
    """A period in words; a day or anything else as it was given."""
    try:
        return Period.parse(name).label(lang)
    except BadPeriod:
        return name


def _overlap(read: Series) -> Check:
    if not read.overlapping:
        sentence = Bilingual("No two periods overlap.", "Nid oes dau gyfnod yn gorgyffwrdd.")
        return Check("overlap", "pass", None, sentence)
    return Check(
        "overlap",
        "fail",
        None,
        Bilingual(
            "The periods overlap, so each value holds most of the one before: the limits are far too narrow.",
            "Mae’r cyfnodau’n gorgyffwrdd, felly mae pob gwerth yn cynnwys y rhan fwyaf o’r un cynt: mae’r terfynau’n rhy gul "
            "o lawer.",
        ),
    )


def _counts(read: Series) -> Check:
    mean = float(read.values.mean())
    small = (
        bool(np.all(read.values == np.rint(read.values)) and np.all(read.values >= 0)) and mean < SMALL_COUNT
    )
    return Check(
        "small_counts",
        "warn" if small else "pass",
        mean,
        Bilingual(
            f"These look like counts of {mean:.1f} a period; below about {SMALL_COUNT:.0f}, a chart of counts or of days between "
            "events judges better.",
            f"Mae’r rhain yn edrych fel cyfrifon o {mean:.1f} y cyfnod; islaw tua {SMALL_COUNT:.0f}, mae siart cyfrifon neu "
            "ddyddiau rhwng digwyddiadau’n barnu’n well.",
        )
        if small
        else Bilingual("The values are not small counts.", "Nid cyfrifon bach yw’r gwerthoedd."),
    )


def _leaning(found: float | None, n: int) -> Check:
    if found is None:
        sentence = Bilingual("The values do not vary.", "Nid yw’r gwerthoedd yn amrywio.")
        return Check("autocorrelation", "pass", None, sentence)
    high = abs(found) > 1.96 / math.sqrt(n)
    narrow = ("too narrow", "yn rhy gul") if found > 0 else ("too wide", "yn rhy eang")
    return Check(
        "autocorrelation",
        "warn" if high else "pass",
        found,
        Bilingual(
            f"Each value leans on the one before (correlation {found:.2f}), so the limits are {narrow[0]}.",
            f"Mae pob gwerth yn pwyso ar yr un cynt (cydberthyniad {found:.2f}), felly mae’r terfynau {narrow[1]}.",
        )
        if high
        else Bilingual(
            f"The values hardly lean on one another (correlation {found:.2f}).",
            f"Prin y mae’r gwerthoedd yn pwyso ar ei gilydd (cydberthyniad {found:.2f}).",
        ),
    )


def _season(found: Season | None) -> Check:
    if found is None:
        sentence = Bilingual(
            "Too few years to compare the same month of each.",
            "Rhy ychydig o flynyddoedd i gymharu’r un mis ym mhob un.",
        )
        return Check("seasonality", "pass", None, sentence)
    if found.p >= SEASON_P:
        sentence = Bilingual(
            "The same months of different years are not alike beyond chance.",
            "Nid yw’r un misoedd mewn gwahanol flynyddoedd yn debyg y tu hwnt i siawns.",
        )
        return Check("seasonality", "pass", found.share, sentence)
    highest, lowest = _month(found.highest), _month(found.lowest)
    return Check(
        "seasonality",
        "warn",
        found.share,
        Bilingual(
            f"The time of year explains {found.share:.0%} of the variation within years (highest {highest}, lowest {lowest}): "
            "compare with the same time a year before.",
            f"Mae’r adeg o’r flwyddyn yn esbonio {found.share:.0%} o’r amrywiad o fewn blynyddoedd (uchaf {highest.cy}, isaf "
            f"{lowest.cy}): cymharwch â’r un adeg flwyddyn ynghynt.",
        ),
    )


def _month(number: int) -> Bilingual:
    return Bilingual(calendar.month_name[number], month(2000, number).label("cy").removesuffix(" 2000"))


def _rebased(part: Segment) -> Check:
    reason = part.reason or Bilingual("")
    return Check(
        "rebase",
        "warn",
        part.number,
        Bilingual(
            f"From {part.first} the limits start afresh, because: {reason}",
            f"O {part.first} ymlaen mae’r terfynau’n dechrau o’r newydd, oherwydd: {reason.cy}",
        ),
    )


def _stable(points: Sequence[XmrPoint], segment: int) -> Check:
    unusual = sum(point.segment == segment and bool(point.rules) for point in points)
    return Check(
        "steady_enough_for_assurance",
        "warn" if unusual else "pass",
        unusual,
        Bilingual(
            f"{unusual} values since the last start of the limits are part of a change, so what the limits promise about the "
            "target may not last.",
            f"Mae {unusual} gwerth ers dechrau diwethaf y terfynau yn rhan o newid, felly efallai na fydd yr hyn y mae’r terfynau’n "
            "ei addo am y targed yn para.",
        )
        if unusual
        else Bilingual(
            "Nothing unusual since the last start of the limits.",
            "Dim byd anarferol ers dechrau diwethaf y terfynau.",
        ),
    )
