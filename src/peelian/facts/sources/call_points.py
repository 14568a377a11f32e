"""Single 999 and 101 figures from press, answers in Parliament and forces, in long form with their source beside each.

A figure for “30 of the 43 forces” is kept for England and Wales as `not_comparable`. Ranks, targets and anything that
is no figure of call answering are refused with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from peelian.facts.sources.base import (
    OGL,
    Adapter,
    Context,
    Item,
    Label,
    Reject,
    Row,
    Sample,
    SourceFile,
    Vintage,
)
from peelian.facts.sources.call_columns import UNITS
from peelian.facts.sources.headers import wanted
from peelian.facts.sources.named_areas import NotAnArea, Place, by_name
from peelian.facts.sources.tables import TableRow, amount, has_table, tables
from peelian.facts.sources.vintages import cited
from peelian.reference.areas import ENGLAND_AND_WALES
from peelian.reference.periods import Period, span
from peelian.reference.problems import Problem

COLUMNS = {
    "period": wanted("period"),
    "force": wanted("force_name", "force", "area"),
    "measure": wanted("measure"),
    "value": wanted("value"),
    "unit": wanted("unit"),
    "source": wanted("source"),
}
ITEMS = {
    "mean_answer_time": "mean_s", "median_answer_time": "median_s", "pct_under_10s": "pct_under_10",
    "pct_10_to_60s": "pct_10_to_60", "pct_over_60s": "pct_over_60", "pct_abandoned": "pct_abandoned",
    "total_calls": "calls", "calls_within_target": "under_10", "calls_under_10s": "under_10",
}  # fmt: skip
SOME_FORCES = re.compile(r"\b(\d+) (?:of (?:the )?43 forces|comparable forces)", re.I)


class CallPoints(Adapter):
    id, kind = "call-points", "calls"
    title = "999 and 101 figures published one by one"
    publisher, licence = "Several: each row names its source", OGL
    datasets = ("call_answering",)

    def recognises(self, sample: Sample) -> float:
        if not has_table(sample, COLUMNS):
            return 0.0
        return (
            0.9
            if any(f",{name}," in sample.text or f",101_{name}," in sample.text for name in ITEMS)
            else 0.0
        )

    def read(self, file: SourceFile, context: Context) -> Iterator[Item]:
        del context
        rows = [row for table in tables(file, COLUMNS) for row in table.rows()]
        days = cited(row.text("source") for row in rows if not isinstance(row, Reject))
        if days:
            yield Vintage(days[0])
            yield Label("vintage", "the oldest of the sources, so that no figure here displaces a better one")
        seen: dict[tuple[str, ...], int] = {}
        for row in rows:
            yield row if isinstance(row, Reject) else _point(row, seen)


def _point(row: TableRow, seen: dict[tuple[str, ...], int]) -> Item:
    measure = row.text("measure").lower()
    service = "101" if measure.startswith("101_") else "999"
    item = ITEMS.get(measure.removeprefix("101_"))
    if item is None:
        return row.reject(
            "measure", "this is no figure of call answering (calls, seconds, or a share of calls)"
        )
    try:
        place, note = _area(row.text("force"))
        period, unsure = _period(row.text("period"))
    except NotAnArea as problem:
        return row.reject("force", str(problem))
    except Problem:
        return row.reject("period", "this is not a month, a year or a span such as 2021-11..2022-04")
    found = amount(row, "value")
    if isinstance(found, Reject):
        return found
    if measure == "calls_within_target":
        unsure = unsure or "answered within the target of the day"
    key = (place.id, period, service, item)
    before = seen.setdefault(key, row.line)
    if before != row.line:
        return row.reject(
            "measure", f"row {before} gives this figure already; the first of two sources is kept"
        )
    values = {
        "area_kind": place.kind, "area_id": place.id, "period": period, "service": service, "item": item,
        "value": found.value, "unit": UNITS[item], "state": "not_comparable" if note or unsure else found.state,
        "note": note or unsure,
    }  # fmt: skip
    return Row("call_answering", values, line=row.line, columns={"value": row.header.heading("value")})


def _area(name: str) -> tuple[Place, str]:
    some = SOME_FORCES.search(name)
    if some:
        what = "of 43 forces" if "of" in some[0] else "comparable forces"
        return Place("country", ENGLAND_AND_WALES), f"{some[1]} {what} only"
    return by_name(name, "force"), ""


def _period(text: str) -> tuple[str, str]:
    """The canonical period and why it is uncertain; raises BadPeriod."""
    vague = re.match(r"(\d{4}) \(latest then available\)", text)
    if vague:
        return Period.parse(vague[1]).id, "the latest year then available; year not stated"
    ends = re.fullmatch(r"(\d{4})-(\d\d)\.\.(\d{4})-(\d\d)", text)
    if not ends:
        return Period.parse(text).id, ""
    first, last = (int(ends[1]), int(ends[2])), (int(ends[3]), int(ends[4]))
    months = (last[0] - first[0]) * 12 + last[1] - first[1] + 1
    if months == 12:
        return f"ye_{last[0]}_{last[1]:02d}", ""
    if months < 1:
        return Period.parse(text).id, ""
    return span(*first, months=months).id, ""


ADAPTERS = (CallPoints(),)
