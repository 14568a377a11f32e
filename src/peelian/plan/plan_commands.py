"""`peelian plan` and `peelian commitment`: the promises of both plans and what became of them."""

from typing import Annotated

import typer

from peelian.facts.options import Format, Lang, Output

PLAN_EXAMPLES = """\b
Examples:
  peelian plan
  peelian plan --status "not evidenced"
  peelian plan --plan 2021 --owner "Home Office"
  peelian plan --area "Greater Manchester" --format json
  peelian plan --theme weapons --lang cy
"""
COMMITMENT_EXAMPLES = """\b
Examples:
  peelian commitment P18-09
  peelian commitment P21-04 --format json
  peelian commitment p18-16 --lang cy
"""


def plan(  # noqa: PLR0917 - a command has as many options as people need
    status: Annotated[
        str, typer.Option(help='What became of it: delivered, late, "not evidenced", ...')
    ] = "",
    plan: Annotated[str, typer.Option("--plan", help="2018 or 2021.")] = "",
    kind: Annotated[str, typer.Option(help="promise, fact or critique.")] = "",
    theme: Annotated[str, typer.Option(help="What it is about, such as weapons.")] = "",
    owner: Annotated[str, typer.Option(help="A word of the owner's name.")] = "",
    area: Annotated[str, typer.Option(help="Those that name a force or region, or whose money does.")] = "",
    format: Format = "table",
    output: Output = None,
    lang: Lang = "en",
) -> None:
    """List the commitments of the 2018 strategy and the 2021 plan, each with its status.

    "Not evidenced" means that nothing public was found that shows it; what was looked for is with the commitment.
    """
    from peelian.facts.first_use import speaks
    from peelian.plan.plan_list import Asked, chosen, tell

    speaks(lang)
    asked = Asked(status=status, plan=plan, kind=kind, theme=theme, owner=owner, area=area)
    tell(chosen(asked, lang), format=format, out=output, lang=lang)


def commitment(
    id: Annotated[str, typer.Argument(help="A commitment's id, such as P18-09.", metavar="ID")],
    format: Format = "table",
    output: Output = None,
    lang: Lang = "en",
) -> None:
    """Show one commitment: the promise, its milestones, money, claims, measures and sources.

    Announced, allocated, awarded and spent are different numbers and are shown apart.
    """
    from peelian.facts.first_use import speaks
    from peelian.plan.commitment_page import tell
    from peelian.plan.commitments import commitment as named

    speaks(lang)
    tell(named(id), format=format, out=output, lang=lang)


plan.examples = PLAN_EXAMPLES  # type: ignore[attr-defined]
commitment.examples = COMMITMENT_EXAMPLES  # type: ignore[attr-defined]
