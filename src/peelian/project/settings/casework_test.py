"""Settings of the tests that need casework's databases: `all`, answering to the test client's host name.

The databases are those of this run (tests/support/databases.py sets PEELIAN_HOME and PEELIAN_DATABASE first).
"""

from peelian.project.settings.casework import *  # noqa: F403

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
