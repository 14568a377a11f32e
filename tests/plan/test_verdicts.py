"""The verdicts on the packaged figures. Source of each: the claim's line in the domain notes, `claims.md`."""

from pathlib import Path

import pytest

from peelian.facts.store import open_store
from peelian.plan import check
from peelian.plan.claims import packaged
from peelian.plan.claims.verdicts import VERDICTS

# claims.md, table "Article 2018 [A18]", rows C01 to C17: the verdict and the figure found.
EXPECTED = {
    "C01": ("holds", "-14.04%"),
    "C02": ("holds", "25 of 43 forces"),
    "C03": ("holds with note", "-21,805.46"),
    "C04": ("does not hold as stated", "-6,321.30"),
    "C05": ("holds", "30,871.22"),
    "C06": ("holds", "-2.87%"),
    "C07": ("does not hold as stated", "-910.65"),
    "C08": ("holds", "-2.92%"),
    "C09": ("does not hold as stated", "-5.02%"),
    "C10": ("holds", "£16.275m"),
    "C11": ("holds", "£3.6m"),
    "C12": ("holds with note", "£17.7m awarded"),
    "C13": ("inconsistent source", "114, 115 and 111 pages"),
    "C14": ("could not tell", "between 48 and 64"),
    "C15": ("could not tell", "no data"),
    "C16": ("holds with note", "8.9% to 6.6%"),
    "C17": ("holds with note", "-4.05%"),
}


ELSEWHERE = {f"C{number}" for number in range(18, 58)}
"""Expected in tests/golden/test_claims_18_37.py and test_claims_38_56.py."""


def test_every_packaged_claim_has_an_expected_verdict() -> None:
    assert set(packaged()) == set(EXPECTED) | ELSEWHERE


def test_the_verdicts_are_those_of_the_domain_notes(home: Path) -> None:
    findings = check(list(EXPECTED))
    assert {one.id: one.verdict for one in findings} == {
        id_: verdict for id_, (verdict, _) in EXPECTED.items()
    }
    for one in findings:
        assert EXPECTED[one.id][1] in one.found


def test_verdicts_come_from_rows_so_an_empty_store_can_tell_nothing(tmp_path: Path) -> None:
    for finding in check(store=open_store(tmp_path)):
        assert finding.verdict == "could not tell", finding.id
        assert finding.missing
        assert all(one.dataset for one in finding.missing)
        assert "peelian data add" in finding.because["en"] or finding.id == "C15"


@pytest.mark.parametrize(
    ("claim", "explained"),
    [
        ("C03", "31 March 2010 in place of 30 September 2010 (-21,805.46 FTE)"),
        ("C04", "31 March 2010 in place of 30 September 2010 (-6,861.93 FTE)"),
        ("C07", "is the figure of the London region (-922.18 FTE), not of the Metropolitan Police:"),
        ("C09", "is the figure of the West Midlands region (-4.08%), not of West Midlands Police:"),
        ("C17", "31 March 2014 in place of 30 September 2014 (-4.68%)"),
    ],
)
def test_a_figure_that_does_not_come_out_is_explained_by_a_neighbouring_reading(
    home: Path, claim: str, explained: str
) -> None:
    finding = check([claim])[0]
    assert explained in finding.because["en"]
    assert any(reading.fits for reading in finding.readings)
    assert any(not reading.fits for reading in finding.readings), "readings that failed are told too"
    definition = packaged()[claim]
    told = " ".join(rule.because["en"] for rule in definition.verdicts)
    assert "region" not in told, "the explanation must come from the search, not from the definition"


def test_the_whole_working_of_c09_can_be_followed(home: Path) -> None:
    finding = check(["c09"])[0]
    shown = {step.name: step for step in finding.steps}
    assert shown["start"].value == 6880.0
    assert shown["end"].value == pytest.approx(6534.5)
    assert shown["change"].working == "100 * (6,534.5 - 6,880) / 6,880 = -5.02%"
    assert shown["largest_fall"].value == shown["change"].value, "the largest fall of any force"
    assert shown["larger_than_met"].value == 3.0, "West Midlands, West Mercia, Warwickshire (claims.md C09)"
    assert finding.areas == ("west-midlands",)


def test_each_finding_cites_the_sources_of_every_figure_it_used(home: Path) -> None:
    for finding in check():
        cited = {source.id for source in finding.sources}
        for step in finding.steps:
            assert set(step.source_ids) <= cited
            assert step.source_ids or step.state == "no_data", (finding.id, step.name)
        for source in finding.sources:
            assert source.title
            assert source.publisher
            assert source.address
            assert source.vintage


def test_every_finding_speaks_both_languages_and_states_its_rules(home: Path) -> None:
    for finding in check():
        assert finding.verdict in VERDICTS
        assert sum(line.applied for line in finding.rules) == 1
        assert len(finding.rules) >= 3
        for words in (finding.title, finding.words, finding.because, finding.would_change):
            assert words["en"]
            assert words["cy"]
            assert words["en"] != words["cy"]
        assert not finding.reviewed, "nobody has reviewed the Welsh"


def test_one_check_reads_each_measure_once(home: Path) -> None:
    from peelian.facts.home import prepare
    from peelian.plan.claims.book import Book
    from peelian.plan.claims.checking import check_claim

    book = Book(prepare())
    first = book.rows("officers_fte")
    for claim in packaged().values():
        check_claim(claim, book)
    assert book.rows("officers_fte") is first
