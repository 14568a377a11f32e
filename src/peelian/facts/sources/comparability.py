"""Published figures that cannot be compared, by reviewed rule: `comparability.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Rule:
    """For this area the dataset's figures are not comparable while they are so many times the country's."""

    dataset: str
    area_id: str
    from_country_times: float
    reason: str


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule of the file."""
    text = (files(__package__) / "comparability.toml").read_text(encoding="utf-8")
    return tuple(
        Rule(row["dataset"], row["area_id"], float(row["from_country_times"]), row["reason"])
        for row in tomllib.loads(text)["rule"]
    )


def reason_against(dataset: str, area_id: str, value: float | None, country: float | None) -> str:
    """Why the figure cannot be compared, "" when it can. With no figure for the country the rule speaks."""
    if value is None:
        return ""
    for rule in rules():
        if (rule.dataset, rule.area_id) == (dataset, area_id) and value >= rule.from_country_times * (
            country or 0.0
        ):
            return rule.reason
    return ""
