"""The evidence site has no database, and no part of Peelian that has one."""

import os
import subprocess
import sys

SCRIPT = """
import django, sys
django.setup()
from django.conf import settings
from django.test import Client
assert settings.DATABASES in ({}, {"default": {"ENGINE": "django.db.backends.dummy"}}), settings.DATABASES
from tests.support import addresses
visited = set()
for both in zip(addresses.examples("en"), addresses.examples("cy"), strict=True):
    name, path = both[len(visited) % 2]
    if name not in visited:
        visited.add(name)
        assert Client(headers={"host": "localhost"}).get(path).status_code == 200, path
for path in ("/api/v1/forces", "/api/v1/league/homicide_rate", "/healthz"):
    assert Client(headers={"host": "localhost"}).get(path).status_code == 200, path
assert len(visited) >= 50, len(visited)
from django.db import connections
assert all(alias.settings_dict["ENGINE"] == "django.db.backends.dummy" for alias in connections.all())
walled = [name for name in sys.modules if name.startswith(("peelian.casework.", "peelian.accounts.", "peelian.services."))]
assert walled == [], walled
assert not [name for name in sys.modules if name in ("sqlite3", "psycopg")], "a database driver was loaded"
print("served")
"""


def test_every_kind_of_page_is_served_where_no_database_is_configured(home, repository):
    environ = {
        **os.environ,
        "PYTHONPATH": str(repository),
        "DJANGO_SETTINGS_MODULE": "peelian.project.settings.evidence",
        "PEELIAN_HOME": str(home),
    }
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], env=environ, capture_output=True, text=True, check=False
    )
    assert done.stdout.strip().endswith("served"), done.stderr
