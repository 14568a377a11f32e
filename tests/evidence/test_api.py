"""The API for programs: the figures that the sources published, in one envelope, in both languages, in parts."""

import csv
import gzip
import io
import json
import re
from collections import Counter

import pytest


def ask(client, address, status=200):
    answer = client.get(f"/api/v1/{address}")
    assert answer.status_code == status, answer.content[:400]
    return answer.json()


def as_csv(client, address):
    answer = client.get(f"/api/v1/{address}")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(answer.content.decode(), newline="")))


def test_homicides_rank_cleveland_first_at_14_62_and_leave_south_yorkshire_unranked_with_the_reason(client):
    # ONS, Homicide offences per million, three-year windows: Cleveland 14.62 in April 2020 to March 2023.
    league = ask(client, "league/homicide_rate?period=2020-04/P3Y")
    first, by_force = league["rows"][0], {row["force_id"]: row for row in league["rows"]}
    assert (first["force_id"], round(first["value"], 2), first["rank"]) == ("cleveland", 14.62, 1)
    assert by_force["south-yorkshire"]["rank"] is None
    assert by_force["south-yorkshire"]["state"] == "not_comparable"
    assert all(by_force["south-yorkshire"]["reason"][lang] for lang in ("en", "cy"))
    assert by_force["city-of-london"]["state"] == "suppressed"
    assert by_force["city-of-london"]["value"] is None
    assert len(by_force) == len(league["rows"]) == league["total"] >= 43


def test_999_calls_rank_31_forces_list_12_without_a_figure_and_have_greater_manchester_at_93_9(client):
    # Police.uk 999 performance, November 2023, as quoted in the copy that is packaged.
    rows = ask(client, "league/answered_under_10s?period=2023-11")["rows"]
    by_force = {row["force_id"]: row for row in rows}
    assert sum(row["rank"] is not None for row in rows) == 31
    assert sum(row["state"] == "no_data" and row["value"] is None for row in rows) == 12
    assert round(100 * by_force["greater-manchester"]["value"], 1) == 93.9
    assert [row["force_id"] for row in rows].count("lancashire") == 1


@pytest.mark.parametrize(
    ("period", "total", "met"), [("ye_2009_03", 150_174, 114_316), ("ye_2017_03", 631, 392)]
)
def test_section_60_searches_are_those_of_the_home_office(client, period, total, met):
    # Home Office, Police powers and procedures, section 60 by force.
    rows = ask(client, f"league/section_60_searches?period={period}")["rows"]
    assert sum(row["value"] for row in rows if row["value"] is not None) == total
    assert next(row["value"] for row in rows if row["force_id"] == "metropolitan") == met


def test_the_open_data_of_the_home_office_changes_the_searches_and_the_validator(client, home, test_data):
    from peelian.facts.intake import add

    file = test_data / "stop-and-search" / "stop_search_open_data_ye_march_2007_2017.csv.gz"
    with gzip.open(file, "rt", encoding="utf-8-sig") as lines:
        searches: Counter[str] = Counter()
        for row in csv.DictReader(lines):
            if "60" in row["legislation"] and row["searches"] not in {"", "NA"}:
                searches[row["year_ending"][:4]] += int(float(row["searches"]))
    address = "/api/v1/league/section_60_searches?period=ye_2009_03"
    before = client.get(address)
    add([file], path=home)
    after = client.get(address)
    assert before["ETag"] != after["ETag"]
    assert sum(row["value"] or 0 for row in after.json()["rows"]) == searches["2009"]
    assert sum(row["rank"] is not None for row in after.json()["rows"]) == 43
    assert {row["force_id"] for row in after.json()["rows"] if row["rank"] is None} <= {"btp"}


def test_a_comparison_of_two_forces_is_that_of_their_league_lines(client):
    made = ask(client, "compare?measure=homicide_rate&a=kent&b=Cleveland&period=2020-04/P3Y")
    [pair] = made["rows"]
    rows = {row["force_id"]: row for row in ask(client, "league/homicide_rate?period=2020-04/P3Y")["rows"]}
    assert pair["first_value"] == rows["kent"]["value"]
    assert pair["second_value"] == rows["cleveland"]["value"]
    assert pair["difference"] == pytest.approx(rows["cleveland"]["value"] - rows["kent"]["value"])
    assert pair["difference_lower"] < pair["difference"] < pair["difference_upper"]
    assert made["of"] == "areas"
    assert "14.62" in made["sentence"]["en"]
    assert pair["first_area_name"]["cy"] == "Heddlu Caint"


