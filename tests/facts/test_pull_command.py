"""`peelian data pull` from a server on the loopback to rows in the store."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from peelian.facts.pull_commands import register
from peelian.facts.store import open_store
from tests.facts.broken_server import Site, serving

GRANT = b"force,budget_gbp_2031_32\nKent,1000\nEssex,2000\nSurrey,3000\n"
LIST = """
[[publication]]
id = "grant"
kind = "{kind}"
title = "Grant"
publisher = "Home Office"
address = "{address}"
pick = ["*.ods", "*grant*.csv"]
licence = "Open Government Licence v3.0"
feeds = ["funding"]
checked_on = 2026-01-01
verified = true
{more}
"""


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")


@pytest.fixture
def site() -> Iterator[Site]:
    with serving(Site({"/media/grant.csv": GRANT}, kind="text/csv", drop_after=20)) as server:
        yield server


def run(
    tmp_path: Path,
    site: Site,
    *words: str,
    kind: str = "file",
    path: str = "/media/grant.csv",
    more: str = "",
) -> Result:
    listed = tmp_path / "publishers.toml"
    listed.write_text(LIST.format(kind=kind, address=site.address + path, more=more))
    app = typer.Typer()
    app.command("other")(lambda: None)
    register(app)
    return CliRunner().invoke(app, ["pull", *words, "--publishers", str(listed)])


def grants(home: Path) -> list[tuple[object, ...]]:
    import duckdb

    sql = open_store(home).sql("funding")
    return duckdb.sql(
        f"SELECT area_id, amount_pence FROM ({sql}) WHERE period = 'fy_2031_32' ORDER BY 1"
    ).fetchall()


LOADED = [("essex", 200_000), ("kent", 100_000), ("surrey", 300_000)]


def test_a_pull_loads_the_file_and_drops_the_download(home: Path, tmp_path: Path, site: Site) -> None:
    done = run(tmp_path, site, "grant")
    assert done.exit_code == 0, done.output
    assert "3 rows read, 3 kept, 0 quarantined" in done.output
    assert grants(home) == LOADED
    assert not (home / "cache" / "downloads" / "grant").exists()


def test_a_pull_over_a_line_that_drops_loads_the_same(home: Path, tmp_path: Path, site: Site) -> None:
    site.drops = 2
    done = run(tmp_path, site, "grant")
    assert done.exit_code == 0, done.output
    assert grants(home) == LOADED
    assert [asked for _, asked, _ in site.requests] == ["", "bytes=20-", "bytes=40-"]


def test_a_second_pull_of_the_same_file_changes_nothing(home: Path, tmp_path: Path, site: Site) -> None:
    run(tmp_path, site, "grant")
    version = open_store(home).version
    done = run(tmp_path, site, "grant")
    assert (done.exit_code, "unchanged" in done.output) == (0, True)
    assert open_store(home).version == version


def test_a_page_on_govuk_is_asked_for_its_files(home: Path, tmp_path: Path, site: Site) -> None:
    page = {
        "details": {
            "attachments": [
                {"url": "/media/letter.pdf"},
                {"url": f"{site.address}/media/grant.csv"},
                {"title": "no address"},
            ]
        }
    }
    site.content["/api/content/government/grant"] = json.dumps(page).encode()
    done = run(tmp_path, site, "grant", kind="govuk", path="/government/grant")
    assert done.exit_code == 0, done.output
    assert grants(home) == LOADED


def test_a_page_without_a_fitting_file_says_what_it_looked_for(
    home: Path, tmp_path: Path, site: Site
) -> None:
    site.content["/api/content/government/grant"] = (
        b'{"details": {"attachments": [{"url": "/media/letter.pdf"}]}}'
    )
    done = run(tmp_path, site, "grant", kind="govuk", path="/government/grant")
    assert done.exit_code == 1
    assert "*grant*.csv" in done.output and "Traceback" not in done.output


def test_a_wrong_checksum_leaves_the_store_as_it_was(home: Path, tmp_path: Path, site: Site) -> None:
    before = open_store(home).version
    done = run(tmp_path, site, "grant", more=f'sha256 = "{"0" * 64}"')
    assert done.exit_code == 1 and "SHA-256" in done.output
    assert open_store(home).version == before


def test_a_missing_file_is_one_line_and_exit_code_1(home: Path, tmp_path: Path, site: Site) -> None:
    done = run(tmp_path, site, "grant", path="/media/moved.csv")
    assert done.exit_code == 1
    assert "404" in done.output and "peelian data add" in done.output


def test_a_file_that_nothing_can_read_is_kept_and_exit_code_1(home: Path, tmp_path: Path, site: Site) -> None:
    site.content["/media/grant.csv"] = b"a,b\n1,2\n"
    done = run(tmp_path, site, "grant")
    assert done.exit_code == 1
    assert (home / "cache" / "downloads" / "grant" / "grant.csv").exists()


def test_only_fetch_keeps_the_file_and_loads_nothing(home: Path, tmp_path: Path, site: Site) -> None:
    before = open_store(home).version
    done = run(tmp_path, site, "grant", "--only-fetch")
    assert done.exit_code == 0 and "sha256" in done.output
    assert (home / "cache" / "downloads" / "grant" / "grant.csv").read_bytes() == GRANT
    assert open_store(home).version == before


def test_a_dry_run_asks_nobody(home: Path, tmp_path: Path, site: Site) -> None:
    done = run(tmp_path, site, "grant", "--dry-run")
    assert done.exit_code == 0 and "would fetch" in done.output
    assert site.requests == []


def test_the_list_shows_as_json_and_asks_nobody(home: Path, tmp_path: Path, site: Site) -> None:
    done = run(tmp_path, site, "--list", "--format", "json")
    assert done.exit_code == 0
    assert [row["id"] for row in json.loads(done.stdout)] == ["grant"]
    assert site.requests == []


def test_no_publication_named_shows_the_list_and_exit_code_2(home: Path, tmp_path: Path, site: Site) -> None:
    assert run(tmp_path, site).exit_code == 2
