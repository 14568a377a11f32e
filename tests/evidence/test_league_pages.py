"""The league pages: ranks with their ranges, who is missing, who is not ranked and why, and the pitfalls chosen by rule."""

import re

import pytest

from tests.support.markup import Page
from tests.support.small_store import small_store

HALF_YEAR = "period=2021-11%2FP6M"


def html(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    found = str(answer.content.decode())
    assert Page(found).faults == [], address
    return found


def table(page: str) -> list[str]:
    """The text of each row of the league table."""
    body = page.partition('id="table"')[2].partition("<tbody>")[2].partition("</tbody>")[0]
    return [
        " ".join(Page(f"<table>{row}</table>").text.split())
        for row in re.findall(r"<tr.*?</tr>", body, re.DOTALL)
    ]


def care(page: str) -> str:
    return Page(page.partition('id="care"')[2].partition(">")[2].partition("</section>")[0]).text


def test_humberside_is_last_on_the_share_and_not_on_the_mean_and_the_page_says_so(client):
    """November 2021 to April 2022: 2.2% in under 10 seconds (The Hull Story), mean 16.8 seconds, North Yorkshire and South
    Yorkshire slower."""
    share = html(client, f"/league/answered_under_10s?{HALF_YEAR}")
    assert "Humberside Police 2.2%" in table(share)[-1]
    assert "Humberside is last on “999 calls answered in under 10 seconds” (2.2%) and not on" in care(share)
    mean = html(client, f"/league/mean_answer_time?{HALF_YEAR}")
    assert "Humberside" not in table(mean)[-1]
    assert "Humberside" in care(mean)


@pytest.mark.parametrize("measure", ["answered_under_10s", "mean_answer_time"])
def test_no_national_figure_is_made_from_the_figures_of_forces(client, measure):
    """71% and 16.1 seconds were published for the United Kingdom; the forces' shares come without counts."""
    page = html(client, f"/league/{measure}?{HALF_YEAR}").partition('id="claims"')[0]  # a claim states both
    assert "League table" in page
    assert not re.search(r"\b71(\.\d)?%|\b16\.1\b", page)


def test_november_2023_ranks_31_forces_and_lists_the_12_missing(client):
    """The press copy of the police.uk table of November 2023 names 31 forces; Lancashire stands in it twice."""
    page = html(client, "/league/answered_under_10s?period=2023-11")
    rows = table(page)
    assert "31 forces are ranked; 1 have a figure that is not ranked; 12 have none." in Page(page).text
    assert rows[0].startswith("1 ")
    assert "Greater Manchester Police 93.9%" in rows[0]
    assert sum("Lancashire" in row for row in rows) == 1
    assert "Police Scotland" in rows[-1]
    assert rows[-1].startswith("not ranked")
    missing = page.partition('id="missing"')[2].partition("</ul>")[0]
    assert missing.count("<li>") == 12
    assert "/forces/avon-and-somerset" in missing
    assert not any("Avon and Somerset" in row for row in rows), "missing is never placed"


def test_south_yorkshire_is_shown_with_the_reason_and_not_ranked_and_cleveland_is_first(client):
    """ONS homicides per million, April 2020 to March 2023: Cleveland 14.62; City of London suppressed."""
    rows = table(html(client, "/league/homicide_rate?period=2020-04%2FP3Y"))
    assert "Cleveland Police 14.62" in rows[0]
    unranked = {row for row in rows if row.startswith("not ranked")}
    south = next(row for row in unranked if "South Yorkshire" in row)
    assert "three-year sum" in south
    assert "not comparable" in south
    city = next(row for row in unranked if "City of London" in row)
    assert "Not published" in city
    assert len(unranked) == 2


def test_a_range_goes_with_every_rank_of_a_sampled_figure_and_none_with_a_full_count(client):
    ranged = table(html(client, "/league/homicide_rate?period=2020-04%2FP3Y"))[:41]
    assert all(re.match(r"\d+ (\(\d+ to \d+\) )?[A-Z]", row) for row in ranged)
    assert sum("(" in row.split("Police")[0] for row in ranged) > 30
    assert all("(no range)" in row for row in table(html(client, "/league/officers_fte"))[:43])


def test_a_region_is_ranked_by_itself(client):
    """Wales has four forces."""
    page = html(client, "/league/charge_rate?region=W92000004")
    assert len([row for row in table(page) if not row.startswith("not ranked")]) == 4
    assert '<option value="W92000004" selected>' in page


def test_the_order_can_be_turned_round(client):
    first = table(html(client, "/league/homicide_rate?period=2020-04%2FP3Y&first=lowest"))[0]
    assert "Surrey" in first
    assert client.get("/league/homicide_rate?first=sideways").status_code == 400


@pytest.mark.parametrize("address", ["/league/no_such_measure", "/league/met_homicides", "/league/funding"])
def test_a_measure_that_no_forces_have_has_no_league(client, address):
    assert client.get(address).status_code == 404


def test_a_period_that_nobody_has_is_told_with_the_nearest_ones(client):
    answer = client.get("/league/homicide_rate?period=1999-04%2FP3Y")
    assert answer.status_code == 400
    assert "2014-04/P3Y" in answer.content.decode()


def test_a_league_without_figures_is_a_page_that_says_so(client, home):
    small_store(home, {})
    page = Page(html(client, "/league/homicide_rate")).text
    assert "No figure of this measure is loaded for any police force" in page
    assert "No data" in Page(html(client, "/league")).text


def test_a_league_of_one_force_and_of_two_equal_ones_is_told_without_a_fault(client, home):
    head = "area_kind | area_id | as_at | worker_type | basis | value"
    small_store(home, {"workforce": f"{head}\nforce | kent | 2016-09-30 | police_officers | fte | 100"})
    assert table(html(client, "/league/officers_fte"))[0].startswith("1 ")
    small_store(
        home,
        {
            "workforce": f"{head}\nforce | kent | 2016-09-30 | police_officers | fte | 100\n"
            "force | surrey | 2016-09-30 | police_officers | fte | 100"
        },
    )
    rows = table(html(client, "/league/officers_fte"))
    assert [row[:2] for row in rows] == ["1 ", "1 "]


def test_the_league_page_leads_to_how_it_is_read(client):
    assert "/method#leagues" in Page(html(client, "/league/charge_rate")).links
    method = html(client, "/method").partition('id="leagues"')[2]
    for word in ("Range of ranks", "Group", "design effect", "Funnel"):
        assert word in method


def test_a_map_has_a_tile_for_each_force_and_true_outlines_once_boundaries_are_loaded(
    client, home, test_data
):
    """The force areas of 2020 (ONS Open Geography Portal)."""
    from peelian.facts.intake import add

    def paths(measure: str) -> list[str]:
        drawing = html(client, f"/league/{measure}").partition('id="map"')[2].partition("</svg>")[0]
        return re.findall(r'<path[^>]* d="([^"]+)"', drawing)

    tiles = paths("crime_severity")
    add([test_data / "boundaries" / "police_force_areas_2020_ew.geojson"])
    assert len(paths("charge_rate")) >= 43 > len(tiles)


def test_two_forces_are_compared_with_the_interval_of_their_difference(client):
    """14.62 less 7.35 per million is 7.26 or 7.27, as the published digits allow."""
    page = Page(html(client, "/compare?measure=homicide_rate&a=kent&b=cleveland&period=2020-04%2FP3Y")).text
    assert re.search(r"Cleveland \(14\.62\) is 7\.2[67] higher than Kent \(7\.35\)", page)
    assert "Chance alone does not explain it" in page
    assert "Checks on this comparison" in page


def test_what_may_not_be_compared_says_why(client):
    page = Page(
        html(client, "/compare?measure=homicide_rate&a=kent&b=south-yorkshire&period=2020-04%2FP3Y")
    ).text
    assert "three-year sum" in page
    assert "higher than Kent" not in page


def test_two_periods_of_every_force_have_a_slope_and_a_line_each(client):
    page = html(client, "/compare?measure=homicide_rate&a=all&period=2014-04%2FP3Y&then=2020-04%2FP3Y")
    assert 'id="slope' in page
    assert "Of 41 forces with both figures" in Page(page).text
    assert page.count('<th scope="row"') >= 41


def test_the_forces_whose_change_is_more_than_chance_are_marked_in_the_slopes(client):
    page = html(client, "/compare?measure=charge_rate&a=all&period=2018-Q2&then=2018-Q4")
    apart = page.count(">Yes</td>")
    assert 0 < apart < 43
    assert page.count('stroke-width="3"') == 2 * apart, "in the wide layout and in the narrow one"


def test_a_comparison_with_itself_or_with_nobody_is_refused_in_words(client):
    for query in (
        "measure=homicide_rate&a=kent&b=kent",
        "measure=homicide_rate&a=kent&b=narnia",
        "measure=nothing",
    ):
        answer = client.get(f"/compare?{query}")
        assert answer.status_code in {400, 404}, query
        assert Page(answer.content.decode()).faults == []


def test_a_force_over_time_has_its_line_and_each_figure_with_its_source(client):
    """ONS homicides per million, West Midlands: 10.83 in April 2014 to March 2017, 14.51 in April 2020 to March 2023."""
    page = html(client, "/forces/west-midlands/measures/homicide_rate")
    assert "<svg" in page
    text = Page(page).text
    assert "10.83" in text and "14.51" in text
    assert "Homicide offences per million" in text
    assert client.get("/forces/west-midlands/measures/no_such_measure").status_code == 404
    assert client.get("/forces/narnia/measures/homicide_rate").status_code == 404


def test_a_line_is_parted_where_the_way_of_counting_changed_and_says_why(client):
    """The Best Use of Stop and Search scheme (Home Office, August 2014) set a higher test for section 60."""
    page = html(client, "/forces/kent/measures/section_60_searches")
    notes = page.partition('class="peelian-chart-notes"')[2].partition("</ol>")[0]
    assert "From year ending March 2015" in notes
    assert "Best Use of Stop and Search" in notes


@pytest.mark.parametrize("address", ["/measures/officers_fte", "/league/officers_fte"])
def test_a_measure_names_the_claims_whose_sum_uses_it_and_no_others(client, address):
    """C01 counts police officers, C04 police community support officers."""
    links = Page(html(client, address)).links
    assert "/claims/C01" in links
    assert "/claims/C04" not in links


def test_a_force_page_gives_its_places_with_the_range_for_itself_alone(client):
    page = html(client, "/forces/cleveland").partition('id="places"')[2]
    row = next(row for row in page.split("<tr>") if "/league/homicide_rate" in row)
    assert re.search(
        r"1 of 41, anywhere from 1 to \d+", Page(f"<table><tr>{row.partition('</tr>')[0]}</tr></table>").text
    )
