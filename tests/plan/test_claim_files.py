"""A claim file is read whole: every mistake is named with its place and a way to mend it."""

import re
from pathlib import Path

import pytest

from peelian.plan.claims.problems import BadClaimFile, NoClaimFile
from peelian.plan.claims.reading import parse_claim, read_claim

HERE = Path(__file__).parent
BAD = sorted((HERE / "bad").glob("*.toml"))
GOOD = (HERE / "good.toml").read_text(encoding="utf-8")


def expected(path: Path) -> list[str]:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    return first.removeprefix("# expect: ").split(" | ")


def test_the_good_file_that_the_bad_ones_were_made_from_is_read() -> None:
    claim = read_claim(HERE / "good.toml")
    assert claim.id == "X01"
    assert [step.name for step in claim.steps] == ["start", "end", "change"]


def test_there_are_enough_bad_files_to_mean_something() -> None:
    assert len(BAD) >= 35


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_each_bad_file_is_refused_with_words_to_act_on(path: Path) -> None:
    with pytest.raises(BadClaimFile) as caught:
        read_claim(path)
    message = str(caught.value)
    assert path.name in message
    for words in expected(path):
        assert words in message
    welsh = caught.value.message("cy")
    assert "Nid yw" in welsh
    assert not re.search(r"\{(key|got|known|hint|what|where|en|cy|most)\}", message + welsh)


def test_all_faults_of_one_file_are_told_at_once() -> None:
    with pytest.raises(BadClaimFile) as caught:
        read_claim(HERE / "bad" / "many_faults.toml")
    assert len(caught.value.faults) >= 4
    assert len(str(caught.value).splitlines()) == len(caught.value.faults) + 1


def test_a_fault_names_the_step_it_lies_in() -> None:
    with pytest.raises(BadClaimFile) as caught:
        read_claim(HERE / "bad" / "unknown_step_name.toml")
    assert "steps.change.expression" in str(caught.value)


def test_a_file_that_is_not_there_is_one_plain_line(tmp_path: Path) -> None:
    with pytest.raises(NoClaimFile) as caught:
        read_claim(tmp_path / "absent.toml")
    assert "absent.toml" in str(caught.value)


def test_a_file_in_latin_1_is_refused_as_such(tmp_path: Path) -> None:
    path = tmp_path / "latin.toml"
    path.write_bytes(GOOD.replace("Dechrau", "Dechré").encode("latin-1"))
    with pytest.raises(BadClaimFile, match="not UTF-8"):
        read_claim(path)


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "windows.toml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert read_claim(path).id == "X01"


def test_a_huge_file_is_refused_before_it_is_read() -> None:
    with pytest.raises(BadClaimFile, match="characters"):
        parse_claim("#" * 200_000, file="huge.toml")


def test_a_deeply_nested_file_is_refused_not_crashed_on() -> None:
    with pytest.raises(BadClaimFile):
        parse_claim("id = " + "[" * 20_000, file="deep.toml")


def test_ones_own_file_needs_one_language_only() -> None:
    text = GOOD.replace('words = { en = "w", cy = "w" }', 'words = "w"').replace(
        'speaker = "newspaper"\n', ""
    )
    claim = parse_claim(text, file="mine.toml", own=True)
    assert claim.words == {"en": "w", "cy": "w"}
    assert claim.speaker == "you"
