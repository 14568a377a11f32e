"""What a caller gives to a league table: checked, gaps set aside, in order of rank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, get_args

import numpy as np
from numpy.typing import NDArray

from peelian.reference.problems import Bilingual
from peelian.stats.intervals import Array
from peelian.stats.league.rank_sets import ranks
from peelian.stats.league.result import KINDS, BadLeague, First, Kind, Settings

Numbers = Sequence[float | None] | Sequence[float] | NDArray[Any] | None


@dataclass(frozen=True, slots=True, eq=False)
class Given:
    """Units in order of rank, ties by id. NaN where a number was not given."""

    ids: tuple[str, ...]
    value: Array
    rank: NDArray[np.int64]
    numerator: Array
    denominator: Array
    se: Array
    phi: Array
    phi_given: bool
    left_out: tuple[str, ...]
    disagree: tuple[str, ...]


def taken(
    asked: Settings, ids: Sequence[str], phi: float | Sequence[float] | None, **numbers: Numbers
) -> Given:
    """Check the numbers (value, numerator, denominator, se), work out missing values from counts and counts from
    values, and put the units in order."""
    names = [str(name) for name in ids]
    _refuse_odd(names, asked)
    column = {name: _column(given, names) for name, given in numbers.items()}
    column["phi"] = np.maximum(_column(np.full(len(names), 1.0) if phi is None else phi, names), 1.0)
    _refuse_nan_phi(column["phi"])
    worked_out, disagree = _fill(column, asked.kind, asked.scale)
    keep = np.isfinite(worked_out)
    standing = worked_out[keep] if asked.first == "highest" else -worked_out[keep]
    rank = ranks(standing)
    kept = [name for name, there in zip(names, keep, strict=True) if there]
    order = sorted(range(len(kept)), key=lambda i: (rank[i], kept[i]))
    chosen = np.flatnonzero(keep)[order] if order else np.array([], dtype=int)
    return Given(
        ids=tuple(kept[i] for i in order),
        value=worked_out[chosen],
        rank=rank[order] if order else rank,
        numerator=column["numerator"][chosen],
        denominator=column["denominator"][chosen],
        se=column["se"][chosen],
        phi=column["phi"][chosen],
        phi_given=phi is not None,
        left_out=tuple(name for name, there in zip(names, keep, strict=True) if not there),
        disagree=tuple(names[i] for i in np.flatnonzero(disagree & keep)),
    )


def _fill(column: dict[str, Array], kind: Kind, scale: float) -> tuple[Array, NDArray[np.bool_]]:
    """Values, and where they are not what the counts give (more than half a step of the last printed digit)."""
    value = column["value"]
    nowhere = np.zeros(len(value), dtype=bool)
    if kind not in ("proportion", "rate"):
        return value, nowhere
    column["denominator"] = np.where(column["denominator"] > 0, column["denominator"], np.nan)
    with np.errstate(invalid="ignore"):
        from_counts = scale * column["numerator"] / column["denominator"]
        away = np.abs(value - from_counts)
    steps = np.array([_half_step(one) for one in value])
    recovered = value * column["denominator"] / scale
    if kind == "proportion":  # a full share must not come back as a hair more than all
        recovered = np.where(value <= scale, np.minimum(recovered, column["denominator"]), recovered)
    column["numerator"] = np.where(np.isnan(column["numerator"]), recovered, column["numerator"])
    column["denominator"] = np.where(np.isnan(column["numerator"]), np.nan, column["denominator"])
    return np.where(np.isnan(value), from_counts, value), np.greater(
        away, steps, where=~np.isnan(away), out=nowhere
    )


def _half_step(value: float) -> float:
    """Half of the last printed digit's worth."""
    if not np.isfinite(value):
        return np.inf
    digits = -int(Decimal(repr(float(value))).normalize().as_tuple().exponent)
    return max(0.5 * 10.0 ** -max(digits, 0), 1e-9 * abs(value)) * 1.001


def _column(numbers: Numbers | float, names: list[str]) -> Array:
    """Floats, NaN for None; one for each unit. A single number stands for all."""
    if numbers is None or isinstance(numbers, int | float | np.number):
        return np.full(len(names), np.nan if numbers is None else float(numbers))
    column = np.array([np.nan if one is None else one for one in numbers], dtype=float)
    if column.shape != (len(names),):
        raise BadLeague(
            why=Bilingual(
                f"there are {len(names)} units but a column of {len(column)} numbers",
                f"mae {len(names)} uned ond colofn o {len(column)} rhif",
            ),
            mend=Bilingual(
                "Give one number for each unit, None where there is none.",
                "Rhowch un rhif i bob uned, a None lle nad oes un.",
            ),
        )
    return column


def _refuse_nan_phi(phi: Array) -> None:
    if np.isnan(phi).any() or np.isinf(phi).any():
        raise BadLeague(
            why=Bilingual("a design effect is missing", "mae effaith ddylunio ar goll"),
            mend=Bilingual(
                "Give one for every unit, or a single one for all.", "Rhowch un i bob uned, neu un i bawb."
            ),
        )


def _refuse_odd(names: list[str], asked: Settings) -> None:
    twice = sorted({name for name in names if names.count(name) > 1})
    faults = {
        (f"{', '.join(twice)} stands in it twice", f"mae {', '.join(twice)} ynddo ddwywaith"): bool(twice),
        (f"{asked.kind!r} is no kind", f"nid yw {asked.kind!r} yn fath"): asked.kind not in KINDS,
        (f"`first` is {asked.first!r}", f"{asked.first!r} yw `first`"): asked.first not in get_args(First),
        (f"`tau` is {asked.tau}", f"{asked.tau} yw `tau`"): asked.tau < 1,
        (f"`draws` is {asked.draws}", f"{asked.draws} yw `draws`"): asked.draws < 1,
        (f"`scale` is {asked.scale}", f"{asked.scale} yw `scale`"): not 0 < asked.scale < np.inf,
    }
    for (en, cy), wrong in faults.items():
        if wrong:
            raise BadLeague(
                why=Bilingual(en, cy),
                mend=Bilingual(
                    f"Units stand once; kinds are {', '.join(KINDS)}; `first` is highest or lowest; `tau` and `draws` are "
                    "at least 1 and `scale` above 0.",
                    f"Mae pob uned yno unwaith; y mathau yw {', '.join(KINDS)}; `first` yw highest neu lowest; mae `tau` "
                    "a `draws` o leiaf 1 a `scale` uwchlaw 0.",
                ),
            )
