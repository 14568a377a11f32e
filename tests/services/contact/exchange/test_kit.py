"""The conformance kit against our own server in a process of its own, and the example adapter from an export to cases."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from peelian.accounts.models import Force
from peelian.casework.cases.models import Case
from peelian.casework.records.models import Crime
from peelian.services.contact.exchange.envelope import Message, read
from peelian.services.contact.exchange.layout import MOST
from tests.services.contact.exchange.systems import System, key_for
from tests.support import site
from tests.support.cases import make_world

EXAMPLE = Path("examples") / "record_system"
EXCHANGE = [sys.executable, "-m", "peelian.cli.app", "exchange"]


def adapted(repository: Path) -> list[dict[str, Any]]:
    """What the example makes of its export."""
    folder = repository / EXAMPLE
    command = [sys.executable, str(folder / "adapter.py"), str(folder / "export.csv")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def kit(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    import os

    return subprocess.run(
        [*EXCHANGE, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )


def test_the_kit_finds_nothing_wrong_with_our_own_server(committing_db: Any, repository: Path) -> None:
    site.build_assets_if_needed(repository)
    key = key_for(make_world().force, "ada")
    settings = {"DJANGO_SETTINGS_MODULE": "peelian.project.settings.casework_test"}
    with site.running_site(committing_db.home, **{**committing_db.environment, **settings}) as address:
        done = kit("check", "--against", address, PEELIAN_EXCHANGE_KEY=key)
        again = kit("check", "--against", address, PEELIAN_EXCHANGE_KEY=key)
        wrong = kit(
            "check", "--against", address, PEELIAN_EXCHANGE_KEY=key[:-1] + ("A" if key[-1] != "A" else "B")
        )
    assert (done.returncode, done.stdout.count("WRONG")) == (0, 0), done.stdout + done.stderr
    assert done.stdout.count("ok ") >= 22
    assert again.returncode == 0
    assert wrong.returncode == 3
    assert Case.objects.filter(synthetic=True).count() == 2 == Case.objects.count()
    assert set(Crime.objects.values_list("outcome_type", flat=True)) == {18}


def test_the_kit_names_each_fault_of_a_file_with_its_line(tmp_path: Path, repository: Path) -> None:
    good = adapted(repository)
    (tmp_path / "good.jsonl").write_text("\n".join(map(json.dumps, good)), encoding="utf-8")
    assert kit("check", "--files", str(tmp_path)).returncode == 0
    bad = {**good[0], "body": {**good[0]["body"], "received_at": "yesterday"}}
    (tmp_path / "twice.json").write_text(json.dumps([good[1], bad]), encoding="utf-8")
    (tmp_path / "unreadable.csv").write_bytes(b"\xff\xfe\x00")
    done = kit("check", "--files", str(tmp_path))
    assert done.returncode == 3
    assert "twice.json:1 id: it stands at good.jsonl:2 already" in done.stdout
    assert "twice.json:2 body.received_at" in done.stdout
    assert "unreadable.csv cannot be read" in done.stdout


def test_the_kit_says_so_when_nothing_answers_and_when_it_is_asked_for_nothing() -> None:
    done = kit("check", "--against", f"http://127.0.0.1:{site.free_port()}", PEELIAN_EXCHANGE_KEY="peelian_x")
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert kit("check").returncode == 2


@pytest.fixture
def export(repository: Path) -> list[dict[str, str]]:
    with (repository / EXAMPLE / "export.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_example_makes_an_export_into_cases_and_a_second_run_changes_nothing(
    system: System, world: Any, repository: Path, export: list[dict[str, str]]
) -> None:
    Force.objects.filter(pk=world.force.pk).update(contact_team=world.team)
    world.cerys.collar_number = "WM5678"
    world.cerys.save()
    sent = adapted(repository)
    assert all(isinstance(read(one), Message) for one in sent)
    assert len(sent) <= MOST
    results = system.post(sent, 200)["results"]
    assert [one["status"] for one in results] == [201] * len(sent), results
    reports = [row for row in export if row["type"] in {"BURG", "ASB", "CDAM"}]
    assert Case.objects.count() == len(reports) == 3
    assert Crime.objects.count() == sum(bool(row["crime_ref"]) for row in export)
    assert [one.outcome_type for one in Crime.objects.filter(offence="domestic_burglary")] == [18]
    again = system.post(adapted(repository), 200)["results"]
    assert [one["status"] for one in again] == [200] * len(sent)
    assert all(row["mo"] not in json.dumps(sent) for row in export if row["mo"])
