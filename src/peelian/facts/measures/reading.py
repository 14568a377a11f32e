"""A measure's TOML file into a `Measure`, with every fault of the file listed at once.

The file's parts are described in docs/reference/measures.md. Faults name the entry, what is wrong and how to mend
it; `BadDefinition` carries them all.
"""

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from peelian.facts.datasets import DATASETS
from peelian.facts.measures import vocabulary
from peelian.facts.measures.faults import Faults, Section, near
from peelian.facts.measures.league_rules import league_rules
from peelian.facts.measures.model import Comparability, Dimension, Measure, Side, SmallNumbers, Text
from peelian.facts.measures.problems import BadDefinition
from peelian.reference.problems import BadPeriod
from peelian.reference.vocabulary import vocabulary as vocabulary_of

_NO_DAY = date(1, 1, 1)


def read_definition(path: Path) -> Measure:
    """The measure of one file; raises BadDefinition with all faults."""
    faults = Faults()
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        faults.add("the file", f"not valid TOML: {error}", "Mend that line; texts need quotation marks")
        raise BadDefinition(path=path.name, count=1, faults="\n".join(faults.lines)) from None
    measure = _measure(Section("", table, faults), path.stem)
    if faults.lines:
        raise BadDefinition(path=path.name, count=len(faults.lines), faults="\n".join(faults.lines))
    return measure


def _measure(top: Section, stem: str) -> Measure:
    dims = _dims(top)
    measure = Measure(
        id=top.text("id"),
        title=_both(top, "title"),
        why=_both(top, "why"),
        basis=_both(top, "basis"),
        unit=top.choice("unit", vocabulary.UNITS),
        direction=top.choice("direction", vocabulary.DIRECTIONS),
        decimals=int(top.number("decimals", 0)),
        scale=top.number("scale", 1),
        numerator=_side(top, "numerator") or Side("", "", {}),
        denominator=_side(top, "denominator"),
        published=_side(top, "published"),
        weight=_side(top, "weight"),
        dims=dims,
        additive=top.flag("additive"),
        zero_fill=top.flag("zero_fill"),
        every_force=top.flag("every_force", True),
        national=top.choice("national", vocabulary.NATIONAL, "published"),
        author=top.text("author"),
        checked_on=top.day("checked_on") or _NO_DAY,
        next_review=top.day("next_review") or _NO_DAY,
        reviewed_cy=top.flag("reviewed_cy"),
        comparability=tuple(_comparability(section) for section in top.tables("comparability")),
        small_numbers=_small_numbers(top),
        pitfalls=_pitfalls(top),
        league=league_rules(top),
    )
    top.close()
    _check_whole(top, measure, stem)
    return measure


def _both(section: Section, key: str) -> Text:
    return section.words(key) or Text("", "")


def _side(top: Section, name: str) -> Side | None:
    if not top.has(name):
        if name == "numerator":
            top.fault(name, "missing", "Write [numerator] with dataset and where")
        return None
    part = Section(name, top.raw(name), top.faults)
    dataset = part.choice("dataset", DATASETS)
    columns = (
        {column.name: column.type for column in DATASETS[dataset].columns} if dataset in DATASETS else {}
    )
    side = Side(
        dataset=dataset,
        period=_column(part, "period", columns, _period_column(columns)) or "",
        where=_where(part, columns),
        value=_column(part, "value", columns),
        aggregate=part.choice("aggregate", vocabulary.AGGREGATES, "sum"),
        scale=part.number("scale", 1),
        lower=_column(part, "lower", columns),
        upper=_column(part, "upper", columns),
        unit=_column(part, "unit", columns),
        latest_by=_column(part, "latest_by", columns),
        zeros=part.flag("zeros"),
        match=part.choice("match", vocabulary.MATCHES, "same_period"),
        within_days=int(part.number("within_days", 0)),
        basis=part.words("basis", required=False),
    )
    if (side.value is None) != (side.aggregate == "count"):
        part.fault("value", "count takes no column, every other aggregate needs one", 'Write value = "value"')
    if (side.match == "nearest") != bool(side.within_days):
        part.fault("within_days", 'goes with match = "nearest", and only with it', "Write both or neither")
    part.close()
    return side


def _period_column(columns: Mapping[str, str]) -> str | None:
    """The column that holds the period, where the dataset has only one that can."""
    return next((name for name in ("period", "as_at", "month") if name in columns), None)


def _column(part: Section, key: str, columns: Mapping[str, str], default: str | None = None) -> str | None:
    if not part.has(key):
        return default
    name = part.text(key)
    if name and columns and name not in columns:
        part.fault(
            key, f"the dataset has no column {name!r}.{near(name, columns)}", f"It has: {', '.join(columns)}"
        )
    return name or None


