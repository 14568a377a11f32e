"""Settings of the test suite: the evidence site, answering to the test client's host name."""

from peelian.project.settings.evidence import *  # noqa: F403

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
