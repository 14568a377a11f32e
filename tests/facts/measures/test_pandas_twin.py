"""The same figures worked out a second way: pandas over the packaged CSV files, with no code of the measures."""

from collections.abc import Callable

import pandas as pd
import pytest

from peelian.facts.measures import rows
from peelian.facts.store import Store
from peelian.reference.figures import citations, figure_tables

Twin = Callable[[], "pd.Series[float]"]


def _table(dataset: str) -> pd.DataFrame:
    return pd.read_csv(figure_tables()[dataset], dtype={"outcome_type": str, "service": str, "period": str})


def _workforce(worker_type: str, basis: str) -> "pd.Series[float]":
    """The newest edition of each slot, its rows added."""
    table = _table("workforce").query("worker_type == @worker_type and basis == @basis")
    table["vintage"] = table["source"].map({key: str(one.vintage) for key, one in citations().items()})
    newest = table.groupby(["area_id", "as_at"])["vintage"].transform("max")
    return table[table["vintage"] == newest].groupby(["area_id", "as_at"])["value"].sum()


def _charge_rate() -> "pd.Series[float]":
    table = _table("recorded_outcomes")
    table["charged"] = table["for_offences"].where(table["outcome_type"] == "1", 0)
    added = table.groupby(["area_id", "period"])[["charged", "for_offences"]].sum()
    return added["charged"] / added["for_offences"]


def _answered() -> "pd.Series[float]":
    table = _table("call_answering").query("service == '999'")
    wide = table.pivot_table(index=["area_id", "period"], columns="item", values="value", aggfunc="max")
    return (wide["under_10"] / wide["calls"]).fillna(wide["pct_under_10"] / 100).dropna()


def _searches() -> "pd.Series[float]":
    return _table("search_counts").groupby(["area_id", "period"])["searches"].sum()


def _grant_per_head() -> "pd.Series[float]":
    grant = _table("funding").query("fund == 'police_grant' and stage == 'allocated'")
    people = _table("population").query("as_at == '2020-06-30'").set_index("area_id")["value"]
    pounds = grant.set_index(["area_id", "period"])["amount_pence"] / 100
    return pounds / people.reindex(pounds.index.get_level_values("area_id")).to_numpy()


def _published(dataset: str, query: str) -> "pd.Series[float]":
    return _table(dataset).query(query).set_index(["area_id", "period"])["value"].dropna()


TWINS: dict[str, Twin] = {
    "officers_fte": lambda: _workforce("police_officers", "fte"),
    "officers_headcount": lambda: _workforce("police_officers", "headcount"),
    "pcsos_fte": lambda: _workforce("pcsos", "fte"),
    "police_staff_fte": lambda: _workforce("police_staff", "fte"),
    "charge_rate": _charge_rate,
    "answered_under_10s": _answered,
    "searches": _searches,
    "police_grant_per_head": _grant_per_head,
    "homicide_rate": lambda: _published("homicide_rates", "state != 'suppressed'"),
    "mean_answer_time": lambda: _published("call_answering", "service == '999' and item == 'mean_s'"),
    "crime_severity": lambda: _published("severity_scores", "offence_group == 'Total recorded crime'"),
    "crime_severity_violence": lambda: _published(
        "severity_scores", "offence_group == 'Violence against the person'"
    ),
}


@pytest.mark.parametrize("measure", TWINS)
def test_pandas_finds_the_same_values_for_the_same_areas_and_periods(measure: str, published: Store) -> None:
    twin = TWINS[measure]().to_dict()
    found = {
        (row.area_id, row.period): row.value
        for row in rows(measure, store=published)
        if row.value is not None and not row.note.startswith("Derived: the sum of the 43")
    }
    assert len(found) > 10
    assert found.keys() == twin.keys()
    for key, value in found.items():
        assert value == pytest.approx(twin[key], rel=1e-9), key
