"""`peelian commitment ID`: one commitment from the promise to the outcome, for the terminal or a file."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING, Any, Final

from peelian.facts.first_use import prepared
from peelian.plan.claims.verdicts import SPEAKERS
from peelian.plan.commitments import Commitment, Milestone
from peelian.plan.commitments.document import as_dict, flat
from peelian.plan.money_words import MONEY_COLUMNS, amount_row, money_lines
from peelian.plan.registers.citations import Citation, citation
from peelian.plan.registers.problems import UnknownEntry
from peelian.plan.spine import Links, links_of

if TYPE_CHECKING:
    from peelian.facts.store import Store
    from peelian.plan.claims.finding import Finding
    from peelian.plan.registers.amounts import Amount
    from peelian.plan.registers.money import FundMoney

_HEADS: Final = {
    "words": ("Promised", "Addawyd"),
    "owner": ("Owner", "Perchennog"),
    "done": ("Delivered would mean", "Ystyr wedi'i gyflawni"),
    "status": ("Status", "Statws"),
    "because": ("Because", "Oherwydd"),
    "looked_for": ("Looked for", "Chwiliwyd am"),
    "money": ("Money", "Arian"),
    "areas": ("Areas", "Ardaloedd"),
    "services": ("Services", "Gwasanaethau"),
    "measures": ("Measures", "Mesurau"),
    "events": ("Events", "Digwyddiadau"),
    "related": ("See also", "Gweler hefyd"),
    "measures_wanted": ("Not published, and would measure it", "Heb ei gyhoeddi, ac a'i mesurai"),
    "unverified": ("Unverified", "Heb ei wirio"),
    "source": ("Source", "Ffynhonnell"),
    "unreviewed": ("", "Nid oes neb wedi adolygu'r Gymraeg hon."),
}
_MILESTONES: Final = {
    "on": ("when", "pryd"),
    "kind": ("what", "beth"),
    "text": ("milestone", "carreg filltir"),
    "sources": ("source", "ffynhonnell"),
}
_CLAIMS: Final = {
    "id": ("claim", "honiad"),
    "title": ("what was said", "yr hyn a ddywedwyd"),
    "verdict": ("verdict", "dyfarniad"),
}
_NOT_EVIDENCE: Final = (" (not evidenced)", " (dim tystiolaeth)")


def tell(one: Commitment, *, format: str, out: Path | None, lang: str) -> None:
    """Write one commitment with its money, its claims' verdicts and its sources."""
    from peelian.facts.tabulate import emit

    if format not in ("table", "rich", "json"):
        emit([flat(one, lang)], format=format, out=out)
        return
    store = prepared(lang)
    links = links_of(one.id)
    held, findings = _money(links, store), _findings(links, store)
    if format == "json":
        emit([_object(one, links, held, findings)], format="json", out=out)
    else:
        _show(one, links, held, findings, lang=lang, out=out)


def cited(keys: Sequence[str]) -> tuple[Citation, ...]:
    """The publications of these keys; one that nobody has described keeps its key for a title."""
    found = []
    for key in keys:
        try:
            found.append(citation(key))
        except UnknownEntry:
            found.append(Citation(key=key, title=key, publisher="", exact=False))
    return tuple(found)


def _money(links: Links, store: "Store") -> "tuple[FundMoney, ...]":
    from peelian.plan.registers.money import money

    if not links.funds:
        return ()
    held = [each for each in money(store) if each.fund.id in links.funds]
    return tuple(sorted(held, key=lambda each: links.funds.index(each.fund.id)))


def _findings(links: Links, store: "Store") -> "list[Finding]":
    from peelian.plan.claims import check
    from peelian.plan.claims.catalogue import claim_ids

    known = [id_ for id_ in links.claims if id_ in claim_ids()]
    return check(known, store=store) if known else []


def _object(
    one: Commitment, links: Links, held: "Sequence[FundMoney]", findings: "Sequence[Finding]"
) -> dict[str, Any]:
    return (
        as_dict(one)
        | asdict(links)
        | {
            "money": [amount_row(each, "en") for each in _amounts(held)],
            "money_notes": {lang: _lines(held, lang) for lang in ("en", "cy")},
            "findings": [
                {"id": f.id, "title": f.title, "verdict": f.verdict, "because": f.because} for f in findings
            ],
            "sources": [asdict(each) for each in cited(one.every_source)],
        }
    )


