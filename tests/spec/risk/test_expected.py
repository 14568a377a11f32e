"""The rules of risk beside a table that a police reader wrote down: tests/spec/risk/expected.csv, one row an example.

`answers`: question=choice, several choices with a bar. `facts`: as `rules.Facts` has them, waiting as minutes@level.
`rules`: the ids of those that notice something, in any order.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from peelian.services.contact.risk.reading import book
from peelian.services.contact.risk.rules import Facts, flags, level_of

ROWS = list(csv.DictReader(Path(__file__).with_name("expected.csv").read_text(encoding="utf-8").splitlines()))


def answers(text: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for part in filter(None, (one.strip() for one in text.split(";"))):
        name, _, chosen = part.partition("=")
        found[name] = chosen.split("|") if "|" in chosen else chosen
    return found


def facts(text: str) -> Facts:
    found: dict[str, Any] = {}
    for part in filter(None, (one.strip() for one in text.split(";"))):
        name, _, value = part.partition("=")
        match name:
            case "words":
                found["words"] = frozenset(value.split("|"))
            case "earlier":
                found["earlier"] = tuple(map(int, value.split("|")))
            case "waiting":
                minutes, _, level = value.partition("@")
                found |= {"waiting": int(minutes), "level": int(level)}
            case _:
                found[name] = int(value)
    return Facts(**found)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["what"])
def test_the_rules_notice_what_a_police_reader_expects(row: dict[str, str]) -> None:
    found = flags(row["set"], answers(row["answers"]), facts(row["facts"]))
    assert {one.rule for one in found} == set(row["rules"].split())
    assert level_of(found) == int(row["level"])
    assert any(one.safeguarding for one in found) == (row["safeguarding"] == "yes")


def test_every_rule_is_shown_by_an_example_and_each_by_one_in_which_it_is_silent() -> None:
    shown = {rule for row in ROWS for rule in row["rules"].split()}
    assert sorted(book().rules.keys() - shown) == [], "write an example for each rule"
    assert all(any(rule not in row["rules"].split() for row in ROWS) for rule in book().rules)
