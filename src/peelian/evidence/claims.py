"""The claims: all of them with their verdicts, and each with its working."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from peelian.evidence.pages import Context, Query, Table, chosen, download, page
from peelian.evidence.reading import Reading
from peelian.evidence.wording import in_words
from peelian.plan.claims.verdicts import SPEAKERS, VERDICTS
from peelian.plan.commitments import commitments
from peelian.plan.spine import commitments_of
from peelian.ui.language import current

if TYPE_CHECKING:
    from peelian.plan.claims.finding import Finding

COLUMNS = (
    "id", "title", "speaker", "article", "said_on", "words", "stated", "found",
    "verdict", "because", "rule", "would_change", "areas", "sources", "address",
)  # fmt: skip
STEP_COLUMNS = (
    "claim", "step", "label", "value", "unit", "measure", "area_id", "period", "dims",
    "state", "expression", "working", "source_ids",
)  # fmt: skip


@page("evidence/claims.html", asks=("verdict", "speaker", "article"))
def index(reading: Reading, query: Query) -> Context:
    """All claims, or those that the filter leaves."""
    findings = reading.findings()
    counts = {verdict: sum(one.verdict == verdict for one in findings) for verdict in VERDICTS}
    return {
        "findings": chosen(findings, query),
        "total": len(findings),
        "counts": counts,
        "query": query,
        "speakers": sorted({one.speaker for one in findings}),
        "articles": sorted({one.article for one in findings}),
        **vocabulary(),
    }


@page("evidence/claim.html")
def one(reading: Reading, claim_id: str) -> Context:
    """One claim: what was stated, what was found, and every step between."""
    findings = reading.findings()
    finding = reading.finding(claim_id)
    place = findings.index(finding)
    linked = commitments_of("claim", finding.id)
    return {
        "finding": finding,
        "notes": [
            note
            for note in finding.notes
            if note.kind not in {"missing", "pattern"} and note.text != finding.because
        ],
        "gaps": _gaps(finding),
        "before": findings[place - 1] if place else None,
        "commitments": [one for one in commitments() if one.id in finding.commitments or one in linked],
        "after": findings[place + 1] if place + 1 < len(findings) else None,
        **vocabulary(),
    }


@download
def index_file(reading: Reading) -> Table:
    """Every finding, a row each."""
    return Table("claims", COLUMNS, [_row(finding) for finding in reading.findings()])


@download
def working_file(reading: Reading, claim_id: str) -> Table:
    """One claim's working, a row for each step."""
    finding = reading.finding(claim_id)
    return Table(f"claim-{finding.id}", STEP_COLUMNS, [_step(finding.id, step) for step in finding.steps])


def vocabulary() -> Context:
    """Verdicts and speakers in the page's language."""
    return {"verdicts": in_words(VERDICTS), "speaker_words": in_words(SPEAKERS)}


def findings_on(reading: Reading, measure_id: str) -> list[Finding]:
    """The claims whose working uses a measure."""
    return [one for one in reading.findings() if any(step.measure == measure_id for step in one.steps)]


def _gaps(finding: Finding) -> list[dict[str, Any]]:
    """The figures that were wanted and not usable, areas of one measure, period and state together."""
    together: dict[tuple[Any, ...], list[str]] = {}
    for gap in finding.missing:
        key = (gap.measure, gap.period, gap.state, tuple(gap.dims.items()))
        together.setdefault(key, []).append(gap.area_id)
    return [
        {"measure": measure, "period": period, "state": state, "dims": dict(dims), "areas": areas}
        for (measure, period, state, dims), areas in together.items()
    ]


def _row(finding: Finding) -> dict[str, Any]:
    language = current()
    return {
        **{name: getattr(finding, name) for name in COLUMNS if hasattr(finding, name)},
        "title": finding.title[language],
        "words": finding.words[language],
        "stated": finding.stated_words[language],
        "found": finding.found_words[language],
        "because": finding.because[language],
        "would_change": finding.would_change[language],
        "areas": list(finding.areas),
        "sources": [source.title for source in finding.sources],
        "address": f"/claims/{finding.id}",
    }


def _step(claim_id: str, step: Any) -> dict[str, Any]:
    kept = {name: getattr(step, name) for name in STEP_COLUMNS if hasattr(step, name)}
    language = current()
    told = {"label": step.label[language], "working": step.working_words.get(language, step.working)}
    return {**kept, **told, "claim": claim_id, "step": step.name}
