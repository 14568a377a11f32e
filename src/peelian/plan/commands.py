"""`peelian check` and `peelian force`: the plan's commands, brought to the command line."""

from typing import Annotated

import typer

from peelian.facts.options import Format, Lang, Output

CHECK_EXAMPLES = """\b
Examples:
  peelian check
  peelian check C01 C09
  peelian check C09 --format json
  peelian check --lang cy
  peelian check --format csv -o findings.csv
  peelian check --measure officers_fte --from 2010-09-30 --to 2017-09-30 --change -14%
  peelian check --measure officers_fte --area metropolitan --to 2017-09-30 --value ">30,000"
  peelian check my-claim.toml
"""
FORCE_EXAMPLES = """\b
Examples:
  peelian force "West Midlands"
  peelian force met
  peelian force E23000014 --format json
  peelian force E12000005 --lang cy
"""


def check(  # noqa: PLR0917 - a command has as many options as people need
    claims: Annotated[
        list[str] | None,
        typer.Argument(help="Claim ids (C01) or claim files (.toml). None: all.", metavar="CLAIM"),
    ] = None,
    measure: Annotated[str, typer.Option(help="A claim of your own: the measure.")] = "",
    from_: Annotated[str, typer.Option("--from", help="The period a change is measured from.")] = "",
    to: Annotated[str, typer.Option(help="The period of the figure, such as 2017-09-30.")] = "",
    change: Annotated[str, typer.Option(help='The change as said: -14%, -922, "about -21,000".')] = "",
    value: Annotated[str, typer.Option(help='The figure as said: 121,929 or ">30,000".')] = "",
    area: Annotated[str, typer.Option(help="Force, region or code; England and Wales if left out.")] = "",
    where: Annotated[
        list[str] | None,
        typer.Option(help="A dimension of the measure, as name=value.", metavar="NAME=VALUE"),
    ] = None,
    tolerance: Annotated[str, typer.Option(help="How far off still fits; else what rounds to it.")] = "",
    working: Annotated[bool, typer.Option("--working", help="Show the working of every claim.")] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 1 if a claim does not hold or could not be told.")
    ] = False,
    format: Format = "table",
    output: Output = None,
    lang: Lang = "en",
) -> None:
    """Check claims against the loaded figures, with their working.

    A figure holds when the loaded figures round to it, at the precision in which it was said;
    "about" allows one whole unit of its last digit. The verdict is one of: holds, holds with note,
    does not hold as stated, could not tell, inconsistent source.
    """
    from peelian.facts.first_use import speaks
    from peelian.plan.answering import tell
    from peelian.plan.asking import chosen, collecting_seldom, question

    speaks(lang)
    asked = question(
        measure=measure, start=from_, to=to, change=change, value=value, area=area,
        where=where or [], tolerance=tolerance,
    )  # fmt: skip
    with collecting_seldom():
        findings = chosen(claims or [], asked, lang)
        tell(findings, format=format, out=output, lang=lang, working=working)
    if strict and any(not finding.verdict.startswith("holds") for finding in findings):
        raise typer.Exit(1)


def force(
    name: Annotated[str, typer.Argument(help="A force or region: name, id or ONS code.", metavar="NAME")],
    format: Format = "table",
    output: Output = None,
    lang: Lang = "en",
) -> None:
    """Show a force's newest figures, the claims about it, and its part in the plan: promises, money, partnership.

    A name that a force and a region share is answered with both.
    """
    from peelian.facts.first_use import speaks
    from peelian.plan.force_page import tell

    speaks(lang)
    tell(name, format=format, out=output, lang=lang)


check.examples = CHECK_EXAMPLES  # type: ignore[attr-defined]
force.examples = FORCE_EXAMPLES  # type: ignore[attr-defined]