def test_a_comparison_of_two_periods_takes_one_force_or_all_of_them(client):
    one = ask(client, "compare?measure=homicide_rate&a=kent&period=2017-04/P3Y&then=2020-04/P3Y")
    every = ask(client, "compare?measure=homicide_rate&period=2017-04/P3Y&then=2020-04/P3Y")
    assert one["of"] == every["of"] == "periods"
    assert len(one["rows"]) == 1
    assert len(every["rows"]) == 43
    assert {row["first_period"] for row in every["rows"]} == {"2017-04/P3Y"}


@pytest.mark.parametrize("query", ["measure=homicide_rate", "measure=homicide_rate&a=kent", "measure=homicide_rate&a=kent&b=essex&period=2018&then=2019"])  # fmt: skip
def test_a_comparison_that_names_too_little_or_too_much_is_told_what_to_write(client, query):
    [fault] = ask(client, f"compare?{query}", 400)["errors"]
    assert fault["code"] == "comparison-unclear"


def test_a_commitment_leads_to_its_areas_services_measures_claims_and_events_by_name(client):
    # domain/plan.md: P21-04, an officer to every burglary, Greater Manchester, claims C31 to C34.
    links = ask(client, "commitments/P21-04")["links"]
    assert [one["id"] for one in links["areas"]] == ["greater-manchester"]
    assert links["areas"][0]["title"]["en"] == "Greater Manchester"
    assert {"C31", "C32", "C33", "C34"} <= {one["id"] for one in links["claims"]}
    assert next(one for one in links["claims"] if one["id"] == "C31")["verdict"] in {
        "holds",
        "holds with note",
    }
    assert links["services"]
    assert links["measures"]
    for kind, place in (("claims", "claims"), ("measures", "measures"), ("services", "services"), ("funds", "funds"),
                        ("events", "events"), ("related", "commitments")):  # fmt: skip
        for one in links[kind]:
            found = ask(client, f"{place}/{one['id']}")
            assert found["title"] == one["title"], one
    claim = ask(client, "claims/C31")
    assert "P21-04" in claim["commitments"]


def test_every_commitment_walks_both_ways_to_its_measures_services_and_funds(client):
    rows = ask(client, "commitments?limit=500")["rows"]
    assert len(rows) >= 50
    for kind, place in (("measures", "measures"), ("services", "services"), ("funds", "funds")):
        back = {one["id"]: one["commitments"] for one in ask(client, f"{place}?limit=500")["rows"]}
        for row in rows:
            assert all(row["id"] in back[id_] for id_ in row[kind]), (row["id"], kind)


def test_the_list_of_missing_figures_is_that_of_the_page(client):
    rows = ask(client, "missing?limit=5000")["rows"]
    page = client.get("/data/missing.json").json()
    assert [(row["measure"], row["force_id"]) for row in rows] == [
        (row["measure"], row["force_id"]) for row in page
    ]
    assert all(row["note"]["cy"] for row in rows if row["state"] == "no_data")
    only = ask(client, "missing?measure=calls_999_under_10s")["rows"]
    assert only == [row for row in rows if row["measure"] == "calls_999_under_10s"] != []


def test_refused_rows_are_listed_with_file_line_and_reason(client, home, tmp_path):
    from peelian.facts.intake import add

    head = "series,area,period,value,unit,quoted,note,title,publisher,address,licence,published_on"
    good = "made_up,kent,2019,5,count,,,T,P,https://example.org/a,OGL,2020-01-01"
    bad = "made_up,kent,2018,many,count,,,T,P,https://example.org/a,OGL,2020-01-01"
    file = tmp_path / "figures.csv"
    file.write_text("\n".join([head, good, bad, ""]), encoding="utf-8")
    add([file], path=home)
    rows = ask(client, "quarantine")["rows"]
    assert [(row["file"], row["line"], row["column"]) for row in rows] == [("figures.csv", 3, "value")]
    assert "many" in rows[0]["reason"] + (rows[0]["text"] or "")
    assert ask(client, f"quarantine?source={rows[0]['source_id']}")["rows"] == rows


def _titles(value, where):
    """Every title, wherever it stands, but those of sources, which are in the publishers' own words."""
    if isinstance(value, list):
        for one in value:
            yield from _titles(one, where)
    elif isinstance(value, dict):
        if "title" in value and "publisher" not in value:
            yield value["title"]
        for name, one in value.items():
            yield from _titles(one, f"{where}.{name}")


PLACES = ["measures", "league", "claims", "commitments", "money", "funds", "events", "services", "changes", "claims/C01",
          "commitments/P18-01", "funds/adder", "league/homicide_rate", "compare?measure=homicide_rate&a=kent&b=essex"]  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_a_title_is_in_both_languages_wherever_it_stands(client, place):
    titles = list(_titles(ask(client, place), place))
    assert titles
    assert all(set(one) == {"en", "cy"} and one["en"] and one["cy"] for one in titles)


