"""A served site reads the figures of force pages ahead, and keeps a bounded number of them."""

import pytest

from peelian.evidence import read_ahead, reading
from peelian.facts.home import prepare
from peelian.facts.measures import definitions
from peelian.reference.problems import Problem


def test_nothing_is_read_ahead_unless_the_site_is_served(home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(read_ahead.SWITCH, raising=False)
    assert read_ahead.start(reading.Reading(prepare())) is None


def test_a_served_site_reads_every_measure_by_force_once(home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(read_ahead.SWITCH, "1")
    one = reading.Reading(prepare())
    thread = read_ahead.start(one)
    assert thread is not None
    thread.join()
    held = set(one._row_counts)
    assert {("rows", measure, "force") for measure in definitions()} <= held
    rows = one.rows("officers_fte", by="force")
    assert rows is one.rows("officers_fte", by="force"), "shared by all force pages"


def test_a_damaged_store_is_left_for_a_page_to_tell(home, monkeypatch: pytest.MonkeyPatch) -> None:
    one = reading.Reading(prepare())
    for part in (home / "store" / "parts").glob("*.parquet"):
        part.write_bytes(b"torn")
    read_ahead.read(one)
    with pytest.raises(Problem):
        one.rows("officers_fte", by="force")


def test_only_so_many_rows_are_kept(home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "KEPT_ROWS", 700)
    one = reading.Reading(prepare())
    first = one.rows("officers_fte", by="force")
    one.rows("pcsos_fte", by="force")
    assert sum(one._row_counts.values()) <= 700
    again = one.rows("officers_fte", by="force")
    assert again is not first
    assert again == first
