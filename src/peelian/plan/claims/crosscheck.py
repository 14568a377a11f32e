"""Faults that only show when parts of a claim are held against each other, or against the vocabulary."""

import re
from collections.abc import Callable
from typing import Final

from peelian.plan.claims.claim import EVERY_FORCE, Claim, LookUp
from peelian.plan.claims.faults import Fault
from peelian.plan.claims.shape import Table
from peelian.plan.claims.verdicts import Words
from peelian.reference.areas import area
from peelian.reference.periods import Period
from peelian.reference.problems import Problem
from peelian.reference.reading import hint

PLACEHOLDER: Final = re.compile(r"\{([a-z][a-z0-9_]*)\}", re.ASCII)


def check(claim: Claim, names: list[str], table: Table) -> None:
    """Names used twice, figures that no rule tests, steps and placeholders that are not there."""
    figures = [figure.name for figure in claim.stated]
    for name in sorted({n for n in names + figures if n and (names + figures).count(n) > 1}):
        table.note("twice", got=name)
    for figure in claim.stated:
        if figure.step and figure.step not in names:
            table.faults.append(
                _at("stated", figure.name, "no_step", got=figure.step, hint=hint(figure.step, names))
            )
    tested = {name for rule in claim.verdicts if rule.condition for name in rule.condition.figures}
    if all(rule.condition for rule in claim.verdicts[:-1]):
        for name in figures:
            if name and name not in tested:
                table.note("unused", got=name)
    _placeholders(claim.found, "found", [*names, *figures], table)
    for number, rule in enumerate(claim.verdicts, start=1):
        _placeholders(rule.because, f"verdicts.{number}.because", [*names, *figures], table)


def look_up(step: LookUp, table: Table) -> None:
    """A measure, an area and a period that exist."""
    measure(step.measure, table)
    if step.area and step.area != EVERY_FORCE:
        attempt(table, "area", lambda: area(step.area))
    if step.period:
        attempt(table, "period", lambda: Period.parse(step.period))


def measure(named: str, table: Table) -> None:
    """A measure that exists, if one is named."""
    from peelian.facts import measures

    known = measures.measure_ids()
    if named and named not in known:
        table.note("measure", got=named, hint=hint(named, known))


def attempt(table: Table, code: str, read: Callable[[], object]) -> None:
    """Read something; the problem that it raises becomes a fault of the table."""
    try:
        read()
    except Problem as problem:
        table.note(code, en=problem.message("en"), cy=problem.message("cy"))


def _placeholders(words: Words, key: str, known: list[str], table: Table) -> None:
    for lang, text in words.items():
        where = f"{key}.{lang}"
        for name in PLACEHOLDER.findall(text):
            if name not in known:
                table.note("placeholder", key=where, got=name, hint=hint(name, known))
        if "{" in PLACEHOLDER.sub("", text) or "}" in PLACEHOLDER.sub("", text):
            table.note("brackets", key=where)


def _at(group: str, name: str, code: str, **fields: object) -> Fault:
    return Fault(code, f"{group}.{name}", fields)
