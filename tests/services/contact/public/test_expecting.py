"""What a page says of a force is what the files say, with its source and day; what is not there is said to be not known."""

from __future__ import annotations

import csv
import html
import json
import re
import tomllib
from io import StringIO
from pathlib import Path

import pytest
from django.test import Client

import peelian.services.contact
from peelian.reference.figures import figure_rows
from peelian.reference.forces import forces
from peelian.services.contact.public import coverage
from peelian.services.contact.sets.reading import sets
from tests.support.cases import make_world

pytestmark = pytest.mark.usefixtures("db")

FOLDER = Path(peelian.services.contact.__file__).parent / "definitions"
LANGUAGES = ("", "/cy")


def in_file(name: str) -> dict:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def part(path: str, start: str, end: str) -> str:
    """The words of the page between two headings' ids."""
    whole = Client().get(path).content.decode()
    return html.unescape(
        re.sub(r"<[^>]+>", " ", whole.partition(f'id="{start}"')[2].partition(f'id="{end}"')[0])
    )


def test_every_fact_names_a_force_reports_and_a_source_with_a_day() -> None:
    told, promised = in_file("coverage.toml"), in_file("expect.toml")
    known = {force.id for force in forces()}
    sources = {**told["sources"], **promised["sources"]}
    for row in (*told["facts"], *promised["promises"]):
        assert row["force"] in known and row["source"] in sources, row
    for row in told["facts"]:
        assert row["takes"] in {"yes", "no"} and row["how"] in {"form", "chat"}
        assert {*row["sets"]} <= {"crime", *(one.id for one in sets().values() if one.online)}
    for row in sources.values():
        assert row["address"].startswith(("https://", "http://")) and row["read"].year >= 2026
        assert re.fullmatch(r"|\d{4}-\d{2}|\d{4}-\d{2}-\d{2}", str(row.get("published", "")))


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_each_force_has_a_page_that_says_what_is_known_and_what_is_not(prefix: str) -> None:
    make_world()
    lang = "cy" if prefix else "en"
    facts: dict[str, set[str]] = {}
    for row in in_file("coverage.toml")["facts"]:
        facts.setdefault(row["force"], set()).update(row["sets"])
    promised = {row["force"]: row["text"][lang] for row in in_file("expect.toml")["promises"]}
    nothing = {"en": "Nothing is known about this force", "cy": "Nid oes dim yn hysbys am yr heddlu hwn"}[
        lang
    ]
    no_time = {"en": "Not known: we found nothing published", "cy": "Nid yw'n hysbys: ni chawsom ddim"}[lang]
    for force in forces():
        path = f"{prefix}/expect/{force.id}"
        online, answer = part(path, "online", "here"), part(path, "answer", "clocks")
        assert (nothing in online) is (force.id not in facts), force.id
        assert (no_time in answer) is (force.id not in promised), force.id
        assert promised.get(force.id, "") in answer
        if force.id in facts:
            not_known = re.search(r"(?:Not known for|Nid yw'n hysbys ar gyfer): ([^.]*)\.", online)
            unknown = [
                one.short.said(lang)
                for one in sets().values()
                if one.online and one.id not in facts[force.id]
            ]
            assert not_known and not_known[1] == ", ".join(unknown), force.id


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_a_source_stands_with_its_day_or_that_it_bears_none(prefix: str) -> None:
    leicester, cambridge = (
        part(f"{prefix}/expect/{name}", "answer", "clocks") for name in ("leicestershire", "cambridgeshire")
    )
    assert ("29 Chwefror 2020" if prefix else "29 February 2020") in leicester
    assert ("22 Tachwedd 2026" if prefix else "22 November 2026") in cambridge
    assert ("heb ddyddiad" if prefix else "without a date") in cambridge


def test_our_times_are_those_of_the_law_with_its_citation() -> None:
    """The Code: 5 working days, 1 with enhanced rights; recording 24 hours; a question 72 hours; referral 2 days."""
    text = Client().get("/expect/kent").content.decode()
    rows = {}
    for found in re.findall(r'<tr><th scope="row"[^>]*>(.*?)</tr>', text, re.S):
        cells = [html.unescape(re.sub(r"<[^>]+>", "", one)).strip() for one in re.split(r"</t[hd]>", found)]
        rows[cells[0]] = cells[1:4]
    assert rows["Tell you what has happened in the investigation"][:2] == ["5 working days", "1 working day"]
    assert rows["Tell you why there is no investigation"][:2] == ["5 working days", "1 working day"]
    assert rows["Record a crime, or say why not"][:2] == ["24 hours", "The same"]
    assert rows["Answer your question"][:2] == ["72 hours", "The same"]
    assert rows["Pass you on to a service that supports victims"][:2] == ["2 working days", "The same"]
    assert rows["Confirm your report in writing"][0].startswith("At once")
    assert all(":" in cells[2] and len(cells[2]) > 20 for cells in rows.values()), (
        "each names its rule and a source"
    )


def test_what_the_site_takes_is_what_has_a_team_today() -> None:
    world = make_world()
    here = part(f"/expect/{world.force.force_id}", "here", "answer")
    elsewhere = part("/expect/gwent", "here", "answer")
    assert "You can report these" in here and "takes no reports" in elsewhere
    links = re.findall(
        r'href="(/report\?about=[a-z_]+)"', Client().get(f"/expect/{world.force.force_id}").content.decode()
    )
    assert links == [f"/report?about={one.id}" for one in sets().values() if one.online]
    assert Client().get("/expect/nowhere").status_code == 404


def test_the_table_and_its_downloads_say_the_same() -> None:
    world = make_world()
    rows = list(csv.DictReader(StringIO(Client().get("/coverage.csv").content.decode())))
    assert rows == json.loads(Client().get("/coverage.json").content)
    kinds = 1 + sum(one.online for one in sets().values())
    assert len(rows) == 43 * kinds and len({(row["force"], row["report"]) for row in rows}) == len(rows)
    known = {(row["force"], report) for row in in_file("coverage.toml")["facts"] for report in row["sets"]}
    assert {(row["force"], row["report"]) for row in rows if row["takes"] != "unknown"} == known
    assert {row["force"] for row in rows if row["here"] == "yes"} >= {world.force.force_id}
    page = Client().get("/coverage").content.decode()
    body = page.partition("<tbody>")[2].partition("</tbody>")[0]
    assert body.count("<tr>") == 43 and body.count("<td><abbr") == 43 * kinds - len(known)
    assert len(page.encode()) < 60_000
    assert Client().get("/coverage.xlsx").status_code == 404


def test_the_figures_of_the_measure_are_counted_from_the_file() -> None:
    """P21-03's measure is packaged as figures; here it is counted again from the rows of coverage.toml."""
    expected: dict[str, int] = {}
    for row in in_file("coverage.toml")["facts"]:
        named = len({*row["sets"]} - {"crime"})
        if named:
            expected[row["force"]] = named
    packaged = {
        row["area_id"]: int(row["value"])
        for row in figure_rows("point_figures")
        if row["series"] == "online_report_types_known"
    }
    assert packaged == expected and len(expected) >= 6
    assert {force: coverage.counted(force) for force in expected} == expected
    assert coverage.counted("gwent") is None, "not known is no number"