LISTINGS = ["forces", "areas", "measures", "sources", "missing", "league", "claims", "commitments", "money", "funds",
            "events", "partnerships", "services", "changes", "league/homicide_rate", "measures/pcsos_fte/figures"]  # fmt: skip


@pytest.mark.parametrize("place", LISTINGS)
def test_the_parts_of_a_listing_together_are_the_whole_in_json_and_in_csv(client, place):
    whole = ask(client, f"{place}?limit=5000")
    assert whole["next"] is None
    assert whole["total"] == len(whole["rows"]) > 8
    step = -(-whole["total"] // 3)
    found, address = [], f"/api/v1/{place}?limit={step}"
    while address:
        answer = client.get(address)
        part = answer.json()
        link = re.fullmatch(r'<(.+)>; rel="next"', answer.headers.get("Link", ""))
        assert (link.group(1) if link else None) == part["next"]
        assert part["offset"] == len(found)
        found += part["rows"]
        address = part["next"]
    assert found == whole["rows"]
    lines = as_csv(client, f"{place}?limit=5000&format=csv")
    assert len(lines) == whole["total"]
    assert list(lines[0]) == list(as_csv(client, f"{place}?limit=1&offset=3&format=csv")[0]), (
        "columns of every part"
    )


def test_csv_holds_the_english_under_the_name_and_the_welsh_after_all_other_columns(client):
    lines = as_csv(client, "money?format=csv&limit=5000")
    rows = ask(client, "money?limit=5000")["rows"]
    assert [line["title"] for line in lines] == [row["title"]["en"] for row in rows]
    assert [line["title_cy"] for line in lines] == [row["title"]["cy"] for row in rows]
    assert [line["amount_pence"] for line in lines] == [
        "" if row["amount_pence"] is None else str(row["amount_pence"]) for row in rows
    ]


def test_nothing_is_an_empty_cell_and_never_braces(client):
    for place in LISTINGS:
        for line in as_csv(client, f"{place}?limit=5000&format=csv"):
            assert not {"{}", "[]", "None", "null", "nan"} & set(line.values()), place


def test_every_fault_of_a_question_is_told_at_once_in_both_languages(client):
    query = "limit=0&offset=-1&format=xml&period=2018-13&where=x&where=shape=round&region=Wessex&first=best&colour=red"
    faults = ask(client, f"league/homicide_rate?{query}", 400)["errors"]
    told = " ".join(fault["message"]["en"] for fault in faults)
    assert len(faults) == 9
    for name in (
        "limit",
        "offset",
        "format",
        "period",
        "where='x'",
        "'shape'",
        "region",
        "first",
        "'colour'",
    ):
        assert name in told, name
    assert all(fault["message"]["cy"] != fault["message"]["en"] for fault in faults)
    assert "Input should" not in told


@pytest.mark.parametrize(
    "place", ["forces/atlantis", "measures/happiness", "measures/happiness/figures", "league/happiness", "claims/C99",
              "commitments/P99-01", "funds/none", "events/none", "services/none", "partnerships/atlantis", "sources/none", "nothing", ""]
)  # fmt: skip
def test_what_is_not_held_is_404_with_a_code_and_words(client, place):
    [fault] = ask(client, place, 404)["errors"]
    assert fault["code"]
    assert fault["message"]["en"]
    assert fault["message"]["cy"]


def test_a_parameter_near_a_known_one_is_offered(client):
    [fault] = ask(client, "claims?verdic=holds", 400)["errors"]
    assert fault["code"] == "unknown-parameter"
    assert "Did you mean verdict?" in fault["message"]["en"]


def test_the_description_that_is_served_is_the_one_that_is_written_into_the_documentation(client):
    from docs.generate import openapi_page

    served = client.get("/api/v1/openapi.json")
    assert json.loads(openapi_page()) == served.json()
    assert served.json()["openapi"].startswith("3.1")
    ids = [operation["get"]["operationId"] for operation in served.json()["paths"].values()]
    assert len(set(ids)) == len(ids) >= 27


def test_what_can_be_downloaded_from_the_pages_can_be_listed_here(client):
    # Each table of the site, by the name of its file, and the address that lists the same rows for programs.
    for page, place in (
        ("claims", "claims"), ("forces", "forces"), ("measures", "measures"), ("data/sources", "sources"),
        ("data/quarantine", "quarantine"), ("data/missing", "missing"), ("plan", "commitments"), ("money", "money"),
        ("events", "events"), ("partnerships", "partnerships"), ("services", "services"), ("changes", "changes"),
        ("league/homicide_rate/table", "league/homicide_rate"), ("measures/charge_rate/figures", "measures/charge_rate/figures"),
    ):  # fmt: skip
        assert len(client.get(f"/{page}.json").json()) == ask(client, place)["total"], page