def _show(
    one: Commitment,
    links: Links,
    held: "Sequence[FundMoney]",
    findings: "Sequence[Finding]",
    *,
    lang: str,
    out: Path | None,
) -> None:
    from peelian.facts.tabulate import emit

    place = lang == "cy"
    rows = [_milestone(each, lang) for each in one.milestones]
    headings = {key: names[place] for key, names in _MILESTONES.items()}
    if out is not None:
        emit(rows, headings, "rich", title=f"{one.id}  {one.title[lang]}", out=out)
        return
    sys.stdout.write(f"\n{one.id}  {one.title[lang]}\n{one.plan_in(lang)}; {one.kind_in(lang)}\n\n")
    for head, text in _before(one, lang):
        _paragraph(head, text, place)
    sys.stdout.flush()
    emit(rows, headings, "rich")
    if _amounts(held):
        money = {key: names[place] for key, names in MONEY_COLUMNS.items()}
        emit([amount_row(each, lang) for each in _amounts(held)], money, "rich")
    for text in _lines(held, lang):
        _paragraph("money", text, place)
    sys.stdout.flush()
    if findings:
        claims = {key: names[place] for key, names in _CLAIMS.items()}
        said = [{"id": f.id, "title": f.title[lang], "verdict": f.verdict_in(lang)} for f in findings]
        emit(said, claims, "rich")
    for head, text in _after(one, links, lang):
        _paragraph(head, text, place)
    sys.stdout.write("\n")


def _amounts(held: "Sequence[FundMoney]") -> "list[Amount]":
    return [one for each in held for one in each.amounts]


def _lines(held: "Sequence[FundMoney]", lang: str) -> list[str]:
    return [line for each in held for line in money_lines(each, lang)]


def _milestone(each: Milestone, lang: str) -> dict[str, str]:
    mark = "" if each.evidence else _NOT_EVIDENCE[lang == "cy"]
    return {
        "on": each.label(lang),
        "kind": each.kind_in(lang),
        "text": each.text[lang] + mark,
        "sources": ", ".join(each.sources),
    }


def _before(one: Commitment, lang: str) -> Iterator[tuple[str, str]]:
    said = f" ({SPEAKERS[one.speaker][lang]})" if one.speaker else ""
    yield "words", one.words[lang] + said
    yield "owner", one.owner[lang]
    yield "done", one.done[lang]
    yield "status", f"{one.status_in(lang)}, {one.status_on.isoformat()}"
    yield "because", one.because[lang]
    if one.looked_for:
        yield "looked_for", one.looked_for[lang]


def _after(one: Commitment, links: Links, lang: str) -> Iterator[tuple[str, str]]:
    from peelian.plan.naming import area_title, event_title, measure_title, service_title

    for head, ids, title in (
        ("areas", links.areas, area_title),
        ("services", links.services, service_title),
        ("measures", links.measures, measure_title),
        ("events", links.events, event_title),
    ):
        if ids:
            yield head, "; ".join(title(id_, lang) for id_ in ids)
    if links.related:
        yield "related", ", ".join(links.related)
    for words in one.measures_wanted:
        yield "measures_wanted", words[lang]
    for words in one.unverified:
        yield "unverified", words[lang]
    for each in cited(one.every_source):
        published = f", {each.published}" if each.published else ""
        note = f" ({each.trust_in(lang)})" if each.trust == "copy" else ""
        yield "source", f"{each.key}: {each.title}, {each.publisher}{published}. {each.address}{note}"
    if lang == "cy" and not one.reviewed:
        yield "unreviewed", _HEADS["unreviewed"][1]


def _paragraph(head: str, text: str, welsh: bool) -> None:
    called = _HEADS[head][welsh] if head != "unreviewed" else "Nodyn"
    sys.stdout.write(fill(f"{called}: {text}", width=100, subsequent_indent="    ") + "\n")
