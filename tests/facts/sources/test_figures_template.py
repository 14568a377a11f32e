"""The table for single published figures. The lines are made up, in the layout that `data template figures` writes."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from peelian.facts.commands import app
from peelian.facts.intake import add
from peelian.facts.measures import rows
from peelian.facts.store import open_store
from peelian.facts.templates import UnknownTemplate, template
from tests.facts.sources.reading import Read, read, write

GOOD = {
    "series": "made_up_series", "area": "England and Wales", "period": "fy_2018_19", "value": "1,234.5",
    "unit": "count", "quoted": "about 1,200", "note": "", "title": "A made-up table", "publisher": "Nobody",
    "address": "https://example.org/table", "licence": "Open Government Licence v3.0", "published_on": "2019-07-25",
}  # fmt: skip


def line(**other: str) -> str:
    return ",".join(f'"{cell}"' for cell in (GOOD | other).values())


def table(path: Path, *lines: str) -> Path:
    return write(path, template("figures").strip(), *lines)


def lines(tmp_path: Path, *given: str) -> Read:
    return read(table(tmp_path / "figures.csv", *given))


def test_a_filled_line_becomes_a_figure_with_its_publication(tmp_path: Path) -> None:
    found = lines(
        tmp_path, line(), line(area="metropolitan", value="-2.5%", unit="percent", period="2018-04/P18M")
    )
    assert (found.adapter, found.rejects, str(found.vintage)) == ("figures-template", [], "2019-07-25")
    first, second = found.rows
    assert (first["area_id"], first["value"], first["quoted"]) == ("K04000001", 1234.5, "about 1,200")
    assert (second["area_kind"], second["area_id"], second["value"]) == ("force", "metropolitan", -2.5)
    assert first["source_key"] == "nobody-a-made-up-table"


@pytest.mark.parametrize(
    ("column", "cell", "words"),
    [
        ("series", "Made up", "small letters"),
        ("area", "Atlantis", "not a force, region or country"),
        ("area", "West Midlands", "a region and a force share this name"),
        ("period", "last year", "not a period"),
        ("value", "3.6m", "not a number"),
        ("value", "", "no figure"),
        ("value", "12%", "the unit is not percent"),
        ("unit", "thousands", "in full, not in thousands"),
        ("title", "", "needs its source"),
        ("publisher", "", "needs its source"),
        ("licence", "", "needs its source"),
        ("address", "the library", "https://"),
        ("published_on", "soon", "not a date"),
        ("published_on", "2199-01-01", "still to come"),
    ],
)
def test_a_line_that_cannot_be_used_names_its_column_and_the_remedy(
    column: str, cell: str, words: str, tmp_path: Path
) -> None:
    found = lines(tmp_path, line(**{column: cell}), line(period="2018"))
    [reject] = found.rejects
    assert (reject.line, reject.column) == (2, column)
    assert words in reject.reason
    assert len(found.rows) == 1


def test_the_same_figure_twice_is_kept_once(tmp_path: Path) -> None:
    found = lines(tmp_path, line(), line(value="9"))
    assert [one.reason for one in found.rejects] == [
        "row 2 gives this figure of this publication already; the first is kept"]  # fmt: skip


def test_a_loaded_file_is_cited_by_its_own_publications_and_read_by_the_measure(
    home: Path, tmp_path: Path
) -> None:
    path = table(tmp_path / "figures.csv", line(), line(series="another_series", publisher="Somebody"))
    [outcome] = add([path], path=home).outcomes
    assert outcome.status == "loaded"
    source = open_store(home).source(outcome.source_id)
    assert (source.title, source.publisher) == ("A made-up table", "Nobody; Somebody")
    assert (source.address, source.vintage) == ("https://example.org/table", "2019-07-25")
    [row] = [
        one for one in rows("point_figure", store=open_store(home)) if one.dims["series"] == "made_up_series"
    ]
    assert row.value == 1234.5


def test_the_command_writes_the_headings_and_refuses_an_unknown_name() -> None:
    assert CliRunner().invoke(app, ["template", "figures"]).output == template("figures")
    assert template("figures").startswith(
        "series,area,period,value,unit,quoted,note,title,publisher,address,licence"
    )
    with pytest.raises(UnknownTemplate, match="figures"):
        template("workforce")
