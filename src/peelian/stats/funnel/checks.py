"""Whether a funnel may be believed, one look after another."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from peelian.reference.problems import Bilingual
from peelian.stats.funnel.rows import Rows
from peelian.stats.results import Check

FEW_UNITS = 10
BEYOND_CHANCE = 1.1
WIDE_SPREAD = 10.0
Floats = NDArray[np.float64]


def look(rows: Rows, phi: float, tau2: float, on_the_line: Sequence[str]) -> tuple[Check, ...]:
    """Every check of a funnel."""
    return (_units(rows), _missing(rows), _whole(rows), _spread(phi, tau2), _line(on_the_line))


def _units(rows: Rows) -> Check:
    n = len(rows.ids)
    return Check(
        "units",
        "fail" if n < 2 else "warn" if n < FEW_UNITS else "pass",
        n,
        Bilingual(
            f"{n} units are compared; with fewer than {FEW_UNITS}, how much they differ beyond chance is hardly known.",
            f"Cymherir {n} uned; gyda llai na {FEW_UNITS}, prin y gwyddys faint y maent yn gwahaniaethu y tu hwnt i siawns.",
        ),
    )


def _missing(rows: Rows) -> Check:
    names = ", ".join(rows.missing)
    if not names:
        return Check("missing", "pass", 0, Bilingual("No unit is missing.", "Nid oes uned ar goll."))
    return Check(
        "missing",
        "warn",
        len(rows.missing),
        Bilingual(
            f"Not in the funnel, for want of a figure: {names}.",
            f"Heb fod yn y twmffat, am nad oes ffigur: {names}.",
        ),
    )


def _whole(rows: Rows) -> Check:
    off = float(np.max(np.abs(rows.count - np.rint(rows.count))))
    if off < 1e-6:
        return Check(
            "whole_counts",
            "pass",
            off,
            Bilingual("Every count is a whole number.", "Mae pob cyfrif yn rhif cyfan."),
        )
    return Check(
        "whole_counts",
        "warn",
        off,
        Bilingual(
            f"Some counts are not whole numbers (off by up to {off:.2f}); the nearest whole number is used.",
            f"Nid yw rhai cyfrifon yn rhifau cyfan (hyd at {off:.2f} i ffwrdd); defnyddir y rhif cyfan agosaf.",
        ),
    )


def _spread(phi: float, tau2: float) -> Check:
    if tau2 == 0 or phi < BEYOND_CHANCE:
        return Check(
            "overdispersion",
            "pass",
            phi,
            Bilingual(
                f"The units differ by about as much as chance allows (factor {phi:.1f}).",
                f"Mae’r unedau’n gwahaniaethu tua chymaint ag y mae siawns yn ei ganiatáu (ffactor {phi:.1f}).",
            ),
        )
    return Check(
        "overdispersion",
        "warn",
        phi,
        Bilingual(
            f"The units differ by {phi:.1f} times as much (in variance) as chance alone explains, so the funnel by chance "
            "alone calls too many of them unusual; the widened funnel allows for it."
            + (
                " At this size, the reasons for the differences matter more than the funnel."
                if phi > WIDE_SPREAD
                else ""
            ),
            f"Mae’r unedau’n gwahaniaethu {phi:.1f} gwaith cymaint (mewn amrywiant) ag y mae siawns yn ei esbonio, felly "
            "mae twmffat siawns yn unig yn galw gormod ohonynt yn anarferol; mae’r twmffat lletach yn caniatáu ar gyfer hynny."
            + (
                " Ar y maint hwn, mae’r rhesymau dros y gwahaniaethau’n bwysicach na’r twmffat."
                if phi > WIDE_SPREAD
                else ""
            ),
        ),
    )


def _line(names: Sequence[str]) -> Check:
    if not names:
        return Check(
            "on_the_line",
            "pass",
            0,
            Bilingual(
                "No unit lies between a drawn line and the exact limit.",
                "Nid oes uned rhwng llinell a luniwyd a’r terfyn union.",
            ),
        )
    listed = ", ".join(names)
    return Check(
        "on_the_line",
        "warn",
        len(names),
        Bilingual(
            f"Within one count of a line, just beyond it as drawn but not by the exact limit, so not called outside: {listed}.",
            f"O fewn un cyfrif i linell, ychydig y tu hwnt iddi fel y’i lluniwyd ond nid yn ôl y terfyn union, felly heb eu galw y tu allan: {listed}.",
        ),
    )
