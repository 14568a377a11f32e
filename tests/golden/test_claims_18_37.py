"""Claims C18 to C37, and C57: the verdict of each, its sums worked out again by hand, and every cited figure moved.

Verdicts: the claims' lines in the domain notes, `claims.md`; an "open" one there could not be told here. The sums are
worked out below from the figures as printed in those notes.
"""

from pathlib import Path

import pytest

from peelian.plan import check
from peelian.plan.claims import packaged
from tests.plan.rows import change_all, remove
from tests.support.moved import Move, fund, moved, point, unmoved

GMP, WALES = "greater-manchester", "W92000004"
QUARTERS = {"2022-03": 3_599, "2022-Q2": 10_393, "2022-Q3": 10_565, "2022-Q4": 11_129, "2023-Q1": 12_217,
            "2023-Q2": 15_720, "2023-Q3": 16_887, "2023-Q4": 18_091, "2024-Q1": 19_224}  # fmt: skip
EXPECTED = {
    "C18": ("could not tell", "rank agreement: no data"),
    "C19": ("holds", "45 days into the year, at £71.5m"),
    "C20": ("could not tell", "forces with a rise: no data"),
    "C21": ("holds", "£17m"),
    "C22": ("holds", f"£30m and £15m: £{30 + 15}m"),
    "C23": ("holds with note", "5 areas in the pilot, 8 areas added"),
    "C24": ("holds with note", "target 1,000 people; 166 people"),
    "C25": ("holds with note", "293 days after the plan"),
    "C26": ("holds with note", "4 months after the plan; on community sentences 279 days before"),
    "C27": ("could not tell", "worked out from all forces: no data; printed: 71%, 16.1 seconds, 1 force"),
    "C28": ("inconsistent source", f"{365 * 24 * 60 * 60 // 3:,} calls a year"),
    "C29": ("inconsistent source", f"{100 * 10_159 / 11_111:.2f}% from the counts, 91.9% in the words"),
    "C30": ("holds with note", f"10 forces as printed, so {100 * 33 / 43:.2f}%"),
    "C31": (
        "holds with note",
        f"{100 * (11_256 - 16_758) / 16_758:.2f}%, or {5_502 / 52:.1f} a week; "
        f"per month {100 * (938 / (16_758 / 13) - 1):.2f}%",
    ),
    "C32": ("holds", f"{100 * (842 - 430) / 430:.2f}%"),
    "C33": ("holds", f"{11.5 / 4.2:.2f} times"),
    "C34": ("could not tell", "43 forces said to; lowest attendance on record: no data"),
    "C35": ("holds", f"{100 * (5_145 - 4_280) / 4_280:.2f}%; {100 * 212 / 5_145:.2f}%"),
    "C36": ("could not tell", f"{18_081 / 1.35:,.0f} searches the year before"),
    "C37": (
        "holds",
        f"65,638 tests of {sum(QUARTERS.values()):,} tests positive: {100 * 65_638 / 117_825:.2f}%",
    ),
    "C57": ("could not tell", "5 forces of the ten at both ends"),
}
OPEN = {"C18", "C20", "C27", "C34", "C36"}
"""Settled by figures that are not in hand: tests/golden/test_claims_18_37_settled.py."""


def calls(item: str, value: float) -> Move:
    where = {"area_id": "northamptonshire", "period": "2023-11", "service": "999", "item": item}
    return ("call_answering", where, "value", value)


BEFORE, LATER = "2020-12/P13M", "2024"
S60 = "section_60_searches_published"
MOVES: list[tuple[str, str, list[Move]]] = [
    ("C19", "does not hold as stated", [point("youth_justice_grant_days_late", "fy_2018_19", 8)]),
    ("C21", "does not hold as stated", [fund("violence_youth_interventions", 18_000_000)]),
    ("C22", "does not hold as stated", [fund("safe_taskforces", 31_000_000)]),
    ("C22", "does not hold as stated", [fund("ap_specialist_taskforces", 14_000_000)]),
    ("C23", "holds", [point("adder_pilot_areas", "2020-11/P3Y", 1)]),
    ("C23", "does not hold as stated", [point("adder_accelerator_areas", "2021-07/P2Y", 9)]),
    ("C24", "holds", [point("civil_service_ex_offenders_hired", "2021-01/P4Y", 1_000)]),
    ("C24", "does not hold as stated", [point("civil_service_ex_offenders_target", "2023", 100)]),
    ("C25", "holds", [point("section_60_permanent_days_after_plan", "2022-05-16", 0)]),
    ("C26", "holds", [point("alcohol_tags_wales_community_days_before_plan", "2020-10-21", 0)]),
    ("C26", "does not hold as stated", [point("alcohol_tags_wales_licence_months_after_plan", "2021-11", -1)]),
    ("C28", "holds", [point("calls_999_a_year", "2022-05", 10_600_000)]),
    (
        "C28",
        "does not hold as stated",
        [point("calls_999_a_year", "2022-05", 8_000_000), point("calls_999_seconds_between", "2021-11/P6M", 4)],
    ),
    ("C29", "holds", [calls("under_10", 10_211)]),
    (
        "C29",
        "does not hold as stated",
        [point("call_answering_999_pct_under_10", "2023-11", 91.4, area_id="northamptonshire")],
    ),
    ("C30", "does not hold as stated", [point("forces_meeting_999_target", "ye_2024_10", 14)]),
    ("C31", "does not hold as stated", [point("residential_burglaries", LATER, 12_000)]),
    ("C31", "does not hold as stated", [point("residential_burglaries", BEFORE, 17_500)]),
    ("C32", "does not hold as stated", [point("burglary_arrests", "2022", 843)]),
    ("C32", "does not hold as stated", [point("burglary_arrests", "2021", 431)]),
    ("C33", "does not hold as stated", [point("burglary_solved_share", LATER, 10.4)]),
    ("C33", "holds with note", [point("burglary_solved_share", BEFORE, 3.8)]),
    ("C35", "does not hold as stated", [point(S60, "ye_2023_03", 4_320)]),
    ("C35", "does not hold as stated", [point(S60, "ye_2024_03", 5_180)]),
    ("C35", "does not hold as stated", [point("section_60_arrests_published", "ye_2024_03", 206)]),
    ("C37", "inconsistent source", [point("drug_test_count", "2022-Q3", 10_566)]),
    ("C37", "inconsistent source", [point("drug_test_positive", "2023-Q1", 6_605)]),
    (
        "C37",
        "does not hold as stated",
        [point("drug_test_positive", "2024-Q1", 12_000), point("drug_test_positive", "2022-03/P25M", 66_950)],
    ),
]  # fmt: skip


