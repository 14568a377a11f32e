"""The meetings that the plans announced: held, or not evidenced with what was looked for."""

from __future__ import annotations

from collections import Counter
from typing import Any

from peelian.evidence.pages import Context, Query, Table, chosen, download, page
from peelian.evidence.reading import Reading
from peelian.evidence.wording import in_words
from peelian.plan.commitments import commitments
from peelian.plan.registers.events import Event, events
from peelian.plan.registers.vocabulary import EVENT_KINDS, HELD
from peelian.ui.language import current

COLUMNS = (
    "id", "title", "kind", "planned", "held", "on", "until", "chair", "attendance", "papers", "actions",
    "looked_for", "note", "part_of", "areas", "commitments", "sources", "address",
)  # fmt: skip


@page("evidence/events.html", asks=("kind", "held"))
def index(_reading: Reading, query: Query) -> Context:
    """Every event in the order of its date, or those that the filter leaves."""
    everyone = list(events().values())
    ours = {one.id: one for one in commitments()}
    return {
        "events": [
            (one, [ours[id_] for id_ in one.commitments if id_ in ours]) for one in chosen(everyone, query)
        ],
        "total": len(everyone),
        "counts": Counter(one.held for one in everyone),
        "query": query,
        "titles": {one.id: one.title for one in everyone},
        "choices": {"kind": in_words(EVENT_KINDS), "held": in_words(HELD)},
    }


@download
def index_file(_reading: Reading) -> Table:
    """Every event, a row each."""
    return Table("events", COLUMNS, [_row(one) for one in events().values()])


def _row(one: Event) -> dict[str, Any]:
    language = current()
    return {
        **{name: getattr(one, name) for name in COLUMNS if hasattr(one, name)},
        "title": one.title[language],
        "chair": one.chair.get(language),
        "looked_for": one.looked_for.get(language),
        "note": one.note.get(language),
        "attendance": [words[language] for words in one.attendance],
        "papers": [paper.text[language] for paper in one.papers],
        "actions": [f"{action.text[language]} ({action.status_in(language)})" for action in one.actions],
        "address": f"/events#{one.id}",
    }
