"""The plan's part of a force's page: the commitments that touch it, its money and its partnership."""

import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from textwrap import fill
from typing import TYPE_CHECKING, Any, Final

from peelian.plan.money_words import MONEY_COLUMNS, amount_row, delay_line
from peelian.plan.registers.amounts import Amount
from peelian.plan.registers.delays import Delay
from peelian.plan.registers.partnerships import Partnership, partnerships
from peelian.plan.spine import AROUND, InArea, in_area
from peelian.reference.areas import Area

if TYPE_CHECKING:
    from peelian.facts.store import Store

COLUMNS: Final = {
    "id": ("id", "rhif"),
    "title": ("what was promised", "yr hyn a addawyd"),
    "status": ("status", "statws"),
    "why": ("why here", "pam yma"),
}
_WORDS: Final = {
    "commitments": ("Promises that touch {name}", "Addewidion sy'n cyffwrdd â {name}"),
    "around": (
        "{count} more were made for the whole country or region; `peelian plan` lists them.",
        "Gwnaed {count} arall ar gyfer y wlad neu'r rhanbarth cyfan; mae `peelian plan` yn eu rhestru.",
    ),
    "money": (
        "Money that names {name}; stages are never added up",
        "Arian sy'n enwi {name}; ni chaiff camau eu hadio byth",
    ),
    "no_money": (
        "No loaded amount of either plan names {name}. That is not the same as having got nothing.",
        "Nid oes swm a lwythwyd o'r naill gynllun na'r llall yn enwi {name}. Nid yw hynny'r un peth â pheidio â chael dim.",
    ),
    "vru": ("Violence reduction unit", "Uned lleihau trais"),
    "vru_yes": ("yes, since {since}", "oes, ers {since}"),
    "vru_yes_undated": ("yes", "oes"),
    "vru_no": ("none was funded here that was found", "ni chanfuwyd un a ariannwyd yma"),
    "lead": ("Led by", "Arweinir gan"),
    "members": ("Members", "Aelodau"),
    "strategy": ("Strategy", "Strategaeth"),
    "duty": ("Serious Violence Duty since", "Dyletswydd Trais Difrifol ers"),
    "looked_for": ("Looked for", "Chwiliwyd am"),
    "note": ("Note", "Nodyn"),
    "unverified": ("Unverified", "Heb ei wirio"),
    "source": ("Source", "Ffynhonnell"),
}


@dataclass(frozen=True, slots=True)
class AreaPlan:
    """What the plans say of an area: the commitments and why they touch it, the amounts, the partnership if it has one."""

    commitments: tuple[InArea, ...]
    money: tuple[Amount, ...]
    delays: tuple[Delay, ...]
    partnership: Partnership | None


def plan_of(one: Area, store: "Store") -> AreaPlan:
    """The plan's part of an area."""
    from peelian.plan.registers.money import area_delays, area_money

    return AreaPlan(
        commitments=in_area(one.id, store),
        money=area_money(one.id, store),
        delays=tuple(each for each in area_delays(one.id, store) if each.areas),
        partnership=partnerships().get(one.id),
    )


def as_object(found: AreaPlan, lang: str) -> dict[str, Any]:
    """The keys that the plan adds to a force's JSON: commitments, money, delays, partnership."""
    return {
        "commitments": [
            _commitment(each, lang) | {"status": each.commitment.status} for each in found.commitments
        ],
        "money": [amount_row(each, lang) for each in found.money],
        "delays": [asdict(each) | {"shown": each.in_words(lang)} for each in found.delays],
        "partnership": _partnership(found.partnership, lang),
    }


def show(found: AreaPlan, called: str, lang: str) -> None:
    """Write the plan's part of an area to the terminal."""
    from peelian.facts.tabulate import emit

    place = lang == "cy"
    near = [_commitment(each, lang) for each in found.commitments if each.why != AROUND]
    sys.stdout.flush()
    if near:
        headings = {key: names[place] for key, names in COLUMNS.items()}
        emit(near, headings, "rich", title=_said("commitments", place, name=called))
    around = len(found.commitments) - len(near)
    if around:
        sys.stdout.write(_said("around", place, count=around) + "\n\n")
    sys.stdout.flush()
    if found.money:
        columns = {key: names[place] for key, names in MONEY_COLUMNS.items()}
        rows = [amount_row(each, lang) for each in found.money]
        emit(rows, columns, "rich", title=_said("money", place, name=called))
    else:
        sys.stdout.write(_said("no_money", place, name=called) + "\n\n")
    for each in found.delays:
        sys.stdout.write(delay_line(each, lang) + "\n")
    sys.stdout.write("\n" if found.delays else "")
    if found.partnership:
        for line in _lines(found.partnership, lang):
            sys.stdout.write(fill(line, width=100, subsequent_indent="    ") + "\n")
        sys.stdout.write("\n")


def _said(key: str, place: bool, **fields: object) -> str:
    return _WORDS[key][place].format(**fields)


def _commitment(each: InArea, lang: str) -> dict[str, Any]:
    one = each.commitment
    return {"id": one.id, "title": one.title[lang], "status": one.status_in(lang), "why": each.why_in(lang)}


def _partnership(found: Partnership | None, lang: str) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "area": found.area,
        "name": found.name.get(lang, ""),
        "vru": found.vru,
        "vru_since": found.vru_since,
        "lead": found.lead.get(lang, ""),
        "members": [words[lang] for words in found.members],
        "duty_since": found.duty_since,
        "strategy": found.strategy,
        "strategy_on": found.strategy_on,
        "strategy_address": found.strategy_address,
        "looked_for": found.looked_for.get(lang, ""),
        "note": found.note.get(lang, ""),
        "funds": list(found.funds),
        "sources": list(found.sources),
        "unverified": [words[lang] for words in found.unverified],
    }


def _lines(found: Partnership, lang: str) -> Iterator[str]:
    place = lang == "cy"
    unit = "vru_no" if not found.vru else "vru_yes" if found.vru_since else "vru_yes_undated"
    for key, text in (
        ("vru", _said(unit, place, since=found.vru_since) + _called(found, lang)),
        ("lead", found.lead.get(lang, "")),
        ("members", "; ".join(words[lang] for words in found.members)),
        ("duty", found.duty_since),
        ("strategy", found.strategy_in(lang)),
        ("looked_for", found.looked_for.get(lang, "")),
        ("note", found.note.get(lang, "")),
        *(("unverified", words[lang]) for words in found.unverified),
        ("source", ", ".join(found.sources)),
    ):
        if text:
            yield f"{_WORDS[key][place]}: {text}"


def _called(found: Partnership, lang: str) -> str:
    return f" ({found.name[lang]})" if found.name else ""
