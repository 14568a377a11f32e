"""Settings that every Peelian site shares. Nothing here needs a database, a cookie or another host."""

from __future__ import annotations

import os
import re
import secrets

from peelian.ui.assets import BUILT

DEBUG = False
# Nothing is signed or kept across a restart by the public site; each process draws its own.
SECRET_KEY = os.environ.get("PEELIAN_SECRET_KEY") or secrets.token_hex(32)

_host = os.environ.get("PEELIAN_HOST", "127.0.0.1")
_more = [name for name in os.environ.get("PEELIAN_ALLOWED_HOSTS", "").split(",") if name]
# Listening on every address means that the name is not known; no page is built from the Host header.
_any = _host in {"0.0.0.0", "::"}  # noqa: S104
ALLOWED_HOSTS = _more or (["*"] if _any else ["localhost", "127.0.0.1", "[::1]", _host])

DATABASES: dict[str, dict[str, object]] = {}
INSTALLED_APPS: list[str] = []
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "peelian.ui.headers.SecurityHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "peelian.evidence.api.methods.OnlyReading",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [],
        "OPTIONS": {"environment": "peelian.ui.environment.environment"},
    }
]
ROOT_URLCONF = "peelian.project.urls"
WSGI_APPLICATION = "peelian.project.wsgi.application"
APPEND_SLASH = False
USE_TZ = True
TIME_ZONE = "Europe/London"
USE_I18N = False  # the pages' texts come from peelian.ui.catalogue

STATIC_URL = "/static/"
STATIC_ROOT = str(BUILT)
WHITENOISE_AUTOREFRESH = False
WHITENOISE_ALLOW_ALL_ORIGINS = False


def WHITENOISE_IMMUTABLE_FILE_TEST(path: str, url: str) -> bool:  # noqa: N802
    """Built files carry twelve digits of their hash in the name."""
    return re.search(r"\.[0-9a-f]{12}\.\w+$", url) is not None


CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

# Errors go to standard error with the path of the page and no address of the reader.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
    },
}
