"""Fetching one file from a server that drops connections, ignores ranges, changes the file midway, or lies."""

import hashlib
import random
import socket
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from peelian.facts.pull.fetch import fetch
from peelian.facts.pull.problems import CannotKeep, KeepsChanging, Refused, Unreachable, WrongChecksum
from tests.facts.broken_server import Site, serving

BODY = random.Random(2).randbytes(700_000)
OTHER = random.Random(3).randbytes(700_000)


@pytest.fixture
def http() -> Iterator[httpx.Client]:
    with httpx.Client(trust_env=False, timeout=10, follow_redirects=True) as client:
        yield client


def site(**behaviour: object) -> Site:
    return Site({"/file.csv": BODY}, **behaviour)  # type: ignore[arg-type]


def test_a_whole_file_arrives_in_one_request_and_leaves_nothing_beside_it(
    tmp_path: Path, http: httpx.Client
) -> None:
    with serving(site()) as server:
        seen: list[int] = []
        found = fetch(
            f"{server.address}/file.csv",
            tmp_path / "in" / "file.csv",
            client=http,
            progress=lambda done, total: seen.append(done),
        )
    assert (found.path.read_bytes(), found.requests, found.resumed) == (BODY, 1, False)
    assert found.sha256 == hashlib.sha256(BODY).hexdigest()
    assert seen[-1] == len(BODY)
    assert [path.name for path in found.path.parent.iterdir()] == ["file.csv"]


def test_dropped_connections_are_continued_from_the_byte_where_they_broke(
    tmp_path: Path, http: httpx.Client
) -> None:
    with serving(site(drops=7)) as server:
        found = fetch(f"{server.address}/file.csv", tmp_path / "f", client=http, attempts=3, wait=0)
    assert found.path.read_bytes() == BODY
    assert found.resumed
    starts = [int(asked.removeprefix("bytes=").rstrip("-")) for _, asked, _ in server.requests[1:]]
    assert starts == sorted(starts) and len(set(starts)) == len(starts) == 7
    assert {conditional for _, _, conditional in server.requests[1:]} == {server.tag("/file.csv")}


def test_a_later_run_continues_what_an_earlier_one_left(tmp_path: Path, http: httpx.Client) -> None:
    with serving(site(drops=1)) as server:
        server.on_request = lambda number: server.statuses.append((503, {})) if 2 <= number <= 3 else None
        with pytest.raises(Unreachable, match="503"):
            fetch(f"{server.address}/file.csv", tmp_path / "f", client=http, attempts=2, wait=0)
        assert not (tmp_path / "f").exists()
        arrived = (tmp_path / "f.part").stat().st_size
        assert 0 < arrived < len(BODY)
        server.on_request = lambda number: None
        found = fetch(f"{server.address}/file.csv", tmp_path / "f", client=http, wait=0)
    assert found.path.read_bytes() == BODY
    assert server.requests[-1][1] == f"bytes={arrived}-"


def test_a_server_that_ignores_ranges_is_read_again_from_the_start(
    tmp_path: Path, http: httpx.Client
) -> None:
    with serving(site(drops=2, ranges=False)) as server:
        found = fetch(f"{server.address}/file.csv", tmp_path / "f", client=http, wait=0)
    assert found.path.read_bytes() == BODY
    assert len(server.requests) == 3


@pytest.mark.parametrize("honours", [True, False])
def test_a_file_that_changes_midway_is_never_glued_together(
    tmp_path: Path, http: httpx.Client, honours: bool
) -> None:
    with serving(site(drops=1, honours_if_range=honours)) as server:

        def change(number: int) -> None:
            if number == 2:
                server.content["/file.csv"] = OTHER

        server.on_request = change
        found = fetch(f"{server.address}/file.csv", tmp_path / "f", client=http, wait=0)
    assert found.path.read_bytes() == OTHER


def test_a_file_that_never_stops_changing_is_given_up(tmp_path: Path, http: httpx.Client) -> None:
    with serving(site(drops=99, honours_if_range=False)) as server:
        server.on_request = lambda number: server.content.update({"/file.csv": BODY[number:] + BODY[:number]})
        with pytest.raises(KeepsChanging):
            fetch(f"{server.address}/file.csv", tmp_path / "f", client=http, wait=0)
    assert list(tmp_path.iterdir()) == []


