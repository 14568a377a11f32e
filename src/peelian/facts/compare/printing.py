"""A comparison for the terminal or a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from peelian.facts.compare.table import COLUMNS, CompareRow, Comparison
from peelian.facts.league.periods import label
from peelian.facts.league.printing import (
    check_lines,
    headings,
    in_,
    mind_format,
    one_source,
    paragraph,
    source_lines,
)
from peelian.facts.league.words import difference_words, of_measure
from peelian.reference.problems import Bilingual
from peelian.stats.results import plain

HEADINGS: Final = {
    "name": Bilingual("area", "ardal"),
    "first": Bilingual("first", "cyntaf"),
    "second": Bilingual("second", "ail"),
    "difference": Bilingual("difference", "gwahaniaeth"),
    "interval": Bilingual("interval", "cyfwng"),
    "apart": Bilingual("more than chance", "mwy na hap"),
    "reason": Bilingual("why not", "pam ddim"),
}
_YES: Final = Bilingual("yes", "ydy")
_CHANCE: Final = Bilingual("could be chance", "gallai fod yn hap")
_ALONE: Final = Bilingual(
    "alone, yes; one of so many could be chance", "ar ei ben ei hun, ydy; gallai un o gynifer fod yn hap"
)


def tell(found: Comparison, *, format: str, out: Path | None, lang: str, whole: bool = False) -> None:
    """Write a comparison in a format to `out` or the terminal."""
    from peelian.facts.tabulate import emit, emit_object

    mind_format(format)
    if format == "json" and whole:
        emit_object(as_object(found), out)
    elif format in ("table", "rich"):
        _show(found, out, lang)
    else:
        emit(found.as_rows(), (*COLUMNS, "checks", "pitfalls"), format, out=out)


def as_object(found: Comparison) -> dict[str, Any]:
    """The whole comparison as plain values."""
    return {
        "measure": found.measure.id,
        "title": {"en": found.measure.title.en, "cy": found.measure.title.cy},
        "unit": found.measure.unit,
        "of": found.of,
        "sentence": plain(found.sentence),
        "level": found.level,
        "where": found.where,
        "rows": found.as_rows(),
        "checks": plain(found.checks),
        "pitfalls": plain(found.pitfalls),
        "sources": [one_source(source) for source in found.sources],
        "store_version": found.store_version,
    }


def _show(found: Comparison, out: Path | None, lang: str) -> None:
    from peelian.facts.tabulate import emit

    caption = "" if out is None else "\n".join(_after(found, lang))
    emit(
        [_line(row, found, lang) for row in found.rows], _columns(found, lang), "rich", _title(found, lang), out,
        caption=caption,
    )  # fmt: skip
    if out is None:
        for text in _after(found, lang):
            paragraph(text)


def _title(found: Comparison, lang: str) -> str:
    row = found.rows[0]
    periods = dict.fromkeys(in_(label(one.period), lang) for one in (row.first, row.second))
    return f"{found.measure.title.in_(lang)}, {' | '.join(periods)}"


def _columns(found: Comparison, lang: str) -> dict[str, str]:
    shown = headings(HEADINGS, lang)
    empty = {
        "interval": all(row.lower is None for row in found.rows),
        "apart": all(row.told_apart is None for row in found.rows),
        "reason": all(row.reason is None for row in found.rows),
    }
    return {name: text for name, text in shown.items() if not empty.get(name)}


def _line(row: CompareRow, found: Comparison, lang: str) -> dict[str, Any]:
    lower, upper = _apart(row.lower, found, lang), _apart(row.upper, found, lang)
    word = " i " if lang == "cy" else " to "
    return {
        "name": _names(row, lang),
        "first": _value(row.first.value, found, lang),
        "second": _value(row.second.value, found, lang),
        "difference": _apart(row.difference, found, lang),
        "interval": None if lower is None else f"{lower}{word}{upper}",
        "apart": None if row.told_apart is None else in_(_verdict(row), lang),
        "reason": in_(row.reason, lang) if row.reason else None,
    }


def _verdict(row: CompareRow) -> Bilingual:
    """The verdict for all rows together, and what the row's own interval says where that is another."""
    if row.told_apart:
        return _YES
    alone = row.lower is not None and row.upper is not None and not row.lower <= 0 <= row.upper
    return _ALONE if alone else _CHANCE


def _names(row: CompareRow, lang: str) -> str:
    names = dict.fromkeys(
        one.area_name_cy if lang == "cy" else one.area_name for one in (row.first, row.second)
    )
    return " | ".join(names)


def _value(value: float | None, found: Comparison, lang: str) -> str | None:
    return None if value is None else in_(of_measure(value, found.measure), lang)


def _apart(value: float | None, found: Comparison, lang: str) -> str | None:
    return None if value is None else in_(difference_words(value, found.measure), lang)


def _after(found: Comparison, lang: str) -> Iterator[str]:
    yield in_(found.sentence, lang)
    yield f"{found.measure.basis.in_(lang)}."
    if found.checks:
        yield ""
        yield from check_lines(found.checks, lang)
    for pitfall in found.pitfalls:
        yield f"- {in_(pitfall.text, lang)}"
    yield from source_lines(found.sources, lang)
