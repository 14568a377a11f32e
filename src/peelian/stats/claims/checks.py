"""What a reader must know before believing that two orders agree, or do not."""

from __future__ import annotations

import numpy as np

from peelian.reference.problems import Bilingual
from peelian.stats.claims.pairs import Floats, Pairs
from peelian.stats.claims.ranks import correlations, midranks
from peelian.stats.claims.result import Agreement, LeaveOneOut
from peelian.stats.results import Check

FEW_UNITS = 10
MANY_TIES = 0.2
MOVES_MUCH = 0.1
RETURNS = -0.3


def agreement_checks(
    read: Pairs, spearman: Agreement, weighted: Agreement | None, shared_denominator: bool | None
) -> tuple[Check, ...]:
    """Every check of a rank agreement."""
    found = [units(read), missing(read.missing), _variation(spearman), ties(read.x, read.y)]
    if spearman.leave_one_out and spearman.value is not None:
        found.append(_leaning(spearman.value, spearman.leave_one_out))
    if weighted is not None and read.weight is not None and len(read.ids):
        found.append(_weights(read.ids, read.weight))
    if shared_denominator is not None:
        found.append(_denominator(shared_denominator))
    if read.start is not None and len(read.ids) > 2:
        found.append(_mean(read.start, read.y))
    return tuple(found)


def units(read: Pairs) -> Check:
    """Are there enough units to say anything?"""
    n = len(read.ids)
    return Check(
        "units",
        "fail" if n < 4 else "warn" if n < FEW_UNITS else "pass",
        n,
        Bilingual(
            f"{n} units are compared; with fewer than {FEW_UNITS} almost any order can come from chance.",
            f"Cymherir {n} uned; gyda llai na {FEW_UNITS} gall bron unrhyw drefn ddod o siawns.",
        )
        if n < FEW_UNITS
        else Bilingual(f"{n} units are compared.", f"Cymherir {n} uned."),
    )


def missing(names: tuple[str, ...]) -> Check:
    """Who could not be compared."""
    if not names:
        return Check("missing", "pass", 0, Bilingual("No unit is missing.", "Nid oes uned ar goll."))
    listed = ", ".join(names)
    return Check(
        "missing",
        "warn",
        len(names),
        Bilingual(
            f"Left out for want of a figure: {listed}.", f"Wedi’u gadael allan am nad oes ffigur: {listed}."
        ),
    )


def _variation(spearman: Agreement) -> Check:
    if spearman.value is not None:
        sentence = Bilingual(
            "Both measures differ between units.", "Mae’r ddau fesur yn amrywio rhwng unedau."
        )
        return Check("variation", "pass", None, sentence)
    return Check(
        "variation",
        "fail",
        None,
        Bilingual(
            "One of the measures is the same for every unit, so there is no order to compare.",
            "Mae un o’r mesurau yr un fath ar gyfer pob uned, felly nid oes trefn i’w chymharu.",
        ),
    )


def ties(*columns: Floats) -> Check:
    """How many units share a value with another one."""
    share = max((_tied(column) for column in columns), default=0.0)
    return Check(
        "ties",
        "warn" if share > MANY_TIES else "pass",
        share,
        Bilingual(
            f"Up to {share:.0%} of the units share their value with another; they take the mean of their places.",
            f"Mae hyd at {share:.0%} o’r unedau’n rhannu eu gwerth ag un arall; cânt gymedr eu safleoedd.",
        ),
    )


def _tied(column: Floats) -> float:
    if not column.size:
        return 0.0
    ordered = np.sort(column)
    same = ordered[1:] == ordered[:-1]
    return float(np.sum(np.r_[same, False] | np.r_[False, same]) / column.size)


def _leaning(value: float, found: LeaveOneOut) -> Check:
    moved = abs(found.without_it - value)
    turns = found.lowest < 0 < found.highest and abs(value) > MOVES_MUCH
    return Check(
        "leave_one_out",
        "warn" if moved > MOVES_MUCH or turns else "pass",
        moved,
        Bilingual(
            f"Left out one at a time, the units give {found.lowest:.2f} (without {found.lowest_without}) to "
            f"{found.highest:.2f} (without {found.highest_without}), against {value:.2f} with all; "
            f"{found.moves_most} moves it most.",
            f"O’u gadael allan fesul un, mae’r unedau’n rhoi {found.lowest:.2f} (heb {found.lowest_without}) i "
            f"{found.highest:.2f} (heb {found.highest_without}), o’i gymharu â {value:.2f} gyda phob un; "
            f"{found.moves_most} sy’n ei symud fwyaf.",
        ),
    )


def _weights(ids: tuple[str, ...], weight: Floats) -> Check:
    counts_as = float(weight.sum() ** 2 / (weight**2).sum())
    place = int(np.argmax(weight))
    share = float(weight[place] / weight.sum())
    return Check(
        "weights",
        "warn" if share > 0.1 or counts_as < FEW_UNITS else "pass",
        share,
        Bilingual(
            f"{ids[place]} carries {share:.0%} of the weight; weighted, {len(ids)} units count as much as "
            f"{counts_as:.0f} equal ones.",
            f"Mae {ids[place]} yn cario {share:.0%} o’r pwysau; o’u pwysoli, mae {len(ids)} uned yn cyfrif cymaint â "
            f"{counts_as:.0f} uned gyfartal.",
        ),
    )


def _denominator(shared: bool) -> Check:
    if not shared:
        return Check(
            "shared_denominator",
            "pass",
            None,
            Bilingual(
                "The two measures are not divided by the same figure.",
                "Ni rennir y ddau fesur â’r un ffigur.",
            ),
        )
    return Check(
        "shared_denominator",
        "warn",
        None,
        Bilingual(
            "Both measures are divided by the same figure; an error in it, or its own change, makes them agree even when "
            "nothing else does.",
            "Rhennir y ddau fesur â’r un ffigur; mae gwall ynddo, neu ei newid ei hun, yn gwneud iddynt gytuno hyd yn oed pan "
            "nad oes dim arall yn cytuno.",
        ),
    )


def _mean(start: Floats, change: Floats) -> Check:
    found = float(correlations(midranks(start), midranks(change), np.ones(start.size)))
    known = np.isfinite(found)
    return Check(
        "regression_to_the_mean",
        "warn" if known and found < RETURNS else "pass",
        found if known else None,
        Bilingual(
            f"Units that began high changed least or fell (rank correlation {found:.2f}): part of any change is a return to "
            "the usual.",
            f"Unedau a ddechreuodd yn uchel a newidiodd leiaf neu a ostyngodd (cydberthyniad rhengoedd {found:.2f}): mae rhan "
            "o unrhyw newid yn ddychweliad i’r arferol.",
        )
        if known and found < RETURNS
        else Bilingual(
            "Where units began does not foretell how they changed.",
            "Nid yw man cychwyn yr unedau’n rhagfynegi sut y newidiasant.",
        ),
    )
