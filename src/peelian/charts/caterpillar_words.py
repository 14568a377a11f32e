"""What a caterpillar chart says in words: captions, key, description from the numbers, and the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peelian.charts import words
from peelian.charts.chart import said
from peelian.charts.marks import NAVY
from peelian.charts.words import joined
from peelian.reference.problems import Bilingual

if TYPE_CHECKING:
    from peelian.charts.caterpillar_plan import Table
    from peelian.stats.league import League, LeagueRow

Look = tuple[str, str]
PLAIN: Look = ("circle", NAVY)
COULD_BE_FIRST: Look = ("up", NAVY)
COULD_BE_LAST: Look = ("down", NAVY)
COULD_BE_BOTH: Look = ("diamond", "none")


def shape(row: LeagueRow) -> Look:
    """The mark of a unit: what it may be, first or last, both or neither."""
    if row.rank_low is None:
        return PLAIN
    if row.could_be_first and row.could_be_last:
        return COULD_BE_BOTH
    if row.could_be_first:
        return COULD_BE_FIRST
    return COULD_BE_LAST if row.could_be_last else PLAIN


def key(league: League, lang: str) -> list[tuple[Look, str]]:
    """The shapes in use with their meaning; nothing where all are alike."""
    used = {shape(row) for row in league.rows}
    if used <= {PLAIN}:
        return []
    tau, welsh = league.tau, lang == "cy"
    texts = {
        COULD_BE_FIRST: f"gallai fod ymhlith y {tau} cyntaf" if welsh else f"could be among the first {tau}",
        COULD_BE_LAST: f"gallai fod ymhlith y {tau} olaf" if welsh else f"could be among the last {tau}",
        COULD_BE_BOTH: "gallai fod ymhlith y naill neu’r llall" if welsh else "could be among either",
        PLAIN: "ddim ymhlith y naill na’r llall" if welsh else "among neither",
    }
    return [(look, text) for look, text in texts.items() if look in used]


def value_caption(table: Table) -> str:
    """What the left panel shows."""
    head = table.unit.heading(table.lang) or said(words.VALUE, table.lang)
    if all(row.lower is None for row in table.league.rows):
        return head
    level = f"{table.league.level:.0%}"
    return f"{head}, gyda chyfwng {level}" if table.lang == "cy" else f"{head}, with {level} interval"


def rank_caption(lang: str) -> str:
    """What the right panel shows."""
    return "Safleoedd posibl" if lang == "cy" else "Ranks it may have"


def rank_range(row: LeagueRow) -> str:
    """ "3–17", or the one rank that it can have."""
    return f"{row.rank_low}–{row.rank_high}" if row.rank_low != row.rank_high else f"{row.rank_low}"


def group(tier: int, lang: str) -> str:
    """The name of a group of units that cannot be told apart."""
    return f"Grŵp {tier}" if lang == "cy" else f"Group {tier}"


def pooled(value: str, lang: str) -> str:
    """The label of the dashed line."""
    return f"Pawb gyda’i gilydd: {value}" if lang == "cy" else f"All together: {value}"


def absent_line(count: int, lang: str) -> str:
    """How many have no rank, beneath the chart."""
    if lang == "cy":
        return f"Heb safle: {count}. Mae’r tabl yn eu henwi."
    return f"Without a rank: {count}. The table names them."


def description(table: Table) -> Bilingual:
    """Who is first and last with their values and ranges, how many cannot be told apart, and who is missing."""
    return words.in_both(lambda lang: " ".join(filter(None, _sentences(table, lang))))


def _sentences(table: Table, lang: str) -> list[str]:
    rows = table.league.rows
    if not rows:
        return [_nobody(table, lang), _absent(table, lang)]
    return [
        _counted(table, lang),
        _end(table, lang, first=True),
        _end(table, lang, first=False) if len(rows) > 1 else "",
        _uncertain(table, lang),
        _pooled(table, lang),
        _absent(table, lang),
    ]


def _nobody(table: Table, lang: str) -> str:
    return f"{said(words.NO_FIGURE, lang)} {said(table.noun, lang)}: 0."


def _counted(table: Table, lang: str) -> str:
    noun, count, down = said(table.noun, lang), len(table.league.rows), table.league.first == "highest"
    words_of_unit = said(table.unit.words, lang)
    unit = f" ({words_of_unit})" if words_of_unit and not table.unit.before and not table.unit.after else ""
    if lang == "cy":
        return f"{noun} yn y drefn: {count}, o’r {'uchaf i’r isaf' if down else 'isaf i’r uchaf'}{unit}."
    return f"{noun} in order: {count}, from the {'highest to the lowest' if down else 'lowest to the highest'}{unit}."


def _end(table: Table, lang: str, *, first: bool) -> str:
    rows = table.league.rows
    rank = rows[0].rank if first else rows[-1].rank
    there = [row for row in rows if row.rank == rank]
    who = joined([table.name(row.id, lang) for row in there], lang)
    head = ("Cyntaf" if first else "Olaf") if lang == "cy" else ("First" if first else "Last")
    told = (
        _figure(table, there[0], lang) if len(there) == 1 else table.unit.text(there[0].value, table.places)
    )
    return f"{head}: {who}, {told}."


def _figure(table: Table, row: LeagueRow, lang: str) -> str:
    unit, places = table.unit, table.places
    value = unit.text(row.value, places)
    if row.lower is None or row.upper is None:
        return value
    to, level = ("i" if lang == "cy" else "to"), f"{table.league.level:.0%}"
    ends = f"{unit.text(row.lower, places)} {to} {unit.text(row.upper, places)}"
    interval = f"cyfwng {level} {ends}" if lang == "cy" else f"{level} interval {ends}"
    if row.rank_low is None:
        return f"{value} ({interval})"
    ranks = f"{'safle' if lang == 'cy' else 'rank'} {row.rank_low} {to} {row.rank_high}"
    return f"{value} ({interval}; {ranks})"


def _uncertain(table: Table, lang: str) -> str:
    rows = table.league.rows
    ranged = [row for row in rows if row.rank_low is not None]
    if not ranged:
        return "Ni ddangosir ystod o safleoedd." if lang == "cy" else "No range of ranks is shown."
    unsure = sum(row.rank_low != row.rank_high for row in ranged)
    leaders = sum(row.rank_low == 1 for row in ranged)
    if lang == "cy":
        return f"Ni ellir gwahaniaethu {unsure} o {len(rows)} oddi wrth o leiaf un arall; gallai {leaders} fod yn gyntaf."
    return f"{unsure} of {len(rows)} cannot be told apart from at least one other; {leaders} could be first."


def _pooled(table: Table, lang: str) -> str:
    value = table.league.pooled
    return "" if value is None else f"{pooled(table.unit.text(value, table.places), lang)}."


def _absent(table: Table, lang: str) -> str:
    count = len(table.absent)
    if not count and not table.complete:
        return ""
    if not count:
        return said(words.NOBODY_MISSING, lang)
    who = joined([table.name(id, lang) for id in table.absent], lang)
    return f"Heb safle: {count} ({who})." if lang == "cy" else f"Without a rank: {count} ({who})."


COLUMNS: tuple[Bilingual, ...] = (
    words.AREA,
    words.RANK,
    words.VALUE,
    words.LOWER,
    words.UPPER,
    Bilingual("Highest rank it may have", "Safle uchaf posibl"),
    Bilingual("Lowest rank it may have", "Safle isaf posibl"),
    Bilingual("Group", "Grŵp"),
)


def rows(table: Table) -> tuple[tuple[str, ...], ...]:
    """The rows of the table beneath: the ranked in order, then those without a rank and why."""
    unit, places, ranged = table.unit, table.places, table.ranged
    held = [
        (
            table.name(row.id),
            str(row.rank),
            unit.text(row.value, places),
            unit.text(row.lower, places) or "–",
            unit.text(row.upper, places) or "–",
            str(row.rank_low or "–"),
            str(row.rank_high or "–"),
            str(row.tier) if ranged else "–",
        )
        for row in table.league.rows
    ]
    missing = [
        (table.name(id), "–", said(why or words.NO_DATA, table.lang), *["–"] * 5)
        for id, why in table.absent.items()
    ]
    return (*held, *missing)
