"""The words of the published files all lead to a term."""

from functools import cache
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from peelian.reference import crime_types, offences, outcome_types, searches
from peelian.reference.problems import UnknownTerm
from peelian.reference.vocabulary import Vocabulary

ALL = [
    offences.offence_groups(),
    offences.offence_subgroups(),
    outcome_types.outcome_types(),
    crime_types.crime_types(),
    crime_types.crime_outcomes(),
    searches.legislation(),
    searches.search_objects(),
    searches.search_outcomes(),
    searches.ethnicities(),
]
PUBLISHED = [
    ("street", "Crime type", crime_types.crime_types(), 14),
    ("street", "Last outcome category", crime_types.crime_outcomes(), 20),
    ("outcomes", "Outcome type", crime_types.crime_outcomes(), 20),
    ("stop-and-search", "Legislation", searches.legislation(), 8),
    ("stop-and-search", "Object of search", searches.search_objects(), 10),
    ("stop-and-search", "Outcome", searches.search_outcomes(), 10),
    ("stop-and-search", "Self-defined ethnicity", searches.ethnicities(), 30),
]
"""Kind of file, its column, the vocabulary of its words, and how many of them the files hold at least."""


@cache
def _words(test_data: Path, kind: str) -> dict[str, set[str]]:
    """The words of each column of a vocabulary's in all files of a kind, which are read once for all its columns."""
    columns = [column for one, column, _, _ in PUBLISHED if one == kind]
    lists = ", ".join(f'list(DISTINCT "{one}") FILTER ("{one}" IS NOT NULL)' for one in columns)
    paths = [str(path) for path in sorted((test_data / "police-uk").glob(f"*/*-{kind}.csv.gz"))]
    query = f"SELECT {lists} FROM read_csv(?, all_varchar = true, delim = ',', quote = '\"')"
    found = duckdb.execute(query, [paths]).fetchall()[0]
    return {column: set(words) for column, words in zip(columns, found, strict=True)}


@pytest.mark.parametrize("words", ALL, ids=lambda words: words.name)
def test_every_term_has_a_source_and_both_languages_and_no_wording_means_two_terms(words: Vocabulary) -> None:
    seen: dict[str, str] = {}
    for term in words.values():
        assert term.source
        assert term.name
        assert term.name_cy
        for text in (term.id, term.name, *term.aliases):
            assert words.find(text) is term, text
            assert seen.setdefault(text, term.id) == term.id


def test_outcome_types_run_from_0_to_22_and_only_1_is_a_charge() -> None:
    assert list(outcome_types.outcome_types()) == [str(n) for n in range(23)]
    assert outcome_types.outcome_type(" 01 ").group == "charged_or_summonsed"
    charged = [t.id for t in outcome_types.outcome_types().values() if t.group == "charged_or_summonsed"]
    assert charged == [outcome_types.CHARGED]


def test_violent_crime_before_may_2013_is_not_violence_and_sexual_offences() -> None:
    old, new = (
        crime_types.crime_types().find("Violent crime"),
        crime_types.crime_types().find("Violence and sexual offences"),
    )
    assert (str(old.ends), str(new.starts)) == ("2013-04-30", "2013-05-01")
    assert old is not new


def test_both_outcome_vocabularies_of_searches_meet() -> None:
    words = searches.search_outcomes()
    assert words.find("Suspect arrested") is words.find("Arrest")
    assert words.find("Nothing found - no further action") is words.find("A no further action disposal")


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Black/African/Caribbean/Black British - African", "black"),
        ("Black or Black British - African (B2)", "black"),
        ("Asian/Asian British - Chinese", "asian"),
        ("Other ethnic group - Not stated", "not_stated"),
        ("Not Stated (NS)", "not_stated"),
        ("", "not_stated"),
        (None, "not_stated"),
    ],
)
def test_ethnic_groups_of_both_censuses_meet_and_unknown_is_kept(text: str | None, group: str) -> None:
    assert searches.ethnic_group(text) == group


def test_an_unknown_word_is_refused_with_a_near_one() -> None:
    with pytest.raises(UnknownTerm, match="Did you mean Burglary"):
        crime_types.crime_types().find("Burglry")


def test_an_old_label_with_its_year_is_the_group() -> None:
    assert offences.offence_group_for("2015/16 onwards - Robbery").id == "robbery"


@pytest.mark.parametrize(("kind", "column", "words", "least"), PUBLISHED)
def test_every_word_of_the_real_police_uk_files_is_known(
    test_data: Path, kind: str, column: str, words: Vocabulary, least: int
) -> None:
    found = _words(test_data, kind)[column]
    assert len(found) >= least
    assert [word for word in sorted(found) if words.find_or_none(word) is None] == []


def test_every_group_and_outcome_of_the_real_outcomes_file_is_known(test_data: Path) -> None:
    rows = pd.read_csv(test_data / "recorded-crime/outcomes_open_data_2018_19_q1_q3.csv.gz", dtype=str)
    for label in rows["offence_group"].unique():
        assert offences.offence_group_for(label)
    for pair in rows[["outcome_type", "outcome_description"]].drop_duplicates().itertuples(index=False):
        assert outcome_types.outcome_type(pair[0]) is outcome_types.outcome_type(pair[1])
    old = pd.read_csv(test_data / "recorded-crime/street_crime_outcomes_by_force_2012_2015.csv.gz", dtype=str)
    assert all(crime_types.crime_types().find(word) for word in old["crime_type"].unique())
    assert all(
        crime_types.crime_outcomes().find(word) for word in old["last_outcome_category"].dropna().unique()
    )
