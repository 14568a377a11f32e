"""The register of partnerships: all 43 areas, and the counts that were published."""

from peelian.plan.registers.citations import citation
from peelian.plan.registers.partnerships import partnership, partnerships
from peelian.reference.figures import figure_rows
from peelian.reference.forces import forces
from peelian.reference.places import districts

PROGRAMMES = {"vru", "surge", "grip", "hotspot", "adder", "early_intervention_youth_fund"}


def test_each_of_the_43_forces_has_one_partnership() -> None:
    assert sorted(partnerships()) == sorted(one.id for one in forces())


def test_eighteen_areas_have_had_a_unit_since_2019() -> None:
    """Home Office, 12 August 2019: "Eighteen PCCs have been awarded £35 million" (VRU19-GW)."""
    assert sum(one.vru_since == "2019" for one in partnerships().values()) == 18


def test_twenty_areas_have_a_unit_since_april_2022_when_cleveland_and_humberside_joined() -> None:
    """Government Business, 1 April 2022: "two new units to be established in Cleveland and Humberside" (VRU22-GB)."""
    assert sum(one.vru for one in partnerships().values()) == 20
    joined = {one.area for one in partnerships().values() if one.vru_since == "2022-04"}
    assert joined == {"cleveland", "humberside"}


def test_the_eighteen_are_the_areas_of_the_allocation_for_2020_21() -> None:
    """The packaged allocations of 29 December 2019, which name each area with its grant."""
    given = {
        row["area_id"]
        for row in figure_rows("funding")
        if row["fund"] == "vru" and row["period"] == "fy_2020_21"
    }
    assert {one.area for one in partnerships().values() if one.vru_since == "2019"} == given


def test_the_programmes_of_an_area_are_those_whose_money_is_on_record_there() -> None:
    """A site that is a district, such as Blackpool, counts for the force that holds it."""
    holders = {code: one.force_id for code, one in districts().items()}
    found: dict[str, set[str]] = {}
    for row in figure_rows("funding"):
        if row["fund"] in PROGRAMMES and row["area_kind"] in ("force", "district"):
            found.setdefault(holders.get(row["area_id"], row["area_id"]), set()).add(row["fund"])
    assert {one.area: set(one.funds) for one in partnerships().values() if one.funds} == found


def test_project_adder_has_its_thirteen_sites_in_ten_force_areas() -> None:
    """Home Office programme data, 15 January 2025: five pilot and eight accelerator sites, three of them on Merseyside
    and two in London."""
    assert {one.area for one in partnerships().values() if "adder" in one.funds} == {
        "avon-and-somerset",
        "cleveland",
        "lancashire",
        "merseyside",
        "metropolitan",
        "norfolk",
        "northumbria",
        "south-wales",
        "sussex",
        "west-yorkshire",
    }


def test_the_duty_stands_for_every_area_since_31_january_2023() -> None:
    assert {one.duty_since for one in partnerships().values()} == {"2023-01-31"}


def test_a_published_strategy_has_an_address_and_a_missing_one_says_what_was_looked_for() -> None:
    for one in partnerships().values():
        if one.strategy == "yes":
            assert one.strategy_address.startswith("http")
        else:
            assert one.looked_for["en"]
            assert one.looked_for["cy"]


def test_every_source_of_a_partnership_is_on_record() -> None:
    for one in partnerships().values():
        assert all(citation(key).title for key in one.sources)


def test_an_area_without_a_unit_says_so_and_has_no_date_of_one() -> None:
    dorset = partnership("dorset")
    assert not dorset.vru
    assert dorset.vru_since == ""
    assert "P21-07" not in dorset.commitments


def test_a_strategy_counts_only_when_it_is_not_older_than_the_duty_to_have_one() -> None:
    for one in partnerships().values():
        if one.strategy == "yes" and one.strategy_on:
            assert one.strategy_on >= one.duty_since[: len(one.strategy_on)], one.area
