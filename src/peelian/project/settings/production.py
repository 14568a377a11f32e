"""As `all`, behind a proxy that speaks HTTPS, with PostgreSQL (PEELIAN_DATABASE) and attachments in S3 when it is set.

The proxy sets X-Forwarded-Proto itself and strips it from what it receives.
"""

from __future__ import annotations

import os

from peelian.project.problems import SettingMissing
from peelian.project.settings.casework import *  # noqa: F403
from peelian.project.settings.database import VARIABLE
from peelian.reference.problems import Bilingual

if not os.environ.get(VARIABLE):
    raise SettingMissing(
        variable=VARIABLE, why=Bilingual("its records lie in PostgreSQL", "mae ei gofnodion yn PostgreSQL")
    )
if not os.environ.get("PEELIAN_ALLOWED_HOSTS"):
    raise SettingMissing(
        variable="PEELIAN_ALLOWED_HOSTS",
        why=Bilingual("the site's hosts, separated by commas", "enwau'r safle, wedi'u gwahanu gan atalnodau"),
    )

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-peelian-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-peelian-csrf"
