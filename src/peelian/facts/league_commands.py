"""`peelian league` and `peelian compare`: forces set side by side, on the terminal or in a file."""

from typing import Annotated

import typer

from peelian.facts.options import Format, Lang, Output

Where = Annotated[
    list[str] | None,
    typer.Option("--where", help="A dimension of the measure, as name=value.", metavar="NAME=VALUE"),
]
Measure = Annotated[str, typer.Argument(help="The measure's id, such as homicide_rate.", metavar="MEASURE")]
Whole = Annotated[
    bool,
    typer.Option("--whole", help="With json: one object with checks, pitfalls and sources beside the rows."),
]

LEAGUE_EXAMPLES = """\b
Examples:
  peelian league answered_under_10s --period 2023-11
  peelian league homicide_rate --period 2020-04/P3Y --format json
  peelian league section_60_searches --period ye_2009_03 --format csv -o section-60.csv
  peelian league charge_rate --where offence_group=Robbery
  peelian league searches_per_1000 --region "South West" --lang cy
"""
COMPARE_EXAMPLES = """\b
Examples:
  peelian compare answered_under_10s kent humberside --period 2023-11
  peelian compare homicide_rate cleveland surrey
  peelian compare officers_fte --area met --periods 2016-09-30 2017-09-30
  peelian compare charge_rate --periods 2018-Q2 2018-Q4 --format csv
"""


def league(  # noqa: PLR0917 - a command has as many options as people need
    measure: Measure,
    period: Annotated[
        str,
        typer.Option(help="Such as 2023-11, ye_2009_03, 2020-04/P3Y. None: the newest with enough forces."),
    ] = "",
    where: Where = None,
    first: Annotated[str, typer.Option(help="Which end is rank 1: highest or lowest.", metavar="END")] = "",
    region: Annotated[
        str, typer.Option(help="Rank only the forces of this region or nation: its name or its code.")
    ] = "",
    whole: Whole = False,
    format: Format = "table",
    output: Output = None,
    lang: Lang = "en",
) -> None:
    """Rank the police forces on a measure, with what chance leaves open about every rank.

    Each force has an interval and the range of ranks that it may truly have. Forces without a figure, and figures
    that cannot be compared, are listed without a rank and with the reason. The pitfalls of this very table are found
    in its figures.
    """
    from peelian.facts.first_use import prepared, speaks
    from peelian.facts.league import league_table
    from peelian.facts.league.printing import tell
    from peelian.facts.named_values import pairs

    speaks(lang)
    table = league_table(
        measure,
        period or None,
        where=pairs(where),
        first=first or None,
        region=region or None,
        store=prepared(lang),
    )
    tell(table, format=format, out=output, lang=lang, whole=whole)


def compare(  # noqa: PLR0917 - a command has as many options as people need
    measure: Measure,
    areas: Annotated[
        list[str] | None,
        typer.Argument(help="Two forces or other areas: name, id or ONS code.", metavar="AREA"),
    ] = None,
    period: Annotated[
        str, typer.Option(help="Of two areas: the period. None: the newest that both have.")
    ] = "",
    area: Annotated[str, typer.Option(help="Of two periods: the area. None: every force.")] = "",
    periods: Annotated[
        tuple[str, str], typer.Option(help="Two periods, the earlier first.", metavar="FIRST SECOND")
    ] = ("", ""),
    where: Where = None,
    whole: Whole = False,
    format: Format = "table",
    output: Output = None,
    lang: Lang = "en",
) -> None:
    """Compare two areas in one period, or one period with another.

    The difference comes with its interval where chance can be worked out, and with what forbids the comparison: another
    basis, periods that overlap, a change in what is counted.
    """
    from peelian.facts.compare.printing import tell
    from peelian.facts.compare.wanted import comparison
    from peelian.facts.first_use import prepared, speaks
    from peelian.facts.named_values import pairs

    speaks(lang)
    found = comparison(
        measure,
        areas or [],
        period=period,
        area=area,
        periods=periods,
        where=pairs(where),
        store=prepared(lang),
    )
    tell(found, format=format, out=output, lang=lang, whole=whole)


league.examples = LEAGUE_EXAMPLES  # type: ignore[attr-defined]
compare.examples = COMPARE_EXAMPLES  # type: ignore[attr-defined]
