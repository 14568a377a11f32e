"""Pages are made once per version of the store, and validated by readers who hold them."""

import gzip
import time

import pytest


def test_a_page_that_the_reader_holds_is_not_sent_again(client):
    first = client.get("/claims")
    again = client.get("/claims", headers={"if-none-match": first["ETag"]})
    assert first.status_code == 200
    assert again.status_code == 304
    assert again.content == b""
    assert again["ETag"] == first["ETag"]


def test_a_page_not_changed_since_is_not_sent_again(client):
    first = client.get("/claims")
    again = client.get("/claims", headers={"if-modified-since": first["Last-Modified"]})
    assert again.status_code == 304


def test_another_validator_gets_the_whole_page(client):
    answer = client.get("/claims", headers={"if-none-match": '"something-else"'})
    assert answer.status_code == 200
    assert b"</html>" in answer.content


def test_a_reader_who_takes_gzip_gets_the_same_page_smaller(client):
    plain = client.get("/claims").content
    zipped = client.get("/claims", headers={"accept-encoding": "gzip"})
    assert zipped["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in zipped["Vary"]
    assert gzip.decompress(zipped.content) == plain
    assert len(zipped.content) < len(plain) / 2


def test_english_and_welsh_are_different_answers(client):
    english, welsh = client.get("/claims"), client.get("/cy/claims")
    assert english["ETag"] != welsh["ETag"]
    assert b'<html lang="en"' in english.content
    assert b'<html lang="cy"' in welsh.content


def test_a_part_of_the_query_that_no_page_asks_for_changes_nothing(client):
    assert client.get("/claims?utm_source=x").content == client.get("/claims").content


@pytest.mark.parametrize("path", ["/", "/claims", "/claims.csv", "/healthz"])
def test_only_reading_is_allowed(client, path):
    assert client.post(path).status_code == 405
    assert client.head(path).status_code == 200


def test_a_load_shows_up_without_a_restart(client, home):
    from tests.support.small_store import small_store

    before = client.get("/claims/C01")
    assert "Holds" in before.content.decode()
    small_store(home, {})
    while (after := client.get("/claims/C01"))["ETag"] == before["ETag"]:
        time.sleep(0.05)  # the page as it was, while the new one is made
    assert "Could not tell" in after.content.decode()


def test_a_store_that_cannot_be_read_is_said_and_not_traced(client, home):
    (home / "store" / "manifest.json").write_text("not a manifest", encoding="utf-8")
    english, welsh = client.get("/claims"), client.get("/cy/claims")
    assert english.status_code == welsh.status_code == 503
    assert "The figures cannot be read just now" in english.content.decode()
    assert "Ni ellir darllen y ffigurau" in welsh.content.decode()
    assert client.get("/healthz").status_code == 503
    assert "Traceback" not in english.content.decode()


def test_a_page_whose_thing_was_removed_is_gone_after_a_moment(client, home):
    from tests.support.small_store import small_store

    source = "/data/sources/figures/workforce/ho-workforce-2017-09"
    assert client.get(source).status_code == 200
    small_store(home, {})
    while client.get(source).status_code == 200:
        time.sleep(0.05)
    assert client.get(source).status_code == 404


def test_many_first_readers_of_a_page_get_one_and_the_same_answer(client):
    from concurrent.futures import ThreadPoolExecutor

    from tests.support import site

    with ThreadPoolExecutor(8) as readers:
        found = list(readers.map(lambda _: site.django_client().get("/forces/kent"), range(16)))
    assert {answer.status_code for answer in found} == {200}
    assert len({answer["ETag"] for answer in found}) == 1
