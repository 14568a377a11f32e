"""The hand-made tables of tests/spec/law again, as rows of the database: every event, pause and recording is an act."""

from datetime import datetime
from pathlib import Path

import pytest
from django.db import transaction

from peelian.casework.cases.models import Case
from peelian.casework.clocks import running
from peelian.casework.clocks.models import Clock
from peelian.law.book import Book
from peelian.law.engine import own_book, rehearsing
from tests.spec.law.spec import Spec
from tests.spec.law.specs import SPECS
from tests.spec.law.test_specs import read_due, read_time
from tests.support.cases import make_world
from tests.support.small_store import lines

Row = dict[str, str]


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.title.replace(" ", "_"))
def test_a_clock_is_due_when_the_table_says(spec: Spec, tmp_path: Path) -> None:
    book = own_book()
    if spec.book:
        (tmp_path / "made_up.toml").write_text(spec.book, encoding="utf-8")
        book = Book.of(tmp_path)
    case = make_world().opened()
    rows = lines(spec.rows)
    with rehearsing(book), transaction.atomic():
        Clock.objects.filter(case=case).update(state="cancelled", ended_at=case.opened_at)
        found = [_due(case, spec, row, book) for row in rows]
    assert found == [read_due(row["due"]) for row in rows]


def _due(case: Case, spec: Spec, row: Row, book: Book) -> datetime:
    clock = book.provision(spec.provision).versions[0].clock
    assert clock is not None
    event = read_time(row["event"])
    enhanced = read_time(row["enhanced"]) if row.get("enhanced", "-") != "-" else None
    known = enhanced if enhanced is not None and enhanced <= event else None
    started = running.start(case, spec.provision, at=event, enhanced_from=known)
    acts = [(starts, 1, ends) for starts, ends in _pauses(row)]
    acts += [(enhanced, 2, enhanced)] if enhanced is not None and known is None else []
    for at, kind, until in sorted(acts):
        if kind == 2:
            running.enhance(case, at=at)
        else:
            running.pause(case, spec.provision, at=at, until=until, reason=clock.pauses[0])
    if "as_of" in row:
        running.change_rule(started, as_of=read_time(row["as_of"]))
    found = Clock.objects.get(pk=started.pk)
    due = found.due_at
    found.delete()
    return due


def _pauses(row: Row) -> list[tuple[datetime, datetime]]:
    if row.get("pauses", "-") == "-":
        return []
    spans = (one.split(" > ") for one in row["pauses"].split(", "))
    read = [(read_time(starts), read_time(ends)) for starts, ends in spans]
    return [(starts, ends) for starts, ends in read if ends > starts]
