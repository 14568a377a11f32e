"""The `[league]` table of a measure's file: how its areas are ranked, and what chance has to do with it."""

from datetime import date

from peelian.facts.datasets import DATASETS
from peelian.facts.measures import vocabulary
from peelian.facts.measures.faults import Section
from peelian.facts.measures.model import Break, Clustering, Exposure, LeagueRules, Text

_FIRST_BY_DIRECTION = {"lower_is_better": "lowest"}


def league_rules(top: Section) -> LeagueRules | None:
    """The rules of a file, None when its areas are not ranked; notes every fault."""
    if not top.has("league"):
        return None
    part = Section("league", top.raw("league"), top.faults)
    kind = part.choice("kind", vocabulary.LEAGUE_KINDS)
    usual = _FIRST_BY_DIRECTION.get(str(top.table.get("direction")), "highest")
    rules = LeagueRules(
        kind=kind,
        first=part.choice("first", vocabulary.FIRST, usual),
        exposure=_exposure(part, kind == "rate" and not top.has("denominator")),
        target=part.number("target") if part.has("target") else None,
        target_reason=part.words("target_reason", required=part.has("target")),
        sibling=part.text("sibling") if part.has("sibling") else None,
        clustering=_clustering(part),
        breaks=_breaks(part),
    )
    _check(part, rules, top)
    part.close()
    return rules


def _exposure(part: Section, needed: bool) -> Exposure | None:
    if not part.has("exposure"):
        if needed:
            part.fault("exposure", "missing", "Write [league.exposure] with dataset, per and within_days")
        return None
    section = Section(part.where("exposure"), part.raw("exposure"), part.faults)
    exposure = Exposure(
        dataset=section.choice("dataset", DATASETS),
        per=section.number("per"),
        within_days=int(section.number("within_days")),
        a_year=section.flag("a_year"),
    )
    if exposure.per <= 0:
        section.fault("per", "not above zero", "Write per = 1000000 for a rate per million")
    section.close()
    return exposure


def _clustering(part: Section) -> Clustering | None:
    if not part.has("clustering"):
        return None
    section = Section(part.where("clustering"), part.raw("clustering"), part.faults)
    given = section.raw("within_day") is not None
    correlation = section.number("within_day") if given else None
    found = Clustering(
        reason=section.words("reason") or Text("", ""),
        source=section.words("source") or Text("", ""),
        factor=section.number("factor", 1.0 if correlation is not None else None),
        within_day=correlation,
    )
    if section.has("factor") and (correlation is not None or found.factor < 1):
        section.fault(
            "factor", "below 1, or beside within_day", "Write one of the two; a factor is 1 or more"
        )
    if correlation is not None and not 0 <= correlation <= 1:
        section.fault("within_day", "no correlation", "Write a number from 0 to 1")
    section.close()
    return found


def _breaks(part: Section) -> tuple[Break, ...]:
    found = []
    for section in part.tables("breaks"):
        at, until = section.day("at"), section.day("until", required=False)
        if at and until and until < at:
            section.fault("until", "before at", "Give the last day of the change")
        found.append(Break(at or date.min, section.words("reason") or Text("", ""), until))
        section.close()
    return tuple(found)


def _check(part: Section, rules: LeagueRules, top: Section) -> None:
    """What only the whole table can tell."""
    if rules.exposure and rules.kind != "rate":
        part.fault("exposure", f'goes with kind = "rate", not {rules.kind!r}', "Remove one of the two")
    if rules.kind == "proportion" and not top.has("denominator"):
        part.fault(
            "kind", "a proportion needs a [denominator]", 'Write kind = "estimate" for a published share'
        )
    if rules.sibling and rules.sibling == top.table.get("id"):
        part.fault("sibling", "a measure is not its own sibling", "Name the other measure")
