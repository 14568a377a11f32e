"""Tables of recorded crime and of single figures with the mistakes that only they can have. Synthetic, in their layouts."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from peelian.facts.measures import rows
from peelian.facts.templates import template

Add = Callable[..., Any]
CRIME = (
    "Financial Year,Financial Quarter,Force Name,Offence Description,Offence Group,Offence Subgroup,Offence Code,"
    "Number of Offences"
)
ROBBERY = "Robbery of personal property,Robbery,Robbery,34B"


def write(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("header", "words"),
    [
        (CRIME.replace("Number of Offences", "Crimes"), "the column “Number of Offences” is missing"),
        (f"{CRIME},CSP Name", "community safety partnership"),
        ("series,area,period,value,unit", "lacks the columns “title”, “publisher”"),
    ],
)
def test_a_table_of_another_shape_says_what_it_lacks(
    header: str, words: str, add: Add, refused: Callable[[Any], str], tmp_path: Path
) -> None:
    assert words in refused(add(write(tmp_path / "table.csv", header, f"2017/18,1,Kent,{ROBBERY},5,Ashford")))


def test_a_total_among_its_parts_and_a_national_body_change_no_count(
    add: Add, held: Any, tmp_path: Path
) -> None:
    path = write(
        tmp_path / "crime.csv",
        CRIME,
        f"2017/18,1,Kent,{ROBBERY},5",
        f"2017/18,1,Kent,{ROBBERY.replace('34B', '34A')},6",
        "2017/18,1,Kent,Total recorded crime,Total,Total,,11",
        "2017/18,1,Action Fraud,Fraud,Fraud offences,Fraud offences,AF,900",
        "Source: police forces,,,,,,,",
    )
    said = add(path)
    assert "2 rows read, 2 kept, 0 quarantined" in said.out
    [row] = rows("recorded_crime", periods="2017-Q2", areas="kent")
    assert row.value == 5 + 6


def test_one_offence_given_twice_is_kept_once_and_the_figure_says_so(
    add: Add, held: Any, reasons: Callable[[], list[Any]], tmp_path: Path
) -> None:
    path = write(tmp_path / "crime.csv", CRIME, f"2017/18,1,Kent,{ROBBERY},5", f"2017/18,1,Kent,{ROBBERY},7")
    assert "2 rows read, 1 kept, 1 quarantined" in add(path).out
    assert reasons() == [(3, "Number of Offences", "row 2 gives this count already; the first is kept")]
    [row] = rows("recorded_crime", periods="2017-Q2", areas="kent")
    assert (row.value, row.state) == (5, "provisional")


def test_a_figure_without_its_source_is_refused_by_line(
    add: Add, held: Any, reasons: Callable[[], list[Any]], tmp_path: Path
) -> None:
    good = "made_up,Kent,2018,5,count,,,A table,Nobody,https://example.org/t,Open Government Licence v3.0,2019-01-01"
    path = write(tmp_path / "figures.csv", template("figures").strip(), good, good.replace("Nobody", ""))
    assert "2 rows read, 1 kept, 1 quarantined" in add(path).out
    assert reasons() == [(3, "publisher", "a figure needs its source: this is empty")]