def _where(part: Section, columns: Mapping[str, str]) -> dict[str, tuple[Any, ...]]:
    where = {}
    table = part.raw("where") or {}
    if not isinstance(table, Mapping):
        part.fault("where", "a table is expected", f"Write [{part.name}.where]")
        return {}
    for name, value in table.items():
        if columns and name not in columns:
            part.fault(
                f"where.{name}", f"no such column.{near(name, columns)}", f"It has: {', '.join(columns)}"
            )
        values = tuple(value) if isinstance(value, list) else (value,)
        if not values or any(isinstance(item, list | dict | float) for item in values):
            part.fault(
                f"where.{name}", "a text, a whole number or a list of them is expected", 'Write ["a", "b"]'
            )
        where[name] = values
    return where


def _dims(top: Section) -> tuple[Dimension, ...]:
    table = top.raw("dims") or {}
    if not isinstance(table, Mapping):
        top.fault("dims", "a table is expected", 'Write [dims] and below it name = "each" or name = "all"')
        return ()
    section = Section("dims", table, top.faults)
    words = Section("vocabularies", top.raw("vocabularies") or {}, top.faults)
    found = tuple(Dimension(name, section.text(name), _vocabulary(words, name)) for name in table)
    words.close()
    return found


def _vocabulary(words: Section, dim: str) -> str | None:
    """The name of a reference table that lists a dimension's values."""
    if not words.has(dim):
        return None
    name = words.text(dim)
    try:
        vocabulary_of(name)
    except (FileNotFoundError, KeyError):
        words.fault(
            dim, f"reference has no vocabulary {name!r}", "Use the name of a file of reference/tables"
        )
    return name


def _comparability(part: Section) -> Comparability:
    rule = Comparability(
        state=part.choice("state", vocabulary.STATES),
        reason=_both(part, "reason"),
        areas=part.names("areas"),
        periods=tuple(_period(part, text) for text in part.names("periods")),
        since=part.day("since", required=False),
        until=part.day("until", required=False),
    )
    for area in rule.areas:
        _check_area(part, area)
    part.close()
    return rule


def _period(part: Section, text: str) -> str:
    from peelian.reference.periods import Period

    try:
        return Period.parse(text).id
    except BadPeriod as problem:
        part.fault("periods", str(problem), "Use one of those forms")
        return text


def _check_area(part: Section, area: str) -> None:
    from peelian.reference.areas import area as area_of
    from peelian.reference.problems import UnknownArea

    try:
        area_of(area)
    except UnknownArea as problem:
        part.fault("areas", str(problem), "Use the ids of peelian.forces()")


def _small_numbers(top: Section) -> SmallNumbers | None:
    if not top.has("small_numbers"):
        return None
    part = Section("small_numbers", top.raw("small_numbers"), top.faults)
    state = part.choice("state", vocabulary.STATES) if part.has("state") else None
    rule = SmallNumbers(
        part.choice("count", vocabulary.COUNTS), part.number("below"), _both(part, "reason"), state
    )
    part.close()
    return rule


def _pitfalls(top: Section) -> tuple[Text, ...]:
    found = []
    for part in top.tables("pitfalls"):
        found.append(Text(part.text("en"), part.text("cy")))
        part.close()
    return tuple(found)


def _check_whole(top: Section, measure: Measure, stem: str) -> None:
    """What only the whole file can tell."""
    if measure.id and measure.id != stem:
        top.fault("id", f"{measure.id!r} is not the file's name", f'Write id = "{stem}" or rename the file')
    if measure.next_review <= measure.checked_on and measure.next_review != _NO_DAY:
        top.fault("next_review", "not after checked_on", "Give the day by which somebody looks again")
    dataset = DATASETS.get(measure.numerator.dataset)
    columns = dataset.names if dataset else ()
    for dim in measure.dims:
        if columns and dim.name not in columns:
            top.fault(
                f"dims.{dim.name}",
                f"no such column.{near(dim.name, columns)}",
                f"It has: {', '.join(columns)}",
            )
        if dim.default == "all" and measure.numerator.aggregate == "single":
            top.fault(f"dims.{dim.name}", "published single figures cannot be summed", 'Write "each"')
    counted = [
        side for side in (measure.numerator, measure.denominator) if side and side.match == "same_period"
    ]
    weighted = measure.weight is not None
    if measure.additive and not weighted and any(side.aggregate == "single" for side in counted):
        top.fault("additive", "published single figures cannot be summed over periods", "Remove it")
    if weighted and (measure.numerator.aggregate != "single" or measure.denominator or not measure.additive):
        top.fault(
            "weight",
            "goes with one published mean that may be combined",
            'Write aggregate = "single", additive = true and no [denominator]',
        )
    if measure.national == "sum_of_forces" and measure.numerator.aggregate == "single":
        top.fault("national", "published single figures cannot be summed over forces", "Remove it")
