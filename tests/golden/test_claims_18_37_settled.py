"""Claims of C18 to C37 that wait for a dataset execute once a file with it is added. Every figure is made up."""

from collections.abc import Callable
from pathlib import Path

import pytest

from peelian.facts.intake import add
from peelian.facts.templates import template
from peelian.plan import check
from peelian.plan.claims.finding import Finding
from peelian.reference.forces import forces

Figures = list[tuple[str, str, str, float]]
EW = "England and Wales"
REST = (
    "count,,made up,A made-up table,Nobody,https://example.org/table,Open Government Licence v3.0,2025-01-01"
)
OPEN_DATA = (
    "Financial Year,Financial Quarter,Force Name,Offence Description,Offence Group,Offence Subgroup,"
    "Offence Code,Number of Offences"
)
CALLS = "Force,Month,999 calls,999 calls answered in under 10 seconds,Mean 999 answer time (seconds)"
ALL = forces()


def loaded(home: Path, path: Path, *lines: str) -> None:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    [outcome] = add([path], path=home).outcomes
    assert (outcome.status, outcome.rows_quarantined) == ("loaded", 0)


def told(claim: str) -> Finding:
    return check([claim])[0]


# C18 --------------------------------------------------------------------------------------------------------------
def fallen_most_first() -> list[str]:
    rows = next(step for step in told("C18").steps if step.name == "officers_change").rows
    return sorted(rows, key=lambda one: rows[one] or 0)


def crime(home: Path, tmp_path: Path, later: Callable[[int], float], without: str = "") -> None:
    """1,000 offences a quarter in each force in 2014/15, and so many times that in 2017/18 by its place."""
    place = {one: number for number, one in enumerate(fallen_most_first())}
    lines = [
        f'{year},{quarter},"{force.home_office_name}",Assault with injury,Violence against the person,'
        f"Violence with injury,8N,{number}"
        for force in ALL
        if force.id != without
        for year, number in (("2014/15", 1_000), ("2017/18", round(1_000 * later(place[force.id]))))
        for quarter in (1, 2, 3, 4)
    ]
    loaded(home, tmp_path / "crime.csv", OPEN_DATA, *lines)


@pytest.mark.parametrize(
    ("verdict", "later"),
    [
        ("does not hold as stated", lambda place: 2 - place / 50 + (place % 3) / 20),
        ("holds with note", lambda place: 1 + place / 50 + (place % 3) / 20),
        ("could not tell", lambda place: 2 - place / 150 + ((place * 17 + 5) % 43) / 50),
    ],
)
def test_recorded_violence_by_force_settles_c18(
    verdict: str, later: Callable[[int], float], home: Path, tmp_path: Path
) -> None:
    before = told("C18")
    assert before.verdict == "could not tell"
    assert before.found == "rank agreement: no data"
    crime(home, tmp_path, later)
    finding = told("C18")
    assert finding.verdict == verdict
    steps = {step.name: step for step in finding.steps}
    assert steps["agreement_forces"].value == 43, "the City of London too: its offences are published"
    assert steps["violence_2015"].rows["kent"] == 4_000
    assert not finding.missing
    assert any("Recording changed" in note.text["en"] for note in finding.notes)


def test_without_one_force_c18_cannot_be_told(home: Path, tmp_path: Path) -> None:
    crime(home, tmp_path, lambda place: 1 + place / 50, without="kent")
    finding = told("C18")
    assert finding.verdict == "could not tell"
    assert {gap.area_id for gap in finding.missing} == {"kent"}


# C20, C34, C36 ----------------------------------------------------------------------------------------------------
def table(home: Path, tmp_path: Path, figures: Figures) -> None:
    lines = [f'{series},"{area}",{period},{value},{REST}' for series, area, period, value in figures]
    loaded(home, tmp_path / "figures.csv", template("figures").strip(), *lines)


def weapons(rising: int) -> Figures:
    return [
        (series, force.id, period, value)
        for number, force in enumerate(ALL)
        for series in ("homicides_by_force", "knife_offences", "firearm_offences")
        for period, value in (
            ("ye_2014_03", 10),
            ("ye_2017_03", 11 if series != "firearm_offences" or number < rising else 10),
        )
    ]


def attended(lowest: float) -> Figures:
    return [
        ("home_burglaries_attended_pct", force.id, "ye_2024_03", lowest if force.id == "kent" else 100)
        for force in ALL
    ]


