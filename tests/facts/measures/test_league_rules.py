"""The `[league]` table of a definition: what it means, and one broken entry per mistake."""

from pathlib import Path

import pytest

from peelian.facts.league.kinds import rules_of
from peelian.facts.measures import definition, definitions
from peelian.facts.measures.catalogue import FOLDER
from peelian.facts.measures.problems import BadDefinition
from peelian.facts.measures.reading import read_definition

GOOD = (FOLDER / "answered_under_10s.toml").read_text(encoding="utf-8")
MISTAKES = [
    ('kind = "proportion"', 'kind = "share"', "league.kind: 'share' is not known"),
    ('kind = "proportion"\n', "", "league.kind: missing or empty"),
    ("target = 0.9", 'target = "0.9"', "league.target: a number is expected"),
    ("target = 0.9", 'first = "best"', "league.first: 'best' is not known"),
    ('sibling = "mean_answer_time"', 'sibling = "answered_under_10s"', "league.sibling: a measure is not its own sibling"),
    ("within_day = 0.061", "within_day = 6.1", "league.clustering.within_day: no correlation"),
    ("within_day = 0.061", "factor = 0.5", "league.clustering.factor: below 1"),
    ("within_day = 0.061", "within_day = 0.061\nfactor = 2", "league.clustering.factor: below 1, or beside within_day"),
    ("within_day = 0.061", "", "league.clustering.factor: a number is expected"),
    ("within_day = 0.061", "within_days = 0.061", "league.clustering.within_days: unknown entry. Did you mean 'within_day'?"),
    ('kind = "proportion"', 'kind = "proportion"\nsiblings = "x"', "league.siblings: unknown entry"),
    ("[league.clustering]", '[[league.breaks]]\nat = "2020"\nreason.en = "a"\nreason.cy = "b"\n\n[league.clustering]', "league.breaks[1].at: a date is expected"),
    ("[league.clustering]", '[[league.breaks]]\nat = 2020-01-01\nuntil = 2019-01-01\nreason.en = "a"\nreason.cy = "b"\n\n[league.clustering]', "league.breaks[1].until: before at"),
    ("[league.clustering]", '[league.exposure]\ndataset = "population"\nper = 0\nwithin_days = 9\n\n[league.clustering]', "league.exposure.per: not above zero"),
]  # fmt: skip


@pytest.mark.parametrize(("good", "bad", "words"), MISTAKES, ids=[words[:50] for *_, words in MISTAKES])
def test_a_mistake_is_named_with_its_place(tmp_path: Path, good: str, bad: str, words: str) -> None:
    assert good in GOOD
    path = tmp_path / "answered_under_10s.toml"
    path.write_text(GOOD.replace(good, bad, 1), encoding="utf-8")
    with pytest.raises(BadDefinition) as caught:
        read_definition(path)
    assert words in str(caught.value)


def test_a_published_rate_needs_to_say_how_it_gets_an_interval(tmp_path: Path) -> None:
    text = (FOLDER / "homicide_rate.toml").read_text(encoding="utf-8")
    head, _, rest = text.partition("[league.exposure]")
    path = tmp_path / "homicide_rate.toml"
    path.write_text(head + rest[rest.index("[[pitfalls]]") :], encoding="utf-8")
    with pytest.raises(BadDefinition, match=r"Write \[league.exposure\]"):
        read_definition(path)


@pytest.mark.parametrize(
    ("name", "kind", "first"),
    [
        ("homicide_rate", "rate", "highest"),
        ("crime_severity", "estimate", "highest"),
        ("answered_under_10s", "proportion", "highest"),
        ("answered_over_60s", "proportion", "lowest"),
        ("mean_answer_time", "estimate", "lowest"),
        ("section_60_searches", "count", "highest"),
        ("officers_fte", "complete", "highest"),
        ("police_grant_per_head", "complete", "highest"),
    ],
)
def test_each_measure_is_ranked_as_reviewed(name: str, kind: str, first: str) -> None:
    league = definition(name).league
    assert league is not None
    assert (league.kind, league.first) == (kind, first)


def test_every_sibling_is_a_measure() -> None:
    for one in definitions().values():
        if one.league and one.league.sibling:
            assert one.league.sibling in definitions()


def test_a_measure_that_says_nothing_is_ranked_by_what_it_counts() -> None:
    assert rules_of(definition("funding")).kind == "complete"
    assert rules_of(definition("point_figure")).kind == "estimate"
