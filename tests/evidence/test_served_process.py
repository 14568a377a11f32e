"""The process that serves pages loads nothing heavy that pages do not need, whatever is asked of it."""

import os
import subprocess
import sys

from peelian.evidence.commands import compile_queries
from peelian.facts.home import prepare

SCRIPT = """
import sys
from peelian.project.served import application
from django.test import Client
client = Client(headers={"host": "localhost", "accept-encoding": "gzip"})
for path in ("/", "/league/homicide_rate", "/forces/kent", "/claims.parquet", "/measures/officers_fte/figures.parquet",
             "/forces/kent/measures/officers_fte", "/compare.parquet?measure=homicide_rate&a=kent&b=essex",
             "/api/v1/league/homicide_rate?format=csv", "/api/v1/openapi.json"):
    assert client.get(path).status_code == 200, path
print(sorted({name.partition(".")[0] for name, module in sys.modules.items() if module}
             & {"pandas", "ibis", "scipy.stats", "altair", "numba", "pyspark", "matplotlib", "IPython"}))
"""


def test_no_page_file_or_answer_loads_a_package_for_notebooks(home):
    compile_queries(prepare())  # as `peelian up` does before it starts the server
    environ = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "peelian.project.settings.evidence",
        "PEELIAN_HOME": str(home),
    }
    environ.pop("PEELIAN_ENGINE", None)
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], env=environ, capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "[]", done.stderr[-2000:]
