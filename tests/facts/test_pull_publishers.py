"""The reviewed list of publications, and lists of one's own."""

from pathlib import Path

import pytest

from peelian.facts.datasets import DATASETS
from peelian.facts.pull.problems import BadPublishersList, NeedsMonth, UnknownPublication
from peelian.facts.pull.publishers import file_name_of, publication, publications

ROW = """
[[publication]]
id = "x"
kind = "{kind}"
title = "t"
publisher = "p"
address = "{address}"
licence = "l"
feeds = ["{feeds}"]
checked_on = 2026-01-01
"""


def test_every_publication_says_what_it_is_and_feeds_real_datasets() -> None:
    listed = publications()
    assert len(listed) >= 8
    for one in listed.values():
        assert one.title and one.publisher and one.licence and one.feeds
        assert set(one.feeds) <= set(DATASETS)
        assert one.address.startswith("https://")
    assert {"street_crime", "workforce", "recorded_outcomes", "search_counts"} <= {
        feed for one in listed.values() for feed in one.feeds
    }


def test_an_unknown_publication_is_answered_with_near_ones() -> None:
    with pytest.raises(UnknownPublication, match="Did you mean workforce-tables"):
        publication("workforce-table")


def test_a_monthly_publication_needs_a_real_month() -> None:
    one = publication("street-archive")
    assert one.address_for("2025-03").endswith("/2025-03.zip")
    for month in (None, "2025-13", "../../x", "March"):
        with pytest.raises(NeedsMonth):
            one.address_for(month)


@pytest.mark.parametrize(
    ("text", "words"),
    [(ROW.format(kind="ftp", address="https://a.example/x", feeds="workforce"), "kinds are"),
     (ROW.format(kind="file", address="file:///etc/passwd", feeds="workforce"), "not an http"),
     (ROW.format(kind="file", address="https://a.example/x", feeds="nonsense"), "no dataset"),
     (ROW.format(kind="file", address="https://a.example/x", feeds="workforce") * 2, "share an id"),
     ("[[publication]]\nid = 'x'", "lacks kind"), ("not toml", "xpected"), ("", "no publication")],
)  # fmt: skip
def test_a_list_that_is_wrong_is_refused_with_the_reason(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "list.toml"
    path.write_text(text)
    with pytest.raises(BadPublishersList, match=words) as problem:
        publications(path)
    assert str(path) in str(problem.value)


def test_a_list_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadPublishersList, match="No such file"):
        publications(tmp_path / "absent.toml")


@pytest.mark.parametrize(
    ("address", "name"),
    [("https://a.example/data/2025-03.zip", "2025-03.zip"), ("https://a.example/file?uri=/x/y/tool.xlsx", "tool.xlsx"),
     ("https://a.example/%2e%2e%2f%2e%2e%2fpasswd.csv", "passwd.csv"), ("https://a.example/..", "fallback"),
     ("https://a.example/query?f=geojson", "fallback"), ("https://a.example/a b;c.csv", "a_b_c.csv"),
     ("https://a.example/.hidden.csv", "hidden.csv")],
)  # fmt: skip
def test_a_download_gets_a_harmless_name(address: str, name: str) -> None:
    assert file_name_of(address, "fallback") == name
