"""The same act on many cases, each in its own transaction: what cannot be done is told, the rest is done.

Only giving, handing over and tagging: nothing that a person outside would hear of is done to many at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from peelian.accounts.actors import Actor
from peelian.accounts.models import Team, User
from peelian.casework.cases.actions.giving import assign_case, hand_over_case
from peelian.casework.cases.actions.marking import tag_case
from peelian.casework.cases.problems import CasesProblem, TooMany

AT_MOST: Final = 200


@dataclass(frozen=True, slots=True)
class Done:
    """Which references were acted on, and why the others were not; both in the order in which they were given."""

    done: tuple[str, ...]
    left: tuple[tuple[str, CasesProblem], ...]


def assign_cases(
    versions: Mapping[str, int | None], *, to: User, actor: Actor, as_of: datetime, reason: str = ""
) -> Done:
    """`assign_case` for each reference, at the version that was seen (None: any)."""
    return _each(
        versions,
        lambda name, version: assign_case(
            name, to=to, actor=actor, as_of=as_of, reason=reason, version=version
        ),
    )


def hand_over_cases(
    versions: Mapping[str, int | None], *, to_team: Team, actor: Actor, as_of: datetime, reason: str
) -> Done:
    """`hand_over_case` for each reference."""
    return _each(
        versions,
        lambda name, version: hand_over_case(
            name, to_team=to_team, actor=actor, as_of=as_of, reason=reason, version=version
        ),
    )


def tag_cases(
    versions: Mapping[str, int | None], *, tag: str, actor: Actor, as_of: datetime, reason: str = ""
) -> Done:
    """`tag_case` for each reference."""
    return _each(
        versions,
        lambda name, version: tag_case(
            name, tag=tag, actor=actor, as_of=as_of, reason=reason, version=version
        ),
    )


def _each(versions: Mapping[str, int | None], act: Callable[[str, int | None], object]) -> Done:
    if len(versions) > AT_MOST:
        raise TooMany(most=AT_MOST)
    done: list[str] = []
    left: list[tuple[str, CasesProblem]] = []
    for reference, version in versions.items():
        try:
            act(reference, version)
            done.append(reference)
        except CasesProblem as problem:
            left.append((reference, problem))
    return Done(tuple(done), tuple(left))
