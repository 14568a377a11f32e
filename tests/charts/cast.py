"""The league, the funnel and the series that the tests draw, made by the real methods from plain numbers."""

from peelian.reference.forces import forces
from peelian.reference.problems import Bilingual
from peelian.stats.funnel import funnel
from peelian.stats.league import league
from peelian.stats.trend import Rebase, xmr

IDS = [force.id for force in forces()]
NAMES = {force.id: Bilingual(force.short_name, force.name_cy) for force in forces()}
TRIALS = [1200 + 977 * (index * 7 % 43) for index in range(43)]
CHARGED = [round(trials * (0.07 + 0.002 * (index * 11 % 43))) for index, trials in enumerate(TRIALS)]
MONTHS = [f"{year}-{month:02d}" for year in (2020, 2021, 2022) for month in range(1, 13)]
TITLE = Bilingual("Charge rate", "Cyfradd cyhuddo")


def a_league(count: int = 43, **settings: object):
    return league(
        IDS[:count],
        [charged / trials for charged, trials in zip(CHARGED, TRIALS, strict=True)][:count],
        kind="proportion",
        numerator=CHARGED[:count],
        denominator=TRIALS[:count],
        first="highest",
        draws=200,
        **settings,
    )


def a_complete_league(values: list[float]):
    return league(IDS[: len(values)], values, kind="complete", first="highest")


def a_funnel(count: int = 43):
    return funnel(IDS[:count], CHARGED[:count], TRIALS[:count], kind="proportion")


def an_xmr():
    values: list[float | None] = [20 + (index * 5 % 7) for index in range(36)]
    values[5], values[9] = 60, None
    values[24:] = [10 + (index * 3 % 5) for index in range(12)]
    rebase = [Rebase("2022-01", Bilingual("A new control room", "Ystafell reoli newydd"))]
    return xmr(MONTHS, values, target=15, better="lower", rebase=rebase), values
