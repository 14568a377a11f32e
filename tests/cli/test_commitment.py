"""`peelian commitment ID` as a person types it."""

from pathlib import Path

from peelian.plan.commitments import commitment_ids
from tests.cli.peelian import peelian


def test_the_youth_fund_shows_its_money_its_gap_and_its_claim(home: Path) -> None:
    ran = peelian("commitment", "p18-09", "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    (one,) = ran.json
    assert (one["id"], one["status"]) == ("P18-09", "delivered in part")
    stages = [(each["stage"], each["shown"]) for each in one["money"] if each["area_id"] == "K04000001"]
    assert stages == [
        ("announced", "£11 million"),
        ("announced", "£22 million"),
        ("awarded", "£17.7 million"),
    ]
    assert any("£4.3 million lies between" in line for line in one["money_notes"]["en"])
    assert {each["id"]: each["verdict"] for each in one["findings"]}["C12"] == "holds with note"
    assert {each["key"] for each in one["sources"]} >= {"EIYF-22", "EIYF-EVAL"}


def test_on_the_terminal_it_goes_from_the_promise_to_the_sources(home: Path) -> None:
    ran = peelian("commitment", "P18-09")
    assert (ran.code, ran.err) == (0, "")
    heads = ["Promised:", "Owner:", "Delivered would mean:", "Status:", "Because:", "Source:"]
    places = [ran.out.index(head) for head in heads]
    assert places == sorted(places)
    assert "12 November 2018" in ran.out
    assert "no figure" not in ran.out


def test_one_without_evidence_says_what_was_looked_for(home: Path) -> None:
    ran = peelian("commitment", "P18-16")
    assert ran.code == 0
    assert "Status: not evidenced" in ran.out
    assert "Looked for:" in ran.out
    assert "(not evidenced)" in ran.out, "the event's own state"


def test_the_youth_justice_grant_is_45_days_late_in_welsh(home: Path) -> None:
    flowing = " ".join(peelian("commitment", "M18-07", "--lang", "cy").out.split())
    assert "45 diwrnod yn hwyr" in flowing
    assert "o leiaf 44 diwrnod yn hwyr" in flowing
    assert "Nid oes neb wedi adolygu" in flowing


def test_every_commitment_of_the_plan_can_be_shown(home: Path) -> None:
    assert len(commitment_ids()) == 52  # the domain's list
    for id_ in commitment_ids():
        ran = peelian("commitment", id_, "--format", "csv")
        assert (ran.code, ran.err) == (0, "")
        assert ran.out.splitlines()[1].startswith(f"{id_},")


def test_csv_is_one_row(home: Path) -> None:
    ran = peelian("commitment", "P21-04", "--format", "csv")
    assert ran.code == 0
    assert ran.out.splitlines()[1].startswith("P21-04,2021,promise")


def test_an_unknown_id_gets_the_nearest_ones(home: Path) -> None:
    ran = peelian("commitment", "P18-9")
    assert ran.code == 1
    assert "P18-09" in ran.line
    assert "peelian plan" in ran.line


def test_an_unknown_language_and_format_are_refused(home: Path) -> None:
    assert "--lang en or --lang cy" in peelian("commitment", "P18-09", "--lang", "fr").line
    assert "There is no format" in peelian("commitment", "P18-09", "--format", "xml").line
