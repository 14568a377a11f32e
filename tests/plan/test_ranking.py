"""Tests over forces: the figures are those of an independent computation, the checks reach the reader in both languages."""

import math
import re
from functools import cache
from pathlib import Path

import pytest
from scipy.stats import spearmanr

from peelian.cli.app import run
from peelian.facts.home import prepare
from peelian.plan import check
from peelian.plan.claims import packaged_claim
from peelian.plan.claims.book import Book
from peelian.plan.claims.catalogue import FOLDER
from peelian.plan.claims.checking import check_claim
from peelian.plan.claims.claim import Claim
from peelian.plan.claims.finding import Finding
from peelian.plan.claims.reading import parse_claim
from peelian.reference.figures import figure_rows
from peelian.reference.forces import forces
from tests.plan.rows import remove

CITY = "city-of-london"
VIOLENCE = "Violence against the person"
CAUSAL = re.compile(
    r"\b(cause[ds]?|causing|because of|due to|led to|leads? to|drove|driven|resulted|effect of)\b"
)


@cache
def officers(day: str) -> dict[str, float]:
    rows = figure_rows("workforce")
    return {
        row["area_id"]: float(row["value"])
        for row in rows
        if (row["as_at"], row["worker_type"], row["basis"], row["area_kind"])
        == (day, "police_officers", "fte", "force")
        and row["source"] == "ho-workforce-open-2019"
    }


@cache
def scores(period: str) -> dict[str, float]:
    return {
        row["area_id"]: float(row["value"])
        for row in figure_rows("severity_scores")
        if (row["period"], row["offence_group"], row["area_kind"]) == (period, VIOLENCE, "force")
        and row["value"]
    }


def changes(before: dict[str, float], after: dict[str, float], ids: list[str]) -> list[float]:
    return [(after[one] - before[one]) / before[one] for one in ids]


SPANS = {
    "agreement": ("2014-03-31", "2017-03-31", "ye_2015_03", "ye_2018_03"),
    "agreement_long": ("2010-03-31", "2017-03-31", "ye_2011_03", "ye_2018_03"),
}


def series(name: str, ids: list[str]) -> tuple[list[float], list[float]]:
    first, last, base, end = SPANS[name]
    return changes(officers(first), officers(last), ids), changes(scores(base), scores(end), ids)


@pytest.fixture
def c57(home: Path) -> Finding:
    return check(["C57"])[0]


def value(finding: Finding, name: str) -> float:
    found = next(step for step in finding.steps if step.name == name).value
    assert isinstance(found, float)
    return found


IDS = sorted(force.id for force in forces() if force.id != CITY)


@pytest.mark.parametrize("name", SPANS)
def test_the_rank_agreement_is_spearmans_as_scipy_computes_it(c57: Finding, name: str) -> None:
    x, y = series(name, IDS)
    assert value(c57, name) == pytest.approx(float(spearmanr(x, y).statistic))
    without = [float(spearmanr(x[:i] + x[i + 1 :], y[:i] + y[i + 1 :]).statistic) for i in range(len(IDS))]
    assert value(c57, f"{name}_least") == pytest.approx(min(without))
    assert value(c57, f"{name}_most") == pytest.approx(max(without))
    assert value(c57, f"{name}_forces") == 42


@pytest.mark.parametrize("name", SPANS)
def test_the_permutation_share_is_near_the_one_that_theory_gives(c57: Finding, name: str) -> None:
    """Student's t approximation for Spearman's coefficient, good to a percentage point at 42 forces."""
    x, y = series(name, IDS)
    assert value(c57, f"{name}_p") == pytest.approx(float(spearmanr(x, y).pvalue), abs=0.012)


def test_the_tens_are_counted_and_chance_is_exact(c57: Finding) -> None:
    x, y = series("agreement", IDS)
    falls = {one for _, one in sorted(zip(x, IDS, strict=True))[:10]}
    rises = {one for _, one in sorted(zip(y, IDS, strict=True))[-10:]}
    both = len(falls & rises)
    chance = sum(math.comb(10, i) * math.comb(32, 10 - i) for i in range(both, 11)) / math.comb(42, 10)
    assert value(c57, "both") == both
    assert value(c57, "both_p") == pytest.approx(chance)
    assert value(c57, "both_expected") == pytest.approx(100 / 42)


def test_without_london_is_the_agreement_of_the_other_forces(c57: Finding) -> None:
    x, y = series("agreement", [one for one in IDS if one != "metropolitan"])
    told = next(note.text for note in c57.notes if "Without London" in note.text["en"])
    assert f"{float(spearmanr(x, y).statistic):.2f}" in told["en"]
    assert f"{value(c57, 'agreement'):.2f}" in told["cy"]


@pytest.mark.parametrize(
    "words",
    [
        ("Left out one at a time", "O’u gadael allan fesul un"),
        ("Shuffling the forces 9,999 times", "Wrth siffrwd yr heddluoedd 9,999"),
        ("Without London’s forces", "Heb heddluoedd Llundain"),
        ("not divided by the same figure", "Ni rennir y ddwy gyfres"),
        ("Recording changed. After the inspection of 2014", "Newidiodd y cofnodi. Ar ôl arolygiad 2014"),
        ("Units that began high", "Unedau a ddechreuodd yn uchel"),
        ("The City of London Police: left out before the test", "Heddlu Dinas Llundain: gadawyd allan"),
    ],
)
def test_every_check_reaches_the_reader_in_both_languages(c57: Finding, words: tuple[str, str]) -> None:
    found = [note for note in c57.notes if note.kind == "check" and words[0] in note.text["en"]]
    assert found
    assert all(words[1] in note.text["cy"] and note.outcome in {"pass", "warn"} for note in found)


