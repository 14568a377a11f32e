"""What a source covers, in a few words: first and last period, how many areas and which."""

from __future__ import annotations

from typing import Any

from peelian.evidence.wording import area_name
from peelian.reference.periods import Period
from peelian.reference.problems import BadPeriod
from peelian.ui.formats import number, period
from peelian.ui.language import gettext as _

SHOWN = 6


def coverage_lines(coverage: dict[str, Any]) -> list[tuple[str, str]]:
    """Label and text for each kind of thing that a source covers."""
    lines = []
    for name, value in coverage.items():
        items = [str(item) for item in value] if isinstance(value, list | tuple) else [str(value)]
        if name in {"periods", "months"}:
            lines.append((_("Periods"), _periods(items)))
        elif name in {"areas", "forces"}:
            lines.append((_("Areas"), _few([area_name(item) for item in items])))
        else:
            lines.append((name.replace("_", " "), _few(items)))
    return [line for line in lines if line[1]]


def _periods(items: list[str]) -> str:
    if len(items) <= SHOWN:
        return "; ".join(period(item) for item in items)
    try:
        ordered = sorted(items, key=Period.parse)
    except BadPeriod:
        ordered = sorted(items)
    ends = {"first": period(ordered[0]), "last": period(ordered[-1]), "count": number(len(items))}
    return _("{first} to {last} ({count} periods)").format(**ends)


def _few(items: list[str]) -> str:
    text = ", ".join(items[:SHOWN])
    left = len(items) - SHOWN
    return text if left <= 0 else _("{some} and {count} more").format(some=text, count=number(left))
