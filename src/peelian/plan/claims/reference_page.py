"""`docs/reference/claims.md`, made from the definitions: what is tested, how, and the rules fixed beforehand.

python -m peelian.plan.claims.reference_page docs/reference/claims.md
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from peelian.plan.claims.catalogue import packaged
from peelian.plan.claims.claim import Claim, ClaimStep, LookUp, RankTest
from peelian.plan.claims.explaining import pattern_words
from peelian.plan.claims.rounding import said
from peelian.plan.claims.verdicts import VERDICTS

_HEAD: Final = """\
# Claims

<!-- Made by `python -m peelian.plan.claims.reference_page`; change the definitions, not this page. -->

Each claim is a file in `src/peelian/plan/claims/definitions`. This page lists what is tested and the rule of
each verdict, as fixed before the check runs; a rule altered after a run says so. It holds no verdicts: those come from the figures that you have
loaded, with `peelian check`.

**When a stated figure fits.** A found value fits when it rounds to the stated figure at the precision in which
that was said: it lies within half a unit of the last digit ("-4.1%" means -4.15 to -4.05). "About" allows one
whole unit of the last digit. "More than" and "at least" compare. A claim, or `--tolerance`, may say otherwise.

**When it does not fit.** The check tries neighbouring readings of the same sum by itself, one change at a time:
the region for the force and the other way round, the areas that hold or lie in the area, dates half a year and a
year away, headcount for FTE. It reports how many it tried and which give the stated figure.

**The verdicts** are {verdicts}. Whatever the rules of a claim say, a figure that its rule needs and that is not
loaded makes it "could not tell", and the dataset is named.

The Welsh of these claims has not been reviewed.
"""


def page() -> str:
    """The whole page as Markdown."""
    claims = packaged().values()
    head = _HEAD.format(verdicts=", ".join(f"*{verdict}*" for verdict in VERDICTS))
    parts = [head, _overview(claims), *(_section(claim) for claim in claims)]
    return "\n".join(parts)


def _overview(claims: Iterable[Claim]) -> str:
    rows = [
        f"| [{one.id}](#{one.id.lower()}) | {one.title['en']} | {one.speaker} | {_stated(one)} |"
        for one in claims
    ]
    return "\n".join(["| id | claim | speaker | stated |", "| --- | --- | --- | --- |", *rows, ""])


def _stated(claim: Claim) -> str:
    if claim.stated_as:
        return claim.stated_as["en"]
    return "; ".join(said(one.value, one.unit, one.sense) for one in claim.stated)


def _section(claim: Claim) -> str:
    when = f", {claim.said_on.day} {claim.said_on:%B %Y}" if claim.said_on else ""
    return "\n".join(
        [
            f"({claim.id.lower()})=",
            f"## {claim.id}: {claim.title['en']}",
            "",
            f"{claim.words['en']} ({claim.speaker}, {claim.article}{when})",
            "",
            *(f"{text['en']}\n" for text in pattern_words(claim)),
            *_steps(claim.steps),
            "",
            *_rules(claim),
            "",
            f"Would change it: {claim.would_change['en']}",
            "",
            *(f"Note: {caveat['en']}\n" for caveat in claim.caveats),
        ]
    )


def _steps(steps: Iterable[ClaimStep]) -> Iterator[str]:
    yield "| step | what | from |"
    yield "| --- | --- | --- |"
    for step in steps:
        yield f"| `{step.name}` | {step.label['en']} | {_from(step)} |"


def _from(step: ClaimStep) -> str:
    if isinstance(step, RankTest):
        return f"test `{step.method}`: `{step.of}` with `{step.other}`"
    if not isinstance(step, LookUp):
        return f"`{step.expression.text}`"
    dims = "".join(f", {name} {value}" for name, value in step.dims.items())
    return f"measure `{step.measure}`: {step.area}, {step.period}{dims}"


def _rules(claim: Claim) -> Iterator[str]:
    for rule in claim.verdicts:
        condition = rule.condition.text if rule.condition else "otherwise"
        yield f"- **{rule.verdict}**: {rule.confessing(rule.rule)['en']} `{condition}`"


def main() -> None:
    """Write the page to the path given."""
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
