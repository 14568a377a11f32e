"""Names and states in the page's language: what the templates call to put a figure into words.

Nothing here turns an absent figure into a number or a blank.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from peelian.evidence.dimensions import dimension, told_dims
from peelian.evidence.mixed import english, mixed
from peelian.evidence.prose import FTE_PLACES, reading_words, step_words, told, working_words
from peelian.facts.measures import definition
from peelian.facts.measures.vocabulary import UNITS
from peelian.plan.claims.claim import EVERY_FORCE
from peelian.reference.areas import area
from peelian.reference.forces import force
from peelian.reference.problems import Problem
from peelian.ui.formats import number, pounds
from peelian.ui.language import current
from peelian.ui.language import gettext as _

if TYPE_CHECKING:
    from peelian.facts.measures import Measure, MeasureRow
    from peelian.plan.claims.finding import Step
    from peelian.plan.registers.citations import Citation
    from peelian.stats.trend import Xmr


def state_words(state: str) -> str:
    """A state as a reader sees it; nothing for `ok`."""
    return {
        "no_data": _("No data"),
        "suppressed": _("Not published"),
        "not_comparable": _("Not comparable"),
        "provisional": _("Provisional"),
    }.get(state, "")


def shown(row: MeasureRow, measure: Measure) -> str:
    """The value of a row with its unit, or its state when there is none."""
    if row.value is None:
        return state_words(row.state) or _("No data")
    return figure(row.value, row.unit, measure.decimals)


def figure(value: float, unit: str, decimals: int) -> str:
    """A value with its unit. Shares come as fractions and are shown in percent; money comes in pounds."""
    if unit == "proportion":
        return number(value * 100, 1) + "%"
    if unit == "pounds":
        return pounds(round(value * 100))
    if unit == "pounds_per_head":
        return "£" + number(value, 2)
    if unit == "seconds":
        return _("{value} seconds").format(value=number(value, decimals))
    if unit == "fte":
        return number(value, min(decimals, FTE_PLACES))
    if unit == "as_published":
        return number(value)
    return number(value, decimals)


def step_value(step: Step) -> str:
    """A step's value as the claims room shows it; truth values in words."""
    if isinstance(step.value, bool):
        return _("Yes") if step.value else _("No")
    return step_words(step)


def force_value(value: float, unit: str) -> str:
    """One force's value of a step over every force."""
    return number(value, FTE_PLACES if unit == "fte" else None)


def superseded_words(state: str) -> str:
    """Whether a newer edition has replaced a source."""
    return {"no": _("No"), "partly": _("In part"), "wholly": _("Yes")}.get(state, state)


def area_name(identity: str) -> str:
    """An area's name; the id stands in for one that nobody has named."""
    if identity == EVERY_FORCE:
        return _("every force")
    try:
        found = area(identity)
    except Problem:
        return identity
    if found.kind in {"force", "special"}:
        one = force(identity)
        return (one.name_cy or one.name) if current() == "cy" else one.name
    return (found.name_cy or found.name) if current() == "cy" else found.name


def article_title(key: str) -> str:
    """Where a claim was made; the key stands in for one without a title."""
    return {
        "A18": _("news report of April 2018 on the Serious Violence Strategy"),
        "A21": _("news report of July 2021 on the Beating Crime Plan"),
        "Home Office": _("Home Office"),
        "House of Lords": _("House of Lords"),
        "Local Government Association": _("Local Government Association"),
        "Ministry of Justice": _("Ministry of Justice"),
        "National Crime Agency": _("National Crime Agency"),
    }.get(key, key)


def measure_title(identity: str) -> str:
    """A measure's title."""
    try:
        return definition(identity).title.in_(current())
    except Problem:
        return identity


def unit_words(measure: Measure) -> str:
    """A measure's unit in words."""
    unit = UNITS.get(measure.unit)
    return unit.in_(current()) if unit else measure.unit


def basis_of_step(step: Step) -> str:
    """How a step's measure is counted."""
    try:
        return definition(step.measure or "").basis.in_(current())
    except Problem:
        return ""


def citation(key: str) -> Citation | None:
    """The publication that a key of the plan's registers names, None for one that nobody has described."""
    from peelian.plan.registers.citations import citation as cited

    try:
        return cited(key)
    except Problem:
        return None


def bare_note(note: str | None) -> str:
    """A note on an amount without the number of its line in the register of funds, which says nothing to a reader."""
    return re.sub(r"^F\d{2,}(?:: *|$)", "", note or "")


def stage_words(stage: str) -> str:
    """A stage that money passes through."""
    from peelian.plan.registers.stages import stage_in

    return stage_in(stage, current())


def variation_words(variation: str) -> str:
    """What the limits say of the newest figures."""
    return {
        "improving": _("The newest figures are better than chance explains."),
        "worsening": _("The newest figures are worse than chance explains."),
        "changing": _("The newest figures have moved by more than chance explains."),
        "steady": _("The newest figures are within what chance explains."),
    }[variation]


def newest_words(result: Xmr) -> str:
    """What a chart with limits says of the newest figures and of the target, in a sentence or two."""
    told = variation_words(result.variation)
    return f"{told} {assurance_words(result.assurance)}" if result.assurance else told


def assurance_words(assurance: str) -> str:
    """What the limits say of the target."""
    return {
        "will_pass": _("As things are, the target will be met every time."),
        "will_fail": _("As things are, the target will be missed every time."),
        "may_or_may_not": _("As things are, the target will be met at some times and missed at others."),
    }[assurance]


def bilingual(text: object) -> str:
    """A text that carries its Welsh, in the page's language; any other text as it is."""
    return str(getattr(text, "cy", text) if current() == "cy" else text) if text else ""


def measured(value: float, measure: Measure) -> str:
    """A value with a measure's unit."""
    return figure(value, measure.unit, measure.decimals)


def changed(value: float, measure: Measure) -> str:
    """A difference in a measure's unit, with its sign; of shares, in percentage points."""
    if measure.unit == "proportion":
        return ("+" if value > 0 else "") + number(value * 100, 1)
    return ("+" if value > 0 else "") + figure(value, measure.unit, measure.decimals)


def spoken(text: object) -> Markup:
    """The same as markup, with what has no Welsh marked as English."""
    return mixed(text, getattr(text, "cy", text))


def area_words(identity: str) -> Markup:
    """An area's name; one that has no Welsh is marked as English."""
    name = area_name(identity)
    try:
        found = area(identity)
    except Problem:
        return english(name)
    welsh = found.kind in {"force", "special"} or found.name_cy not in {None, "", found.name}
    return escape(name) if welsh else english(name)


def in_words(vocabulary: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """The words of a vocabulary's terms, in the page's language."""
    return {term: words[current()] for term, words in vocabulary.items()}


WORDS = {
    "article_title": article_title,
    "area_name": area_name,
    "area_words": area_words,
    "bare_note": bare_note,
    "basis_of_step": basis_of_step,
    "bilingual": bilingual,
    "changed": changed,
    "citation": citation,
    "dimension": dimension,
    "force_value": force_value,
    "measure_title": measure_title,
    "newest_words": newest_words,
    "measured": measured,
    "reading_words": reading_words,
    "mixed": mixed,
    "shown": shown,
    "spoken": spoken,
    "stage_words": stage_words,
    "state_words": state_words,
    "step_value": step_value,
    "superseded_words": superseded_words,
    "told": told,
    "told_dims": told_dims,
    "unit_words": unit_words,
    "working_words": working_words,
}
