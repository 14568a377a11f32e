"""A claim of one's own: put in options or in a file, checked like a packaged one, explained likewise."""

import re
from pathlib import Path
from typing import Any

import pytest

from peelian.facts.measures.problems import UnknownDimension, UnknownMeasure, UnknownValue
from peelian.plan import check
from peelian.plan.claims.finding import Finding
from peelian.plan.claims.own import Question, claim_for, own_claim
from peelian.plan.claims.problems import BadClaimFile, BadFigure, BadQuestion, BadTolerance, NoClaimFile
from peelian.reference.problems import AmbiguousArea, BadPeriod, UnknownArea


def ask(**fields: Any) -> Finding:
    asked = {
        "measure": "officers_fte",
        "start": "2016-09-30",
        "to": "2017-09-30",
        "area": "west-midlands",
    } | fields
    return check(claims=[claim_for(Question(**asked))])[0]


# Figures: Home Office workforce tables, 30 September 2017, Table 1 and Table 7 [WF17].
@pytest.mark.parametrize(
    ("fields", "verdict", "found"),
    [
        ({"area": "K04000001", "start": "2010-09-30", "change": "-14%"}, "holds", "-14.04%"),
        ({"area": "K04000001", "start": "2010-09-30", "change": "-14.0%"}, "holds", "-14.04%"),
        (
            {"area": "K04000001", "start": "2010-09-30", "change": "-14.1%"},
            "does not hold as stated",
            "-14.04%",
        ),
        ({"change": "-5%"}, "holds", "-5.02%"),
        ({"change": "-4.1%"}, "does not hold as stated", "-5.02%"),
        ({"change": "-4.1%", "tolerance": "1"}, "holds", "-5.02%"),
        ({"change": "-344"}, "does not hold as stated", "-345.50 FTE"),
        ({"change": "about -345"}, "holds", "-345.50 FTE"),
        ({"change": "5%"}, "does not hold as stated", "-5.02%"),
        ({"area": "metropolitan", "value": ">30,000", "start": ""}, "holds", "30,871.22 FTE"),
        ({"area": "metropolitan", "value": "31,000", "start": ""}, "holds", "30,871.22 FTE"),
        (
            {"area": "metropolitan", "value": "<30,000", "start": ""},
            "does not hold as stated",
            "30,871.22 FTE",
        ),
    ],
)
def test_a_figure_is_checked_as_it_was_said(
    home: Path, fields: dict[str, Any], verdict: str, found: str
) -> None:
    finding = ask(**fields)
    assert (finding.verdict, finding.found) == (verdict, found)
    assert finding.speaker == "you"
    assert finding.sources


def test_a_region_given_for_a_force_is_found_without_being_asked(home: Path) -> None:
    finding = ask(change="-4.1%")
    assert "the West Midlands region (-4.08%), not of West Midlands Police:" in finding.because["en"]


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        # Table 1 [WF17]: London region -2.84%, City of London -1.68%, Metropolitan Police -2.87%.
        ({"area": "E12000007", "change": "-1.68%"}, "of the City of London Police"),
        # North West 15,667.78 against Merseyside 3,484.35.
        ({"area": "E12000002", "start": "", "value": "3,484"}, "of Merseyside Police"),
        # Gwent's change is -0.73%; Wales as a whole rose by 0.98%.
        ({"area": "gwent", "change": "0.98%"}, "the figure of Wales"),
        # England and Wales, March 2017: 123,142 of Table 1, given for September.
        (
            {"area": "K04000001", "start": "", "value": "123,142"},
            "31 March 2017 in place of 30 September 2017",
        ),
        # 122,859 is September 2016, a year before.
        (
            {"area": "K04000001", "start": "", "value": "122,859"},
            "30 September 2016 in place of 30 September 2017",
        ),
    ],
)
def test_other_readings_are_found_by_the_same_search(home: Path, fields: dict[str, Any], named: str) -> None:
    finding = ask(**fields)
    assert finding.verdict == "does not hold as stated"
    assert named in finding.because["en"]


