"""The public evidence site alone: read-only pages over the store, with no database at all."""

from peelian.project.settings.base import *  # noqa: F403

DATABASES: dict[str, dict[str, object]] = {}
