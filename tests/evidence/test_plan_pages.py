"""The plan's pages: every commitment of both plans, and the way along the spine in both directions."""

import re

import pytest

from tests.support.markup import Page

# The ids of both plans as they are numbered where the plans are told: promises of 2018 and 2021, the messages of 2018,
# a critic's demands, and what else was announced.
IDS = (
    *(f"P18-{number:02}" for number in range(1, 18)),
    *(f"M18-{number:02}" for number in range(1, 8)),
    *(f"P21-{number:02}" for number in range(1, 18)),
    "C21-01",
    *(f"X-{number:02}" for number in range(1, 11)),
)


def read(client, address: str) -> Page:
    answer = client.get(address)
    assert answer.status_code == 200, address
    page = Page(answer.content.decode())
    assert page.faults == [], address
    return page


def part(page_html: str, anchor: str, until: str = "<h2") -> Page:
    """The part of a page under the heading with that id."""
    _, found, rest = page_html.partition(f'id="{anchor}"')
    assert found, anchor
    return Page(rest.partition(">")[2].partition(until)[0])


def html(client, address: str) -> str:
    return str(client.get(address).content.decode())


def test_the_list_has_every_commitment_and_nothing_else(client):
    links = [link for link in read(client, "/plan").links if re.fullmatch(r"/plan/[A-Z0-9]+-\d\d", link)]
    assert sorted(links) == sorted(f"/plan/{id_}" for id_ in IDS)


@pytest.mark.parametrize("id_", IDS)
def test_a_commitment_has_its_status_its_test_and_its_reason(client, id_):
    from peelian.plan.commitments import commitment

    one, page = commitment(id_), read(client, f"/plan/{id_}")
    verdict = part(html(client, f"/plan/{id_}"), "status", "</section>")
    assert verdict.text_of("span") == one.status_in("en").capitalize()
    assert "What delivered would mean" in verdict.text_of("h3")
    for heading in ("What became of it", "Where", "Money", "Service", "Measures"):
        assert heading in page.text_of("h2"), heading
    for told in (one.words, one.done, one.because, one.owner):
        assert " ".join(told["en"].split()) in page.text, told
    assert ("What we looked for" in page.text) == bool(one.looked_for)
    for milestone in one.milestones:
        assert milestone.text["en"] in page.text


def test_what_is_not_evidenced_says_what_was_looked_for_in_both_languages(client):
    from peelian.plan.commitments import commitments

    unfound = [one for one in commitments() if one.status == "not evidenced"]
    assert len(unfound) >= 5
    for one in unfound:
        assert one.looked_for["en"] in read(client, f"/plan/{one.id}").text, one.id
        assert one.looked_for["cy"] in read(client, f"/cy/plan/{one.id}").text, one.id


def test_an_id_is_read_in_any_case_and_an_unknown_one_suggests_others(client):
    assert client.get("/plan/p21-04").status_code == 200
    answer = client.get("/plan/P21-44")
    assert answer.status_code == 404
    assert "P21-04" in answer.content.decode() or "P21-14" in answer.content.decode()


def test_the_filter_leaves_the_commitments_of_one_status_and_says_how_many(client):
    from peelian.plan.commitments import commitments

    wanted = {f"/plan/{one.id}" for one in commitments() if one.status == "not met"}
    page = read(client, "/plan?status=not+met")
    assert {link for link in page.links if re.fullmatch(r"/plan/[A-Z0-9]+-\d\d", link)} == wanted != set()
    assert f"{len(wanted)} of {len(IDS)} commitments match." in page.text


def test_the_home_page_counts_every_promise_once(client):
    from peelian.plan.commitments import commitments

    numbers = html(client, "/").partition('id="plan"')[2].partition("</dl>")[0]
    counted = [int(found) for found in re.findall(r"<dd>(\d+)</dd>", numbers)]
    assert sum(counted) == sum(one.kind == "promise" for one in commitments())


@pytest.mark.parametrize(
    ("there", "back"),
    [
        ("/plan/P21-04", "/claims/C31"),
        ("/plan/P21-04", "/services/attendance"),
        ("/plan/P21-04", "/measures/charge_rate"),
        ("/plan/P21-02", "/measures/answered_under_10s"),
        ("/plan/P21-02", "/league/answered_under_10s"),
        ("/plan/P18-09", "/money/early_intervention_youth_fund"),
        ("/plan/P21-14", "/money/adder"),
        ("/plan/M18-07", "/money/youth_justice_grant"),
        ("/plan/P18-15", "/events"),
    ],
)
def test_the_spine_is_walked_both_ways(client, there, back):
    assert back in {link.partition("#")[0] for link in read(client, there).links}
    assert there in read(client, back).links


def test_a_commitment_leads_to_its_force_and_the_force_back_to_it_and_to_its_money(client):
    assert "/forces/greater-manchester#plan" in read(client, "/plan/P21-04").links
    page = html(client, "/forces/greater-manchester")
    assert "/plan/P21-04" in part(page, "plan", '<h3 class="govuk-heading-m">Local').links
    assert "/money/vru" in part(page, "money").links


def test_a_force_that_no_commitment_names_has_what_was_promised_to_the_whole_country(client):
    page = html(client, "/forces/wiltshire")
    assert "commitments for the whole country or region" in page
    assert "/plan/P18-01" in Page(page).links


def test_a_service_names_its_commitments_and_how_far_it_is(client):
    from peelian.plan.registers.services import services

    for name, one in services().items():
        page = read(client, f"/services/{name}")
        assert page.text.count({"planned": "Planned", "built": "Built"}[one.status]) == 1, name
        assert {"planned": "Built", "built": "Planned"}[one.status] not in page.text, name
        assert any(link.startswith("/plan/") for link in page.links), name


def test_an_event_without_a_record_says_what_was_looked_for(client):
    from peelian.plan.registers.events import events

    unfound = [one for one in events().values() if one.held == "not evidenced"]
    page = read(client, "/events")
    assert unfound
    for one in unfound:
        assert one.looked_for["en"] in page.text
    assert {one.id for one in events().values()} <= set(page.ids)


def test_an_event_with_a_record_gives_its_day(client):
    """The taskforce first met on 26 April 2018 (Home Office, the same day)."""
    page = part(html(client, "/events"), "serious-violence-taskforce-2018-04-26", '<li id="')
    assert "26 April 2018 Held" in page.text


def test_every_force_area_has_one_line_for_its_partnership(client):
    from peelian.reference.forces import forces

    page = read(client, "/partnerships")
    assert {one.id for one in forces()} <= set(page.ids)
    assert page.text.count("By law: the chief officer of police") == 1, "what holds everywhere is said once"


def test_a_violence_reduction_unit_is_told_on_the_page_of_its_force(client):
    """18 areas from 2019, among them Greater Manchester; Cleveland and Humberside from 2022; Wiltshire none."""
    assert (
        "This area has a violence reduction unit. Since: 2019."
        in read(client, "/forces/greater-manchester").text
    )
    assert (
        "This area has a violence reduction unit. Since: April 2022."
        in read(client, "/forces/cleveland").text
    )
    assert "no funded violence reduction unit" in read(client, "/forces/wiltshire").text
