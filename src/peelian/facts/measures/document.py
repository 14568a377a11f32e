"""Writes docs/reference/measures.md from the definitions: `python -m peelian.facts.measures.document docs/reference/measures.md`.

A test compares the page with what this makes, so that a definition cannot change without its page.
"""

import sys
from pathlib import Path

from peelian.facts.measures.catalogue import definitions
from peelian.facts.measures.model import Comparability, LeagueRules, Measure, Side, SmallNumbers
from peelian.facts.measures.vocabulary import DIRECTIONS, UNITS

HEAD = """\
# Measures

<!-- Made by `python -m peelian.facts.measures.document`; edit the definitions, not this page. -->

A measure is a reviewed data file in `src/peelian/facts/measures/definitions/`. Every figure it gives carries its
numerator and denominator where they are published, basis, period, day, edition, sources and a state: `ok`,
`provisional`, `not_comparable`, `suppressed` or `no_data`. Missing is not zero. Shares are fractions (0.914), money is
pounds. Nobody has reviewed the Welsh yet unless a measure says so.

| measure | title | unit | reads |
| --- | --- | --- | --- |
"""

TAIL = """
## Write a measure

One file, `definitions/<id>.toml`; all its faults are listed at once when it is read. Copy the most similar one.

| entry | means |
| --- | --- |
| `id`, `title`, `why`, `basis` | the file's name; texts in English and Welsh (`title.en`, `title.cy`) |
| `unit`, `direction`, `decimals`, `scale` | what the value is; whether more is better; digits shown; per how many |
| `[numerator]` | `dataset`, `where`, `value`, `aggregate`: `sum`, `count`, `single` (one published figure; two that differ are marked), `agreed` (the same for a published count, which may be added up) |
| `[denominator]` | the same; `match = "nearest"` with `within_days` takes the nearest day held |
| `[published]` | the publisher's own figure, used only where there are no counts, with its own `basis` |
| `[weight]` | for a published mean: the count that it is a mean over, by which the means of several periods are weighted |
| `zeros = true` in a side | an area and period that are held, with no row that `where` accepts, are a real zero |
| `latest_by` in a side | of several dated rows of one figure only the latest counts |
| `[dims]` | a column that remains: `"each"` value a row, `"all"` summed, or the one value kept; `where=` asks otherwise |
| `[vocabularies]` | for a dimension, the table of `reference` that lists its values; `where` takes any of their spellings |
| `zero_fill = true` | records: a value that nobody recorded in a loaded area and period is a real zero |
| `additive = true` | a longer period is summed from parts that tile it exactly |
| `national = "sum_of_forces"` | England and Wales is the sum of the 43 where all 43 are there and none is published; marked derived |
| `every_force = false` | by force, areas that no source names are left out |
| `[[comparability]]` | `areas`, `periods` or `since`/`until`, the `state` they get, and `reason` |
| `[small_numbers]` | below this `count` a row carries the note, and with `state` that state |
| `[league]` | how areas are ranked. `kind`: `proportion`, `rate`, `count` (chance moves these), `estimate` (published without counts) or `complete` (people, money); `first`: `highest` or `lowest` is rank 1; `target` with `target_reason`; `sibling`, the measure whose order is held against this one |
| `[league.exposure]` | for a rate published without counts: `dataset` of residents, `per` how many, `a_year`, `within_days` |
| `[league.clustering]` | a design effect measured elsewhere: `factor`, or the correlation `within_day`, with `reason` and `source`; used where the data loaded cannot show one |
| `[[league.breaks]]` | the day `at` (and `until`) which what is counted changed, and `reason` |
| `[[pitfalls]]` | what must be shown beside any table |
| `author`, `checked_on`, `next_review`, `reviewed_cy` | who answers for it, and until when |
"""


def page() -> str:
    """The whole page."""
    held = definitions()
    index = "".join(_index_line(measure) for measure in held.values())
    return HEAD + index + "".join(_section(measure) for measure in held.values()) + TAIL