def test_headcount_given_for_fte_is_found(home: Path) -> None:
    from peelian.facts import measures

    row = next(
        row
        for row in measures.rows("officers_headcount", areas=["kent"], periods=["2018-03-31"])
        if row.value is not None
    )
    fte = measures.rows("officers_fte", areas=["kent"], periods=["2018-03-31"])[0]
    assert row.value is not None
    assert fte.value is not None
    assert round(fte.value) != round(row.value), "the two bases must differ for this test to tell"
    finding = ask(area="kent", start="", to="2018-03-31", value=f"{row.value:.0f}")
    assert "headcount in place of FTE" in finding.because["en"]


def test_when_no_reading_gives_the_figure_it_says_how_many_were_tried(home: Path) -> None:
    finding = ask(change="-50%")
    assert len(finding.readings) >= 4
    told = [note.text["en"] for note in finding.notes if note.kind == "reading"]
    assert told == [
        f"None of the {len(finding.readings)} neighbouring readings tried (areas, dates, ways of counting) gives -50%."
    ]


def test_a_period_that_is_not_loaded_could_not_be_told(home: Path) -> None:
    finding = ask(area="K04000001", start="1990-09-30", change="-14%")
    assert finding.verdict == "could not tell"
    assert "30 September 1990 (no data)" in finding.because["en"]


def test_the_rule_says_how_near_is_near_enough(home: Path) -> None:
    assert "to within 0.05%" in ask(change="-4.1%").rule
    assert "to within 0.5%" in ask(change="-4%").rule
    assert "the tolerance given" in ask(change="-4%", tolerance="2").rule
    assert "one whole unit" in ask(change="about -300").rule


def test_money_with_its_dimensions(home: Path) -> None:
    where = {"fund": "nclcc", "stage": "announced"}
    finding = ask(measure="funding", area="K04000001", start="", to="2018-04/P2Y", where=where, value="£3.6m")
    assert finding.verdict == "holds"


@pytest.mark.parametrize(
    ("where", "problem", "words"),
    [
        ({"fund": "nclc", "stage": "announced"}, UnknownValue, "Did you mean nclcc"),
        ({"fund": "nclcc", "stage": "anounced"}, UnknownValue, "Did you mean announced"),
        ({"fnd": "nclcc", "stage": "announced"}, UnknownDimension, "Did you mean fund"),
    ],
)
def test_a_misspelt_dimension_is_not_taken_for_a_missing_figure(
    home: Path, where: dict[str, str], problem: type[Exception], words: str
) -> None:
    with pytest.raises(problem) as caught:
        ask(measure="funding", area="K04000001", start="", to="2018-04/P2Y", where=where, value="£3.6m")
    assert words in str(caught.value)


def test_a_dimension_that_is_summed_unless_named_can_be_named(home: Path) -> None:
    # Home Office, Police powers and procedures, year ending March 2017: 392 searches under section 60 by the Met.
    finding = ask(
        measure="searches",
        area="metropolitan",
        start="",
        to="ye_2017_03",
        where={"legislation": "section_60"},
        value="392",
    )
    assert finding.verdict == "holds"


def test_several_figures_for_one_question_are_refused_with_the_choices(home: Path) -> None:
    with pytest.raises(BadQuestion) as caught:
        ask(measure="funding", area="K04000001", start="", to="2018-04/P2Y", value="£3.6m")
    assert "Add dims to choose one" in str(caught.value)
    assert "nclcc" in str(caught.value)


@pytest.mark.parametrize(
    ("fields", "problem", "words"),
    [
        ({"measure": "officer_fte", "change": "-4%"}, UnknownMeasure, "officers_fte"),
        ({"area": "West Midlands", "change": "-4%"}, AmbiguousArea, "E12000005"),
        ({"area": "Mordor", "change": "-4%"}, UnknownArea, "Mordor"),
        ({"to": "Sept 2017", "change": "-4%"}, BadPeriod, "2017-09-30"),
        ({"change": "lots"}, BadFigure, "--change"),
        ({}, BadQuestion, "--change"),
        ({"change": "-4%", "value": "3"}, BadQuestion, "--value"),
        ({"change": "-4%", "start": ""}, BadQuestion, "--from"),
        ({"change": "-4%", "to": ""}, BadQuestion, "--to"),
        ({"change": "-4%", "tolerance": "wide"}, BadFigure, "--tolerance"),
        ({"change": "-4%", "tolerance": "-1"}, BadTolerance, "zero or more"),
    ],
)
def test_a_question_that_cannot_be_asked_says_why(
    fields: dict[str, Any], problem: type[Exception], words: str
) -> None:
    with pytest.raises(problem) as caught:
        ask(**fields)
    assert words in str(caught.value)


