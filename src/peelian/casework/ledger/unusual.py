"""Unusual reading: rules over the access log that a supervisor reads. A line is a reason to ask, never a verdict.

    unusual(["user:17", "user:18"], since=monday, until=now)

The rules lie in `definitions/unusual.toml`. They count looks, not people's lives: whose team, whose case, how many.
"""

from __future__ import annotations

import json
import tomllib
from collections import defaultdict, deque
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any, Final

from django.db.models import Count, F, Q, QuerySet

from peelian.casework.ledger.asking import Asked
from peelian.casework.ledger.models import AccessEntry
from peelian.reference.problems import Bilingual

FILE: Final = Path(__file__).parent / "definitions" / "unusual.toml"
EXAMPLES: Final = 5
DIFFERENT: Final = "different_subjects"
MOST: Final = 20_000
"""Looks that one page reads for a rule."""
MOST_SPANS: Final = 200
_MICRO: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Look:
    """What the rules go by."""

    actor: str
    at: int
    stream: str
    seq: int
    what: str
    subject: str
    results: int
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: `counts` names the looks, `at_least` of which within `minutes` make a line."""

    id: str
    counts: str
    at_least: int
    minutes: int
    title: Bilingual
    ask: Bilingual


@dataclass(frozen=True, slots=True)
class Unusual:
    """One line: who, by which rule, when, how many; some of the looks as (stream, seq)."""

    actor: str
    rule: Rule
    first: datetime
    last: datetime
    count: int
    examples: tuple[tuple[str, int], ...]


def unusual(actors: Collection[str], *, since: datetime, until: datetime, most: int = MOST) -> list[Unusual]:
    """The lines for these actors (ledger names, some dozens), the newest first. At most three queries.

    Of all their looks only those are read that a rule may count: by an index of their own; and for rules on how many
    different records, those of hours in which there were enough looks at all. Of more than `most`, the newest.
    """
    mine = AccessEntry.objects.filter(actor__in=list(actors), at__gte=_micro(since), at__lt=_micro(until))
    alone = [rule for rule in rules() if rule.counts != DIFFERENT]
    found = _judged(alone, _looks(mine.filter(Asked()), most)) if actors else []
    for rule in rules():
        spans = _crowded(mine, rule) if actors and rule.counts == DIFFERENT else None
        found += _judged([rule], _looks(mine.filter(spans), most)) if spans else []
    return sorted(found, key=lambda line: (line.last, line.actor, line.rule.id), reverse=True)


def _judged(over: Iterable[Rule], looks: Mapping[str, Sequence[Look]]) -> list[Unusual]:
    return [line for rule in over for mine in looks.values() for line in judged(rule, mine)]


def _looks(rows: QuerySet[AccessEntry], most: int) -> dict[str, list[Look]]:
    """The newest looks by actor, in the order of time."""
    columns = ("actor", "at", "stream", "seq", "what", "subject", "result_count", "facts")
    looks: dict[str, list[Look]] = defaultdict(list)
    newest = rows.order_by("-at", "-stream", "-seq").values_list(*columns)[:most]
    for actor, at, stream, seq, what, subject, results, facts in reversed(newest):
        looks[actor].append(Look(actor, at, stream, seq, what, subject, results, json.loads(facts)))
    return looks


def _crowded(rows: QuerySet[AccessEntry], rule: Rule) -> Q | None:
    """Where such a rule may speak: time is cut into spans of the rule's own length, counted by the index alone.

    Looks within one such length of each other lie in one span or in two neighbours: where those hold too few, no rule
    speaks. Spans that touch are asked for as one; of very many, the newest.
    """
    length = rule.minutes * 60 * _MICRO
    counted = rows.annotate(span=F("at") / length).order_by().values("actor", "span")
    held = {(one["actor"], one["span"]): one["n"] for one in counted.annotate(n=Count("*"))}
    full = {
        (actor, each)
        for (actor, span), many in held.items()
        if many + held.get((actor, span + 1), 0) >= rule.at_least
        for each in (span, span + 1)
    }
    begins = sorted((span, actor) for actor, span in full if (actor, span - 1) not in full)
    wanted = Q()
    for span, actor in begins[-MOST_SPANS:]:
        end = next(after for after in count(span) if (actor, after) not in full)
        wanted |= Q(actor=actor, at__gte=span * length, at__lt=end * length)
    return wanted if full else None


def judged(rule: Rule, looks: Sequence[Look]) -> list[Unusual]:
    """The lines of one rule over one actor's looks, in the order of time."""
    counted = [look for look in looks if _COUNTS[rule.counts](look)]
    different = rule.counts == DIFFERENT
    lines: list[Unusual] = []
    window: deque[Look] = deque()
    for look in counted:
        window.append(look)
        while look.at - window[0].at >= rule.minutes * 60 * _MICRO:
            window.popleft()
        if _size(window, different) >= rule.at_least:
            lines = _extended(lines, rule, window, different)
    return lines


@cache
def rules() -> tuple[Rule, ...]:
    """The rules that Peelian brings."""
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))["rules"]
    return tuple(
        Rule(
            row["id"],
            row["counts"],
            row["at_least"],
            row["minutes"],
            Bilingual(row["title"]["en"], row["title"]["cy"]),
            Bilingual(row["ask"]["en"], row["ask"]["cy"]),
        )
        for row in rows
    )


def _extended(lines: list[Unusual], rule: Rule, window: Iterable[Look], different: bool) -> list[Unusual]:
    """A window that overlaps the last line makes it longer; another one begins a line of its own."""
    held = list(window)
    first, last = _moment(held[0].at), _moment(held[-1].at)
    examples = tuple((look.stream, look.seq) for look in held[-EXAMPLES:])
    if lines and first <= lines[-1].last:
        before = lines.pop()
        count = before.count + 1 if not different else max(before.count, _size(held, different))
        return [*lines, Unusual(before.actor, rule, before.first, last, count, examples)]
    return [*lines, Unusual(held[0].actor, rule, first, last, _size(held, different), examples)]


def _size(window: Collection[Look], different: bool) -> int:
    return len({look.subject for look in window}) if different else len(window)


def _moment(at: int) -> datetime:
    return datetime.fromtimestamp(at / _MICRO, tz=UTC)


def _micro(moment: datetime) -> int:
    return int(moment.timestamp() * _MICRO)


_COUNTS: Final[dict[str, Callable[[Look], bool]]] = {
    "not_own_team": lambda look: look.facts.get("own_team") is False and not look.facts.get("own_case"),
    "closed_and_not_own_case": lambda look: (
        look.facts.get("open") is False and not look.facts.get("own_case")
    ),
    "restricted_and_not_own_case": lambda look: (
        bool(look.facts.get("restricted")) and not look.facts.get("own_case")
    ),
    DIFFERENT: lambda look: bool(look.subject),
    "empty_searches": lambda look: look.what == "search" and look.results == 0,
}
