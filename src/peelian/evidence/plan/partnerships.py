"""The local partnerships against serious violence: one line for each of the 43 force areas."""

from __future__ import annotations

from typing import Any

from peelian.evidence.pages import Context, Table, download, page
from peelian.evidence.reading import Reading
from peelian.plan.commitments import commitments
from peelian.plan.registers.partnerships import Partnership, partnerships
from peelian.ui.language import current

COLUMNS = (
    "area", "name", "vru", "vru_since", "lead", "members", "duty_since", "strategy", "strategy_on",
    "strategy_address", "looked_for", "note", "commitments", "unverified", "sources",
)  # fmt: skip


@page("evidence/partnerships.html")
def index(_reading: Reading) -> Context:
    """Every area's partnership: funded as a violence reduction unit or not, and whether its strategy was found."""
    everyone = list(partnerships().values())
    return {
        "shared_members": [who for who in everyone[0].members if all(who in one.members for one in everyone)],
        "shared_sources": [key for key in everyone[0].sources if all(key in one.sources for one in everyone)],
        "partnerships": everyone,
        "units": sum(one.vru for one in everyone),
        "published": sum(one.strategy == "yes" for one in everyone),
        "commitments": {one.id: one for one in commitments()},
    }


@download
def index_file(_reading: Reading) -> Table:
    """Every partnership, a row each."""
    return Table("partnerships", COLUMNS, [_row(one) for one in partnerships().values()])


def _row(one: Partnership) -> dict[str, Any]:
    language = current()
    told = {name: getattr(one, name).get(language) for name in ("name", "lead", "looked_for", "note")}
    listed = {name: [words[language] for words in getattr(one, name)] for name in ("members", "unverified")}
    return {**{name: getattr(one, name) for name in COLUMNS}, **told, **listed}