SHORT = """
words = "Officers of West Midlands Police fell by 4.1% in a year."
speaker = "newspaper"
[check]
measure = "officers_fte"
area = "west-midlands"
from = 2016-09-30
to = "2017-09-30"
change = "-4.1%"
"""


def test_the_short_file_asks_what_the_options_ask(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "my-claim.toml"
    path.write_text(SHORT, encoding="utf-8")
    finding = check(claims=[own_claim(path)])[0]
    assert (finding.id, finding.speaker) == ("my-claim", "newspaper")
    assert finding.words["en"].startswith("Officers of West Midlands")
    assert finding.because == ask(change="-4.1%").because


def test_the_long_file_is_a_claim_like_the_packaged_ones(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "long.toml"
    path.write_text((Path(__file__).parent / "good.toml").read_text(encoding="utf-8"), encoding="utf-8")
    assert check(claims=[own_claim(path)])[0].verdict == "holds"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("change =", "chnge ="), "Did you mean change"),
        (('measure = "officers_fte"\n', ""), "'measure' is missing"),
        (('speaker = "newspaper"', 'speaker = "me"'), "must be one of"),
        (("[check]", "check = 3\n[other]"), "must be a table"),
    ],
)
def test_a_short_file_with_a_fault_is_refused(tmp_path: Path, change: tuple[str, str], words: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(SHORT.replace(*change), encoding="utf-8")
    with pytest.raises(BadClaimFile, match=words):
        own_claim(path)


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(NoClaimFile):
        own_claim(tmp_path / "none.toml")


def test_every_fault_of_a_short_file_is_told_at_once_with_its_path(tmp_path: Path) -> None:
    wrong = (
        ('"officers_fte"', '"oficers_fte"'),
        ('"west-midlands"', '"metropolitn"'),
        ("2016-09-30", '"Sept 2016"'),
        ('"-4.1%"', '"lots"\ntolerance = "-1"'),
    )
    text = SHORT
    for right, mistake in wrong:
        text = text.replace(right, mistake)
    path = tmp_path / "e1.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadClaimFile) as caught:
        own_claim(path)
    told = str(caught.value)
    assert told.startswith(f"{path} is not a claim")
    assert len(caught.value.faults) == 5
    for words in (
        "officers_fte",
        "Metropolitan",
        "Sept 2016",
        "'lots' is not a figure for change",
        "'-1' is below",
    ):
        assert words in told


def test_a_division_by_zero_is_told_as_one(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "zero.toml"
    good = (Path(__file__).parent / "good.toml").read_text(encoding="utf-8")
    path.write_text(re.sub(r"/ \w+\b", "/ (start - start)", good, count=1), encoding="utf-8")
    assert "(start - start)" in path.read_text(encoding="utf-8")
    finding = check(claims=[own_claim(path)])[0]
    assert finding.verdict == "could not tell"
    assert "Divided by zero" in finding.because["en"]
    assert "(start - start)" in finding.because["en"]
    assert "ot loaded" not in finding.because["en"]
    assert "â sero" in finding.because["cy"]


def test_a_negative_tolerance_of_a_long_file_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "long.toml"
    good = (Path(__file__).parent / "good.toml").read_text(encoding="utf-8")
    path.write_text(good.replace("[[stated]]", '[[stated]]\ntolerance = "-1"', 1), encoding="utf-8")
    with pytest.raises(BadClaimFile, match="zero or more"):
        own_claim(path)
