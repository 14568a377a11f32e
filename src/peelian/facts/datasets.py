"""The tables of the store: their columns, types, and the slot that a newer vintage replaces as a whole.

A dataset's rows are additive within one (source, slot): a total never lies beside its parts. Types are few:
`string`, `double`, `int` (64 bits), `date`, `timestamp` (UTC, without a zone), `bool`, `binary` (WKB).
Nothing heavy is imported here; Arrow and DuckDB are asked for only when a schema is.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any, Literal

from peelian.facts.problems import UnknownDataset

ColumnType = Literal["string", "double", "int", "date", "timestamp", "bool", "binary"]

DUCKDB_TYPES: dict[str, str] = {
    "string": "VARCHAR",
    "double": "DOUBLE",
    "int": "BIGINT",
    "date": "DATE",
    "timestamp": "TIMESTAMP",
    "bool": "BOOLEAN",
    "binary": "BLOB",
}
IBIS_TYPES: dict[str, str] = {
    "string": "string",
    "double": "float64",
    "int": "int64",
    "date": "date",
    "timestamp": "timestamp(6)",
    "bool": "boolean",
    "binary": "binary",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name and one of the seven types."""

    name: str
    type: ColumnType

    @property
    def duckdb(self) -> str:
        """The DuckDB type name."""
        return DUCKDB_TYPES[self.type]


@dataclass(frozen=True, slots=True)
class Dataset:
    """One table of the store. `columns` ends with `source_id`; `slot` names the columns that make a slot."""

    id: str
    columns: tuple[Column, ...]
    slot: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Column names in order, `source_id` last."""
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        """The column called `name`; raises KeyError."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    @property
    def fingerprint(self) -> str:
        """Eight hex digits that change when a column, a type or the slot changes."""
        text = ";".join(f"{c.name}:{c.type}" for c in self.columns) + "|" + ",".join(self.slot)
        return hashlib.sha256(f"{self.id}|{text}".encode()).hexdigest()[:8]

    def arrow_schema(self) -> Any:
        """The `pyarrow.Schema` of the table."""
        import pyarrow as pa

        types = {
            "string": pa.string(),
            "double": pa.float64(),
            "int": pa.int64(),
            "date": pa.date32(),
            "timestamp": pa.timestamp("us"),
            "bool": pa.bool_(),
            "binary": pa.binary(),
        }
        return pa.schema([(column.name, types[column.type]) for column in self.columns])

    def ibis_schema(self) -> dict[str, str]:
        """Column names to Ibis type names, for `ibis.schema`."""
        return {column.name: IBIS_TYPES[column.type] for column in self.columns}

    def empty_sql(self) -> str:
        """A DuckDB SELECT of no rows with the right names and types."""
        casts = ", ".join(f'CAST(NULL AS {c.duckdb}) AS "{c.name}"' for c in self.columns)
        return f"SELECT {casts} WHERE false"


def _dataset(id_: str, columns: str, slot: str) -> Dataset:
    """Build a dataset from `name name:type ...`; a bare name is a string; `source_id` is added last."""
    made = []
    for word in [*columns.split(), "source_id"]:
        name, _, type_ = word.partition(":")
        made.append(Column(name, type_ or "string"))  # type: ignore[arg-type]
    return Dataset(id_, tuple(made), tuple(slot.split()))


_PLACE = "longitude:double latitude:double"
_SERVICE_MEASURES = "area_kind area_id period service measure item value:double unit state note"

