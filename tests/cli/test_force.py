"""`peelian force NAME` as a person types it."""

from pathlib import Path

from tests.cli.peelian import peelian


def test_a_force_is_found_by_nickname_and_shows_its_newest_figures_and_claims(home: Path) -> None:
    ran = peelian("force", "met", "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    (page,) = ran.json
    assert (page["area_id"], page["area_kind"]) == ("metropolitan", "force")
    officers = [one for one in page["figures"] if one["measure"] == "officers_fte"]
    assert len(officers) == 1, "the newest only"
    assert officers[0]["period"] >= "2017-09-30"
    assert officers[0]["state"] == "ok"
    assert officers[0]["source"]
    assert {"C05", "C06", "C07"} <= {one["id"] for one in page["claims"]}


def test_a_name_that_a_force_and_a_region_share_is_answered_with_both(home: Path) -> None:
    ran = peelian("force", "West Midlands")
    assert ran.code == 0
    flowing = " ".join(ran.out.split())
    assert "more than one area" in flowing
    assert "West Midlands Police (E23000014)" in flowing
    assert "The West Midlands region (E12000005)" in flowing
    assert "C09" in flowing


def test_a_code_names_one_area(home: Path) -> None:
    ran = peelian("force", "E23000014", "--format", "csv")
    assert ran.code == 0
    assert "west-midlands" in ran.out
    assert "E12000005" not in ran.out


def test_a_figure_that_is_missing_says_its_state_and_is_not_zero(home: Path) -> None:
    (page,) = peelian("force", "south-yorkshire", "--format", "json").json
    states = {one["measure"]: one for one in page["figures"]}
    assert states["homicide_rate"]["state"] == "not_comparable"
    for one in page["figures"]:
        assert one["state"] != "no_data" or one["value"] is None


def test_an_unknown_name_gets_the_nearest_ones(home: Path) -> None:
    ran = peelian("force", "Cleavland")
    assert ran.code == 1
    assert "Cleveland" in ran.line


def test_welsh(home: Path) -> None:
    ran = peelian("force", "gwent", "--lang", "cy")
    assert ran.code == 0
    assert "Swyddogion heddlu" in ran.out


def test_a_welsh_name_has_its_noun_once(home: Path) -> None:
    flowing = " ".join(peelian("force", "west-midlands", "--lang", "cy").out.lower().split())
    assert "heddlu gorllewin canolbarth lloegr" in flowing
    assert "heddlu heddlu" not in flowing


def test_a_forces_part_in_the_plan_is_in_its_json(home: Path) -> None:
    (page,) = peelian("force", "greater-manchester", "--format", "json").json
    why = {one["id"]: one["status"] for one in page["commitments"]}
    assert why["P21-04"] == "delivered in part"
    near = [one["id"] for one in page["commitments"] if one["why"] == "names this area or a place in it"]
    assert "P21-04" in near
    assert near == [one["id"] for one in page["commitments"]][: len(near)], "what names the area comes first"
    money = {(one["fund"], one["stage"], one["period"]): one["shown"] for one in page["money"]}
    assert money["vru", "allocated", "fy_2023_24"] == "£4,388,080"
    assert money["police_grant", "allocated", "fy_2025_26"] == "£573,965,227"
    assert page["partnership"]["vru"] is True
    days = {(one["fund"], one["period"]): (one["days"], one["sense"]) for one in page["delays"]}
    # Allocated on 29 December 2019, 94 days before 1 April 2020; the list of 2023/24 is of 29 August 2023.
    assert days["vru", "fy_2020_21"] == (-94, "exactly")
    assert days["vru", "fy_2023_24"] == (150, "at most")


def test_the_terminal_shows_promises_money_and_partnership_and_no_code_words(home: Path) -> None:
    ran = peelian("force", "south-yorkshire")
    flowing = " ".join(ran.out.split())
    assert "Promises that touch South Yorkshire Police" in flowing
    assert "no amount published" in flowing, "a hotspot pilot whose money nobody published"
    assert "Violence reduction unit: yes, since 2019" in flowing
    assert not any(word in flowing for word in ("no_data", "not_comparable", "police_grant"))


def test_a_special_force_has_no_partnership(home: Path) -> None:
    (page,) = peelian("force", "btp", "--format", "json").json
    assert page["partnership"] is None
