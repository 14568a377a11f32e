"""A claim of one's own: from the command line, or from a TOML file with a [check] table."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, Final

from peelian.plan.claims import crosscheck
from peelian.plan.claims.claim import Claim, LookUp, Stated, Sum, VerdictRule
from peelian.plan.claims.expressions import parse
from peelian.plan.claims.faults import Fault
from peelian.plan.claims.figures import SaidFigure, read_figure
from peelian.plan.claims.naming import area_called
from peelian.plan.claims.problems import BadClaimFile, BadQuestion, BadTolerance, NoClaimFile
from peelian.plan.claims.reading import read_claim
from peelian.plan.claims.rounding import said, shown
from peelian.plan.claims.shape import Table
from peelian.plan.claims.verdicts import DOES_NOT_HOLD, HOLDS, SPEAKERS, Words
from peelian.reference.areas import ENGLAND_AND_WALES, Area, area, area_for
from peelian.reference.periods import Period
from peelian.reference.problems import UnknownArea

_CHECK_KEYS: Final = ("measure", "from", "to", "change", "value", "area", "where", "tolerance")
_STATED: Final = "stated_figure"


@dataclass(frozen=True, slots=True)
class Question:
    """What a claim of one's own asks: a change between two periods, or a value at one."""

    measure: str
    to: str
    start: str = ""
    change: str = ""
    value: str = ""
    area: str = ENGLAND_AND_WALES
    where: Mapping[str, str] = field(default_factory=dict)
    tolerance: str = ""
    id: str = "own"
    words: str = ""
    speaker: str = "you"


def own_claim(path: Path) -> Claim:
    """The claim of a file: with a [check] table, or written out in full like a packaged one.

    Raises NoClaimFile, and BadClaimFile with every fault of the file.
    """
    try:
        content = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError:
        raise NoClaimFile(path=str(path)) from None
    except (ValueError, RecursionError):
        content = {}
    if "check" not in content:
        return replace(read_claim(path, own=True), own=True)
    return claim_for(_question(content, path))


def _question(content: Mapping[str, Any], path: Path) -> Question:
    faults: list[Fault] = []
    whole = Table(content, "", faults, one_language=True)
    whole.only("check", "id", "words", "speaker", "said_on")
    raw = content["check"]
    if not isinstance(raw, dict):
        whole.note("kind", key="check", wanted="a table ([check])", got=type(raw).__name__)
        raw = {}
    table = Table(raw, "check", faults, one_language=True)
    table.only(*_CHECK_KEYS)
    question = Question(
        measure=table.text("measure", example='measure = "officers_fte"'),
        start=_written(table, "from"),
        to=_written(table, "to", required=True),
        change=_written(table, "change"),
        value=_written(table, "value"),
        area=table.text("area", default=ENGLAND_AND_WALES),
        where=table.pairs("where"),
        tolerance=_written(table, "tolerance"),
        id=whole.text("id", default=path.stem),
        words=whole.text("words", default=""),
        speaker=whole.choice("speaker", SPEAKERS, default="you"),
    )
    _mind(question, table)
    if faults:
        raise BadClaimFile(file=str(path), faults=faults)
    return question


def _mind(question: Question, table: Table) -> None:
    """Every fault of what is asked, so that the author mends the file once."""
    if not table.faults:
        crosscheck.attempt(table, "asked", lambda: _complete(question))
    crosscheck.measure(question.measure, table)
    crosscheck.attempt(table, "area", lambda: area_named(question.area))
    for period in filter(None, (question.start, question.to)):
        crosscheck.attempt(table, "period", partial(Period.parse, period))
    for key, figure in (("change", question.change), ("value", question.value)):
        if figure:
            crosscheck.attempt(table, "asked", partial(read_figure, figure, key))
    crosscheck.attempt(table, "asked", lambda: _tolerance(question, "tolerance"))


def _written(table: Table, key: str, *, required: bool = False) -> str:
    """A date or a number may be written bare in TOML; its text is what counts."""
    value = table.content.get(key)
    if value is None or isinstance(value, str):
        return table.text(key, example=f'{key} = "2017-09-30"', default=None if required else "")
    return str(value)


def claim_for(question: Question) -> Claim:
    """The claim that a question asks.

    Raises BadQuestion, BadFigure, BadTolerance, UnknownMeasure, UnknownArea, AmbiguousArea, BadPeriod.
    """
    _complete(question)
    option = "--change" if question.change else "--value"
    return _claim(question, read_figure(question.change or question.value, option), area_named(question.area))


def _complete(question: Question) -> None:
    """Raises BadQuestion unless a change with both its periods, or a value with its own, is asked."""
    if bool(question.change) == bool(question.value):
        raise BadQuestion(
            why_en='give either --change (with --from and --to) or --value (with --to), such as --change "-14%".',
            why_cy='rhowch naill ai --change (gyda --from a --to) neu --value (gyda --to), megis --change "-14%".',
        )
    if question.change and not question.start:
        raise BadQuestion(
            why_en="--change needs --from, the period it is measured from.",
            why_cy="mae --change angen --from, y cyfnod y mesurir ef ohono.",
        )
    if not question.to:
        raise BadQuestion(
            why_en="--to is missing: the period of the figure, such as 2017-09-30 or ye_2018_03.",
            why_cy="mae --to ar goll: cyfnod y ffigur, megis 2017-09-30 neu ye_2018_03.",
        )


def area_named(text: str) -> Area:
    """The area with this id, code or name. Raises UnknownArea, and AmbiguousArea for a bare "West Midlands"."""
    for attempt in (area, lambda code: area_for(code=code)):
        try:
            return attempt(text.strip())
        except UnknownArea:
            continue
    return area_for(text)


