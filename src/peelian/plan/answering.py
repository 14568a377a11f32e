"""Findings as tables, files and, for a single claim, its whole working on the terminal."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from textwrap import fill
from typing import Any, Final

from peelian.plan.claims.finding import Finding
from peelian.plan.claims.verdicts import SPEAKERS

COLUMNS: Final = {
    "id": ("claim", "honiad"),
    "title": ("what was said", "yr hyn a ddywedwyd"),
    "stated": ("stated", "dywedwyd"),
    "found": ("found", "canfuwyd"),
    "verdict": ("verdict", "dyfarniad"),
}
STEP_COLUMNS: Final = {
    "label": ("step", "cam"),
    "working": ("working", "gwaith"),
    "state": ("state", "cyflwr"),
}
HEADS: Final = {
    "stated": ("Stated", "Dywedwyd"),
    "pattern": ("Pattern, fixed beforehand", "Patrwm, a osodwyd ymlaen llaw"),
    "found": ("Found", "Canfuwyd"),
    "verdict": ("Verdict", "Dyfarniad"),
    "because": ("Because", "Oherwydd"),
    "rule": ("Rule, fixed beforehand", "Rheol, a osodwyd ymlaen llaw"),
    "changed_rule": ("Rule, changed after a run", "Rheol, a newidiwyd ar ôl rhediad"),
    "note": ("Note", "Nodyn"),
    "would_change": ("What would change this", "Beth a newidiai hyn"),
    "source": ("Source", "Ffynhonnell"),
    "unreviewed": ("", "Nid oes neb wedi adolygu'r Gymraeg hon."),
}


def tell(findings: Sequence[Finding], *, format: str, out: Path | None, lang: str, working: bool) -> None:
    """Write the findings in a format to `out` or the terminal; one finding alone shows its working."""
    from peelian.facts.tabulate import emit

    if format == "json":
        emit([finding.as_dict() for finding in findings], format="json", out=out)
    elif format not in ("table", "rich"):
        emit([flat(finding, lang) for finding in findings], format=format, out=out)
    elif out is None and (working or len(findings) == 1):
        for finding in findings:
            _show_working(finding, lang)
    else:
        place = lang == "cy"
        headings = {key: names[place] for key, names in COLUMNS.items()}
        emit([_line(finding, lang) for finding in findings], headings, "rich", out=out)
        if out is None and place:
            sys.stdout.write(f"{HEADS['unreviewed'][1]}\n")


def flat(finding: Finding, lang: str) -> dict[str, Any]:
    """A finding as one row of texts, for CSV and Parquet."""
    return {
        "id": finding.id,
        "speaker": finding.speaker,
        "article": finding.article,
        "said_on": finding.said_on,
        "title": finding.title[lang],
        "words": finding.words[lang],
        "stated": finding.stated_words[lang],
        "found": finding.found_words[lang],
        "verdict": finding.verdict,
        "because": finding.because[lang],
        "rule": " ".join(line.text[lang] for line in finding.rules),
        "sources": "; ".join(source.id for source in finding.sources),
    }


def _line(finding: Finding, lang: str) -> dict[str, str]:
    row = flat(finding, lang)
    return {key: row[key] for key in COLUMNS} | {"verdict": finding.verdict_in(lang)}


def _show_working(finding: Finding, lang: str) -> None:
    from peelian.facts.tabulate import emit

    speaker = SPEAKERS[finding.speaker][lang]
    sys.stdout.write(f"\n{finding.id}  {finding.title[lang]}\n{finding.words[lang]} ({speaker})\n\n")
    for head, text in _before(finding, lang):
        _paragraph(head, text)
    headings = {key: names[lang == "cy"] for key, names in STEP_COLUMNS.items()}
    steps = [
        {
            "label": step.label[lang],
            "working": step.working_words.get(lang) or step.shown,
            "state": step.state,
        }
        for step in finding.steps
    ]
    sys.stdout.flush()
    emit(steps, headings, "rich")
    for head, text in _after(finding, lang):
        _paragraph(head, text)
    sys.stdout.write("\n")


def _before(finding: Finding, lang: str) -> Iterator[tuple[str, str]]:
    place = lang == "cy"
    yield HEADS["stated"][place], finding.stated_words[lang]
    for words in finding.pattern:
        yield HEADS["pattern"][place], words[lang]
    yield HEADS["found"][place], finding.found_words[lang]
    yield HEADS["verdict"][place], finding.verdict_in(lang)
    yield HEADS["because"][place], finding.because[lang]


def _after(finding: Finding, lang: str) -> Iterator[tuple[str, str]]:
    place = lang == "cy"
    for line in finding.rules:
        head = HEADS["changed_rule" if line.changed else "rule"][place]
        yield head + (" *" if line.applied else ""), line.text[lang]
    for note in (one for one in finding.notes if one.kind != "pattern"):
        yield HEADS["note"][place], note.text[lang]
    if finding.would_change:
        yield HEADS["would_change"][place], finding.would_change[lang]
    for source in finding.sources:
        yield (
            HEADS["source"][place],
            f"{source.title}, {source.publisher}, {source.vintage}. {source.address}",
        )
    if place and not finding.reviewed:
        yield HEADS["note"][place], HEADS["unreviewed"][place]


def _paragraph(head: str, text: str) -> None:
    sys.stdout.write(fill(f"{head}: {text}", width=100, subsequent_indent="    ") + "\n")
