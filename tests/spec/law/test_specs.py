"""Every spec of specs.py."""

from datetime import datetime
from pathlib import Path

import pytest

from peelian.law.book import Book
from peelian.law.duration import Pause
from peelian.law.engine import decide, provision
from peelian.reference.calendars.working_days import LONDON, end_of_day
from tests.spec.law.spec import Spec
from tests.spec.law.specs import SPECS
from tests.support.small_store import lines

LATER = datetime(2039, 12, 31, tzinfo=LONDON)


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.title.replace(" ", "_"))
def test_the_time_is_up_when_the_table_says(spec: Spec, tmp_path: Path) -> None:
    rows = lines(spec.rows)
    assert rows
    found = [_due(spec, row, tmp_path) for row in rows]
    assert found == [read_due(row["due"]) for row in rows]


def _due(spec: Spec, row: dict[str, str], folder: Path) -> datetime | None:
    book = None
    if spec.book:
        (folder / "made_up.toml").write_text(spec.book, encoding="utf-8")
        book = Book.of(folder)
    facts = {
        "event_at": read_time(row["event"]),
        "enhanced_from": read_time(row["enhanced"]) if row.get("enhanced", "-") != "-" else None,
        "pauses": _pauses(row.get("pauses", "-"), spec, book),
    }
    as_of = read_time(row["as_of"]) if "as_of" in row else LATER
    return decide(spec.provision, facts, as_of=as_of, book=book).duties[0].due_at


def _pauses(text: str, spec: Spec, book: Book | None) -> tuple[Pause, ...]:
    if text == "-":
        return ()
    clock = (book.provision(spec.provision) if book else provision(spec.provision)).versions[0].clock
    assert clock is not None
    spans = (one.split(" > ") for one in text.split(", "))
    return tuple(Pause(read_time(starts), read_time(ends), clock.pauses[0]) for starts, ends in spans)


def read_time(text: str) -> datetime:
    """ "Thu 2 Apr 2026 15:00" in London; the day of the week must be right."""
    moment = datetime.strptime(text, "%a %d %b %Y %H:%M").replace(tzinfo=LONDON)
    assert text.startswith(moment.strftime("%a ")), f"{text} is a {moment:%a}"
    return moment


def read_due(text: str) -> datetime:
    """The moment, or the end of the day where no time is given."""
    return read_time(text) if ":" in text else end_of_day(read_time(f"{text} 00:00").date())
