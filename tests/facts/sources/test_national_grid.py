"""The national grid as degrees."""

import csv
import math
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest

from peelian.facts.sources.national_grid import airy_radians, degrees_of


def test_the_worked_example_of_ordnance_survey_comes_out() -> None:
    """A guide to coordinate systems in Great Britain, annex C: E 651409.903, N 313177.270 is 52 39 27.2531 N, 1 43 4.5177 E."""
    latitude, longitude = airy_radians(np.array(651409.903), np.array(313177.270))
    assert math.degrees(float(latitude)) == pytest.approx(52 + 39 / 60 + 27.2531 / 3600, abs=1e-8)
    assert math.degrees(float(longitude)) == pytest.approx(1 + 43 / 60 + 4.5177 / 3600, abs=1e-8)


def test_the_middles_of_the_outcodes_agree_with_the_published_ones_within_ten_metres(test_data: Path) -> None:
    """outcodes_ew_2014_derived.csv was made with another library (README: about 5 m)."""
    import pyarrow.parquet as pq

    table = pq.read_table(test_data / "postcodes" / "postcodes_ew_2014_derived.parquet")
    east, north = table["Eastings"].to_numpy(), table["Northings"].to_numpy()
    codes = [text.split()[0] for text in table["postcode"].to_pylist()]
    longitude, latitude = degrees_of(east, north)
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for code, x, y, e in zip(codes, longitude, latitude, east, strict=True):
        if e > 0:
            held = sums[code]
            held[0], held[1], held[2] = held[0] + x, held[1] + y, held[2] + 1
    with (test_data / "postcodes" / "outcodes_ew_2014_derived.csv").open(encoding="utf-8") as opened:
        rows = {row["outcode"]: row for row in csv.DictReader(opened)}
    compared = 0
    for code, (x, y, n) in sums.items():
        row = rows[code]
        metres = math.hypot(
            (x / n - float(row["longitude"])) * 65_000, (y / n - float(row["latitude"])) * 111_320
        )
        assert metres < 10, code
        compared += 1
    assert compared > 2_000
