"""Every packaged row names a known source, area and period and has the shape of its dataset."""

import re
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from peelian.facts.datasets import dataset
from peelian.reference.areas import area
from peelian.reference.figures import citations, figure_rows, figure_tables
from peelian.reference.offences import offence_groups
from peelian.reference.periods import Period
from peelian.reference.problems import UnknownFigures

DATASETS = sorted(figure_tables())
STATES = {"ok", "no_data", "suppressed", "provisional", "not_comparable"}
VALUES = {"search_counts": "searches", "recorded_outcomes": "for_offences", "funding": "amount_pence"}


def test_nine_tables_are_packaged_and_a_tenth_is_refused() -> None:
    assert DATASETS == [
        "call_answering", "funding", "homicide_rates", "point_figures", "population", "recorded_outcomes",
        "search_counts", "severity_scores", "workforce",
    ]  # fmt: skip
    assert all(isinstance(path, Path) and path.is_file() for path in figure_tables().values())
    with pytest.raises(UnknownFigures, match="Did you mean workforce"):
        figure_rows("workforces")


def test_every_citation_says_who_where_when_and_under_which_licence() -> None:
    for key, one in citations().items():
        assert re.fullmatch(r"[a-z0-9-]+", key)
        assert one.title
        assert one.publisher
        assert one.licence
        assert one.address.startswith("https://")
        assert one.vintage < one.accessed
        assert one.vintage_basis in {"stated", "month", "assumed"}


def test_every_citation_is_used() -> None:
    used = {row["source"] for name in DATASETS for row in figure_rows(name)}
    assert used == set(citations())


@pytest.mark.parametrize("name", DATASETS)
def test_columns_are_those_of_the_dataset_with_source_last(name: str) -> None:
    rows = figure_rows(name)
    assert [*rows[0]] == [*dataset(name).names[:-1], "source"]
    for row in rows:
        assert None not in row
        assert None not in row.values()


@pytest.mark.parametrize("name", DATASETS)
def test_every_row_names_a_known_area_period_and_source(name: str) -> None:
    for row in figure_rows(name):
        assert area(row["area_id"]).kind == row["area_kind"], row
        assert row["source"] in citations(), row
        if "period" in row:
            assert Period.parse(row["period"]).id == row["period"], row
        if "as_at" in row:
            assert date.fromisoformat(row["as_at"]), row


@pytest.mark.parametrize("name", DATASETS)
def test_every_value_is_a_plain_number_of_its_type_and_every_gap_has_a_reason(name: str) -> None:
    value_column = VALUES.get(name, "value")
    whole = dataset(name).column(value_column).type == "int"
    for row in figure_rows(name):
        text = row[value_column]
        if text:
            assert re.fullmatch(r"-?\d+" if whole else r"-?\d+(\.\d{1,6})?", text), row
        else:
            assert row.get("state", "") in {"no_data", "suppressed"} or row.get("note"), row
        if "state" in row:
            assert row["state"] in STATES, row
            assert bool(text) == (row["state"] not in {"no_data", "suppressed"}), row


@pytest.mark.parametrize("name", DATASETS)
def test_a_slot_has_one_live_source_and_no_row_twice(name: str) -> None:
    """Rows of one slot are additive: a second source of the same vintage would be counted twice."""
    slot = dataset(name).slot
    sources: dict[tuple[str, ...], set[str]] = defaultdict(set)
    seen = set()
    for row in figure_rows(name):
        sources[tuple(row[column] for column in slot)].add(row["source"])
        key = tuple(value for column, value in row.items() if column not in {"value", "note"})
        assert key not in seen, row
        seen.add(key)
    for where, keys in sources.items():
        vintages = [citations()[key].vintage for key in keys]
        assert len(vintages) == len(set(vintages)), (where, keys)


def test_offence_groups_are_those_of_the_vocabulary() -> None:
    for name in ("severity_scores", "recorded_outcomes"):
        for label in {row["offence_group"] for row in figure_rows(name)}:
            assert offence_groups().find(label).name == label


def test_percentages_lie_between_0_and_100() -> None:
    shares = [row for row in figure_rows("call_answering") if row["unit"] == "percent"]
    assert len(shares) >= 40
    for row in shares:
        assert 0 <= float(row["value"]) <= 100, row


def test_point_figures_keep_the_words_of_their_source() -> None:
    for row in figure_rows("point_figures"):
        assert row["quoted"], row
        assert row["source_key"] == row["source"], row
