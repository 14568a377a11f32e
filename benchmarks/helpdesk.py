"""django-helpdesk's public ticket form, timed as `open_case` times ours: for the line beside it in docs/benchmarks.md.

    python -m benchmarks.helpdesk [--requests 100]

It gets an environment of its own in a folder that is deleted afterwards (pip, from the usual package index), and runs on
SQLite with the same pragmas and on the same disk as ours. It is never a part of our lock. Its templates of mail are not
loaded, so it writes a ticket and sends nothing, which is to its favour.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.databases import disk, kind_of_disk

ADDRESSES = """
from django.contrib import admin
from django.urls import include, path
urlpatterns = [path("admin/", admin.site.urls), path("", include("helpdesk.urls", namespace="helpdesk"))]
"""
WANTED = (
    "django-helpdesk>=1,<3",
    "Django>=4.2,<5.3",
    "setuptools<81",
    "django-bootstrap4-form",
    "djangorestframework",
    "packaging",
)
PROGRAM = """
import statistics, sys, time
from pathlib import Path
from django.conf import settings
PRAGMAS = "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL"
settings.configure(
    SECRET_KEY="measured", DEBUG=False, ALLOWED_HOSTS=["testserver"], USE_TZ=True, SITE_ID=1,
    ROOT_URLCONF="addresses", STATIC_URL="/static/", MEDIA_ROOT=str(Path("media").absolute()),
    DEFAULT_AUTO_FIELD="django.db.models.AutoField", EMAIL_BACKEND="django.core.mail.backends.dummy.EmailBackend",
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "helpdesk.sqlite3",
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "init_command": PRAGMAS}}},
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions",
        "django.contrib.sites", "django.contrib.messages", "django.contrib.admin", "django.contrib.humanize",
        "bootstrap4form", "helpdesk", "rest_framework"],
    MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware"],
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.contrib.auth.context_processors.auth",
            "django.template.context_processors.request",
            "django.contrib.messages.context_processors.messages"]}}],
    HELPDESK_SUBMIT_A_TICKET_PUBLIC=True, HELPDESK_TEAMS_MODE_ENABLED=False,
)
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from django.test import Client
from helpdesk.models import Queue, Ticket
queue = Queue.objects.create(title="Selly Oak", slug="selly-oak", allow_public_submission=True)
from django.urls import reverse
address = reverse("helpdesk:submit")
client = Client()
def one():
    got = client.post(address, {"queue": queue.pk, "title": "The lamp on Raddlebarn Road", "priority": 3,
        "body": "Is it known to be out?", "submitter_email": "asha@example.org"})
    assert got.status_code == 302, got.status_code
for _ in range(10):
    one()
rates = []
for _ in range(5):
    began = time.perf_counter()
    for _ in range(int(sys.argv[1])):
        one()
    rates.append(int(sys.argv[1]) / (time.perf_counter() - began))
assert Ticket.objects.count() == 10 + 5 * int(sys.argv[1])
print(f"django-helpdesk on SQLite: {statistics.median(rates):.0f} tickets a second "
      f"(rounds {min(rates):.0f} to {max(rates):.0f})")
"""


def main() -> None:
    """Make the environment, run the program in it, remove both."""
    parser = argparse.ArgumentParser(description="Tickets a second of django-helpdesk's public form.")
    parser.add_argument("--requests", type=int, default=100)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="peelian-helpdesk-", dir=disk()) as folder:
        print(f"helpdesk: an environment of its own; rows on {kind_of_disk()}")
        subprocess.run([sys.executable, "-m", "venv", "venv"], cwd=folder, check=True)
        python = str(Path(folder) / "venv" / "bin" / "python")
        subprocess.run([python, "-m", "pip", "install", "-qq", *WANTED], cwd=folder, check=True)
        (Path(folder) / "addresses.py").write_text(ADDRESSES, encoding="utf-8")
        (Path(folder) / "program.py").write_text(PROGRAM, encoding="utf-8")
        subprocess.run([python, "program.py", str(asked.requests)], cwd=folder, check=True)


if __name__ == "__main__":
    main()
