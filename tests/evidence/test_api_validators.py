"""Validators, methods and headers of the API: 304 while the store is as it was, and never an old answer with a new ETag."""

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest

PLACES = [
    "forces",
    "league/homicide_rate?period=2020-04/P3Y",
    "claims/C01",
    "money?format=csv",
    "commitments/P21-04",
]


def an_official_file(home, tmp_path, number=1):
    """Add one figure from a file of one's own, as a person would."""
    from peelian.facts.intake import add

    head = "series,area,period,value,unit,quoted,note,title,publisher,address,licence,published_on"
    line = f"robbery,kent,201{number},{number},count,,,T{number},P,https://example.org/{number},OGL,2020-01-0{number}"
    file = tmp_path / f"figures-{number}.csv"
    file.write_text(f"{head}\n{line}\n", encoding="utf-8")
    report = add([file], path=home)
    assert report


@pytest.mark.parametrize("place", PLACES)
def test_an_answer_that_the_caller_holds_is_304_without_a_body_until_a_file_is_added(
    client, home, tmp_path, place
):
    first = client.get(f"/api/v1/{place}")
    again = client.get(f"/api/v1/{place}", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    an_official_file(home, tmp_path)
    after = client.get(f"/api/v1/{place}", headers={"if-none-match": first["ETag"]})
    assert after.status_code == 200
    assert after["ETag"] != first["ETag"]
    assert after["X-Store-Version"] != first["X-Store-Version"]
    if "csv" not in place:
        assert after.json()["store_version"] == after["X-Store-Version"]


def test_any_of_several_validators_and_a_weak_one_will_do(client):
    tag = client.get("/api/v1/forces")["ETag"]
    for held in (f'"x", {tag}', f"W/{tag}", "*"):
        assert client.get("/api/v1/forces", headers={"if-none-match": held}).status_code == 304


def test_two_questions_have_two_validators_and_a_default_said_aloud_is_the_same_question(client):
    tags = [
        client.get(f"/api/v1/forces{query}")["ETag"]
        for query in ("", "?limit=500", "?limit=2", "?format=csv")
    ]
    assert tags[0] == tags[1]
    assert len(set(tags)) == 3


def test_while_files_are_added_no_answer_wears_the_validator_of_another_version(client, home, tmp_path):
    from tests.support import site

    stop = []

    def read(_number):
        seen, reader = [], site.django_client()
        while not stop:
            answer = reader.get("/api/v1/sources?limit=5000")
            body = answer.json()
            assert answer["ETag"].strip('"').rpartition(".")[0] == body["store_version"]
            seen.append((answer["ETag"], body["total"]))
        return seen

    with ThreadPoolExecutor(3) as readers:
        found = [readers.submit(read, number) for number in range(3)]
        for number in range(1, 5):
            an_official_file(home, tmp_path, number)
            newest = client.get("/api/v1/sources?limit=5000").json()["total"]
        stop.append(True)
        seen = [pair for one in found for pair in one.result()]
    totals = {}
    for tag, total in seen:
        assert totals.setdefault(tag, total) == total, "one validator for two bodies"
    assert max(totals.values()) == newest
    for reader in found:
        assert all(before[1] <= after[1] for before, after in pairwise(reader.result())), "went back in time"


@pytest.mark.parametrize("place", [*PLACES, "openapi.json", "forces/atlantis", "forces?x=1"])
def test_head_is_get_without_the_body(client, place):
    whole, head = client.get(f"/api/v1/{place}"), client.head(f"/api/v1/{place}")
    assert head.status_code == whole.status_code
    assert head.content == b""
    assert head["Content-Length"] == str(len(whole.content))
    assert head["Content-Type"] == whole["Content-Type"]
    assert head.get("ETag") == whole.get("ETag")


@pytest.mark.parametrize("place", [*PLACES, "openapi.json", "forces/atlantis", "forces?x=1", "nothing"])
def test_any_site_may_read_any_answer_and_see_its_validator_and_its_next_part(client, place):
    answer = client.get(f"/api/v1/{place}")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Link" in answer["Access-Control-Expose-Headers"]
    assert "ETag" in answer["Access-Control-Expose-Headers"]
    assert "Set-Cookie" not in answer


def test_a_browser_that_asks_first_may_send_a_validator(client):
    answer = client.options("/api/v1/forces", headers={"access-control-request-headers": "if-none-match"})
    assert answer.status_code == 204
    assert "If-None-Match" in answer["Access-Control-Allow-Headers"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
def test_no_method_writes(client, method):
    answer = getattr(client, method)("/api/v1/forces")
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD, OPTIONS"
    assert answer.json()["errors"][0]["code"] == "method-not-allowed"


def test_a_store_that_cannot_be_read_is_503_with_words_and_no_trace(client, home):
    (home / "store" / "manifest.json").write_text("not a manifest", encoding="utf-8")
    answer = client.get("/api/v1/forces")
    assert answer.status_code == 503
    assert answer["Cache-Control"] == "no-store"
    [fault] = answer.json()["errors"]
    assert "Traceback" not in answer.content.decode()
    assert fault["message"]["cy"] != fault["message"]["en"]


def test_a_real_server_sends_the_length_and_no_body_for_head(home):
    import http.client
    from urllib.parse import urlsplit

    from tests.support import site

    with site.running_site(home) as address:
        connection = http.client.HTTPConnection(urlsplit(address).netloc)
        connection.request("GET", "/api/v1/forces")
        whole = connection.getresponse()
        length = len(whole.read())
        connection.request("HEAD", "/api/v1/forces")
        head = connection.getresponse()
        assert head.read() == b""
        assert head.status == 200
        assert head.headers["ETag"] == whole.headers["ETag"]
        assert int(head.headers["Content-Length"]) == length
        connection.close()
