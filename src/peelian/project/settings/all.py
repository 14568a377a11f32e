"""Every part of Peelian in one process on this computer: the evidence site, the desk and the public forms."""

from peelian.project.settings.casework import *  # noqa: F403
