"""The public evidence site alone: read-only pages over the store, with no database at all (`DATABASES` is empty)."""

from peelian.project.settings.base import *  # noqa: F403
