"""The money: each stage its own number, as the store holds it; gaps and days late said, nothing netted."""

import csv
import io
import re

from tests.support.markup import Page
from tests.support.small_store import small_store

EIYF = "/money/early_intervention_youth_fund"
HEAD = "fund | stage | area_kind | area_id | recipient | period | amount_pence | precision | dated | note"


def text(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return Page(answer.content.decode()).text


def line_of(client, fund: str) -> str:
    """The row of a fund in the table of all the money."""
    row = client.get("/money").content.decode().partition(f'href="/money/{fund}"')[2].partition("</tr>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", row))


def test_the_early_intervention_youth_fund_has_its_three_numbers(client):
    """Home Office: £22 million (30 July 2018), £17.7 million to 29 projects (12 November 2018): £4.3 million less."""
    page = text(client, EIYF)
    assert "£22 million" in page
    assert "£17.7 million" in page
    assert "April 2018 to March 2020: announced to awarded: £4.3 million less" in page
    assert "217 days from announcement to award" in page  # 9 April to 12 November 2018
    assert "£39.7 million" not in page, "stages are never added"


def test_the_eleven_million_that_the_twenty_two_replaced_is_shown_and_not_added(client):
    page = text(client, EIYF)
    assert "£11 million" in page
    assert "£33 million" not in page
    assert "£22 million" in line_of(client, "early_intervention_youth_fund")


def test_the_parts_of_an_award_are_set_against_its_total_and_the_gap_is_said(client):
    """Avon and Somerset 463,857, Cleveland 546,250, Devon and Cornwall 528,569, London 4.2 million, Sussex 890,616,
    Wales 1,211,542 = 7,840,834 of 17.7 million."""
    page = text(client, EIYF)
    assert "add up to about £7.84 million of £17.7 million" in page
    assert "about £9.86 million is not itemised" in page


def test_the_youth_justice_grant_of_2018_19_was_45_days_late(client):
    """The year began on 1 April 2018; the grant was confirmed on 16 May 2018."""
    assert "45 days late (financial year 2018/19)" in line_of(client, "youth_justice_grant")
    page = text(client, "/money/youth_justice_grant")
    assert "1 April 2018" in page
    assert "16 May 2018" in page


def test_a_stage_without_a_figure_is_not_found_and_never_zero(client):
    line = line_of(client, "early_intervention_youth_fund")
    assert line.count("not found") == 2  # allocated and spent
    assert "£0" not in text(client, "/money")


def test_the_figures_of_the_page_are_those_of_its_file(client):
    rows = list(csv.DictReader(io.StringIO(client.get(f"{EIYF}/amounts.csv").content.decode())))
    held = {(row["stage"], row["amount_pence"]) for row in rows}
    assert {("announced", "2200000000"), ("awarded", "1770000000"), ("awarded", "89061600")} <= held
    assert "£890,616" in text(client, EIYF)


def test_other_figures_in_the_store_give_other_figures_on_the_page(client, home):
    small_store(
        home,
        {
            "funding": f"""
            {HEAD}
            early_intervention_youth_fund | announced | country | K04000001 | - | fy_2030_31 | 900000000  | rounded | 2030-04-01 | -
            early_intervention_youth_fund | awarded   | country | K04000001 | - | fy_2030_31 | 1000000000 | rounded | 2030-05-01 | -
            """
        },
    )
    page = text(client, EIYF)
    assert "£1 million more" in page
    assert "30 days from announcement to award" in page
    assert "£9 million" in line_of(client, "early_intervention_youth_fund")
    assert "£22 million" not in line_of(client, "early_intervention_youth_fund")


def test_money_of_an_area_is_on_the_page_of_its_force_with_its_stage(client):
    """Home Office: violence reduction units, Greater Manchester, £4,388,080 in 2023/24."""
    page = client.get("/forces/greater-manchester").content.decode()
    row = next(row for row in page.split("<tr>") if "£4,388,080" in row)
    assert "/money/vru" in row
    assert "Allocated" in row
    assert "financial year 2023/24" in row


def test_a_fund_that_nobody_knows_is_not_found(client):
    assert client.get("/money/no_such_fund").status_code == 404
