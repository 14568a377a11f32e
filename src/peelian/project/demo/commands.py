"""`peelian demo`: a made-up year of questions over every force."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated

import typer

from peelian.reference.problems import Bilingual

PLAN = Bilingual(
    "{cases:,} made-up questions over {forces} forces, from {since} to {until}: {actions:,} actions through the same "
    "doors that people use{copies}.",
    "{cases:,} cwestiwn ffug dros {forces} heddlu, o {since} i {until}: {actions:,} gweithred drwy'r un drysau ag y "
    "mae pobl yn eu defnyddio{copies}.",
)
COPIES = Bilingual(", and {count:,} copies of those cases", ", a {count:,} copi o'r achosion hynny")
DRY = Bilingual("Nothing was written (--dry-run).", "Ni ysgrifennwyd dim (--dry-run).")
DONE = Bilingual(
    "{told:,} cases written, {before:,} were here before. Each is marked as made up. Check them: peelian ledger verify",
    "Ysgrifennwyd {told:,} achos, roedd {before:,} yma o'r blaen. Mae pob un wedi'i nodi'n ffug. Gwiriwch: peelian "
    "ledger verify",
)

SEE = Bilingual(
    "To see them as somebody on the desk does, serve the site (peelian up) and draw a link to come in by, for example for "
    "a supervisor: peelian manage account_link {address}",
    "I'w gweld fel y mae rhywun ar y ddesg yn eu gweld, gweinwch y wefan (peelian up) a thynnwch ddolen i ddod i mewn, er "
    "enghraifft ar gyfer goruchwyliwr: peelian manage account_link {address}",
)


def demo(
    context: typer.Context,
    cases: Annotated[int, typer.Option(help="How many questions.", min=1, max=10_000_000)] = 300,
    seed: Annotated[int, typer.Option(help="The same seed makes the same year.")] = 1829,
    until: Annotated[
        str, typer.Option(help="The last day of the year, like 2026-11-20.", show_default="yesterday")
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be written, and stop.")] = False,
) -> None:
    """Fill an empty Peelian with a made-up, labelled year of questions over the 43 forces.

    Refused where a real case is kept. Broken off, it goes on where it stopped.

    Examples:

      peelian demo --cases 300

      peelian demo --cases 300 --dry-run
    """
    from peelian.casework.sealing.starting import start

    start()
    from peelian.project.demo.running import (
        busiest_supervisor,
        planned,
        refuse_beside_real_cases,
        told_of,
        write,
        year_of,
    )
    from peelian.project.demo.stories import YEAR

    lang = context.obj or "en"
    refuse_beside_real_cases()
    year = year_of(seed, last_moment(until))
    plan = planned(year, cases)
    copies = cases - told_of(cases)
    _say(
        PLAN.said(lang).format(
            cases=cases,
            forces=plan.forces,
            actions=plan.actions,
            since=f"{year.until - YEAR:%Y-%m-%d}",
            until=f"{year.until:%Y-%m-%d}",
            copies=COPIES.said(lang).format(count=copies) if copies else "",
        )
    )
    if dry_run:
        _say(DRY.said(lang))
        return
    told = write(year, cases, say=_progress)
    _say(DONE.said(lang).format(told=told, before=cases - told))
    _say(SEE.said(lang).format(address=busiest_supervisor()))


def last_moment(day: str) -> datetime:
    """The end of `day` (by default of yesterday), UTC. Raises NotYetOver, TooEarly, typer.BadParameter."""
    from peelian.project.demo.problems import NotYetOver, TooEarly
    from peelian.project.demo.stories import YEAR, first_day

    last = datetime.now(UTC).date() - timedelta(days=1)
    try:
        found = date.fromisoformat(day) if day else last
    except ValueError:
        raise typer.BadParameter("a day like 2026-11-20", param_hint="--until") from None
    if found > last:
        raise NotYetOver(day=found.isoformat(), last=last.isoformat())
    began = first_day()
    if found < began + YEAR:
        raise TooEarly(day=found.isoformat(), began=began.isoformat(), first=(began + YEAR).isoformat())
    return datetime.combine(found, time(23, 59, 59), UTC)


def _progress(done: int, of: int) -> None:
    if done == of or done % 50 == 0:
        print(f"\r{done:,} / {of:,}", end="\n" if done == of else "", file=sys.stderr, flush=True)  # noqa: T201


def _say(text: str) -> None:
    print(text, file=sys.stderr)  # noqa: T201