def _index_line(measure: Measure) -> str:
    reads = ", ".join(f"`{name}`" for name in measure.datasets)
    return f"| [`{measure.id}`](#{measure.id}) | {measure.title.en} | {UNITS[measure.unit].en} | {reads} |\n"


def _section(measure: Measure) -> str:
    lines = [
        f"\n({measure.id})=\n## `{measure.id}`\n",
        f"**{measure.title.en}** · *{measure.title.cy}*\n",
        measure.why.en + "\n",
        f"- Basis: {measure.basis.en}.",
        f"- Unit: {UNITS[measure.unit].en}; {DIRECTIONS[measure.direction].en}.",
        *(f"- {name.capitalize()}: {_side(side)}." for name, side in measure.sides.items()),
        *_notes(measure),
        *(_comparability(rule) for rule in measure.comparability),
        *_small(measure.small_numbers),
        *_league(measure.league),
        *(f"- Beware: {text.en}" for text in measure.pitfalls),
        f"- Checked {measure.checked_on} by {measure.author}; next review {measure.next_review}; "
        f"Welsh {'reviewed' if measure.reviewed_cy else 'not reviewed'}.",
    ]
    return "\n".join(lines) + "\n"


def _side(side: Side) -> str:
    what = f"{side.aggregate} of `{side.value}`" if side.value else "rows counted"
    where = " and ".join(f"{name} = {' or '.join(map(str, values))}" for name, values in side.where.items())
    nearest = f", the nearest day within {side.within_days} days" if side.match == "nearest" else ""
    return f"{what} in `{side.dataset}`{' where ' + where if where else ''}{nearest}"


def _notes(measure: Measure) -> list[str]:
    notes = []
    if measure.dims:
        notes.append(
            "- Dimensions: " + ", ".join(f"`{dim.name}` ({dim.default})" for dim in measure.dims) + "."
        )
    if measure.additive:
        how = (
            "the mean of parts that tile it exactly, weighted"
            if measure.weight
            else "summed from parts that tile it exactly"
        )
        notes.append(f"- A longer period is {how}.")
    if measure.national == "sum_of_forces":
        notes.append(
            "- England and Wales is derived from the 43 forces where all are there and none is published."
        )
    return notes


def _comparability(rule: Comparability) -> str:
    who = ", ".join(f"`{area}`" for area in rule.areas) or "all areas"
    when = [*(f"`{period}`" for period in rule.periods)]
    when += [f"since {rule.since}"] if rule.since else []
    when += [f"until {rule.until}"] if rule.until else []
    return f"- `{rule.state}` for {who}{' (' + ', '.join(when) + ')' if when else ''}: {rule.reason.en}"


def _small(rule: SmallNumbers | None) -> list[str]:
    if rule is None:
        return []
    state = f", state `{rule.state}`" if rule.state else ""
    return [f"- Small numbers: {rule.count} below {rule.below:g}{state}: {rule.reason.en}"]


_KINDS = {
    "proportion": "a share of counted cases",
    "rate": "a rate",
    "count": "a count that chance moves",
    "estimate": "a figure published without counts, so without interval",
    "complete": "a full count, which chance plays no part in",
}


def _league(rules: LeagueRules | None) -> list[str]:
    if rules is None:
        return []
    told = [f"ranked as {_KINDS[rules.kind]}", f"{rules.first} first"]
    if rules.target is not None and rules.target_reason:
        told.append(f"target {rules.target:g} ({rules.target_reason.en})")
    if rules.sibling:
        told.append(f"its order is held against [`{rules.sibling}`](#{rules.sibling})")
    if rules.exposure:
        told.append(
            f"intervals from the residents of the nearest day within {rules.exposure.within_days:,} days"
        )
    lines = [f"- League: {'; '.join(told)}."]
    if rules.clustering:
        one = rules.clustering
        size = (
            f"{one.factor:g}"
            if one.within_day is None
            else f"from a correlation of {one.within_day:g} within a day"
        )
        lines.append(f"- Design effect assumed: {size}. {one.reason.en}. {one.source.en}.")
    return lines + [f"- Changed {one.at}: {one.reason.en}." for one in rules.breaks]


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")