def test_without_a_validator_nothing_is_continued(tmp_path: Path, http: httpx.Client) -> None:
    with serving(site(drops=2, etag=False, last_modified=False)) as server:
        found = fetch(f"{server.address}/file.csv", tmp_path / "f", client=http, wait=0)
    assert found.path.read_bytes() == BODY
    assert {asked for _, asked, _ in server.requests} == {""}


def test_a_date_serves_where_there_is_no_tag_and_a_length_is_not_needed(
    tmp_path: Path, http: httpx.Client
) -> None:
    with serving(site(drops=1, etag=False)) as server:
        assert (
            fetch(f"{server.address}/file.csv", tmp_path / "f", client=http, wait=0).path.read_bytes() == BODY
        )
        assert server.requests[1][1] != ""
    with serving(site(length=False)) as server:
        assert (
            fetch(f"{server.address}/file.csv", tmp_path / "g", client=http, wait=0).path.read_bytes() == BODY
        )


def test_a_wrong_checksum_keeps_nothing_and_says_both(tmp_path: Path, http: httpx.Client) -> None:
    with serving(site()) as server, pytest.raises(WrongChecksum) as problem:
        fetch(
            f"{server.address}/file.csv",
            tmp_path / "f",
            client=http,
            sha256="0" * 64,
            page="https://example.org/page",
        )
    assert hashlib.sha256(BODY).hexdigest() in str(problem.value)
    assert "https://example.org/page" in str(problem.value)
    assert list(tmp_path.iterdir()) == []


def test_the_file_of_an_earlier_pull_survives_a_failed_one(tmp_path: Path, http: httpx.Client) -> None:
    (tmp_path / "f").write_bytes(b"last good")
    with serving(site()) as server, pytest.raises(WrongChecksum):
        fetch(f"{server.address}/file.csv", tmp_path / "f", client=http, sha256="0" * 64)
    assert (tmp_path / "f").read_bytes() == b"last good"


@pytest.mark.parametrize("status", [404, 410, 403])
def test_a_refusal_is_final_and_says_where_to_look(tmp_path: Path, http: httpx.Client, status: int) -> None:
    with serving(site(statuses=[(status, {})])) as server, pytest.raises(Refused) as problem:
        fetch(f"{server.address}/file.csv", tmp_path / "f", client=http, page="https://example.org/page")
    assert len(server.requests) == 1
    assert str(status) in str(problem.value) and "https://example.org/page" in str(problem.value)
    assert "peelian data add" in str(problem.value)


def test_a_web_page_in_place_of_a_file_is_refused(tmp_path: Path, http: httpx.Client) -> None:
    with serving(site(kind="text/html; charset=utf-8")) as server, pytest.raises(Refused, match="web page"):
        fetch(f"{server.address}/file.csv", tmp_path / "f", client=http)
    assert list(tmp_path.iterdir()) == []


def test_a_busy_server_is_asked_again(tmp_path: Path, http: httpx.Client) -> None:
    with serving(site(statuses=[(503, {"Retry-After": "0"}), (429, {}), (500, {})])) as server:
        found = fetch(f"{server.address}/file.csv", tmp_path / "f", client=http, wait=0)
    assert found.requests == 4


def test_redirects_are_followed(tmp_path: Path, http: httpx.Client) -> None:
    with serving(site(statuses=[(302, {"Location": "/file.csv"})])) as server:
        assert fetch(f"{server.address}/old.csv", tmp_path / "f", client=http).path.read_bytes() == BODY


def test_no_network_is_said_plainly(tmp_path: Path, http: httpx.Client) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}/file.csv"
        with pytest.raises(Unreachable) as problem:
            fetch(address, tmp_path / "f", client=http, attempts=2, wait=0)
    assert "Check the network" in str(problem.value) and address in str(problem.value)
    assert "rhwydwaith" in problem.value.message("cy")


def test_a_partial_file_of_another_address_is_not_continued(tmp_path: Path, http: httpx.Client) -> None:
    (tmp_path / "f.part").write_bytes(b"junk")
    (tmp_path / "f.part.json").write_text(
        '{"address": "http://elsewhere/", "validator": "x", "etag": "x", "total": 9}'
    )
    with serving(site()) as server:
        assert fetch(f"{server.address}/file.csv", tmp_path / "f", client=http).path.read_bytes() == BODY
    assert server.requests[0][1] == ""


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path, http: httpx.Client) -> None:
    (tmp_path / "f").write_text("a file where a folder should be")
    with serving(site()) as server, pytest.raises(CannotKeep, match="could not be written"):
        fetch(f"{server.address}/file.csv", tmp_path / "f" / "x", client=http)