def test_forces_are_named_and_never_by_their_ids(c57: Finding) -> None:
    for note in c57.notes:
        assert not re.search(r"\b(metropolitan|greater-manchester|city-of-london|kent)\b", note.text["en"])
    assert any("Cheshire Constabulary moves it most" in note.text["en"] for note in c57.notes)


def test_the_pattern_stands_before_everything_and_no_text_speaks_of_a_cause(home: Path) -> None:
    for finding in check(["C18", "C57"]):
        assert [note.kind for note in finding.notes[:2]] == ["pattern", "pattern"]
        assert len(finding.pattern) == 2
        texts = [finding.because, finding.title, *(note.text for note in finding.notes)]
        assert not CAUSAL.search(" ".join(text["en"] for text in texts)), finding.id


def test_the_pattern_is_told_before_the_finding(home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for lang, words in (("en", ("Pattern, fixed", "Found:")), ("cy", ("Patrwm, a osodwyd", "Canfuwyd:"))):
        assert run(["check", "C57", "--lang", lang]) == 0
        out = capfd.readouterr().out
        assert 0 < out.index(words[0]) < out.index(words[1])
        assert out.count(words[0]) == 2


def test_another_force_without_a_score_stops_the_test_and_is_named(home: Path) -> None:
    remove(home, "severity_scores", {"area_id": "kent", "period": "ye_2018_03", "offence_group": VIOLENCE})
    finding = check(["C57"])[0]
    assert finding.verdict == "could not tell"
    assert {one.area_id for one in finding.missing} == {"kent"}
    assert "Kent Police" in finding.because["en"]
    results = {step.name: step.value for step in finding.steps if step.name.startswith("agreement")}
    assert len(results) == 20
    assert set(results.values()) == {None}


def written(**replaced: tuple[str, str]) -> Claim:
    text = (FOLDER / "C57.toml").read_text(encoding="utf-8")
    for old, new in replaced.values():
        assert old in text
        text = text.replace(old, new)
    return parse_claim(text, file="C57.toml")


def told(claim: Claim) -> str:
    return " ".join(note.text["en"] for note in check_claim(claim, Book(prepare())).notes)


def test_a_change_of_recording_is_told_only_where_the_years_lie_on_both_sides(home: Path) -> None:
    assert "Recording changed" in told(written())
    assert "Recording changed" not in told(written(on=("on = 2014-11-18", "on = 2009-11-18")))
    assert "Recording changed" not in told(written(on=("on = 2014-11-18", "on = 2018-11-18")))
    other = ('measures = ["crime_severity_violence"]', 'measures = ["charge_rate"]')
    assert "Recording changed" not in told(written(measures=other))


def test_two_series_per_resident_are_told_to_share_what_they_are_divided_by(home: Path) -> None:
    """Both series the severity score, so both per resident."""
    shared = told(written(of=('of = "officers_change"\n', 'of = "violence_change_before"\n'), first=(
        '[[steps]]\nname = "agreement"\n',
        '[[steps]]\nname = "violence_2011_too"\nlabel = { en = "S", cy = "S" }\nmeasure = "crime_severity_violence"\n'
        'area = "every force"\nperiod = "ye_2011_03"\n\n'
        '[[steps]]\nname = "violence_change_before"\nlabel = { en = "C", cy = "C" }\n'
        'expression = "violence_2015 - violence_2011_too"\nunit = "score"\n\n[[steps]]\nname = "agreement"\n',
    )))  # fmt: skip
    assert "are both worked out per resident" in shared


def test_the_other_ends_can_be_asked_for(home: Path) -> None:
    claim = written(end=("most = 10\n", 'most = 10\nof_end = "highest"\nwith_end = "lowest"\n'))
    x, y = series("agreement", IDS)
    top = {one for _, one in sorted(zip(x, IDS, strict=True))[-10:]}
    low = {one for _, one in sorted(zip(y, IDS, strict=True))[:10]}
    finding = check_claim(claim, Book(prepare()))
    assert value(finding, "both") == len(top & low)


def test_the_same_check_twice_gives_the_same_figures(home: Path) -> None:
    assert check(["C57"]) == check(["C57"])


def test_the_claim_says_which_results_it_puts_under_which_names() -> None:
    step = packaged_claim("C57").step("agreement_upper")
    assert step.name == "agreement"


def test_a_rule_changed_after_a_run_says_so_with_its_words_and_with_its_verdict(
    home: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    finding = check(["C57"])[0]
    (line,) = (line for line in finding.rules if line.changed)
    assert line.applied
    for lang, first, when in (
        ("en", "does not hold as stated", "changed after the first run"),
        ("cy", "nid yw’n gywir fel y’i dywedwyd", "ar ôl rhediad cyntaf y prawf"),
    ):
        for text in (line.text[lang], finding.because[lang]):
            assert first in text
            assert when in text
    for lang, beforehand in (("en", "Rule, fixed beforehand"), ("cy", "Rheol, a osodwyd ymlaen llaw")):
        assert run(["check", "C57", "--lang", lang]) == 0
        told = " ".join(capfd.readouterr().out.split())
        assert f"{beforehand} *" not in told
        assert when_changed(lang) in told


def when_changed(lang: str) -> str:
    return {"en": "Rule, changed after a run *:", "cy": "Rheol, a newidiwyd ar ôl rhediad *:"}[lang]


def test_a_rule_that_was_fixed_beforehand_has_nothing_added(home: Path) -> None:
    (finding,) = check(["C18"])
    assert not any(line.changed for line in finding.rules)
    assert not any("changed after" in line.text["en"] for line in finding.rules)
