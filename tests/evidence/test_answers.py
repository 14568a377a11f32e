"""Pages are made once per version of the store, and validated by readers who hold them."""

import gzip
import json
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
        found = list(
            readers.map(lambda _: site.django_client().get("/league/officers_fte?first=lowest"), range(16))
        )
    assert {answer.status_code for answer in found} == {200}
    assert len({answer["ETag"] for answer in found}) == 1


def test_so_many_bytes_are_held_and_no_more_and_the_sum_is_kept_as_pages_come_and_go(client, monkeypatch):
    from peelian.evidence import answers

    def held():
        return sum(len(one.content) + len(one.zipped) for one in answers._kept.values())

    monkeypatch.setattr(answers, "KEPT_BYTES", 400_000)
    most = answers.KEPT_BYTES
    for start in range(0, 400, 4):
        answer = client.get(f"/api/v1/areas?limit={430 - start}")
        assert answer.status_code == 200
        assert answers._weight == held() <= most + len(answer.content) * 2
    sizes = [
        len(json.dumps(client.get(f"/api/v1/areas?limit={430 - start}").json())) for start in range(0, 400, 4)
    ]
    assert sum(sizes) > most, "all of them would not have had room"
    newest = max(answers._kept, key=lambda slot: list(answers._kept).index(slot))
    assert newest[2].startswith("/api/v1/areas"), "the newest answer stays"


def test_a_page_made_anew_takes_the_place_of_the_old_one_in_the_sum(client, home):
    from peelian.evidence import answers
    from tests.support.small_store import small_store

    client.get("/claims")
    client.get("/api/v1/forces")
    small_store(home, {})
    client.get("/api/v1/forces")
    while client.get("/claims")["ETag"] and answers._renewing:
        time.sleep(0.05)
    assert answers._weight == sum(one.weight for one in answers._kept.values())


def test_questions_without_end_are_not_kept_without_end(home, monkeypatch):
    from peelian.evidence import reading
    from peelian.facts.home import prepare

    monkeypatch.setattr(reading, "KEPT_TABLES", 5)
    one = reading.Reading(prepare())
    for number in range(40):
        assert one.once(("league", "some", number), lambda number=number: [number]) == [number]
    for number in range(40):
        with pytest.raises(ZeroDivisionError):
            one.once(("league", "none", number), lambda: 1 / 0)
    assert len(one._kept) <= 5
    assert len(one._locks) <= 5
    assert one.once("findings", lambda: ["kept"]) == ["kept"]
    for number in range(9):
        one.once(("league", "other", number), lambda: ["x"])
    assert one.once("findings", lambda: ["made again"]) == ["kept"], "what every page shares stays"
