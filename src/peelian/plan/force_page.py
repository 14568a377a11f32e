"""`peelian force NAME`: an area's newest figures, the claims made about it and its part in the plan."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from peelian.facts.first_use import prepared
from peelian.plan.areas_named import areas_named
from peelian.plan.claims.naming import area_called, state_called
from peelian.plan.claims.rounding import shown
from peelian.plan.force_plan import AreaPlan, as_object, plan_of
from peelian.plan.force_plan import show as show_plan
from peelian.reference.areas import Area
from peelian.reference.periods import Period

if TYPE_CHECKING:
    from peelian.facts.measures.model import Measure, MeasureRow
    from peelian.facts.store import Store
    from peelian.plan.claims.finding import Finding

COLUMNS: Final = {
    "title": ("figure", "ffigur"),
    "period": ("period", "cyfnod"),
    "shown": ("value", "gwerth"),
    "state": ("state", "cyflwr"),
    "source": ("source", "ffynhonnell"),
}
CLAIM_COLUMNS: Final = {
    "id": ("claim", "honiad"),
    "title": ("what was said", "yr hyn a ddywedwyd"),
    "verdict": ("verdict", "dyfarniad"),
}
_MONEY: Final = "funding"
"""The measure whose rows the terminal shows as money, below the figures."""
_SOURCE: Final = "source_key"
_WORDS: Final = {
    "both": (
        "{name} is the name of more than one area; each is shown, and their figures are never mixed.",
        "Mae {name} yn enw ar fwy nag un ardal; dangosir pob un, ac ni chymysgir eu ffigurau byth.",
    ),
    "claims": ("Claims about {name}", "Honiadau am {name}"),
    "no_claims": ("No packaged claim speaks of {name}.", "Nid oes honiad yn sôn am {name}."),
}


@dataclass(frozen=True, slots=True)
class AreaFigures:
    """An area with its newest figure of each measure, the findings that speak of it, and the plan's part of it."""

    area: Area
    figures: "tuple[tuple[Measure, MeasureRow], ...]"
    findings: "tuple[Finding, ...]"
    publishers: dict[str, str]
    """Source id -> publisher and day of publication."""
    plan: AreaPlan


def tell(name: str, *, format: str, out: Path | None, lang: str) -> None:
    """Write what is known of the areas with this name. Raises UnknownArea with near names."""
    from peelian.facts.tabulate import emit

    pages = pages_for(areas_named(name), prepared(lang))
    if format == "json":
        emit([_object(page, lang) for page in pages], format="json", out=out)
    elif format not in ("table", "rich"):
        emit([row for page in pages for row in _rows(page, lang)], format=format, out=out)
    else:
        _show(name, pages, out, lang)


def pages_for(areas: Sequence[Area], store: "Store") -> list[AreaFigures]:
    """The newest figures and the findings of each area."""
    from peelian.plan.claims import check

    findings = check(store=store)
    return [
        AreaFigures(
            area=one,
            figures=newest(one, store),
            publishers={source.id: f"{source.publisher}, {source.vintage}" for source in store.sources()},
            findings=tuple(finding for finding in findings if one.id in finding.areas),
            plan=plan_of(one, store),
        )
        for one in areas
    ]


def newest(one: Area, store: "Store") -> "tuple[tuple[Measure, MeasureRow], ...]":
    """The newest row of each measure for the area, one for each dimension where it has any.

    A row with a figure, or with a reason why there is none, comes before a later period without one.
    """
    from peelian.facts import measures

    found = []
    for measure in measures.definitions().values():
        rows = measures.rows(measure, areas=[one.id], by=_by(one), store=store)
        latest: dict[tuple[str, ...], MeasureRow] = {}
        for row in sorted(rows, key=lambda row: row.state != "no_data"):
            latest[tuple(row.dims.values())] = row
        told = [row for row in latest.values() if row.state != "no_data"] or list(latest.values())[-1:]
        found += [(measure, row) for row in told]
    return tuple(found)


def _by(one: Area) -> str | None:
    return {"force": "force", "special": "force"}.get(one.kind)


def _object(page: AreaFigures, lang: str) -> dict[str, Any]:
    one = page.area
    return {
        "area_id": one.id,
        "area_kind": one.kind,
        "name": one.name,
        "name_cy": one.name_cy,
        "code": one.code,
        "figures": _rows(page, lang),
        "claims": [
            {
                "id": f.id,
                "title": f.title[lang],
                "stated": f.stated_words[lang],
                "found": f.found_words[lang],
                "verdict": f.verdict,
            }
            for f in page.findings
        ],
        **as_object(page.plan, lang),
    }


def _rows(page: AreaFigures, lang: str) -> list[dict[str, Any]]:
    return [
        {
            "area_kind": page.area.kind,
            "area_id": page.area.id,
            "area_name": page.area.name,
            "measure": measure.id,
            "title": _title(measure, row, lang),
            "dims": dict(row.dims),
            "period": row.period,
            "value": row.value,
            "unit": row.unit,
            "shown": shown(row.value, row.unit, lang),
            "state": row.state,
            "note": row.note_cy if lang == "cy" else row.note,
            "vintage": row.vintage,
            "source": "; ".join(dict.fromkeys(page.publishers.get(id_, id_) for id_ in row.source_ids)),
            "source_ids": list(row.source_ids),
        }
        for measure, row in page.figures
    ]


def _in_words(row: dict[str, Any], lang: str) -> dict[str, Any]:
    """A row for the terminal: the period and the state as a reader knows them."""
    state = "" if row["state"] == "ok" else state_called(row["state"])[lang]
    return row | {"period": Period.parse(row["period"]).label(lang), "state": state}


def _title(measure: "Measure", row: "MeasureRow", lang: str) -> str:
    """The measure and what its row is of, in words; the source has a column of its own."""
    told = [str(value) for name, value in row.dims.items() if value and name != _SOURCE]
    dims = ", ".join(value.replace("_", " ") for value in told)
    return f"{measure.title.in_(lang)} ({dims})" if dims else measure.title.in_(lang)


def _show(name: str, pages: list[AreaFigures], out: Path | None, lang: str) -> None:
    from peelian.facts.tabulate import emit

    place = lang == "cy"
    if len(pages) > 1 and out is None:
        sys.stdout.write(_WORDS["both"][place].format(name=name) + "\n\n")
    for page in pages:
        called = area_called(page.area)[lang]
        title = f"{called[:1].upper()}{called[1:]} ({page.area.code or page.area.id})"
        rows = [_in_words(row, lang) for row in _rows(page, lang) if row["measure"] != _MONEY]
        headings = {key: words[place] for key, words in COLUMNS.items()}
        sys.stdout.flush()
        emit(rows, headings, "rich", title=title, out=out)
        if out is None:
            _show_claims(page, called, lang)
            show_plan(page.plan, called, lang)


def _show_claims(page: AreaFigures, called: str, lang: str) -> None:
    from peelian.facts.tabulate import emit

    place = lang == "cy"
    if not page.findings:
        sys.stdout.write(_WORDS["no_claims"][place].format(name=called) + "\n\n")
        return
    rows = [{"id": f.id, "title": f.title[lang], "verdict": f.verdict_in(lang)} for f in page.findings]
    headings = {key: words[place] for key, words in CLAIM_COLUMNS.items()}
    emit(rows, headings, "rich", title=_WORDS["claims"][place].format(name=called))
