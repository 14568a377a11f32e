"""Reading a claim definition: every fault of the file is found before any is told."""

import tomllib
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Final

from peelian.plan.claims import crosscheck, reading_tests
from peelian.plan.claims.claim import (
    EVERY_FORCE,
    Claim,
    ClaimStep,
    LookUp,
    RankTest,
    Stated,
    Sum,
    VerdictRule,
    names_of,
    results_of,
)
from peelian.plan.claims.expressions import Expression, parse
from peelian.plan.claims.faults import Fault, fault
from peelian.plan.claims.problems import BadClaimFile, BadExpression, NoClaimFile
from peelian.plan.claims.rounding import said_to
from peelian.plan.claims.shape import Table
from peelian.plan.claims.units import UNITS
from peelian.plan.claims.verdicts import SPEAKERS, VERDICTS, Words

LARGEST: Final = 100_000
SENSES: Final = ("rounded", "about", "more_than", "at_least", "less_than", "at_most")
KEYS: Final = [
    "id",
    "title",
    "speaker",
    "article",
    "said_on",
    "words",
    "stated",
    "steps",
    "found",
    "verdicts",
    "would_change",
    "caveats",
    "source_keys",
    "commitments",
    "pattern",
    "left_out",
    "recording_changes",
    "dataset",
    "stated_as",
    "author",
    "checked_on",
    "reviewed",
]


def read_claim(path: Path, *, own: bool = False) -> Claim:
    """The claim of a TOML file. Raises NoClaimFile, or BadClaimFile with every fault of the file.

    `own` is for a claim that a user writes: one language will do, and the speaker may be left out.
    """
    file = str(path) if own else path.name
    try:
        raw = path.read_bytes()
    except OSError:
        raise NoClaimFile(path=str(path)) from None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadClaimFile(file=file, faults=[fault("encoding")]) from None
    return parse_claim(text, file=file, own=own)


def parse_claim(text: str, *, file: str, own: bool = False) -> Claim:
    """The claim of a TOML text; see read_claim."""
    if len(text) > LARGEST:
        raise BadClaimFile(file=file, faults=[fault("size", got=f"{len(text):,}", most=f"{LARGEST:,}")])
    try:
        content = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadClaimFile(file=file, faults=[fault("toml", why=str(error)[:120])]) from None
    faults: list[Fault] = []
    claim = _claim(Table(content, "", faults, own), file, own)
    if faults:
        once = [one for place, one in enumerate(faults) if one not in faults[:place]]
        raise BadClaimFile(file=file, faults=once)
    return claim


def _claim(table: Table, file: str, own: bool) -> Claim:
    table.only(*KEYS)
    stated = tuple(_stated(one) for one in table.tables("stated"))
    steps = _steps(table, tuple(figure.name for figure in stated))
    claim = Claim(
        id=table.text("id", example='id = "C01"', default=Path(file).stem if own else None),
        title=table.words("title", required=not own) or table.words("words", required=False),
        speaker=table.choice("speaker", SPEAKERS, default="you" if own else None),
        article=table.text("article", example='article = "A18"', default="" if own else None),
        said_on=table.day("said_on"),
        words=table.words("words"),
        stated=stated,
        steps=steps,
        found=table.words("found"),
        verdicts=_verdicts(table, stated),
        would_change=table.words("would_change", required=not own),
        caveats=tuple(_caveats(table)),
        source_keys=table.texts("source_keys"),
        commitments=table.texts("commitments"),
        pattern=reading_tests.pattern(table, any(isinstance(step, RankTest) for step in steps)),
        left_out=reading_tests.left_out(table),
        recording_changes=reading_tests.recording_changes(table),
        dataset=table.words("dataset", required=False),
        stated_as=table.words("stated_as", required=not stated),
        author=table.text("author", default="" if own else None),
        checked_on=table.day("checked_on"),
        reviewed=table.truth("reviewed"),
    )
    crosscheck.check(claim, declared(table), table)
    return claim