def test_each_claim_has_its_verdict_and_the_sum_worked_out_by_hand(home: Path) -> None:
    findings = {one.id: one for one in check(list(EXPECTED))}
    assert {id_: one.verdict for id_, one in findings.items()} == {
        id_: word for id_, (word, _) in EXPECTED.items()
    }
    for id_, one in findings.items():
        assert EXPECTED[id_][1] in one.found, id_


def test_every_claim_is_moved_or_is_settled_by_a_file() -> None:
    assert {claim for claim, _, _ in MOVES} | OPEN | {"C57"} == set(EXPECTED)
    assert set(EXPECTED) <= set(packaged())


@pytest.mark.parametrize(
    ("claim", "verdict", "moves"), MOVES, ids=[f"{one[0]}-{n}" for n, one in enumerate(MOVES)]
)
def test_a_moved_figure_changes_the_verdict(
    prepared_home: Path, home: Path, claim: str, verdict: str, moves: list[Move]
) -> None:
    after = moved(home, claim, moves)
    assert after.verdict == verdict
    assert after.verdict != unmoved(prepared_home)[claim].verdict


@pytest.mark.parametrize("claim", sorted(OPEN))
def test_a_claim_that_cannot_be_told_names_the_file_that_settles_it(home: Path, claim: str) -> None:
    finding = check([claim])[0]
    assert finding.missing
    for lang in ("en", "cy"):
        assert "peelian data add" in finding.because[lang]
        assert finding.would_change[lang]


def test_c27_never_works_a_total_out_of_the_forces_that_are_loaded(home: Path) -> None:
    steps = {step.name: step for step in check(["C27"])[0].steps}
    means = [value for value in steps["means"].rows.values() if value is not None]
    assert len(means) == 8, "the eight forces whose mean the press printed, calls.md"
    assert set(steps["answered"].rows.values()) == {None}, "no count is made of a printed percentage"
    assert {steps[name].value for name in ("share", "mean", "met")} == {None}
    assert steps["printed_share"].value == pytest.approx(0.71)
    assert steps["printed_mean"].value == pytest.approx(16.1)


def test_c29_names_both_shares_and_c28_both_numbers(home: Path) -> None:
    c28, c29 = check(["C28", "C29"])
    assert "10,159 calls of 11,111 calls, give 91.43%; the words say 91.9%" in c29.because["en"]
    assert (
        "10,512,000 calls a year; 12,000,000 calls a year was said the same day, 14.16% more"
        in c28.because["en"]
    )


def test_c35_says_that_the_page_has_other_totals_the_wrong_way_round(home: Path) -> None:
    notes = " ".join(note.text["en"] for note in check(["C35"])[0].notes)
    assert "reversed" in notes
    assert "530,093" in notes
    assert "542,720" in notes


def test_a_figure_taken_away_leaves_its_claim_untold(home: Path) -> None:
    remove(home, "point_figures", {"series": "burglary_arrests", "period": "2021"})
    finding = check(["C32"])[0]
    assert finding.verdict == "could not tell"
    assert "Greater Manchester Police, 2021, series burglary_arrests" in finding.because["en"]


def scores(home: Path, rise: dict[str, float]) -> None:
    same = {"period": "ye_2018_03", "offence_group": "Violence against the person"}
    moves = [({"area_id": force, **same}, value) for force, value in rise.items()]
    change_all(home, "severity_scores", "value", moves)


def test_c57_holds_with_note_once_the_scores_run_the_other_way(home: Path) -> None:
    """Scores made up so that the largest falls in officers have the smallest rises, by the order of the falls."""
    before = check(["C57"])[0]
    rows = next(step for step in before.steps if step.name == "officers_change").rows
    base = next(step for step in before.steps if step.name == "violence_2015").rows
    order = sorted((one for one in base if base[one] is not None), key=lambda one: rows[one] or 0)
    scores(home, {one: float(base[one] or 0) * (1.1 + place / 50) for place, one in enumerate(order)})
    after = check(["C57"])[0]
    assert (before.verdict, after.verdict) == ("could not tell", "holds with note")
    assert "1.00" in after.found
    assert "stands in" in next(line for line in after.rules if line.applied).text["en"]
