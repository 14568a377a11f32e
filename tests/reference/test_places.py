"""Districts and outcodes. Expected forces: ONS district to police force area lookup."""

import re
from collections import Counter, defaultdict
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from peelian.reference.areas import area
from peelian.reference.forces import force, forces
from peelian.reference.places import current_district, district, districts, outcode, outcodes
from peelian.reference.problems import UnknownPlace


def test_every_force_has_districts_and_every_district_a_force_of_its_region() -> None:
    assert {one.force_id for one in districts().values()} == {one.id for one in forces()}
    for one in districts().values():
        assert area(one.region_id).kind == "region"
        assert force(one.force_id).region_id == one.region_id, one


def test_there_are_318_current_districts() -> None:
    assert sum(one.current for one in districts().values()) == 318
    assert len(districts()) == 368


@pytest.mark.parametrize(
    ("code", "force_id", "today"),
    [
        ("E07000190", "avon-and-somerset", "Somerset"),
        ("E06000028", "dorset", "Bournemouth, Christchurch and Poole"),
        ("E07000168", "north-yorkshire", "North Yorkshire"),
        ("E07000097", "hertfordshire", "East Hertfordshire"),
        ("E09000001", "city-of-london", "City of London"),
        ("W06000011", "south-wales", "Swansea"),
    ],
)
def test_an_abolished_district_keeps_its_force_and_leads_to_today(
    code: str, force_id: str, today: str
) -> None:
    assert district(code).force_id == force_id
    assert current_district(code).name == today


def test_abolition_dates_are_last_days_and_successors_start_the_day_after() -> None:
    assert str(district("E07000190").ends) == "2019-03-31"
    assert str(district("E07000246").starts) == "2019-04-01"
    assert str(district("E07000246").ends) == "2023-03-31"
    assert str(district("E06000066").starts) == "2023-04-01"


def test_replacements_are_known_in_the_same_force_and_never_go_in_a_circle() -> None:
    for one in districts().values():
        assert current_district(one.code).current
        assert current_district(one.code).force_id == one.force_id


@pytest.mark.parametrize(
    ("text", "code", "force_id"),
    [
        ("SW1A 1AA", "SW1A", "metropolitan"),
        ("nr1 1aa", "NR1", "norfolk"),
        ("CF101AA", "CF10", "south-wales"),
        ("B1", "B1", "west-midlands"),
        (" e1  6an", "E1", "metropolitan"),
        ("HU1 2AA", "HU1", "humberside"),
        ("LL11", "LL11", "north-wales"),
        ("BN1 1AA", "BN1", "sussex"),
    ],
)
def test_a_postcode_in_any_spacing_has_a_force(text: str, code: str, force_id: str) -> None:
    found = outcode(text)
    assert (found.code, found.force_id) == (code, force_id)


def test_shares_add_up_to_one_and_the_named_force_has_the_most() -> None:
    for one in outcodes().values():
        if one.share is None:
            continue
        assert abs(one.share + sum(share for _, share in one.others) - 1) < 0.005
        assert all(share <= one.share for _, share in one.others)
        force(one.force_id)


def test_outcodes_whose_postcodes_were_not_in_hand_have_no_share() -> None:
    unmeasured = {one.code for one in outcodes().values() if one.share is None}
    assert {"BN1", "HU1", "LL11"} <= unmeasured
    assert {re.sub(r"\d.*", "", code) for code in unmeasured} == {"BN", "HU", "LL"}


@pytest.mark.parametrize("text", ["BT1 1AA", "EH1 1AA", "ZZ9", "", "1"])
def test_a_postcode_elsewhere_is_refused(text: str) -> None:
    with pytest.raises(UnknownPlace):
        outcode(text)


def test_the_districts_agree_with_the_published_lookup(test_data: Path) -> None:
    lookup = pd.read_csv(test_data / "lookups/lad_to_pfa_derived.csv")
    assert len(lookup) == 318
    for one in lookup.itertuples():
        assert force(district(one.LADCD).force_id).ons_code == one.PFA20CD


def test_the_shares_agree_with_a_count_of_the_postcodes(test_data: Path) -> None:
    active = pd.read_csv(test_data / "lookups/la_all_codes.csv").set_index("LADCD")["LADCD_ACTIVE"]
    active = active.replace({"E08000038": "E08000016", "E08000039": "E08000019"})
    pfa = pd.read_csv(test_data / "lookups/lad_to_pfa_derived.csv").set_index("LADCD")["PFA20CD"]
    counted = duckdb.execute(
        "SELECT split_part(postcode, ' ', 1), Admin_district_code, count(*) FROM read_parquet(?)"
        " WHERE Admin_district_code IS NOT NULL GROUP BY ALL",
        [str(test_data / "postcodes/postcodes_ew_2014_derived.parquet")],
    ).fetchall()
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for code, district_code, count in counted:
        counts[code][pfa[active[district_code]]] += count
    assert len(counts) > 2300
    for code, by_force in counts.items():
        packaged = outcodes()[code]
        assert packaged.share is not None
        shares = {one: count / by_force.total() for one, count in by_force.items()}
        assert abs(shares[force(packaged.force_id).ons_code] - packaged.share) < 0.001
        assert max(shares.values()) - packaged.share < 0.001
