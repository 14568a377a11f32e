"""What to expect from each force, and which reports each takes online: pages and a table to download."""

from __future__ import annotations

import csv
import json
from io import StringIO
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse

from peelian.accounts.days import today
from peelian.reference.forces import Force, forces
from peelian.reference.problems import Bilingual
from peelian.services.contact.public import coverage, expecting, figures
from peelian.services.contact.public.figures import Figure
from peelian.services.contact.public.sources import Source
from peelian.services.contact.public.words import WORDS
from peelian.services.contact.views.frame import page, show
from peelian.ui import formats
from peelian.ui.language import current

TYPES: Final = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
_HOW: Final = {"form": WORDS.how_form, "chat": WORDS.how_chat}


@page("GET")
def index(request: HttpRequest) -> HttpResponse:
    """Every force, to choose from."""
    return _show(request, "expect.html", WORDS.expect, forces=sorted(forces(), key=_name))


@page("GET")
def one(request: HttpRequest, force_id: str) -> HttpResponse:
    """What to expect from one force."""
    found = next((force for force in forces() if force.id == force_id), None)
    if found is None:
        raise Http404
    known = coverage.of_force(found.id)
    told = {each.report for each in known}
    published = figures.figures_of(found.id)
    return _show(
        request,
        "force.html",
        filled(WORDS.expect_from, force=_names(found)),
        force=found,
        name=_name(found),
        known=known,
        unknown=", ".join(kind.short.said(current()) for kind in coverage.kinds() if kind.id not in told),
        names=_kind_names(),
        kinds=coverage.kinds(),
        here=found.id in coverage.taken_here(),
        promises=expecting.promises().get(found.id, ()),
        limits=expecting.limits(found.id, today()),
        closed=expecting.closed_means(),
        figures=[
            (made_up, [one for one in published if one.made_up is made_up]) for made_up in (False, True)
        ],
        published=bool(published),
    )


@page("GET")
def matrix(request: HttpRequest) -> HttpResponse:
    """Every force and every kind of report."""
    every = sorted(forces(), key=_name)
    counts = {force.id: coverage.counted(force.id) for force in every}
    here = coverage.taken_here()
    known = {force for force, _ in coverage.facts()}
    return _show(
        request,
        "coverage.html",
        WORDS.coverage,
        forces=every,
        kinds=coverage.kinds(),
        facts=coverage.facts(),
        counts=counts,
        here=here,
        totals={"forces": str(len(every)), "known": str(len(known)), "here": str(len(here & {*counts}))},
        sources=sorted({fact.source for fact in coverage.facts().values()}, key=lambda one: one.publisher),
    )


@page("GET")
def matrix_file(_request: HttpRequest, form: str) -> HttpResponse:
    """The same as a table: one row for each force and kind."""
    if form not in TYPES:
        raise Http404
    rows = list(coverage.rows())
    if form == "json":
        text = json.dumps(rows, ensure_ascii=False, indent=1)
    else:
        out = StringIO()
        writer = csv.DictWriter(out, coverage.COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        text = out.getvalue()
    response = HttpResponse(text, content_type=TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="peelian-online-reports.{form}"'
    return response


def filled(words: Bilingual, **given: str | Bilingual) -> str:
    """The words in the language of the page, with what is given in its place."""
    lang = current()
    said = {name: one.said(lang) if isinstance(one, Bilingual) else one for name, one in given.items()}
    return words.said(lang).format(**said)


def value_of(figure: Figure) -> str:
    """A published figure in words: a share with its counts, hours, or that it is hidden."""
    row = figure.row
    if row.value is None:
        return filled(WORDS.hidden)
    if figure.measure.unit == "proportion" and row.numerator is not None and row.denominator is not None:
        counts = filled(WORDS.of, part=formats.number(row.numerator), whole=formats.number(row.denominator))
        return f"{formats.number(row.value * 100, 1)}% ({counts})"
    if figure.measure.unit == "hours":
        return filled(WORDS.hours, count=formats.number(row.value, 1))
    return formats.number(row.value)


def dated(source: Source) -> str:
    """When the source was published, or that it bears no date."""
    if source.published:
        return filled(WORDS.published, day=formats.period(source.published))
    return filled(WORDS.undated, day=formats.day(source.read))


def _show(request: HttpRequest, template: str, title: Bilingual | str, **context: Any) -> HttpResponse:
    tools: dict[str, Any] = {
        "words": WORDS,
        "filled": filled,
        "value_of": value_of,
        "dated": dated,
        "how": _HOW,
        "name_of": _name,
    }
    return show(request, f"public/{template}", title=title, **tools, **context)


def _names(force: Force) -> Bilingual:
    return Bilingual(force.name, force.name_cy)


def _name(force: Force) -> str:
    return _names(force).said(current())


def _kind_names() -> dict[str, Bilingual]:
    return {coverage.ANY_CRIME: WORDS.any_crime, **{one.id: one.short for one in coverage.kinds()}}
