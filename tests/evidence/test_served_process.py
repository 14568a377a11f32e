"""The process that serves the evidence site: no database, no part of Peelian that has one, and nothing heavy.

One process is started as the site is, asked for every kind of page and for files and answers in every form, and then
says what it holds.
"""

import json
import os
import subprocess
import sys

import pytest

SCRIPT = """
import json, sys
from peelian.project.served import application
from django.conf import settings
from django.db import connections
from django.test import Client
from tests.support import addresses
visited = {}
for both in zip(addresses.examples("en"), addresses.examples("cy"), strict=True):
    name, path = both[len(visited) % 2]
    visited.setdefault(name, path)
more = ("/claims.parquet", "/measures/officers_fte/figures.parquet", "/forces/kent/measures/officers_fte",
        "/compare.parquet?measure=homicide_rate&a=kent&b=essex", "/api/v1/forces", "/api/v1/league/homicide_rate",
        "/api/v1/league/homicide_rate?format=csv", "/api/v1/openapi.json", "/healthz")
client = Client(headers={"host": "localhost", "accept-encoding": "gzip"})
print(json.dumps({
    "kinds": len(visited),
    "refused": [path for path in (*visited.values(), *more) if client.get(path).status_code != 200],
    "engines": [settings.DATABASES[one]["ENGINE"] for one in settings.DATABASES],
    "connected": [one.settings_dict["ENGINE"] for one in connections.all()],
    "modules": [name for name, module in sys.modules.items() if module],
}))
"""
NONE = "django.db.backends.dummy"
FOR_NOTEBOOKS = {"pandas", "ibis", "scipy.stats", "altair", "numba", "pyspark", "matplotlib", "IPython"}
WALLED = ("peelian.casework.", "peelian.accounts.", "peelian.services.")


@pytest.fixture(scope="module")
def told(prepared_home, repository):
    environ = {
        **os.environ,
        "PYTHONPATH": str(repository),
        "DJANGO_SETTINGS_MODULE": "peelian.project.settings.evidence",
        "PEELIAN_HOME": str(prepared_home),
    }
    environ.pop("PEELIAN_ENGINE", None)
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], env=environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def test_every_kind_of_page_is_served(told):
    assert told["kinds"] >= 50
    assert told["refused"] == []


def test_no_database_is_configured_or_opened_and_no_driver_is_loaded(told):
    assert set(told["engines"]) | set(told["connected"]) <= {NONE}
    assert not {"sqlite3", "psycopg"} & set(told["modules"])


def test_no_part_of_peelian_that_has_a_database_is_loaded(told):
    assert [name for name in told["modules"] if name.startswith(WALLED)] == []


def test_no_page_file_or_answer_loads_a_package_for_notebooks(told):
    assert not FOR_NOTEBOOKS & {*told["modules"], *(name.partition(".")[0] for name in told["modules"])}
