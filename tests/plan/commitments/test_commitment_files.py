"""A commitment's file is read whole: every mistake is named with its place and a way to mend it."""

import re
from pathlib import Path

import pytest

from peelian.plan.commitments.problems import BadCommitmentFile
from peelian.plan.commitments.reading import parse_commitment, read_commitment

HERE = Path(__file__).parent
BAD = sorted((HERE / "bad").glob("*.toml"))
GOOD = (HERE / "P18-99.toml").read_text(encoding="utf-8")


def expected(path: Path) -> list[str]:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    return first.removeprefix("# expect: ").split(" | ")


def bad(text: str, file: str = "P18-99.toml") -> BadCommitmentFile:
    with pytest.raises(BadCommitmentFile) as caught:
        parse_commitment(text, file=file)
    return caught.value


def test_the_good_file_that_the_bad_ones_were_made_from_is_read() -> None:
    made = read_commitment(HERE / "P18-99.toml")
    assert made.id == "P18-99"
    assert made.every_source == ("A18", "OWA-ACT")


def test_milestones_come_in_the_order_of_their_dates_however_they_are_written() -> None:
    made = parse_commitment(GOOD, file="P18-99.toml")
    assert [one.on for one in made.milestones] == ["2018-04-09", "2021-07"]
    assert [one.label("en") for one in made.milestones] == ["9 April 2018", "July 2021"]
    assert [one.label("cy") for one in made.milestones] == ["9 Ebrill 2018", "Gorffennaf 2021"]


def test_there_are_enough_bad_files_to_mean_something() -> None:
    assert len(BAD) >= 25


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_each_bad_file_is_refused_with_words_to_act_on(path: Path) -> None:
    problem = bad(path.read_text(encoding="utf-8"))
    message, welsh = str(problem), problem.message("cy")
    for words in expected(path):
        assert words in message
    assert "Nid yw" in welsh
    assert not re.search(r"\{(key|got|known|hint|file|plan|wanted|en|cy|most)\}", message + welsh)


def test_all_faults_of_one_file_are_told_at_once() -> None:
    problem = bad((HERE / "bad" / "many_faults.toml").read_text(encoding="utf-8"))
    assert len(problem.faults) == 3
    assert len(str(problem).splitlines()) == 4


def test_a_file_under_another_name_than_its_id_is_refused() -> None:
    assert "Call it P18-99.toml" in str(bad(GOOD, file="P18-98.toml"))


def test_a_file_in_latin_1_is_refused_as_such(tmp_path: Path) -> None:
    path = tmp_path / "P18-99.toml"
    path.write_bytes(GOOD.replace("Gwneir", "Gwnéir").encode("latin-1"))
    with pytest.raises(BadCommitmentFile, match="not UTF-8"):
        read_commitment(path)


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "P18-99.toml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert read_commitment(path).title["cy"] == "Gwneir peth"


def test_a_huge_file_is_refused_before_it_is_read() -> None:
    assert "characters" in str(bad("#" * 3_000_000))
