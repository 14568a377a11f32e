"""Claims that wait for a dataset execute once a file with it is added. Every figure here is made up, in the real layout."""

from pathlib import Path

import pytest

from peelian.facts.intake import add
from peelian.facts.templates import template
from peelian.plan import check
from peelian.reference.forces import forces

Figures = list[tuple[str, str, str, float, str]]
"""Series, area, period, value, unit."""
EW = "England and Wales"


def table(path: Path, figures: Figures) -> Path:
    rest = "made up,A made-up table,Nobody,https://example.org/table,Open Government Licence v3.0,2025-01-01"
    lines = [
        f"{series},{area},{period},{value},{unit},,{rest}" for series, area, period, value, unit in figures
    ]
    path.write_text(template("figures") + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def pair(
    series: str, unit: str, before: float, after: float, periods: tuple[str, str], area: str = EW
) -> Figures:
    return [(series, area, periods[0], before, unit), (series, area, periods[1], after, unit)]


def tags(sober: float, monitored: float) -> Figures:
    return [
        ("alcohol_tag_sober_days", EW, "ye_2024_03", sober, "days"),
        ("alcohol_tag_monitored_days", EW, "ye_2024_03", monitored, "days"),
    ]


def suspects(before: float, after: float) -> Figures:
    return pair("homicide_suspects_under_25_share", "percent", before, after, ("ye_2015_03", "ye_2018_03"))


def survey(before: float, after: float) -> Figures:
    periods = ("ye_2014_03", "ye_2018_03")
    return pair("crime_survey_incidents_excluding_fraud", "offences", before, after, periods)


def youth(before: float, after: float) -> Figures:
    return pair("youth_services_spending", "pounds", before, after, ("fy_2010_11", "fy_2020_21"), "England")


@pytest.mark.parametrize(
    ("claim", "verdict", "figures"),
    [
        ("C43", "holds", tags(97, 100)),
        ("C43", "does not hold as stated", tags(95, 100)),
        ("C53", "holds", suspects(40, 45)),
        ("C53", "holds with note", suspects(45, 40)),
        ("C54", "holds with note", survey(6_000_000, 6_100_000)),
        ("C54", "inconsistent source", survey(7_000_000, 6_000_000)),
        ("C55", "holds with note", youth(1_000_000_000, 400_000_000)),
        ("C55", "holds with note", youth(1_000_000_000, 800_000_000)),
        ("C55", "does not hold as stated", youth(1_000_000_000, 1_100_000_000)),
    ],
)
def test_a_table_of_figures_settles_the_claim(
    claim: str, verdict: str, figures: Figures, home: Path, tmp_path: Path
) -> None:
    assert check([claim])[0].verdict == "could not tell"
    [outcome] = add([table(tmp_path / "figures.csv", figures)], path=home).outcomes
    assert (outcome.status, outcome.rows_quarantined) == ("loaded", 0)
    finding = check([claim])[0]
    assert finding.verdict == verdict
    assert "A made-up table" in {source.title for source in finding.sources}


ROLLING = "12 months ending,PFA,Region,Offence,Rolling year total number of offences"
OPEN_DATA = (
    "Financial Year,Financial Quarter,Force Name,Offence Description,Offence Group,Offence Subgroup,"
    "Offence Code,Number of Offences"
)


def rolling_years(path: Path, counts: dict[int, int]) -> Path:
    """The ONS layout: this many sexual offences in each of the 43 forces in the years to each March."""
    lines = [
        f'31/03/{year},"{force.home_office_name}",A region,Sexual offences,{count}'
        for year, count in counts.items()
        for force in forces()
    ]
    path.write_text("\n".join([ROLLING, *lines]) + "\n", encoding="utf-8")
    return path


def quarters(path: Path, counts: dict[int, int]) -> Path:
    """The Home Office layout: a quarter of the count in each quarter, or the year in one row before 2012/13."""
    lines = [
        f'{year - 1}/{year % 100},{quarter},"{force.home_office_name}",Rape,Sexual offences,Rape,19C,{number}'
        for year, count in counts.items()
        for quarter, number in ([("", count)] if year == 2012 else [(q, count // 4) for q in (1, 2, 3, 4)])
        for force in forces()
    ]
    path.write_text("\n".join([OPEN_DATA, *lines]) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("layout", [rolling_years, quarters])
@pytest.mark.parametrize(
    ("verdict", "counts"),
    [
        ("holds", {2012: 1200, 2014: 1400, 2017: 2400}),
        ("holds with note", {2012: 1200, 2014: 1000, 2017: 2400}),
        ("does not hold as stated", {2012: 1200, 2014: 1400, 2017: 1200}),
    ],
)
def test_recorded_crime_by_force_settles_c51(
    verdict: str, counts: dict[int, int], layout: object, home: Path, tmp_path: Path
) -> None:
    assert check(["C51"])[0].verdict == "could not tell"
    assert callable(layout)
    [outcome] = add([layout(tmp_path / "crime.csv", counts)], path=home).outcomes
    assert (outcome.status, outcome.rows_quarantined) == ("loaded", 0)
    finding = check(["C51"])[0]
    assert finding.verdict == verdict
    steps = {step.name: step.value for step in finding.steps}
    assert [steps[name] for name in ("before", "middle", "after")] == [
        43 * count for count in counts.values()
    ]


def test_without_one_force_c51_still_cannot_be_told(home: Path, tmp_path: Path) -> None:
    path = rolling_years(tmp_path / "crime.csv", {2012: 1200, 2014: 1400, 2017: 2400})
    lines = [line for line in path.read_text().splitlines() if not line.startswith('31/03/2014,"Kent"')]
    path.write_text("\n".join(lines) + "\n")
    add([path], path=home)
    assert check(["C51"])[0].verdict == "could not tell"