def _claim(question: Question, figure: SaidFigure, place: Area) -> Claim:
    from peelian.facts import measures

    measure = measures.definition(question.measure)
    steps = _steps(question, figure, place, measure.unit)
    last = steps[-1]
    unit = last.unit or measure.unit
    stated = Stated(
        name=_STATED,
        value=figure.value,
        unit=unit,
        to=figure.to,
        step=last.name,
        sense=figure.sense,
        tolerance=_tolerance(question),
    )
    title = _title(question, place, {"en": measure.title.en, "cy": measure.title.cy})
    return Claim(
        id=question.id,
        title=title,
        speaker=question.speaker,
        article="",
        said_on=None,
        words={"en": question.words, "cy": question.words} if question.words else title,
        stated=(stated,),
        steps=steps,
        found={"en": f"{{{last.name}}}", "cy": f"{{{last.name}}}"},
        verdicts=_rules(stated, last.name, unit),
        would_change={},
        own=True,
    )


def _steps(question: Question, figure: SaidFigure, place: Area, unit: str) -> tuple[LookUp | Sum, ...]:
    end = _look_up("end", question, question.to, place)
    scale = "100 * " if unit == "proportion" and figure.kind != "number" else ""
    percent = "percent" if scale else ""
    if not question.change:
        if not scale:
            return (end,)
        return (end, _sum("found_value", "100 * end", ["end"], "percent"))
    start = _look_up("start", question, question.start, place)
    if figure.kind == "percent":
        change = _sum("change", "100 * (end - start) / start", ["start", "end"], "percent")
    else:
        points = "percentage_points" if percent else unit
        change = _sum("change", f"{scale}(end - start)", ["start", "end"], points)
    return (start, end, change)


def _look_up(name: str, question: Question, period: str, place: Area) -> LookUp:
    from peelian.facts import measures

    when = Period.parse(period)
    called = area_called(place)
    title = measures.definition(question.measure).title
    label = {lang: f"{title.in_(lang)}, {called[lang]}, {when.label(lang)}" for lang in ("en", "cy")}
    return LookUp(name, label, question.measure, place.id, when.id, dict(question.where))


def _sum(name: str, text: str, parts: list[str], unit: str) -> Sum:
    label = {"en": "Change", "cy": "Newid"} if name == "change" else {"en": "In percent", "cy": "Y cant"}
    return Sum(name, label, parse(text, steps=parts), unit)


def _tolerance(question: Question, option: str = "--tolerance") -> Decimal | None:
    if not question.tolerance:
        return None
    value = read_figure(question.tolerance, option).value
    if value < 0:
        raise BadTolerance(text=question.tolerance)
    return value


def _title(question: Question, place: Area, measure: Words) -> Words:
    end = Period.parse(question.to)
    called = area_called(place)
    titles = {}
    for lang in ("en", "cy"):
        to = {"en": "to", "cy": "i"}[lang]
        when = end.label(lang)
        if question.change:
            when = f"{Period.parse(question.start).label(lang)} {to} {when}"
        titles[lang] = f"{measure[lang]}, {called[lang]}, {when}: {question.change or question.value}"
    return titles


def _rules(stated: Stated, step: str, unit: str) -> tuple[VerdictRule, ...]:
    figure = {lang: said(stated.value, unit, stated.sense, lang) for lang in ("en", "cy")}
    fits = parse(f"fits({step}, {_STATED})", steps=[step], figures=[_STATED])
    rule = _rounding_rule(stated, figure, unit)
    return (
        VerdictRule(
            HOLDS,
            rule,
            fits,
            {
                "en": f"The loaded figures give {{{step}}}.",
                "cy": f"Mae'r ffigurau a lwythwyd yn rhoi {{{step}}}.",
            },
        ),
        VerdictRule(
            DOES_NOT_HOLD,
            {"en": "they do not.", "cy": "nid ydynt."},
            None,
            {
                "en": f"The loaded figures give {{{step}}}, not {figure['en']}.",
                "cy": f"Mae'r ffigurau a lwythwyd yn rhoi {{{step}}}, nid {figure['cy']}.",
            },
        ),
    )


def _rounding_rule(stated: Stated, figure: Words, unit: str) -> Words:
    """What will count as a fit, said before anything is looked up."""
    if stated.sense not in ("rounded", "about"):
        return {
            "en": f"the loaded figures give {figure['en']}.",
            "cy": f"mae'r ffigurau a lwythwyd yn rhoi {figure['cy']}.",
        }
    margin = {lang: shown(stated.margin(), unit, lang) for lang in ("en", "cy")}
    return {
        "en": f"the loaded figures give {figure['en']}, to within {margin['en']} ({_why(stated, 'en')}).",
        "cy": f"mae'r ffigurau a lwythwyd yn rhoi {figure['cy']}, o fewn {margin['cy']} "
        f"({_why(stated, 'cy')}).",
    }


def _why(stated: Stated, lang: str) -> str:
    if stated.tolerance is not None:
        return {"en": "the tolerance given", "cy": "y goddefiant a roddwyd"}[lang]
    if stated.sense == "about":
        return {
            "en": "“about” allows one whole unit of the last digit said",
            "cy": "mae “tua” yn caniatáu un uned gyfan o'r digid olaf",
        }[lang]
    return {
        "en": "it rounds to the figure as it was said",
        "cy": "mae'n talgrynnu i'r ffigur fel y'i dywedwyd",
    }[lang]
