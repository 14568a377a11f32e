"""ONS recorded crime by force and rolling year. The rows are Avon and Somerset's of the published rec-crime-pfa.csv.

ONS, Crime in England and Wales: Police Force Area data tables, edition to December 2018.
"""

from pathlib import Path

from tests.facts.sources.reading import Read, read, write

HEADER = "12 months ending,PFA,Region,Offence,Rolling year total number of offences"
AVON = {
    "All other theft offences": 25959, "Bicycle theft": 3090, "Criminal damage and arson": 26202,
    "Death or serious injury caused by illegal driving": 2, "Domestic burglary": 14561, "Drug offences": 2308,
    "Fraud offences": 5339, "Homicide": 19, "Miscellaneous crimes against society": 1597,
    "Non-domestic burglary": 15621, "Possession of weapons offences": 735, "Public order offences": 4025,
    "Robbery": 3504, "Sexual offences": 1737, "Shoplifting": 8410, "Stalking and harassment": 740,
    "Theft from the person": 2554, "Vehicle offences": 41781, "Violence with injury": 8565,
    "Violence without injury": 7117,
}  # fmt: skip


def avon(tmp_path: Path, *more: str) -> Read:
    rows = [f"31-03-2003,Avon and Somerset,South West,{name},{number}" for name, number in AVON.items()]
    return read(write(tmp_path / "rec-crime-pfa.csv", HEADER, *rows, *more))


def test_every_class_of_the_table_has_its_offence_group(tmp_path: Path) -> None:
    found = avon(tmp_path)
    assert (found.adapter, found.rejects, found.notes) == ("recorded-crime-years", [], [])
    assert {row["period"] for row in found.rows} == {"ye_2003_03"}
    by_group: dict[str, int] = {}
    for row in found.rows:
        by_group[row["offence_group"]] = by_group.get(row["offence_group"], 0) + row["offences"]
    assert by_group["Violence against the person"] == 19 + 2 + 740 + 8565 + 7117
    assert by_group["Theft offences"] == 25959 + 3090 + 14561 + 15621 + 8410 + 2554 + 41781
    assert by_group["Sexual offences"] == 1737
    assert sum(by_group.values()) == sum(AVON.values())


def test_dates_in_other_clothes_and_faults(tmp_path: Path) -> None:
    found = avon(
        tmp_path,
        "30/09/2017,British Transport Police,British Transport Police,Robbery,12",
        "2017-12-31,CIFAS,CIFAS,Fraud offences,290000",
        "soon,Kent,South East,Robbery,12",
        "31-03-2003,Avon and Somerset,South West,Robbery,3505",
    )
    assert found.one(area_id="btp")["period"] == "ye_2017_09"
    assert [one.column for one in found.rejects] == ["12 months ending", HEADER.rpartition(",")[2]]
    assert found.notes == ["CIFAS: 290,000 offences that belong to no police force are left out."]
    assert found.labels["figures that lack rows"] == "avon-and-somerset ye_2003_03"
