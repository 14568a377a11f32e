"""One broken definition per mistake, and the words that its message must hold; all faults of a file together."""

from pathlib import Path

import pytest

from peelian.facts.measures.catalogue import FOLDER
from peelian.facts.measures.problems import BadDefinition
from peelian.facts.measures.reading import read_definition

GOOD = (FOLDER / "officers_fte.toml").read_text(encoding="utf-8")
RULE = '\n[[comparability]]\nstate = "not_comparable"\nareas = ["{area}"]\nreason.en = "a"\nreason.cy = "b"\n'

MISTAKES = [
    ('unit = "fte"', 'unit = "ftes"', "unit: 'ftes' is not known. Did you mean 'fte'?"),
    ('unit = "fte"\n', "", "unit: missing or empty"),
    ('direction = "neither"', 'direction = "up"', "Use one of: higher_is_better, lower_is_better, neither"),
    ('dataset = "workforce"', 'dataset = "workfroce"', "Did you mean 'workforce'?"),
    ('value = "value"', 'value = "values"', "numerator.value: the dataset has no column 'values'"),
    ('value = "value"\n', "", "count takes no column, every other aggregate needs one"),
    ('worker_type = "police_officers"', 'worker_tipe = "x"', "numerator.where.worker_tipe: no such column"),
    ("checked_on = 2026-11-21", 'checked_on = "2026-11-21"', "checked_on: a date is expected"),
    ("next_review = 2027-11-21", "next_review = 2020-01-01", "next_review: not after checked_on"),
    ('id = "officers_fte"', 'id = "officers"', 'Write id = "officers_fte" or rename the file'),
    ("reviewed_cy = false", 'reviewed_cy = "no"', "reviewed_cy: true or false is expected"),
    ("reviewed_cy = false", "reviewed = false", "reviewed: unknown entry. Did you mean 'reviewed_cy'?"),
    ('cy = "Swyddogion heddlu (CALl)"', "", "title.cy: missing or empty"),
    ("decimals = 2", 'decimals = "two"', "decimals: a number is expected"),
    ("[numerator]", "[numerators]", "numerators: unknown entry. Did you mean 'numerator'?"),
    ("[numerator]", '[dims]\nrank_ = "each"\n\n[numerator]', "dims.rank_: no such column"),
    ("[[pitfalls]]", "[pitfalls_]", "pitfalls_: unknown entry"),
    ("decimals = 2", "decimals = 2\nadditive = 1", "additive: true or false is expected"),
]  # fmt: skip


def _read(folder: Path, text: str) -> str:
    path = folder / "officers_fte.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadDefinition) as caught:
        read_definition(path)
    return str(caught.value)


@pytest.mark.parametrize(("good", "bad", "words"), MISTAKES, ids=[words[:40] for *_, words in MISTAKES])
def test_a_mistake_is_named_with_its_place_and_its_mending(
    tmp_path: Path, good: str, bad: str, words: str
) -> None:
    assert good in GOOD
    assert words in _read(tmp_path, GOOD.replace(good, bad, 1))


def test_all_faults_of_a_file_are_listed_at_once(tmp_path: Path) -> None:
    text = (
        GOOD.replace('unit = "fte"', 'unit = "x"').replace('"neither"', '"x"').replace('"workforce"', '"x"')
    )
    told = _read(tmp_path, text)
    assert "has 3 fault(s)" in told
    assert all(f"  {name}: 'x' is not known" in told for name in ("unit", "direction", "numerator.dataset"))


def test_an_area_that_does_not_exist_is_named(tmp_path: Path) -> None:
    assert "No area is known by 'kentt'" in _read(tmp_path, GOOD + RULE.format(area="kentt"))


def test_a_measure_without_a_numerator_is_told_what_to_write(tmp_path: Path) -> None:
    head, _, _ = GOOD.partition("[numerator]")
    assert "numerator: missing. Write [numerator] with dataset and where" in _read(tmp_path, head)


def test_a_file_that_is_not_toml_says_which_line(tmp_path: Path) -> None:
    assert "line 2" in _read(tmp_path, 'id = "officers_fte"\nunit = fte\n')


def test_a_rate_cannot_be_declared_a_sum(tmp_path: Path) -> None:
    text = GOOD.replace('value = "value"', 'value = "value"\naggregate = "single"')
    assert "cannot be summed over forces" in _read(tmp_path, text)
    assert "cannot be summed over periods" in _read(tmp_path, "additive = true\n" + text)


def test_the_good_file_is_good(tmp_path: Path) -> None:
    path = tmp_path / "officers_fte.toml"
    path.write_text(GOOD, encoding="utf-8")
    assert read_definition(path).title.cy == "Swyddogion heddlu (CALl)"