def searches(before: float) -> Figures:
    return [("section_60_searches_published", EW, "ye_2019_03", before)]


@pytest.mark.parametrize(
    ("claim", "verdict", "figures"),
    [
        ("C20", "holds with note", weapons(39)),
        ("C20", "does not hold as stated", weapons(38)),
        ("C34", "holds", attended(99.6)),
        ("C34", "does not hold as stated", attended(99.4)),
        ("C34", "could not tell", attended(99.6)[:-1]),
        ("C36", "holds", searches(13_400)),
        ("C36", "does not hold as stated", searches(13_000)),
    ],
)
def test_a_table_of_figures_settles_the_claim(
    claim: str, verdict: str, figures: Figures, home: Path, tmp_path: Path
) -> None:
    assert told(claim).verdict == "could not tell"
    table(home, tmp_path, figures)
    finding = told(claim)
    assert finding.verdict == verdict
    if verdict != "could not tell":
        assert "A made-up table" in {source.title for source in finding.sources}
        assert not any(note.kind == "dataset" for note in finding.notes)


# C27, C30 ---------------------------------------------------------------------------------------------------------
FIRST = ("2021-11", "2021-12", "2022-01", "2022-02", "2022-03", "2022-04")
POINTS = "period,force_name,measure,value,unit,source"


def answered(total: float, best: int, mean: float, *, without: str = "", of: str = "") -> list[str]:
    """20,000 calls a month in each force: `best` at 91.3%, the rest so that all together make the total.

    Many of the rest have a share that the press printed otherwise (Humberside 2.2%, Durham 41%, ...), and several a
    mean: the publisher's counts of the months stand before both. `without`: a force left out, or `of` it one month.
    """
    rest = (total * len(ALL) - 0.913 * best) / (len(ALL) - best)
    return [
        f'"{force.home_office_name}",{month},20000,{round(20_000 * (0.913 if place < best else rest))},{mean}'
        for place, force in enumerate(ALL)
        for month in FIRST
        if not (force.id == without and of in ("", month))
    ]


@pytest.mark.parametrize(
    ("verdict", "total", "best", "mean"),
    [
        ("holds", 0.71, 1, 16.1),
        ("holds", 0.715, 1, 16.5),
        ("does not hold as stated", 0.725, 1, 16.1),
        ("does not hold as stated", 0.71, 1, 17.0),
        ("does not hold as stated", 0.71, 0, 16.1),
        ("does not hold as stated", 0.71, 2, 16.1),
    ],
)
def test_monthly_tables_of_all_forces_settle_c27(
    verdict: str, total: float, best: int, mean: float, home: Path, tmp_path: Path
) -> None:
    loaded(home, tmp_path / "calls.csv", CALLS, *answered(total, best, mean))
    finding = told("C27")
    steps = {step.name: step.value for step in finding.steps}
    assert finding.verdict == verdict
    assert steps["share"] == pytest.approx(100 * total, abs=0.005)
    assert steps["mean"] == pytest.approx(mean)
    assert (steps["met"], steps["counted"]) == (best, 43)


@pytest.mark.parametrize("of", ["", "2022-03"])
def test_one_force_or_one_of_its_months_short_c27_is_not_told(of: str, home: Path, tmp_path: Path) -> None:
    """Humberside's share and mean of the six months are printed; they do not stand in for its counts."""
    loaded(home, tmp_path / "calls.csv", CALLS, *answered(0.71, 1, 16.1, without="humberside", of=of))
    finding = told("C27")
    assert finding.verdict == "could not tell"
    assert "humberside" in {gap.area_id for gap in finding.missing}


@pytest.mark.parametrize(("verdict", "best"), [("holds", 10), ("does not hold as stated", 12)])
def test_the_shares_of_all_forces_for_the_year_settle_c30(
    verdict: str, best: int, home: Path, tmp_path: Path
) -> None:
    lines = [
        f'2023-11..2024-10,"{force.home_office_name}",pct_under_10s,{91 if place < best else 85},percent,'
        '"A made-up table 2025-01-01, https://example.org/table"'
        for place, force in enumerate(ALL)
    ]
    loaded(home, tmp_path / "points.csv", POINTS, *lines)
    assert told("C30").verdict == verdict
