"""`docs/reference/provisions.md`, made from the definitions: each rule of law with its versions, times and sources."""

from collections.abc import Iterator

from peelian.law.engine import provisions
from peelian.law.provision import PAUSES, STANDINGS, ClockRule, Provision, Version

_HEAD = """\
# Provisions

<!-- Written by `make reference` from the code. Change src/peelian/law/provisions, not this page. -->

The rules of law, codes, standards and pledges that Peelian keeps, each with the day from which it applies, its source
and how sure we are of it. *Unverified* means that the rule or its first day was not checked against its own text.

**Working days** are days that are not a Saturday, a Sunday or a bank holiday of England and Wales. The day of the event
is day nought; the time is up at the end of the last working day, in London. A working day touched by a pause is not
counted. **Hours** are hours that really pass; the time of a pause is left out.

**Enhanced rights recorded later** shorten a time from their recording on: the earlier of that and the standard time
holds. **When a rule changes**, clocks that run either keep their rule, move to the new one, or take the shorter: the new
time then counts from the new rule's first day. A rule that is not in force is never applied; the answer says so.
"""


def page() -> str:
    """The whole page as Markdown."""
    return "\n".join([_HEAD, *(line for one in provisions().values() for line in _section(one))])


def _section(one: Provision) -> Iterator[str]:
    yield f"## `{one.id}`\n"
    yield f"**{one.title}.** {one.question}\n"
    if any(version.clock for version in one.versions):
        yield "| from | to | standard | enhanced | warned before | standing | when it changes | certainty | sources |"
        yield "| --- | --- | --- | --- | --- | --- | --- | --- | --- |"
    else:
        yield "| from | to | standing | certainty | sources |"
        yield "| --- | --- | --- | --- | --- |"
    yield from (_row(version) for version in one.versions)
    yield ""
    yield from (f"{version.note}\n" for version in one.versions if version.note)
    reasons = {reason for version in one.versions if version.clock for reason in version.clock.pauses}
    if reasons:
        yield (
            "It may be paused: " + "; ".join(f"{PAUSES[code]} (`{code}`)" for code in sorted(reasons)) + ".\n"
        )


def _row(version: Version) -> str:
    dates = (version.starts or "not commenced", version.ends or "")
    sources = ", ".join(version.citations)
    if version.clock is None:
        cells: tuple[object, ...] = (*dates, STANDINGS[version.standing], version.certainty, sources)
    else:
        clock = version.clock
        warned = (
            _span(clock, clock.warn)
            if clock.warn
            else "on the last day"
            if clock.ends == "end_of_day"
            else ""
        )
        times = (_span(clock, clock.standard), _span(clock, clock.enhanced), warned)
        standing = STANDINGS[version.standing]
        cells = (*dates, *times, standing, version.transition, version.certainty, sources)
    return "| " + " | ".join(map(str, cells)) + " |"


def _span(clock: ClockRule, count: int) -> str:
    if not count:
        return "at once" if clock.unit == "hours" else "the same day"
    unit = clock.unit.replace("_", " ")
    return f"{count} {unit.removesuffix('s') if count == 1 else unit}"
