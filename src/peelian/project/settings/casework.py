"""Casework: accounts, cases, the desk and the public forms, beside the evidence pages in one process.

`peelian.project.settings.evidence` sees nothing of this: no app, no database, no cookie.
"""

from __future__ import annotations

from peelian.accounts.sign_in_settings import *  # noqa: F403
from peelian.facts.home import home
from peelian.project.keys import secret_key
from peelian.project.settings.base import *  # noqa: F403
from peelian.project.settings.base import LOGGING as _LOGGING
from peelian.project.settings.base import MIDDLEWARE as _PUBLIC
from peelian.project.settings.database import databases, keys_folder

PEELIAN_KEYS = keys_folder()
PEELIAN_LEDGER = home() / "ledger"
SECRET_KEY = secret_key(PEELIAN_KEYS)

DATABASES = databases()
DATABASE_ROUTERS = ["peelian.project.routing.Vault"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "peelian.accounts",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "peelian.casework.sealing",
    "peelian.casework.ledger",
    "peelian.casework.schedule",
    "peelian.casework.outbox",
    "peelian.casework.clocks",
    "peelian.casework.records",
    "peelian.casework.cases",
    "peelian.casework.threads",
    "peelian.casework.files",
    "peelian.casework.retention",
    "peelian.casework.desk",
    "peelian.services.contact",
    "peelian.project",
]

_READING = "peelian.evidence.api.methods.OnlyReading"
MIDDLEWARE = [
    *(name for name in _PUBLIC if name != _READING),
    "peelian.project.middleware.OnlyReadingOfEvidence",
    "peelian.project.middleware.OnlyItsMethods",
    "peelian.project.middleware.NoStore",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "peelian.accounts.middleware.IdleReauthentication",
]
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
ROOT_URLCONF = "peelian.project.urls_casework"

# --- who signs in, and how ---------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]

# One file, where a page takes one, read as it comes; no other page is given any, and none is held in memory.
FILE_UPLOAD_HANDLERS = ["peelian.casework.files.uploading.OneFile"]

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "peelian_cache",
    }
}
"""Counts of attempts only (allauth's limits need a cache that all processes share); nothing about a person."""

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = "peelian-session"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "peelian-csrf"

# A fault is told by its kind and its place in the code; what it was about stays unsaid.
LOGGING = {
    **_LOGGING,
    "formatters": {
        "line": {
            "()": "peelian.project.logs.WithoutValues",
            "format": "{levelname} {name}: {message}",
            "style": "{",
        }
    },
}
