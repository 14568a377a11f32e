"""A commitment as plain data: for JSON, and as one row of texts for CSV and Parquet."""

from dataclasses import asdict
from typing import Any

from peelian.plan.commitments.model import Commitment


def as_dict(one: Commitment) -> dict[str, Any]:
    """Every field under its own name, texts in both languages, days as ISO dates."""
    made = asdict(one)
    made["made_on"] = one.made_on.isoformat()
    made["status_on"] = one.status_on.isoformat()
    made["checked_on"] = one.checked_on.isoformat() if one.checked_on else None
    return made


def flat(one: Commitment, lang: str) -> dict[str, Any]:
    """One row of texts in one language; lists are joined with a semicolon."""
    return {
        "id": one.id,
        "plan": one.plan,
        "kind": one.kind,
        "title": one.title[lang],
        "owner": one.owner[lang],
        "theme": one.theme,
        "made_on": one.made_on.isoformat(),
        "status": one.status,
        "status_on": one.status_on.isoformat(),
        "words": one.words[lang],
        "done": one.done[lang],
        "because": one.because[lang],
        "looked_for": one.looked_for.get(lang, ""),
        "areas": "; ".join(one.areas),
        "services": "; ".join(one.services),
        "measures": "; ".join(one.measures),
        "claims": "; ".join(one.claims),
        "funds": "; ".join(one.funds),
        "events": "; ".join(one.events),
        "related": "; ".join(one.related),
        "sources": "; ".join(one.every_source),
        "reviewed": one.reviewed,
    }
