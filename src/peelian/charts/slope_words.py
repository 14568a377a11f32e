"""What a slope chart says in words: description from the numbers, note and table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peelian.charts import words
from peelian.charts.chart import said
from peelian.charts.words import joined, period_words
from peelian.reference.problems import Bilingual

if TYPE_CHECKING:
    from peelian.charts.slope import Slopes


def notes_beneath(slopes: Slopes) -> list[str]:
    """What the lines join where there are many units, and how many are not drawn."""
    count, welsh = len(slopes.absent), slopes.lang == "cy"
    out = []
    if slopes.crowded:
        out.append("Lleoedd yn y drefn a gysylltir." if welsh else "The lines join places in the order.")
    if count:
        absent = f"Heb y ddau ffigur: {count}. Mae’r tabl yn eu henwi."
        out.append(absent if welsh else f"Without both figures: {count}. The table names them.")
    return out


def description(slopes: Slopes) -> Bilingual:
    """How many rose, fell and stayed, who changed most, who is first and last now, and who is missing."""
    return words.in_both(lambda lang: " ".join(filter(None, _sentences(slopes, lang))))


def _sentences(slopes: Slopes, lang: str) -> list[str]:
    welsh = lang == "cy"
    if not slopes.ids:
        return [said(words.NO_FIGURE, lang), _absent(slopes, lang)]
    changes = {id: slopes.after[id] - slopes.before[id] for id in slopes.ids}
    up, down = (sum(change * side > 0 for change in changes.values()) for side in (1, -1))
    same = len(changes) - up - down
    first, second = (period_words(one, lang) for one in slopes.periods)
    noun = said(slopes.noun, lang)
    if welsh:
        counted = f"{noun}: {len(changes)}. Cynt: {first}; wedyn: {second}. Codi: {up}; gostwng: {down}; heb newid: {same}."
    else:
        counted = (
            f"{noun}: {len(changes)}, from {first} to {second}. Rose: {up}; fell: {down}; unchanged: {same}."
        )
    return [
        counted,
        _most(slopes, changes, lang, rise=True) if up else "",
        _most(slopes, changes, lang, rise=False) if down else "",
        _end(slopes, lang, highest=True),
        _end(slopes, lang, highest=False) if len(slopes.ids) > 1 else "",
        _absent(slopes, lang),
    ]


def _most(slopes: Slopes, changes: dict[str, float], lang: str, *, rise: bool) -> str:
    end = max(changes.values()) if rise else min(changes.values())
    there = [id for id, change in changes.items() if change == end]
    who = joined([slopes.name(id, lang) for id in there], lang)
    text = slopes.unit.text
    course = ""
    if len(there) == 1:
        to = "i" if lang == "cy" else "to"
        before, after = (part[there[0]] for part in (slopes.before, slopes.after))
        course = f", {text(before, slopes.places)} {to} {text(after, slopes.places)}"
    if lang == "cy":
        return f"{'Y cynnydd' if rise else 'Y gostyngiad'} mwyaf: {who}{course}."
    return f"Largest {'rise' if rise else 'fall'}: {who}{course}."


def _end(slopes: Slopes, lang: str, *, highest: bool) -> str:
    values = [slopes.after[id] for id in slopes.ids]
    end = max(values) if highest else min(values)
    who = joined([slopes.name(id, lang) for id in slopes.ids if slopes.after[id] == end], lang)
    value = slopes.unit.text(end, slopes.places)
    if lang == "cy":
        return f"{'Uchaf' if highest else 'Isaf'} yn awr: {who}, {value}."
    return f"{'Highest' if highest else 'Lowest'} now: {who}, {value}."


def _absent(slopes: Slopes, lang: str) -> str:
    if not slopes.absent:
        return said(words.NOBODY_MISSING, lang)
    who = joined([slopes.name(id, lang) for id in slopes.absent], lang)
    count = len(slopes.absent)
    return (
        f"Heb y ddau ffigur: {count} ({who})." if lang == "cy" else f"Without both figures: {count} ({who})."
    )


def columns(slopes: Slopes) -> tuple[Bilingual, ...]:
    """The columns of the table."""
    before, after = (Bilingual(period_words(one, "en"), period_words(one, "cy")) for one in slopes.periods)
    share = Bilingual("Change (percentage points)", "Newid (pwyntiau canran)")
    return (words.AREA, before, after, share if slopes.unit.after == "%" else Bilingual("Change", "Newid"))


def rows(slopes: Slopes) -> tuple[tuple[str, ...], ...]:
    """A row a unit in the order of the later value, then those without both."""
    text, places, empty = slopes.unit.text, slopes.places, said(words.NO_DATA, slopes.lang)
    out = []
    for id in (*slopes.ids, *slopes.absent):
        before, after = slopes.before.get(id), slopes.after.get(id)
        change = "–" if before is None or after is None else _signed(slopes, after - before)
        out.append((slopes.name(id), text(before, places) or empty, text(after, places) or empty, change))
    return tuple(out)


def _signed(slopes: Slopes, change: float) -> str:
    """A change with its sign; a change of a share is in percentage points, without a sign for per cent."""
    written = slopes.unit.text(abs(change), slopes.places).replace("%", "")
    return f"{'+' if change > 0 else '−' if change < 0 else ''}{written}"
