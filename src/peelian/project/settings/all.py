"""Every part of Peelian in one process. Until the services land, that is the evidence site."""

from peelian.project.settings.evidence import *  # noqa: F403
