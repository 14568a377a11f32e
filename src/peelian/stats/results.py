"""What every method hands back beside its estimate: checks that a reader can judge, and where it came from.

A method returns a frozen result that holds `checks` and a `provenance`. A check never hides: a result whose check
failed is still returned, and whoever shows the estimate shows the checks beside it.
"""

from __future__ import annotations

from dataclasses import dataclass, is_dataclass
from typing import Any, Final, Literal

from peelian.reference.problems import Bilingual, Problem

Outcome = Literal["pass", "warn", "fail"]
OUTCOMES: Final[tuple[Outcome, ...]] = ("pass", "warn", "fail")


class StatsProblem(Problem):
    """The base of every error of `peelian.stats`: input that no method could use."""

    code = "stats"


@dataclass(frozen=True, slots=True)
class Check:
    """One look at whether the estimate may be believed.

    `number` is what was looked at (a share, a factor, a count), None where there is none to give. `sentence` says
    what it means, in English and Welsh (`sentence.cy`).
    """

    name: str
    outcome: Outcome
    number: float | None
    sentence: Bilingual

    def as_dict(self) -> dict[str, Any]:
        """Plain values, both languages."""
        return {
            "name": self.name,
            "outcome": self.outcome,
            "number": self.number,
            "sentence": {"en": str(self.sentence), "cy": self.sentence.cy},
        }


@dataclass(frozen=True, slots=True)
class Interval:
    """Lower and upper end, in the unit of the estimate; `level` is a fraction such as 0.95."""

    lower: float
    upper: float
    level: float = 0.95


@dataclass(frozen=True, slots=True)
class Provenance:
    """How a result was made: the method's name and source, what went in, and the seed where draws were made."""

    method: str
    citation: str = ""
    source_ids: tuple[str, ...] = ()
    as_at: str | None = None
    rows: int = 0
    seed: int | None = None
    draws: int | None = None
    version: str = ""


def worst(checks: tuple[Check, ...]) -> Outcome:
    """The worst outcome among the checks; "pass" when there is none."""
    return max((check.outcome for check in checks), key=OUTCOMES.index, default="pass")


def plain(result: Any) -> Any:
    """A frozen result as plain values: what `--format json` and the API print."""
    if isinstance(result, Check):
        return result.as_dict()
    if isinstance(result, Bilingual):
        return {"en": str(result), "cy": result.cy}
    if is_dataclass(result) and not isinstance(result, type):
        return {name: plain(getattr(result, name)) for name in _fields(result)}
    if isinstance(result, dict):
        return {key: plain(value) for key, value in result.items()}
    if isinstance(result, list | tuple):
        return [plain(value) for value in result]
    return result.item() if hasattr(result, "item") else result


def _fields(result: Any) -> tuple[str, ...]:
    return tuple(result.__dataclass_fields__)