def declared(table: Table) -> list[str]:
    """The names of all steps and of tests' results, of faulty ones too: one mistake must not be told as three."""
    found: list[str] = []
    for one in table.tables("steps"):
        name, test = str(one.content.get("name", "")), one.content.get("test", "")
        found += results_of(name, test, one.has("weights")) if isinstance(test, str) else (name,)
    return found


def _stated(table: Table) -> Stated:
    table.only("name", "value", "unit", "to", "step", "sense", "tolerance")
    value = table.figure("value")
    to = table.figure("to", required=False)
    tolerance = table.figure("tolerance", required=False)
    if tolerance is not None and tolerance < 0:
        table.note("negative", key="tolerance", got=tolerance)
    return Stated(
        name=table.name(),
        value=value if value is not None else Decimal(0),
        unit=table.choice("unit", UNITS),
        to=to if to is not None else said_to(value if value is not None else Decimal(0)),
        step=table.text("step", example='step = "change"'),
        sense=table.choice("sense", SENSES, default="rounded"),
        tolerance=tolerance,
    )


def _steps(table: Table, figures: tuple[str, ...]) -> tuple[ClaimStep, ...]:
    steps: list[ClaimStep] = []
    before: list[str] = []
    for one in table.tables("steps"):
        name = one.name()
        step = _step(one, name, steps, tuple(before), figures)
        before += [name] if step is None else names_of(step)
        if step is not None:
            steps.append(step)
    return tuple(steps)


def _step(
    table: Table, name: str, steps: Sequence[ClaimStep], before: tuple[str, ...], figures: tuple[str, ...]
) -> ClaimStep | None:
    """One step of the three kinds; None for one whose faults leave nothing to keep."""
    table.only(
        "name", "label", "measure", "area", "period", "dims", "expression", "unit", *reading_tests.KEYS
    )
    if sum(table.has(kind) for kind in ("expression", "measure", "test")) != 1:
        table.note("step_kind")
        return None
    label = table.words("label")
    if table.has("measure"):
        return _look_up(table, name, label)
    if table.has("test"):
        return reading_tests.rank_test(table, name, label, steps)
    expression = _expression(table, "expression", before, figures)
    return None if expression is None else Sum(name, label, expression, table.choice("unit", UNITS))


def _look_up(table: Table, name: str, label: Words) -> LookUp:
    look_up = LookUp(
        name=name,
        label=label,
        measure=table.text("measure", example='measure = "officers_fte"'),
        area=table.text("area", example=f'area = "metropolitan" (or "{EVERY_FORCE}")'),
        period=table.text("period", example='period = "2017-09-30"'),
        dims=table.pairs("dims"),
        unit=table.choice("unit", UNITS, default=""),
    )
    crosscheck.look_up(look_up, table)
    return look_up


def _expression(
    table: Table, key: str, steps: Sequence[str], figures: tuple[str, ...], *, truth: bool = False
) -> Expression | None:
    text = table.text(key)
    if not text:
        return None
    try:
        expression = parse(text, steps=steps, figures=figures)
    except BadExpression as problem:
        table.faults.extend(one.at(f"{table.where}.{key}") for one in problem.faults)
        return None
    if expression.truth is not truth:
        table.note("truth" if truth else "not_truth", key=key)
    return expression


def _verdicts(table: Table, stated: tuple[Stated, ...]) -> tuple[VerdictRule, ...]:
    names = declared(table)
    figures = tuple(figure.name for figure in stated)
    rules = []
    listed = table.tables("verdicts", required=True)
    for number, one in enumerate(listed, start=1):
        one.only("verdict", "when", "rule", "because", "changed")
        last = one.content.get("when") == "otherwise"
        if last != (number == len(listed)):
            one.note("otherwise")
        condition = None if last else _expression(one, "when", names, figures, truth=True)
        verdict = one.choice("verdict", VERDICTS)
        changed = one.words("changed", required=False)
        rules.append(VerdictRule(verdict, one.words("rule"), condition, one.words("because"), changed))
    return tuple(rules)


def _caveats(table: Table) -> list[Words]:
    caveats = []
    for one in table.tables("caveats"):
        holder = Table({"caveat": one.content}, one.where, table.faults, table.one_language)
        caveats.append(holder.words("caveat"))
    return caveats