_ALL = (
    _dataset(
        "workforce",
        "area_kind area_id as_at:date worker_type sex rank basis value:double state note",
        "area_id as_at worker_type basis",
    ),
    _dataset(
        "severity_scores",
        "area_kind area_id period offence_group value:double state note",
        "area_id period offence_group",
    ),
    _dataset(
        "homicide_rates",
        "area_kind area_id period value:double lower:double upper:double state note",
        "area_id period",
    ),
    _dataset(
        "recorded_outcomes",
        "area_kind area_id period offence_code offence offence_group offence_subgroup outcome_type outcome "
        "for_offences:int recorded:int",
        "area_id period",
    ),
    _dataset(
        "recorded_crime",
        "area_kind area_id period offence_code offence offence_group offence_subgroup offences:int",
        "area_id period",
    ),
    _dataset(
        "met_crimes", "area_kind area_id period borough offence_group offence offences:int", "area_id period"
    ),
    _dataset(
        "search_counts",
        "area_kind area_id period legislation reason ethnic_group ethnicity searches:int arrests:int",
        "area_id period legislation",
    ),
    _dataset(
        "call_answering",
        "area_kind area_id period service item value:double unit state note",
        "area_id period service item",
    ),
    _dataset(
        "funding",
        "area_kind area_id recipient period fund stage amount_pence:int precision dated:date note",
        "fund stage period area_id recipient dated",
    ),
    _dataset("population", "area_kind area_id as_at:date value:int basis note", "area_id as_at basis"),
    _dataset("small_area_population", "area_code geography as_at:date value:int", "geography as_at"),
    _dataset(
        "deprivation", "area_code geography nation index rank:int decile:int score:double", "index nation"
    ),
    _dataset(
        "area_lookup",
        f"code name kind district_code district_name force_id region_id {_PLACE} edition",
        "kind edition",
    ),
    _dataset("boundaries", "code name kind force_id edition cover geometry:binary", "kind edition cover"),
    _dataset(
        "postcodes",
        f"postcode outcode area district_code force_id {_PLACE} quality ends:date",
        "area",
    ),
    _dataset(
        "street_crime",
        f"crime_id month reported_by falls_within force_id {_PLACE} location lsoa_code lsoa_name crime_type "
        "last_outcome context placing",
        "force_id month",
    ),
    _dataset(
        "crime_outcomes",
        f"crime_id month reported_by falls_within force_id {_PLACE} location lsoa_code lsoa_name outcome placing",
        "force_id month",
    ),
    _dataset(
        "stop_searches",
        "force_id force_basis file_month searched_at:timestamp local_date:date local_month time_recorded:bool "
        f"search_type operation:bool operation_name {_PLACE} gender age_range self_defined_ethnicity "
        "officer_defined_ethnicity legislation object_of_search outcome outcome_linked:bool outer_clothing:bool",
        "force_id file_month",
    ),
    _dataset(
        "point_figures",
        "series area_kind area_id period value:double unit quoted note source_key",
        "series area_id period source_key",
    ),
    _dataset("service_measures", _SERVICE_MEASURES, "area_id period measure item"),
    _dataset("service_measures_synthetic", _SERVICE_MEASURES, "area_id period measure item"),
)

DATASETS: dict[str, Dataset] = {dataset.id: dataset for dataset in _ALL}

#: Columns that must hold a value beside the slot's own; everything else may be empty.
REQUIRED: dict[str, tuple[str, ...]] = {
    "workforce": ("area_kind", "sex", "rank"),
    "severity_scores": ("area_kind",),
    "homicide_rates": ("area_kind",),
    "recorded_outcomes": ("area_kind", "outcome_type"),
    "recorded_crime": ("area_kind", "offence_group"),
    "met_crimes": ("area_kind", "offence_group", "borough"),
    "search_counts": ("area_kind",),
    "call_answering": ("area_kind",),
    "population": ("area_kind",),
    "small_area_population": ("area_code",),
    "deprivation": ("area_code", "geography"),
    "area_lookup": ("code",),
    "boundaries": ("code", "geometry"),
    "postcodes": ("postcode", "outcode"),
    "point_figures": ("area_kind",),
    "service_measures": ("area_kind", "service"),
    "service_measures_synthetic": ("area_kind", "service"),
}

#: Slot columns that may be empty: a fund without a date, a national programme without a recipient.
MAY_BE_EMPTY = frozenset({"dated", "recipient", "area_id", "cover"})


def dataset(id_: str) -> Dataset:
    """The dataset called `id_`; raises UnknownDataset."""
    try:
        return DATASETS[id_]
    except KeyError:
        raise UnknownDataset(dataset=id_, known=", ".join(DATASETS)) from None


def required_columns(id_: str) -> frozenset[str]:
    """The columns of a dataset that a row must fill: its slot and those of `REQUIRED`."""
    slot = dataset(id_).slot
    must = {name for name in slot if name not in MAY_BE_EMPTY}
    return frozenset(must | set(REQUIRED.get(id_, ())))


def schema_fingerprint() -> str:
    """Changes when any dataset's layout changes; the packaged figures are then loaded again."""
    text = "".join(dataset.fingerprint for dataset in DATASETS.values())
    return hashlib.sha256(text.encode()).hexdigest()[:12]
