"""A league table for the terminal or a file."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from textwrap import fill
from typing import Any, Final

from peelian.facts.league.periods import label
from peelian.facts.league.table import COLUMNS, LeagueTable, TableRow
from peelian.facts.league.words import of_measure, said
from peelian.facts.measures.vocabulary import UNITS
from peelian.reference.problems import Bilingual
from peelian.stats.results import Check, plain

WIDTH: Final = 110
FORMATS: Final = ("table", "json", "csv", "parquet")
HEADINGS: Final = {
    "rank": Bilingual("rank", "safle"),
    "range": Bilingual("could be", "gallai fod"),
    "name": Bilingual("force", "heddlu"),
    "value": Bilingual("value", "gwerth"),
    "interval": Bilingual("interval", "cyfwng"),
    "tier": Bilingual("tier", "haen"),
}
OTHERS: Final = {
    "name": Bilingual("not ranked", "heb safle"),
    "value": Bilingual("value", "gwerth"),
    "reason": Bilingual("why", "pam"),
}
OUTCOMES: Final = {
    "pass": Bilingual("Fine", "Iawn"),
    "warn": Bilingual("Careful", "Gofal"),
    "fail": Bilingual("Failed", "Methodd"),
}
_WORDS: Final = {
    "checks": Bilingual("What this table rests on", "Sail y tabl hwn"),
    "pitfalls": Bilingual("Read it with these in mind", "Darllenwch ef gan gofio hyn"),
    "sources": Bilingual("Sources", "Ffynonellau"),
    "missing": Bilingual("No data", "Dim data"),
    "nobody": Bilingual("No force is ranked.", "Nid oes heddlu wedi'i restru."),
    "unreviewed": Bilingual("", "Nid oes neb wedi adolygu'r Gymraeg hon."),
}


def tell(table: LeagueTable, *, format: str, out: Path | None, lang: str, whole: bool = False) -> None:
    """Write a table in a format to `out` or the terminal."""
    from peelian.facts.tabulate import emit, emit_object

    mind_format(format)
    if format == "json" and whole:
        emit_object(as_object(table), out)
    elif format in ("table", "rich"):
        _show(table, out, lang)
    else:
        rows = table.as_rows()
        columns = tuple(rows[0]) if rows else COLUMNS
        emit(rows, columns, format, out=out)


def mind_format(format: str) -> None:
    """Raises UnknownFormat, naming the formats as the help does."""
    from peelian.facts.tabulate import UnknownFormat

    if format not in (*FORMATS, "rich"):
        raise UnknownFormat(format=format, known=", ".join(FORMATS))


def as_object(table: LeagueTable) -> dict[str, Any]:
    """The whole table as plain values: what it is of, rows, checks, pitfalls, wider areas and sources."""
    return {
        "measure": table.measure.id,
        "title": {"en": table.measure.title.en, "cy": table.measure.title.cy},
        "unit": table.measure.unit,
        "period": table.period,
        "chosen": plain(table.chosen),
        "first": table.first,
        "level": table.level,
        "where": table.where,
        "region": table.region,
        "rows": table.as_rows(),
        "tiers": [[row.area_id for row in tier] for tier in table.tiers],
        "wider": [row.as_dict() for row in table.wider],
        "checks": plain(table.checks),
        "pitfalls": plain(table.pitfalls),
        "sources": [one_source(source) for source in table.sources],
        "store_version": table.store_version,
    }


def one_source(source: Any) -> dict[str, str]:
    """A source as a reader would cite it."""
    return {
        name: getattr(source, name) for name in ("id", "title", "publisher", "address", "licence", "vintage")
    }


def in_(words: Bilingual, lang: str) -> str:
    """Words in one language."""
    return words.cy if lang == "cy" else str(words)


def headings(words: Mapping[str, Bilingual], lang: str) -> dict[str, str]:
    """The headings of a table in one language."""
    return {key: in_(text, lang) for key, text in words.items()}


def _show(table: LeagueTable, out: Path | None, lang: str) -> None:
    from peelian.facts.tabulate import emit

    caption = "" if out is None else "\n".join(_after(table, lang))
    if not table.ranked and out is None:
        paragraph(f"{in_(title(table), lang)}. {in_(_WORDS['nobody'], lang)}\n")
    else:
        emit(
            [_line(row, table, lang) for row in table.ranked], _columns(table, lang), "rich", in_(title(table), lang), out,
            caption=caption,
        )  # fmt: skip
    if out is not None:
        return
    if table.unranked:
        emit([_other(row, table, lang) for row in table.unranked], headings(OTHERS, lang), "rich")
    for text in _after(table, lang):
        paragraph(text)


def title(table: LeagueTable) -> Bilingual:
    """The measure, its unit and the period."""
    unit = UNITS.get(table.measure.unit)
    return said(
        "{title}, {period} ({unit})",
        "{title}, {period} ({unit})",
        title=Bilingual(table.measure.title.en, table.measure.title.cy),
        period=label(table.period),
        unit=Bilingual(unit.en, unit.cy) if unit else table.measure.unit,
    )


def _columns(table: LeagueTable, lang: str) -> dict[str, str]:
    """The headings; those of chance only where it can be worked out."""
    shown = headings(HEADINGS, lang)
    if not any(row.rank_low is not None for row in table.ranked):
        for name in ("range", "tier"):
            shown.pop(name)
    if not any(row.lower is not None for row in table.ranked):
        shown.pop("interval")
    return shown


def _line(row: TableRow, table: LeagueTable, lang: str) -> dict[str, Any]:
    return {
        "rank": row.rank,
        "range": None if row.rank_low is None else f"{row.rank_low}–{row.rank_high}",
        "name": _name(row, lang),
        "value": _value(row.value, table, lang),
        "interval": _interval(row, table, lang),
        "tier": row.tier,
    }


def _name(row: TableRow, lang: str) -> str:
    name = row.area_name_cy if lang == "cy" else row.area_name
    if row.state != "provisional":
        return name
    return f"{name} (dros dro)" if lang == "cy" else f"{name} (provisional)"


def _other(row: TableRow, table: LeagueTable, lang: str) -> dict[str, Any]:
    return {
        "name": _name(row, lang),
        "value": _value(row.value, table, lang),
        "reason": in_(row.reason or Bilingual(""), lang),
    }


def _value(value: float | None, table: LeagueTable, lang: str) -> str | None:
    return None if value is None else in_(of_measure(value, table.measure), lang)


def _interval(row: TableRow, table: LeagueTable, lang: str) -> str | None:
    if row.lower is None or row.upper is None:
        return None
    lower, upper = (_value(end, table, lang) for end in (row.lower, row.upper))
    return f"{lower} i {upper}" if lang == "cy" else f"{lower} to {upper}"


def _after(table: LeagueTable, lang: str) -> Iterator[str]:
    """The paragraphs below the table."""
    if table.chosen:
        yield in_(table.chosen, lang)
    if table.missing:
        names = ", ".join(_name(row, lang) for row in table.missing)
        yield f"{in_(_WORDS['missing'], lang)} ({len(table.missing)}): {names}."
    for row in table.wider:
        yield _wider(row, table, lang)
    yield f"{table.measure.basis.in_(lang)}."
    if table.checks:
        yield f"\n{in_(_WORDS['checks'], lang)}"
        yield from check_lines(table.checks, lang)
    yield f"\n{in_(_WORDS['pitfalls'], lang)}"
    for pitfall in table.pitfalls:
        yield f"- {in_(pitfall.text, lang)} {in_(pitfall.because, lang)}".rstrip()
    yield from source_lines(table.sources, lang)


def _wider(row: TableRow, table: LeagueTable, lang: str) -> str:
    """A country's figure, with its basis where that is not the table's own, and how it was made."""
    figure = f"{_name(row, lang)}: {_value(row.value, table, lang)}."
    own = str(row.basis) == table.measure.basis.en
    basis = "" if own else f" {in_(row.basis, lang)}."
    return f"{figure}{basis} {in_(row.note, lang)}".rstrip()


def check_lines(checks: Sequence[Check], lang: str) -> Iterator[str]:
    """A line for each check: how it went, and what it means."""
    for check in checks:
        yield f"- {in_(OUTCOMES[check.outcome], lang)}: {in_(check.sentence, lang)}"


def source_lines(sources: Sequence[Any], lang: str) -> Iterator[str]:
    """The sources, and in Welsh that nobody has read it over."""
    yield f"\n{in_(_WORDS['sources'], lang)}"
    yield from dict.fromkeys(map(_cited, sources))
    if lang == "cy":
        yield f"\n{in_(_WORDS['unreviewed'], lang)}"


def _cited(source: Any) -> str:
    told = ", ".join(filter(None, (source.title, source.vintage)))
    return f"- {source.publisher}: {told}. {source.address}".rstrip()


def paragraph(text: str) -> None:
    """A paragraph on the terminal; a list item is set in."""
    lead = "\n" if text.startswith("\n") else ""
    indent = "  " if text.startswith("- ") else ""
    sys.stdout.write(lead + fill(text.strip(), width=WIDTH, subsequent_indent=indent) + "\n")
