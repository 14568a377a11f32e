"""The schedules: how long each kind of case is kept, as dated data that a records manager can read."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

from peelian.accounts.days import LONDON, day_of
from peelian.casework.retention.problems import BadSchedules, UnknownSchedule
from peelian.reference.problems import Bilingual

FILE: Final = Path(__file__).parent / "definitions" / "schedules.toml"
CERTAINTIES: Final = ("sourced", "unverified")
REGIMES: Final = ("part3", "gdpr")


@dataclass(frozen=True, slots=True)
class Version:
    """From a day on: years after closing until the review, and years until the next one after "keep"."""

    starts: date
    keep_years: int
    again_years: int


@dataclass(frozen=True, slots=True)
class Schedule:
    """One schedule with its authority."""

    id: str
    title: Bilingual
    regime: str
    authority: Bilingual
    certainty: str
    versions: tuple[Version, ...]

    def on(self, day: date) -> Version:
        """The version in force. Raises UnknownSchedule before the first."""
        for version in reversed(self.versions):
            if version.starts <= day:
                return version
        raise UnknownSchedule(schedule=self.id, on=day.isoformat())

    def review_at(self, closed_at: datetime, *, as_of: datetime) -> datetime:
        """When a case that was closed then is first reviewed, by the version in force at `as_of`."""
        return years_after(closed_at, self.on(day_of(as_of)).keep_years)

    def next_review_at(self, decided_at: datetime) -> datetime:
        """When a case that was kept then is reviewed again."""
        return years_after(decided_at, self.on(day_of(decided_at)).again_years)


def schedule(schedule_id: str, *, as_of: datetime) -> Schedule:
    """The schedule with this id. Raises UnknownSchedule."""
    found = schedules().get(schedule_id)
    if found is None:
        raise UnknownSchedule(schedule=schedule_id, on=day_of(as_of).isoformat())
    return found


@cache
def schedules() -> dict[str, Schedule]:
    """All schedules that Peelian brings, by id."""
    return read(FILE)


def read(file: Path) -> dict[str, Schedule]:
    """Schedules from a TOML file. Raises BadSchedules with all faults."""
    try:
        rows = tomllib.loads(file.read_text(encoding="utf-8")).get("schedules", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSchedules(file=file.name, faults=str(error)) from None
    faults: list[str] = []
    found: dict[str, Schedule] = {}
    for number, row in enumerate(rows, start=1):
        name = str(row.get("id") or f"schedule {number}")
        wrong = _faults(row)
        if name in found:
            wrong.append("id used twice")
        faults += [f"{name}: {fault}" for fault in wrong]
        if not wrong:
            found[name] = _schedule(row)
    if faults or not rows:
        raise BadSchedules(file=file.name, faults="; ".join(faults) or "no schedules")
    return found


def years_after(moment: datetime, years: int) -> datetime:
    """The same local time so many years later; 29 February becomes 1 March, never sooner than the full years."""
    local = moment.astimezone(LONDON)
    try:
        later = local.replace(year=local.year + years)
    except ValueError:
        later = local.replace(year=local.year + years, month=3, day=1)
    return later.astimezone(UTC)


def _faults(row: dict[str, Any]) -> list[str]:
    faults = [f"{name} must have en and cy" for name in ("title", "authority") if not _said(row.get(name))]
    if not row.get("id"):
        faults.append("id is missing")
    if row.get("regime") not in REGIMES:
        faults.append(f"regime must be one of {', '.join(REGIMES)}")
    if row.get("certainty") not in CERTAINTIES:
        faults.append(f"certainty must be one of {', '.join(CERTAINTIES)}")
    return faults + _version_faults(row.get("versions") or [])


def _version_faults(versions: list[dict[str, Any]]) -> list[str]:
    if not versions:
        return ["versions are missing"]
    faults = []
    days = [version.get("from") for version in versions]
    if not all(isinstance(day, date) for day in days) or sorted(set(days), key=str) != days:
        faults.append("versions need dates in order")
    for version in versions:
        for name in ("keep_years", "again_years"):
            years = version.get(name)
            if not isinstance(years, int) or isinstance(years, bool) or not 1 <= years <= 100:
                faults.append(f"{name} must be a whole number from 1 to 100")
    return faults


def _said(value: object) -> bool:
    return isinstance(value, dict) and bool(value.get("en")) and bool(value.get("cy"))


def _schedule(row: dict[str, Any]) -> Schedule:
    return Schedule(
        row["id"],
        Bilingual(row["title"]["en"], row["title"]["cy"]),
        row["regime"],
        Bilingual(row["authority"]["en"], row["authority"]["cy"]),
        row["certainty"],
        tuple(Version(one["from"], one["keep_years"], one["again_years"]) for one in row["versions"]),
    )
